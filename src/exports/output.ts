import {isPrintingWanted, printed, printOut} from '../cli/standard-output.js'
import {writeDurablyInPieces} from '../disk/durable-file.js'

/** Where an export goes, piece by piece. */
export interface Output {
  /** Resolves when there is room for the next piece. */
  readonly write: (piece: string) => Promise<void>
  /** Whether anybody still takes what is written: a reader such as `head` goes away. */
  readonly isWanted: () => boolean
}

const standardOutput: Output = {
  write: piece => {
    printOut(piece)
    return printed()
  },
  isWanted: isPrintingWanted,
}

/**
 * Writes to standard output, or into a file that is replaced whole or not at all. What is exported says who did what for whom,
 * so only its owner may read the file.
 *
 * @param file null is standard output
 * @param write says in the end whether a file is replaced
 */
export async function writeTo(
  file: string | null,
  write: (output: Output) => Promise<'replace' | 'keep-old'>,
): Promise<void> {
  if (file === null) await write(standardOutput)
  else
    await writeDurablyInPieces(file, append =>
      write({write: async piece => append(piece), isWanted: () => true}),
    )
}

import {printOut} from '../cli/standard-output.js'
import {writeDurablyInPieces} from '../disk/durable-file.js'

/** Takes a piece of what is written. */
export type Append = (text: string) => void

/**
 * Writes piece by piece: to standard output, or into a file that is replaced whole or not at all. What is exported says who did
 * what for whom, so only its owner may read the file.
 *
 * @param file null is standard output
 */
export async function writeOutput(
  file: string | null,
  write: (append: Append) => Promise<void>,
): Promise<void> {
  if (file === null) await write(printOut)
  else await writeDurablyInPieces(file, write)
}

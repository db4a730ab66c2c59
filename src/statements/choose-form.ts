import {extname, sep} from 'node:path'
import {ContradictingFormatError} from './statement-errors.js'
import type {StatementFormat} from './statement-forms.js'
import {isFolder} from './write-statements.js'

/** What was said of how statements are to look and where they go. */
export interface SaidForm {
  readonly format?: StatementFormat | undefined
  /** A file, a folder, or `-` for standard output. */
  readonly output?: string | undefined
  /** Whether the answer on standard output is to be JSON. */
  readonly json: boolean
}

export interface ChosenForm {
  readonly format: StatementFormat
  /** Null is standard output. */
  readonly output: string | null
}

const FORMATS_BY_EXTENSION: Readonly<Record<string, StatementFormat>> = {
  '.txt': 'table',
  '.json': 'json',
  '.csv': 'csv',
  '.pdf': 'pdf',
}

/** The format that a file's name asks for; undefined where it asks for none, or there is a folder of that name. */
export const formatOfName = (output: string): StatementFormat | undefined =>
  isFolder(output) ? undefined : FORMATS_BY_EXTENSION[extname(output).toLowerCase()]

/**
 * In which format statements are written, and where: the format follows the name of the file. PDFs, which are no text
 * for a terminal, go into the folder one is in unless another place is named.
 *
 * @throws ContradictingFormatError
 */
export function chooseForm({format, output, json}: SaidForm): ChosenForm {
  const place = output === '-' ? null : (output ?? (format === 'pdf' ? `.${sep}` : null))
  const [said, asked] =
    place === null
      ? (['--json', json ? 'json' : undefined] as const)
      : ([`--output ${place}`, formatOfName(place)] as const)
  if (format !== undefined && asked !== undefined && format !== asked) {
    throw new ContradictingFormatError(format, said)
  }
  return {format: format ?? asked ?? 'table', output: place}
}

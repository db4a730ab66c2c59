import {FaultError, onFile} from '../disk/fault.js'
import {readPieces, readWholeFile} from '../disk/whole-file.js'
import {isWhole} from '../domain/whole-text.js'
import {UsageError} from './failure.js'

const MEGABYTE = 1024 * 1024

/** More than any document that a person writes. */
const MAX_DOCUMENT = 64 * MEGABYTE
/** As much as one text can be; a larger file is imported in parts. */
export const MAX_IMPORT = 480 * MEGABYTE

/** Reads a file that somebody names; `-` is standard input. Refused: what is none, or too large to be meant. */
export const readBytes = (path: string, maxBytes = MAX_DOCUMENT): Uint8Array =>
  reading(path, () => readWholeFile(path, maxBytes))

/**
 * Reads a file that somebody names piece by piece, whatever its size; `-` is standard input. A piece is overwritten by the
 * next one.
 */
export function* readChunks(path: string): Generator<Uint8Array> {
  try {
    yield* readPieces(path)
  } catch (error) {
    throw missingFile(error)
  }
}

function reading<T>(path: string, action: () => T): T {
  try {
    return onFile(path, action)
  } catch (error) {
    throw missingFile(error)
  }
}

/** Of a fault while a file was read that somebody names: a wrong name is wrong usage. Gives back every other error. */
export function missingFile(error: unknown): unknown {
  if (!(error instanceof FaultError)) return error
  if (error.code === 'ENOENT') return new UsageError('NO_FILE', `There is no file ${error.place}.`)
  if (error.code === 'EISDIR')
    return new UsageError('NO_FILE', `This is a folder, not a file: ${error.place}.`)
  if (error.code === 'ENOTSUP')
    return new UsageError(
      'NO_FILE',
      `This is a device or a pipe, not a file: ${error.place}.`,
      'Name a file, or - for standard input.',
    )
  if (error.code === 'EFBIG')
    return new UsageError(
      'FILE_TOO_LARGE',
      `${error.place} is larger than what is read at once.`,
      'Give it in parts.',
    )
  return error
}

/** Reads a JSON file that somebody wrote. */
export const readJsonFile = (path: string): unknown => parseJsonFile(path, readBytes(path))

/** What a JSON file that somebody wrote says. */
export function parseJsonFile(path: string, bytes: Uint8Array): unknown {
  const text = decodeUtf8(path, bytes)
  try {
    return requireWhole(JSON.parse(text), path)
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError('INVALID_JSON', `${path} is not valid JSON: ${reason}.`, null, {file: path})
  }
}

/** Refuses half a letter, which JSON can say (`"\\ud83d"`) and nothing can write. */
export function requireWhole<T>(json: T, what: string): T {
  if (isWhole(json)) return json
  throw new UsageError(
    'HALF_LETTER',
    `A text in ${what} has half a letter in it.`,
    'It was cut there: write it anew.',
  )
}

/** A letter in another encoding is refused: to replace it would spoil a name without a word. */
export function decodeUtf8(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new UsageError('NOT_UTF_8', `${path} is not encoded as UTF-8.`, 'Save it as UTF-8.', {file: path})
  }
}

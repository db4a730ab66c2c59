import {readFileSync} from 'node:fs'
import {onFile} from '../disk/fault.js'
import {UsageError} from './failure.js'

/** Reads a file that somebody names; `-` is standard input. */
export function readBytes(path: string): Uint8Array {
  try {
    return onFile(path, () => readFileSync(path === '-' ? 0 : path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      const what = error.code === 'ENOENT' ? 'There is no file' : 'This is a folder, not a file:'
      throw new UsageError('NO_FILE', `${what} ${path}.`)
    }
    throw error
  }
}

/** Reads a JSON file that somebody wrote. */
export function readJsonFile(path: string): unknown {
  const text = readUtf8(path)
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError('INVALID_JSON', `${path} is not valid JSON: ${reason}.`, null, {file: path})
  }
}

/** A letter in another encoding is refused: to replace it would spoil a name without a word. */
function readUtf8(path: string): string {
  const bytes = readBytes(path)
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new UsageError('NOT_UTF_8', `${path} is not encoded as UTF-8.`, 'Save it as UTF-8.', {file: path})
  }
}

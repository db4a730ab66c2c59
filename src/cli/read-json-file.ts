import {readFileSync} from 'node:fs'
import {onFile} from '../storage/durable-file.js'
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
  const text = new TextDecoder('utf-8').decode(readBytes(path))
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError('INVALID_JSON', `${path} is not valid JSON: ${reason}.`, null, {file: path})
  }
}

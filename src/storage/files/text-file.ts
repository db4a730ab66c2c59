import {isUtf8} from 'node:buffer'
import {closeSync, constants, fstatSync, openSync, readFileSync, readSync} from 'node:fs'
import {codeOf, onFile} from '../../disk/fault.js'
import {StoreDamagedError} from '../store-errors.js'

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0
const NON_BLOCK = constants.O_NONBLOCK ?? 0

/**
 * The text of a regular file, or undefined when there is none.
 *
 * @throws StoreDamagedError `link`, `not-a-file` or `not-utf-8`
 * @throws FaultError when it cannot be read
 */
export function readText(path: string): string | undefined {
  const bytes = readBytes(path)
  if (bytes === undefined) return undefined
  if (!isUtf8(bytes)) throw new StoreDamagedError(path, 'not-utf-8')
  return bytes.toString('utf8')
}

/**
 * What is in a regular file, or undefined when there is none.
 *
 * @throws StoreDamagedError `link` or `not-a-file`
 * @throws FaultError when it cannot be read
 */
export function readBytes(path: string): Buffer | undefined {
  return onFile(path, () => {
    const descriptor = openExisting(path)
    if (descriptor === undefined) return undefined
    try {
      if (!fstatSync(descriptor).isFile()) throw new StoreDamagedError(path, 'not-a-file')
      return readFileSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })
}

/**
 * What is in a regular file from a byte on: with the file's number, by which it is known again; undefined when there is none.
 *
 * @throws StoreDamagedError `link` or `not-a-file`
 * @throws FaultError when it cannot be read
 */
export function readFrom(
  path: string,
  position: number,
): {readonly file: number; readonly bytes: Buffer} | undefined {
  return onFile(path, () => {
    const descriptor = openExisting(path)
    if (descriptor === undefined) return undefined
    try {
      const found = fstatSync(descriptor)
      if (!found.isFile()) throw new StoreDamagedError(path, 'not-a-file')
      const bytes = Buffer.alloc(Math.max(0, found.size - position))
      const length = bytes.length === 0 ? 0 : readSync(descriptor, bytes, 0, bytes.length, position)
      return {file: found.ino, bytes: bytes.subarray(0, length)}
    } finally {
      closeSync(descriptor)
    }
  })
}

function openExisting(path: string): number | undefined {
  try {
    // Without O_NONBLOCK a planted pipe would make us wait for ever.
    return openSync(path, constants.O_RDONLY | NO_FOLLOW | NON_BLOCK)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined
    if (codeOf(cause) === 'ELOOP') throw new StoreDamagedError(path, 'link', cause)
    throw cause
  }
}

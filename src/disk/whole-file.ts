import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'
import {codeOf, FaultError, onFile} from './fault.js'

const NON_BLOCK = constants.O_NONBLOCK ?? 0
const CHUNK_BYTES = 262_144

/** What the shell makes of `<(…)`: a pipe that somebody writes to. */
const OPEN_PIPE = /^\/dev\/fd\/\d+$/

/**
 * All of a file that somebody names. Only of a regular one, as devices and pipes may never end, or of a pipe that a shell has
 * opened.
 *
 * @throws FaultError also `ENOTSUP` for anything else, and `EFBIG` for more than `maxBytes`
 */
export function readWholeFile(path: string, maxBytes: number): Buffer {
  const pieces: Buffer[] = []
  let size = 0
  for (const piece of readPieces(path)) {
    size += piece.length
    if (size > maxBytes) throw new FaultError(path, 'EFBIG')
    pieces.push(Buffer.from(piece))
  }
  return Buffer.concat(pieces)
}

/**
 * The same piece by piece, whatever its size; `-` is standard input. A piece is overwritten by the next one.
 */
export function* readPieces(path: string): Generator<Uint8Array> {
  const descriptor = path === '-' ? 0 : onFile(path, () => openToRead(path))
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  try {
    for (;;) {
      const length = onFile(path, () => readSome(descriptor, buffer))
      if (length === 0) return
      yield buffer.subarray(0, length)
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor)
  }
}

function openToRead(path: string): number {
  const isPipe = OPEN_PIPE.test(path)
  // A pipe that nobody writes to would make us wait for ever.
  const descriptor = openSync(path, constants.O_RDONLY | (isPipe ? 0 : NON_BLOCK))
  const found = fstatSync(descriptor)
  if (found.isFile() || (isPipe && found.isFIFO())) return descriptor
  closeSync(descriptor)
  throw new FaultError(path, found.isDirectory() ? 'EISDIR' : 'ENOTSUP')
}

/** Waits where standard input is one that does not wait by itself. */
function readSome(descriptor: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer)
    } catch (cause) {
      if (codeOf(cause) === 'EOF') return 0
      if (codeOf(cause) !== 'EAGAIN') throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

import {fstatSync, writeSync} from 'node:fs'
import {codeOf} from '../disk/fault.js'

const STDOUT = 1

/** Once something waits in `process.stdout`, all that follows has to queue behind it. */
let isQueued = false

/**
 * Prints results. Into a pipe or a file they are written directly: `process.stdout` would load Node's network code for
 * a pipe, which takes 3 ms. What a full pipe does not take at once is left to `process.stdout`, which waits for it; a
 * reader who has gone away, as `head` does, is no error.
 */
export function printOut(text: string): void {
  if (isQueued || mayBeTerminal()) {
    process.stdout.write(text)
    return
  }
  const bytes = Buffer.from(text)
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written)
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return
    if (codeOf(error) !== 'EAGAIN') throw error
    isQueued = true
    process.stdout.write(bytes.subarray(written))
  }
}

/** The terminal's window, or null where standard output is none. */
export function terminalOf(): {readonly columns: number} | null {
  return mayBeTerminal() && process.stdout.isTTY ? {columns: process.stdout.columns} : null
}

/** Terminals are devices; so is /dev/null, of which `isTTY` tells them apart. */
function mayBeTerminal(): boolean {
  try {
    return fstatSync(STDOUT).isCharacterDevice()
  } catch {
    return false
  }
}

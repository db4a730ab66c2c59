import {writeSync} from 'node:fs'
import {codeOf} from '../disk/fault.js'

const STDERR = 2

/**
 * Says something to whoever is there: an error, a warning, how far it is. Where nobody is (closed, or a full disk
 * behind it) there is nobody to be told of that either, and no work is left undone for it.
 */
export function printError(text: string): void {
  const bytes = Buffer.from(text)
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(STDERR, bytes, written)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    // A full pipe whose reader is slow: Node's own stream waits for it.
    if (codeOf(error) === 'EAGAIN') process.stderr.once('error', () => {}).write(bytes.subarray(written))
  }
}

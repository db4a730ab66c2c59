import {fstatSync, writeSync} from 'node:fs'
import {codeOf, FaultError} from '../disk/fault.js'

const STDOUT = 1

/** Once something waits in `process.stdout`, all that follows has to queue behind it. */
let isQueued = false

/** What kept a result from being printed. */
let fault: FaultError | undefined

/** Whether the reader of a pipe has closed it. */
let isReaderGone = false

/**
 * Prints results. Into a pipe or a file they are written directly: `process.stdout` would load Node's network code for
 * a pipe, which takes 3 ms. What a full pipe does not take at once is left to `process.stdout`, which waits for it; a
 * reader who has gone away, as `head` does, is no error.
 *
 * Never throws for what is behind standard output: a command that has recorded something goes on with its work, and
 * what could not be printed is told at its end (see {@link faultOfOutput}).
 */
export function printOut(text: string | Uint8Array): void {
  if (fault !== undefined) return
  if (isQueued || isTerminal()) {
    queue(text)
    return
  }
  const bytes = Buffer.from(text)
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written)
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') queue(bytes.subarray(written))
    else noteFault(error)
  }
}

/** What has kept results from being printed so far; undefined if nothing has, or nobody wanted to read them. */
export const faultOfOutput = (): FaultError | undefined => fault

/** Whether what is printed goes anywhere: not once the reader has gone away, or it cannot be written. */
export const isPrintingWanted = (): boolean => !isReaderGone && fault === undefined

/** Waits until a slow reader has taken what waits for it. For whoever prints more than should be held. */
export async function printed(): Promise<void> {
  const {stdout} = process
  if (!isQueued || !stdout.writableNeedDrain) return
  await new Promise<void>(resolve => {
    const isOver = () => {
      stdout.off('drain', isOver).off('close', isOver)
      resolve()
    }
    stdout.on('drain', isOver).on('close', isOver)
  })
}

/** The terminal's window, or null where standard output is none. */
export function terminalOf(): {readonly columns: number} | null {
  return isTerminal() ? {columns: process.stdout.columns} : null
}

function queue(text: string | Uint8Array): void {
  if (!isQueued) process.stdout.on('error', noteFault)
  isQueued = true
  process.stdout.write(text)
}

/** Takes note of what kept a result from being printed. @throws what is no error of the operating system */
export function noteFault(error: unknown): void {
  const code = codeOf(error)
  if (code === undefined) throw error
  if (code === 'EPIPE') isReaderGone = true
  else fault ??= new FaultError('standard output', code, error)
}

/** Terminals are devices; so are /dev/null and /dev/full, of which `isTTY` tells them apart. */
function isTerminal(): boolean {
  try {
    return fstatSync(STDOUT).isCharacterDevice() && process.stdout.isTTY
  } catch {
    return false
  }
}

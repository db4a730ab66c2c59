import {cutText} from '../render/fit-text.js'
import {drawText} from '../render/text.js'
import {printError} from './standard-error.js'

/** How far a long piece of work is, on standard error. */
export interface Progress {
  /** One more is done, and what there is to say of it. */
  readonly step: (...lines: readonly string[]) => void
  /** Wipes the bar off the terminal. */
  readonly end: () => void
}

const BAR_WIDTH = 24
/** Work that is done sooner shows no bar. */
const SHOW_AFTER_MS = 300

/** A bar on a terminal, for work that takes more than a moment; plain lines otherwise. */
export function showProgress(total: number, stream: NodeJS.WriteStream, isSilent = false): Progress {
  if (isSilent) return {step: () => {}, end: () => {}}
  if (!stream.isTTY) {
    const step = (...lines: readonly string[]) => {
      for (const line of lines) printError(`${drawText(line)}\n`)
    }
    return {step, end: () => {}}
  }
  const begin = process.hrtime.bigint()
  let done = 0
  let isShown = false
  return {
    step: (...lines) => {
      done += 1
      if (Number(process.hrtime.bigint() - begin) / 1e6 < SHOW_AFTER_MS) return
      isShown = true
      const filled = Math.round((BAR_WIDTH * done) / Math.max(total, 1))
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
      const text = drawText(`${bar} ${done}/${total} ${lines.at(-1) ?? ''}`)
      // A line that wraps could not be wiped.
      stream.write(`\r\u001b[2K${cutText(text, (stream.columns || 80) - 1)}`)
    },
    end: () => {
      if (isShown) stream.write('\r\u001b[2K')
    },
  }
}

/** How far a long piece of work is, on standard error. */
export interface Progress {
  /** One more is done. */
  readonly step: (what: string) => void
  /** Wipes the bar off the terminal. */
  readonly end: () => void
}

const BAR_WIDTH = 24
/** Work that is done sooner shows no bar. */
const SHOW_AFTER_MS = 1000

/** A bar on a terminal, for work that takes more than a second; a plain line a step otherwise. */
export function showProgress(total: number, stream: NodeJS.WriteStream, isSilent = false): Progress {
  if (isSilent) return {step: () => {}, end: () => {}}
  if (!stream.isTTY) return {step: what => stream.write(`${what}\n`), end: () => {}}
  const begin = process.hrtime.bigint()
  let done = 0
  let isShown = false
  return {
    step: what => {
      done += 1
      if (Number(process.hrtime.bigint() - begin) / 1e6 < SHOW_AFTER_MS) return
      isShown = true
      const filled = Math.round((BAR_WIDTH * done) / Math.max(total, 1))
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
      stream.write(`\r\u001b[2K${bar} ${done}/${total} ${what}`.slice(0, (stream.columns ?? 80) + 4))
    },
    end: () => {
      if (isShown) stream.write('\r\u001b[2K')
    },
  }
}

import {percentUsed, type Usage} from '../domain/page.js'
import type {Look} from './look.js'
import {painted, type Text} from './text.js'

const CELLS = 10

/** How much of the month's opening and credits is used, as a bar and in percent; nothing where there were none. */
export function usageBar(usage: Usage, look: Pick<Look, 'colour'>): Text {
  const used = percentUsed(usage)
  if (used === null) return '–'
  const percent = Math.floor(used)
  const {full, rest} = barOf(percent)
  const style = percent >= 100 ? 'red' : percent >= 75 ? 'yellow' : 'green'
  return [painted(style, look)(full), rest]
}

/** How much of something has passed, as a bar of the same kind. */
export function passedBar({passed, all}: {readonly passed: number; readonly all: number}): string {
  const {full, rest} = barOf(all === 0 ? 100 : Math.floor((100 * passed) / all))
  return full + rest
}

function barOf(percent: number): {readonly full: string; readonly rest: string} {
  const full = Math.min(CELLS, Math.floor((percent * CELLS) / 100))
  return {full: '█'.repeat(full), rest: `${'░'.repeat(CELLS - full)} ${String(percent).padStart(3)}%`}
}

/** The colour of a state, the same everywhere. */
export const STATE_STYLES = {credit: 'green', overdrawn: 'yellow', exceeded: 'red', ended: 'dim'} as const

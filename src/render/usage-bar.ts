import {percentUsed, type Usage} from '../domain/page.js'
import {type Look, paint} from './look.js'

const CELLS = 10

/** How much of the month's opening and credits is used, as a bar and in percent; nothing where there were none. */
export function usageBar(usage: Usage, look: Pick<Look, 'colour'>): string {
  const used = percentUsed(usage)
  if (used === null) return '–'
  const percent = Math.floor(used)
  const full = Math.min(CELLS, Math.floor((percent * CELLS) / 100))
  const style = percent >= 100 ? 'red' : percent >= 75 ? 'yellow' : 'green'
  return `${paint(style, look)('█'.repeat(full))}${'░'.repeat(CELLS - full)} ${String(percent).padStart(3)}%`
}

/** The colour of a state, the same everywhere. */
export const STATE_STYLES = {credit: 'green', overdrawn: 'yellow', exceeded: 'red'} as const

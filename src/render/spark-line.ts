import type {Minutes} from '../domain/minutes.js'
import {type Look, paint} from './look.js'

const LEVELS = [...'▁▂▃▄▅▆▇█'] as const

/**
 * Balances as one character each, as high as they are between the lowest and the highest; on a terminal those below
 * zero are red.
 * @example sparkLine([-300, 0, 300], {colour: false}) // '▁▅█'
 */
export function sparkLine(balances: readonly Minutes[], look: Pick<Look, 'colour'>): string {
  const lowest = Math.min(0, ...balances)
  const range = Math.max(0, ...balances) - lowest
  const levelOf = (minutes: Minutes) =>
    range === 0 ? 0 : Math.round(((LEVELS.length - 1) * (minutes - lowest)) / range)
  const red = paint('red', look)
  return balances
    .map(minutes => (minutes < 0 ? red(LEVELS[levelOf(minutes)] ?? '') : LEVELS[levelOf(minutes)]))
    .join('')
}

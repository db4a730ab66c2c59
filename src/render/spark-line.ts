import type {Minutes} from '../domain/minutes.js'
import type {Look} from './look.js'
import {type Painted, painted} from './text.js'

const LEVELS = [...'▁▂▃▄▅▆▇█'] as const

/**
 * Balances as one character each, as high as they are between the lowest and the highest; on a terminal those below
 * zero are red.
 * @example drawText(sparkLine([-300, 0, 300], {colour: false})) // '▁▅█'
 */
export function sparkLine(
  balances: readonly Minutes[],
  look: Pick<Look, 'colour'>,
): readonly (string | Painted)[] {
  const lowest = Math.min(0, ...balances)
  const range = Math.max(0, ...balances) - lowest
  const levelOf = (minutes: Minutes) =>
    LEVELS[range === 0 ? 0 : Math.round(((LEVELS.length - 1) * (minutes - lowest)) / range)] ?? ''
  const red = painted('red', look)
  return balances.map(minutes => (minutes < 0 ? red(levelOf(minutes)) : levelOf(minutes)))
}

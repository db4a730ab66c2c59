import type {Minutes} from '../domain/minutes.js'
import type {Statement} from '../domain/statement.js'
import {formatChange} from '../locale/formats.js'
import type {Words} from '../locale/words.js'
import {balanceFigure, type Figure, figure} from './section.js'

/** How the balance came about and what is available; what is rare is named only where there was some. */
export function glanceOf(
  {opening, movements, totals, closing, endedOn}: Statement,
  words: Words,
): readonly Figure[] {
  const labels = words.statement
  const writtenOffMinutes = movements
    .filter(({kind}) => kind === 'write-off')
    .reduce((sum, {minutes}) => sum + minutes, 0)
  const balance = (label: string, minutes: Minutes): Figure => ({label, value: balanceFigure(minutes)})
  const change = (label: string, minutes: Minutes): Figure => ({label, value: figure(formatChange(minutes))})
  const unlessZero = (label: string, minutes: Minutes) => (minutes === 0 ? [] : [change(label, minutes)])
  return [
    balance(labels.opening, opening.minutes),
    change(labels.credits, totals.creditMinutes),
    change(labels.charged, 0 - totals.chargedMinutes),
    ...unlessZero(labels.adjustments, totals.adjustmentMinutes - writtenOffMinutes),
    ...unlessZero(labels.writtenOff, writtenOffMinutes),
    ...unlessZero(labels.overage, totals.overageMinutes),
    ...unlessZero(labels.lapsed, 0 - totals.lapsedMinutes),
    {...balance(labels.closing, closing.minutes), isResult: true},
    ...(endedOn === null
      ? [
          balance(labels.overdraftLimit, closing.overdraftLimitMinutes),
          {...balance(labels.available, closing.availableMinutes), isStrong: true as const},
        ]
      : []),
  ]
}

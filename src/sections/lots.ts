import {formatDuration} from '../domain/minutes.js'
import type {Statement} from '../domain/statement.js'
import {formatMonth} from '../locale/formats.js'
import type {Words} from '../locale/words.js'
import {figure, type Section} from './section.js'

/** The credit that is carried into the next month, lot by lot, with the month at whose end each lapses. */
export function lotsOf(
  {closing}: Statement,
  words: Words,
): Section<'lot' | 'granted' | 'expires' | 'minutes'> {
  const labels = words.statement
  return {
    heading: labels.lots,
    columns: [
      {name: 'lot', heading: labels.lot},
      {name: 'granted', heading: labels.granted, dispensable: 1},
      {name: 'expires', heading: labels.expires},
      {name: 'minutes', heading: labels.change, align: 'right'},
    ],
    opening: [],
    rows: closing.lots.map(({kind, granted, expires, minutes}) => ({
      cells: {
        lot: {text: labels.lotKinds[kind]},
        granted: {text: formatMonth(granted, words)},
        expires: {text: expires === null ? labels.never : labels.endOf(formatMonth(expires, words))},
        minutes: figure(formatDuration(minutes)),
      },
    })),
    sums: [],
    ifEmpty: labels.noLots,
  }
}

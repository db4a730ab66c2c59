import {type Lot, sumOfLots} from '../domain/lots.js'
import {formatDuration} from '../domain/minutes.js'
import type {Statement} from '../domain/statement.js'
import {formatMonth} from '../locale/formats.js'
import type {Words} from '../locale/words.js'
import {figure, type Section} from './section.js'

/** The credit that is carried into the next month, lot by lot, with the month at whose end each lapses. */
export function lotsOf(
  {closing}: Pick<Statement, 'closing'>,
  words: Words,
): Section<'lot' | 'granted' | 'expires' | 'minutes'> {
  const labels = words.statement
  return {
    heading: labels.lots,
    columns: [
      {name: 'lot', heading: labels.lot},
      {name: 'granted', heading: labels.granted, dispensable: 1},
      {name: 'expires', heading: labels.expires},
      {name: 'minutes', heading: labels.lotMinutes, align: 'right'},
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
    ...nextToLapse(closing.lots, words),
  }
}

/** What lapses next if nothing is used of it, and when. */
function nextToLapse(lots: readonly Lot[], words: Words): Pick<Section, 'note'> {
  const next = lots.flatMap(({expires}) => expires ?? []).sort()[0]
  if (next === undefined) return {}
  const minutes = sumOfLots(lots.filter(({expires}) => expires === next))
  return {note: words.statement.lapsesNext(formatDuration(minutes), formatMonth(next, words))}
}

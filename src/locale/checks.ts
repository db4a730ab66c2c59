import type {Instant} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import type {Measure} from '../operations/check-account.js'
import {en} from './en.js'
import {formatDay, formatInstant, formatMonth} from './formats.js'

type Of<K extends Measure['kind']> = Extract<Measure, {readonly kind: K}>

/** What was measured of an account, in English, to stand behind its name. */
export function measureText(measure: Measure): string {
  const text = MEASURES[measure.kind] as (measure: Measure) => string
  return text(measure)
}

const MEASURES: {readonly [K in Measure['kind']]: (measure: Of<K>) => string} = {
  used: ({value, chargedMinutes, disposableMinutes}) =>
    Number.isFinite(value)
      ? `${value}% used, ${formatDuration(chargedMinutes)} of ${formatDuration(Math.max(0, disposableMinutes))}`
      : `used up, ${formatDuration(-disposableMinutes)} are owed from before`,
  available: ({value}) => `${formatDuration(value)} available`,
  'overdraft-in': ({value, on}) =>
    on === null ? 'not at its limit within a year' : `at its limit ${inDays(value)}, ${formatDay(on, en)}`,
  lapsing: ({value, on}) =>
    on === null ? 'nothing lapses' : `${formatDuration(value)} lapse, the first ${formatDay(on, en)}`,
  ending: ({value, on}) => `ends ${inDays(value)}, ${formatDay(on, en)}`,
  rollover: ({value, months: [first, ...others]}) => {
    if (first === undefined) return 'no month is due'
    const more = others.length === 0 ? ' is' : ` and ${others.length} more are`
    return `${formatMonth(first, en)}${more} not closed, due for ${days(value)}`
  },
  requests: ({value, owed}) => {
    if (owed === null) return 'no request is due'
    const event = en.serviceLevels.events[owed.event]
    const what = `request ${owed.ticket}: ${event}`
    return value < 0 ? `${what} ${formatDuration(-value)} overdue` : `${what} due in ${formatDuration(value)}`
  },
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

const inDays = (count: number): string => (count === 0 ? 'today' : `in ${days(count)}`)

/** What a check says around that. */
export const checkWords = {
  /** How many are not well. */
  notWell: (count: number, all: number) => `${count} of ${all}: `,
  allWell: (all: number) => `${all} are well, first `,
  more: (count: number) => `and ${count} more`,
  nothing: 'no contract to look at',
  /** @param damaged contracts in which something is wrong, and `''` for what they share */
  verified: (contracts: number, damaged: readonly string[]) =>
    damaged.length === 0
      ? `${contracts === 1 ? '1 contract verifies' : `${contracts} contracts verify`}`
      : `"hourbank verify" says what is wrong in ${damaged.map(id => id || 'what contracts share').join(', ')}`,
  backedUp: (takenAt: Instant, age: number) =>
    `backed up ${formatInstant(takenAt, en)}, ${age < 1 ? 'less than a day' : days(age)} ago`,
  neverBackedUp: 'no backup was taken',
}

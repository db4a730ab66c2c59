import {
  addMonths,
  type Day,
  dayIn,
  daysBetween,
  elapsedMinutes,
  firstDay,
  type Instant,
  type Month,
} from '../domain/calendar.js'
import {isCovered} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {type Account, percentUsed} from '../domain/page.js'
import {dueMonths} from './close-month.js'
import {lapsesWithin} from './lapses.js'
import {type Owed, owedRequests} from './owed-requests.js'
import {type Pace, paceOf, type Reach} from './pace.js'
import {type Balance, readBalance} from './read-balance.js'

/**
 * What a check measures of an account. `value` is what thresholds are about: percent, minutes or days. It is infinite
 * where there is nothing that it could count.
 */
export type Measure =
  /** Percent of the month's opening and credits that is charged, as alerts have it; infinite where a debt has taken them. */
  | {
      readonly kind: 'used'
      readonly value: number
      readonly chargedMinutes: Minutes
      readonly disposableMinutes: Minutes
    }
  /** Minutes that are left, with the overdraft. */
  | {readonly kind: 'available'; readonly value: Minutes}
  /** Days until nothing is available at this pace; infinite where that is not within a year. */
  | {readonly kind: 'overdraft-in'; readonly value: number; readonly on: Day | null}
  /** Minutes that lapse within some days, and when the first of them do. */
  | {readonly kind: 'lapsing'; readonly value: Minutes; readonly on: Day | null}
  /** Days until the last day of the contract. */
  | {readonly kind: 'ending'; readonly value: number; readonly on: Day}
  /** Days on which the first open month could have been closed, today included; 0 where none is due. */
  | {readonly kind: 'rollover'; readonly value: number; readonly months: readonly Month[]}
  /** Minutes until the soonest deadline of a request, negative once it is missed; infinite where nothing is due. */
  | {readonly kind: 'requests'; readonly value: number; readonly owed: Owed | null}

export type AccountMode = Measure['kind']

export interface Measuring {
  readonly now: Instant
  /** How far ahead it is looked for what lapses. */
  readonly days: number
}

/** What is measured of an account; null where there is nothing of that kind to measure. */
export function measureAccount(account: Account, mode: AccountMode, {now, days}: Measuring): Measure | null {
  const today = dayIn(now, account.contract.timezone)
  if (mode === 'rollover') return rollover(account, today)
  if (mode === 'requests') return requests(account, now)
  return isCovered(account.contract, today) ? MEASURES[mode](account, today, days) : null
}

type OfHours = Exclude<AccountMode, 'rollover' | 'requests'>

const MEASURES: {
  readonly [M in OfHours]: (account: Account, today: Day, days: number) => Measure | null
} = {
  used: (account, today) => {
    const balance = readBalance(account, today)
    const {openingMinutes, creditMinutes, chargedMinutes} = balance
    const disposableMinutes = openingMinutes + creditMinutes
    return {kind: 'used', value: usedIn(balance), chargedMinutes, disposableMinutes}
  },
  available: (account, today) => ({kind: 'available', value: readBalance(account, today).availableMinutes}),
  'overdraft-in': (account, today) => {
    const pace = paceOf(account, today)
    if (pace === null) return null
    const on = likeliest(pace)?.reachedOn ?? null
    return {kind: 'overdraft-in', value: on === null ? Number.POSITIVE_INFINITY : daysBetween(today, on), on}
  },
  lapsing: (account, today, days) => {
    const lapses = lapsesWithin(account, today, days)
    const value = lapses.reduce((sum, {minutes}) => sum + minutes, 0)
    return {kind: 'lapsing', value, on: lapses[0]?.on ?? null}
  },
  ending: ({contract: {to}}, today) =>
    to === null ? null : {kind: 'ending', value: daysBetween(today, to), on: to},
}

/** To the hundredth, upwards: what is more than all is never shown as all. An account with nothing to begin with is unused. */
function usedIn(balance: Balance): number {
  const percent = percentUsed(balance)
  if (percent === null) return balance.openingMinutes < 0 ? Number.POSITIVE_INFINITY : 0
  const {openingMinutes, creditMinutes, chargedMinutes} = balance
  return Math.ceil((10_000 * chargedMinutes) / (openingMinutes + creditMinutes)) / 100
}

/** As the forecast has it: while the month is young, the months before speak. */
function likeliest({workingDays: {passed, all}, ofMonth, ofMonthsBefore}: Pace): Reach | null {
  return passed * 4 < all ? (ofMonthsBefore ?? ofMonth) : ofMonth
}

function rollover(account: Account, today: Day): Measure {
  const months = dueMonths(account, today)
  const [first] = months
  const value = first === undefined ? 0 : daysBetween(firstDay(addMonths(first, 1)), today) + 1
  return {kind: 'rollover', value, months}
}

function requests(account: Account, now: Instant): Measure {
  const owed = owedRequests(account, now)[0] ?? null
  const value = owed === null ? Number.POSITIVE_INFINITY : elapsedMinutes(now, owed.dueAt)
  return {kind: 'requests', value, owed}
}

import {type Day, type Month, monthOf, monthsFrom} from '../domain/calendar.js'
import type {Account} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {lastClosedMonth} from './build-statement.js'

/** Months from one to another, both included, in order; null is the first that there is, and the last closed one. */
export interface MonthRange {
  readonly from: Month | null
  readonly to: Month | null
}

/** Whether a month is one of the range. */
export const isWithin = ({from, to}: MonthRange, month: Month): boolean =>
  (from === null || from <= month) && (to === null || month <= to)

/**
 * The months of a range that an account has statements of, at least one: the closed ones, and open ones that have begun where
 * the range names them. Those before the contract or after its end are left out, unless there are no others.
 *
 * Refused: a range before the contract, one that has not begun, and one without a last month while none is closed.
 */
export function monthsOfStatements(
  account: Account,
  {from, to}: MonthRange,
  today: Day,
): Result<readonly Month[]> {
  const {contract} = account
  const first = monthOf(contract.from)
  if (to !== null && to < first) return refuse({kind: 'month-before-contract', month: to, from: first})
  const closed = lastClosedMonth(account)
  if (to === null && !closed.ok) return closed
  const start = later(from ?? first, first)
  if (start > monthOf(today)) return refuse({kind: 'month-not-begun', month: start, today})
  const closedTo = closed.ok ? closed.value : first
  const covered = contract.to === null ? monthOf(today) : earlier(monthOf(today), monthOf(contract.to))
  const end = later(later(covered, closedTo), start)
  return ok(monthsFrom(start, earlier(to ?? later(closedTo, start), end)))
}

const earlier = (a: Month, b: Month): Month => (a < b ? a : b)
const later = (a: Month, b: Month): Month => (a < b ? b : a)

import {type Day, firstDay, type Month, monthsFrom} from '../domain/calendar.js'
import {type Contract, termsIn} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import type {Account} from '../domain/page.js'
import {BEYOND} from '../domain/policies.js'
import type {Refusal} from '../domain/refusal.js'
import {currentMonth, endsThrough, lastBookedMonth, type OpenEnd} from './ledger.js'

/** Months from the first to the last, both included. */
export interface Span {
  readonly from: Month
  readonly through: Month
}

/** How a month ends before overage and settlement: what the overdraft limit looks at. */
export interface MonthStanding {
  readonly month: Month
  readonly balanceMinutes: Minutes
  /** With the overdraft limit of the month. */
  readonly availableMinutes: Minutes
}

/**
 * The months that have to bear an entry: from the one it is booked in to the last one that has begun or has bookings
 * (domain §7). So neither a later month's credit nor one that lapses in between pays for it.
 *
 * @param today the day it is recorded, or that of the work if that is later
 */
export function monthsToBear(account: Account, bookedMonth: Month, today: Day): Span {
  const months = [currentMonth(account, today), lastBookedMonth(account) ?? bookedMonth]
  return {from: bookedMonth, through: months.reduce((a, b) => (a > b ? a : b), bookedMonth)}
}

/** Whether any of the months refuses, by its own terms, what goes beyond its limit. */
export const isRefusing = (contract: Contract, {from, through}: Span): boolean =>
  monthsFrom(from, through).some(month => refusesIn(contract, month))

const refusesIn = (contract: Contract, month: Month): boolean =>
  BEYOND[termsIn(contract, month).overdraft.beyond].isRefused

/** How the account stands at the end of each of these open months, all of them with their credit. */
export const standingsIn = (account: Account, {from, through}: Span): readonly MonthStanding[] =>
  standingsOf(account.contract, endsThrough(account, through, firstDay(through)), from)

/** What the limit looks at, of the months from one on. */
export const standingsOf = (
  contract: Contract,
  ends: readonly OpenEnd[],
  from: Month,
): readonly MonthStanding[] =>
  ends
    .filter(({month}) => month >= from)
    .map(({month, end: {balanceMinutes}}) => ({
      month,
      balanceMinutes,
      availableMinutes: balanceMinutes + termsIn(contract, month).overdraft.limitMinutes,
    }))

/**
 * Refuses what takes a month further below its limit than it would be without it, where the month's own terms say
 * `refuse`; the first such month is named.
 */
export function refuseBeyondLimit(
  contract: Contract,
  before: readonly MonthStanding[],
  after: readonly MonthStanding[],
): Refusal | null {
  const changes = before.flatMap(without =>
    after.filter(({month}) => month === without.month).map(standing => ({without, standing})),
  )
  const worse = changes.find(
    ({without, standing: {month, availableMinutes}}) =>
      availableMinutes < 0 && availableMinutes < without.availableMinutes && refusesIn(contract, month),
  )
  if (worse === undefined) return null
  const {month, availableMinutes} = worse.without
  const chargedMinutes = availableMinutes - worse.standing.availableMinutes
  return {kind: 'overdraft-exceeded', contract: contract.id, month, chargedMinutes, availableMinutes}
}

import {type Day, dayOfMonth, type Month, monthOf} from '../domain/calendar.js'
import {coveredDays} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {divideRounded} from '../domain/money.js'
import {endMonth} from '../domain/month-end.js'
import type {Account} from '../domain/page.js'
import {carryForward, currentMonth, openPage} from './ledger.js'

/** How the month will end if its use goes on as it did so far. */
export interface Forecast {
  readonly month: Month
  readonly chargedMinutes: Minutes
  readonly closingMinutes: Minutes
  readonly lapsedMinutes: Minutes
  readonly overageMinutes: Minutes
}

/**
 * The month's end, if every day of the contract that is left in it is used like the days so far, today included. What
 * was booked late says nothing about the days to come. Null before the month or the contract has begun, when there is
 * nothing to go by.
 */
export function forecastMonthEnd(account: Account, today: Day): Forecast | null {
  const {contract} = account
  const month = currentMonth(account, today)
  if (monthOf(today) !== month || today < contract.from) return null
  const page = openPage(account, month)
  const ownMinutes = page.entries
    .filter(entry => entry.voided === null && monthOf(entry.start) === month)
    .reduce((sum, entry) => sum + entry.chargedMinutes, 0)
  const covered = coveredDays(contract, month)
  const further = covered === null ? 0 : furtherMinutes(ownMinutes, covered, today)
  const {opening} = carryForward(account, month, today)
  const {totals, closing} = endMonth(contract, opening, page, today, further)
  const {chargedMinutes, lapsedMinutes, overageMinutes} = totals
  return {month, chargedMinutes, closingMinutes: closing.minutes, lapsedMinutes, overageMinutes}
}

/** What the days that are left will use, if each is like those so far. */
function furtherMinutes(
  ownMinutes: Minutes,
  covered: {readonly from: Day; readonly to: Day},
  today: Day,
): Minutes {
  if (today >= covered.to) return 0
  const daysSoFar = dayOfMonth(today) - dayOfMonth(covered.from) + 1
  const daysLeft = dayOfMonth(covered.to) - dayOfMonth(today)
  return divideRounded(ownMinutes * daysLeft, daysSoFar)
}

import {type Day, type Month, monthOf} from '../domain/calendar.js'
import {coveredDays} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {divideRounded} from '../domain/money.js'
import {endMonth} from '../domain/month-end.js'
import type {Account} from '../domain/page.js'
import {carryForward, currentMonth, openPage} from './ledger.js'
import {workingDaysIn} from './working-days.js'

/**
 * What a forecast goes by: how much the last closed months were charged, as long as the month is young; then the pace
 * of its own working days; nothing where there is neither.
 */
export type ForecastBasis =
  | {readonly kind: 'closed-months'; readonly months: number}
  | {readonly kind: 'pace'; readonly workingDays: number; readonly of: number}
  | {readonly kind: 'nothing'}

/** How the month will end if its use goes on as it did so far. */
export interface Forecast {
  readonly month: Month
  readonly chargedMinutes: Minutes
  readonly closingMinutes: Minutes
  readonly lapsedMinutes: Minutes
  readonly overageMinutes: Minutes
  readonly basis: ForecastBasis
}

/** So many closed months speak while the month is young. */
const MONTHS_THAT_SPEAK = 3

/**
 * The month's end, if it goes on as its working days so far, today included; until a quarter of them has passed, as the
 * last closed months went. What was booked late says nothing about the days to come. Null before the month or the
 * contract has begun, when there is nothing to go by, and after the contract's last month.
 */
export function forecastMonthEnd(account: Account, today: Day): Forecast | null {
  const {contract} = account
  const month = currentMonth(account, today)
  const covered = coveredDays(contract, month)
  if (monthOf(today) !== month || today < contract.from || covered === null) return null
  const page = openPage(account, month)
  const ownMinutes = page.entries
    .filter(entry => entry.voided === null && monthOf(entry.start) === month)
    .reduce((sum, entry) => sum + entry.chargedMinutes, 0)
  const days = workingDaysIn(account, covered)
  const workingDays = {passed: days.filter(day => day <= today).length, all: days.length}
  const {basis, furtherMinutes} = expect(account, ownMinutes, workingDays)
  const {opening} = carryForward(account, month, today)
  const {totals, closing} = endMonth(contract, opening, page, today, furtherMinutes)
  const {chargedMinutes, lapsedMinutes, overageMinutes} = totals
  return {month, chargedMinutes, closingMinutes: closing.minutes, lapsedMinutes, overageMinutes, basis}
}

interface Expectation {
  readonly basis: ForecastBasis
  /** What the rest of the month will use. */
  readonly furtherMinutes: Minutes
}

function expect(
  {open: [first]}: Account,
  ownMinutes: Minutes,
  {passed, all}: {readonly passed: number; readonly all: number},
): Expectation {
  const closed = (first.opening.previous?.closings ?? [])
    .flatMap(({chargedMinutes}) => chargedMinutes ?? [])
    .slice(-MONTHS_THAT_SPEAK)
  const isYoung = passed * 4 < all
  if (isYoung && closed.length > 0) {
    const average = divideRounded(
      closed.reduce((sum, minutes) => sum + minutes, 0),
      closed.length,
    )
    return {
      basis: {kind: 'closed-months', months: closed.length},
      furtherMinutes: Math.max(0, average - ownMinutes),
    }
  }
  if (passed === 0) return {basis: {kind: 'nothing'}, furtherMinutes: 0}
  return {
    basis: {kind: 'pace', workingDays: passed, of: all},
    furtherMinutes: divideRounded(ownMinutes * (all - passed), passed),
  }
}

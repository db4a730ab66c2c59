import {addMonths, type Day, firstDay, lastDay, type Month, monthOf} from '../domain/calendar.js'
import {coveredDays, termsIn} from '../domain/contract.js'
import type {Holding} from '../domain/lots.js'
import type {Minutes} from '../domain/minutes.js'
import {divideRounded} from '../domain/money.js'
import {endMonth} from '../domain/month-end.js'
import type {Account} from '../domain/page.js'
import {carryForward, currentMonth, openPage} from './ledger.js'
import {workingDaysIn} from './working-days.js'

/** How much was charged in how many working days. */
export interface Rate {
  readonly chargedMinutes: Minutes
  readonly workingDays: number
}

/** When an account gets to its limit at a rate. */
export interface Reach extends Rate {
  /** The first day on which nothing is available any more; null: not within a year, or not before the contract ends. */
  readonly reachedOn: Day | null
}

/** How a month goes beside the even line, on which its hours are used alike on each working day, and where that leads. */
export interface Pace {
  readonly month: Month
  /** Working days of the month that the contract covers; those that have begun, today included. */
  readonly workingDays: {readonly passed: number; readonly all: number}
  /** What would be charged by now on the even line: opening and credits, by working days. */
  readonly evenMinutes: Minutes
  readonly chargedMinutes: Minutes
  /** At the rate of this month; null before its first working day. */
  readonly ofMonth: Reach | null
  /** At that of up to three closed months before; null where there is none. */
  readonly ofMonthsBefore: (Reach & {readonly months: number}) | null
}

const MONTHS_BEFORE = 3
/** How far ahead a limit is looked for. */
const MONTHS_AHEAD = 12

/**
 * How the running month goes. What was booked late counts for the balance, and says nothing of the pace. Null before the
 * contract has begun and after it has ended, and where the running month is closed.
 */
export function paceOf(account: Account, today: Day): Pace | null {
  const {contract} = account
  const month = currentMonth(account, today)
  const covered = coveredDays(contract, month)
  if (monthOf(today) !== month || covered === null || today < covered.from || today > covered.to) return null
  const days = workingDaysIn(account, covered)
  const passed = days.filter(day => day <= today).length
  const {opening, totals} = carryForward(account, month, today)
  const disposable = Math.max(0, opening.minutes + totals.creditMinutes)
  const own = openPage(account, month)
    .entries.filter(({voided, start}) => voided === null && monthOf(start) === month)
    .reduce((sum, {chargedMinutes}) => sum + chargedMinutes, 0)
  const before = monthsBefore(account)
  const reached = (rate: Rate): Reach => ({...rate, reachedOn: limitReached(account, rate, today)})
  return {
    month,
    workingDays: {passed, all: days.length},
    evenMinutes: days.length === 0 ? disposable : divideRounded(disposable * passed, days.length),
    chargedMinutes: totals.chargedMinutes,
    ofMonth: passed === 0 ? null : reached({chargedMinutes: own, workingDays: passed}),
    ofMonthsBefore: before && {...reached(before), months: before.months},
  }
}

/** What the last closed months were charged, of those that know it. */
function monthsBefore(account: Account): (Rate & {readonly months: number}) | null {
  const known = (account.open[0].opening.previous?.closings ?? []).flatMap(({month, chargedMinutes}) => {
    const covered = coveredDays(account.contract, month)
    if (chargedMinutes === null || covered === null) return []
    return {chargedMinutes, workingDays: workingDaysIn(account, covered).length}
  })
  const last = known.slice(-MONTHS_BEFORE)
  const workingDays = last.reduce((sum, each) => sum + each.workingDays, 0)
  if (workingDays === 0) return null
  const chargedMinutes = last.reduce((sum, each) => sum + each.chargedMinutes, 0)
  return {chargedMinutes, workingDays, months: last.length}
}

/**
 * The first day on which nothing is available any more if every working day to come uses as much as the rate says; months
 * begin and end as they would, with their credits and what lapses.
 */
function limitReached(account: Account, rate: Rate, today: Day): Day | null {
  const {contract} = account
  const first = monthOf(today)
  let opening: Holding = carryForward(account, first, today).opening
  for (let month = first; month <= addMonths(first, MONTHS_AHEAD); month = addMonths(month, 1)) {
    const covered = coveredDays(contract, month)
    if (covered === null) return null
    const asOf = month === first ? today : firstDay(month)
    const {balanceMinutes} = endMonth(contract, opening, openPage(account, month), asOf)
    const available = balanceMinutes + termsIn(contract, month).overdraft.limitMinutes
    if (available <= 0) return month === first ? today : covered.from
    const ahead = workingDaysIn(account, covered).filter(day => day > today)
    const day = ahead.find((_, index) => usedAt(rate, index + 1) >= available)
    if (day !== undefined) return day
    const further = usedAt(rate, ahead.length)
    opening = endMonth(contract, opening, openPage(account, month), lastDay(month), further).closing
  }
  return null
}

/** What so many working days use at a rate. */
const usedAt = ({chargedMinutes, workingDays}: Rate, days: number): Minutes =>
  divideRounded(chargedMinutes * days, workingDays)

import {
  type Day,
  dayOf,
  epochMs,
  firstDay,
  lastDay,
  type Month,
  monthOf,
  monthsFrom,
} from '../domain/calendar.js'
import {type Contract, coveredDays, termsIn} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {totalOf} from '../domain/money.js'
import {compareText} from '../domain/order.js'
import {
  type Account,
  type Bookings,
  type ClosedPage,
  type Credit,
  type CreditReversal,
  type MonthClosing,
  type MonthEnd,
  type Reversal,
  type UnsealedPage,
  withClosing,
} from '../domain/page.js'
import type {Provider} from '../domain/provider.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {ScopeOf} from '../domain/scope.js'
import type {Movement, MovementCause, Statement, UnsealedStatement} from '../domain/statement.js'
import {carryForward, firstOpenMonth, openPage} from './ledger.js'

/**
 * The closed pages that statements need: those of their months, of which the open pages alone tell which are closed.
 *
 * @param monthsIn the months by the clocks of the contract; null is the last closed one
 */
export const neededForStatements =
  (monthsIn: ((contract: Contract) => readonly Month[]) | null): ScopeOf =>
  account => {
    if (monthsIn === null) return {lastClosed: true}
    const closed = monthsIn(account.contract).filter(month => month < firstOpenMonth(account))
    return closed.length === 0 ? {} : {closedMonths: closed}
  }

/**
 * The statement of a month: the sealed one if it is closed, else a provisional one (domain §10).
 *
 * Refused: a month before the contract's first, or one that has not begun.
 */
export function buildStatement(
  account: Account,
  month: Month,
  provider: Provider,
  today: Day,
): Result<Statement> {
  const {contract} = account
  if (month < monthOf(contract.from)) {
    return refuse({kind: 'month-before-contract', month, from: monthOf(contract.from)})
  }
  const page = account.closed.find(closed => closed.month === month)
  if (page !== undefined) return ok(closedStatement(page))
  const hasBookings = account.open.some(open => open.month === month)
  if (month > monthOf(today) && !hasBookings) return refuse({kind: 'month-not-begun', month, today})

  const end = carryForward(account, month, today)
  const covered = {from: contract.from, to: contract.to}
  return ok({
    ...provisionalHead(account, month, provider),
    ...accountOf(openPage(account, month), end, covered, termsIn(contract, month).overdraft.limitMinutes),
    closings: provisionalClosings(account, month, today),
    money: totalOf(end.charges),
  })
}

/** The closed months, and those carried forward as if they were closed today. */
function provisionalClosings(account: Account, through: Month, today: Day): readonly MonthClosing[] {
  const {previous} = account.open[0].opening
  return monthsFrom(firstOpenMonth(account), through).reduce<readonly MonthClosing[]>((closings, month) => {
    const {closing, totals} = carryForward(account, month, today)
    const {chargedMinutes} = totals
    return withClosing(closings, {month, minutes: closing.minutes, chargedMinutes})
  }, previous?.closings ?? [])
}

/** The month that `statement` shows if none is named: the last closed one; refused if none is closed. */
export function lastClosedMonth(account: Account): Result<Month> {
  const {previous} = account.open[0].opening
  return previous === null
    ? refuse({kind: 'nothing-closed', contract: account.contract.id})
    : ok(previous.month)
}

function provisionalHead({contract}: Account, month: Month, provider: Provider) {
  return {
    number: null,
    status: 'provisional',
    contract: contract.id,
    customer: contract.customer,
    provider,
    month,
    timezone: contract.timezone,
    currency: contract.currency,
    terms: termsIn(contract, month),
    printed: null,
    seal: null,
  } as const
}

const closedStatement = (page: ClosedPage): Statement => ({
  ...statementOf(page),
  printed: page.statement,
  seal: {...page.seal, closedAt: page.closedAt},
})

/** The statement that a closed page comes to, without what is made of it when it is sealed. */
export function statementOf(page: UnsealedPage): UnsealedStatement {
  const {number, status, contract, customer, provider, month, timezone, currency, terms, money} = page
  return {
    number,
    status,
    contract,
    customer,
    provider,
    month,
    timezone,
    currency,
    terms,
    money,
    closings: page.closings,
    ...accountOf(page, page.end, page.covered, terms.overdraft.limitMinutes),
  }
}

type Covered = ClosedPage['covered']

function accountOf(bookings: Bookings, end: MonthEnd, covered: Covered, overdraftLimitMinutes: number) {
  const availableMinutes = end.closing.minutes + overdraftLimitMinutes
  const period = periodOf(bookings.month, covered)
  return {
    period,
    opening: end.opening,
    movements: movementsOf(bookings, end, period),
    totals: end.totals,
    closing: {...end.closing, overdraftLimitMinutes, availableMinutes},
    charges: end.charges,
  }
}

/** A month after the contract's end, which only late bookings have, is shown whole. */
const periodOf = (month: Month, covered: Covered): Statement['period'] =>
  coveredDays(covered, month) ?? {from: firstDay(month), to: lastDay(month)}

type Booking = MovementCause & Pick<Movement, 'bookingDate' | 'valueDate' | 'minutes'>

/** First the credit, then what was booked, last what the month's end did. */
function movementsOf(
  bookings: Bookings,
  end: MonthEnd,
  {from, to}: Statement['period'],
): readonly Movement[] {
  const inOrder = [...monthlyCreditOn(from, end), ...bookedIn(bookings), ...monthEndOn(to, end)]
  return withRunningBalance(inOrder, end.opening.minutes)
}

const onDay = (day: Day) => ({bookingDate: day, valueDate: day})

function monthlyCreditOn(day: Day, {monthlyCredit}: MonthEnd): readonly Booking[] {
  if (monthlyCredit === null) return []
  return [{kind: 'credit', lot: monthlyCredit, ...onDay(day), minutes: monthlyCredit.minutes}]
}

function monthEndOn(
  day: Day,
  {totals, lapsed, paidOutMinutes, writtenOffMinutes}: MonthEnd,
): readonly Booking[] {
  const {overageMinutes} = totals
  const overage: Booking = {kind: 'overage', ...onDay(day), minutes: overageMinutes}
  const payOut: Booking = {kind: 'pay-out', ...onDay(day), minutes: -paidOutMinutes}
  const writeOff: Booking = {kind: 'write-off', ...onDay(day), minutes: writtenOffMinutes}
  return [
    ...(overageMinutes > 0 ? [overage] : []),
    ...(writtenOffMinutes > 0 ? [writeOff] : []),
    ...lapsed.map(lot => ({kind: 'lapse' as const, lot, ...onDay(day), minutes: -lot.minutes})),
    ...(paidOutMinutes > 0 ? [payOut] : []),
  ]
}

/** A booking with the time it counts; the id tells apart what has the same, however it was stored. */
type Timed = Booking & {readonly at: number; readonly id: string}

/** Credits, entries and reversals, in the order they were booked and done. */
function bookedIn(bookings: Bookings): readonly Booking[] {
  const {month, entries, credits, reversals, creditReversals} = bookings
  const counted = entries.filter(entry => entry.voided === null)
  return [
    ...credits.filter(credit => credit.voided === null).map(timedCredit),
    ...counted.map(entry => timedEntry(entry, month)),
    ...reversals.map(timedReversal),
    ...creditReversals.map(timedCreditReversal),
  ]
    .sort((a, b) => compareText(a.bookingDate, b.bookingDate) || a.at - b.at || compareText(a.id, b.id))
    .map(({at: _at, id: _id, ...booking}) => booking)
}

function timedCredit(credit: Credit): Timed {
  return {
    kind: credit.kind,
    credit,
    ...onDay(dayOf(credit.recordedAt)),
    minutes: credit.minutes,
    at: epochMs(credit.recordedAt),
    id: credit.id,
  }
}

function timedEntry(entry: Entry, bookedMonth: Month): Timed {
  return {
    kind: 'entry',
    entry,
    isLate: monthOf(entry.start) < bookedMonth,
    bookingDate: dayOf(entry.recordedAt),
    valueDate: dayOf(entry.start),
    minutes: -entry.chargedMinutes || 0,
    at: epochMs(entry.start),
    id: entry.id,
  }
}

function timedReversal(reversal: Reversal): Timed {
  return {
    kind: 'reversal',
    reversal,
    bookingDate: dayOf(reversal.at),
    valueDate: dayOf(reversal.entry.start),
    minutes: reversal.minutes,
    at: epochMs(reversal.at),
    id: reversal.entry.id,
  }
}

function timedCreditReversal(reversal: CreditReversal): Timed {
  return {
    kind: 'reversal',
    reversal,
    bookingDate: dayOf(reversal.at),
    valueDate: dayOf(reversal.credit.recordedAt),
    minutes: 0 - reversal.minutes,
    at: epochMs(reversal.at),
    id: reversal.credit.id,
  }
}

function withRunningBalance(bookings: readonly Booking[], openingMinutes: number): readonly Movement[] {
  let balanceMinutes = openingMinutes
  return bookings.map(booking => {
    balanceMinutes += booking.minutes
    return {...booking, balanceMinutes}
  })
}

import {
  type Day,
  dayIn,
  dayOf,
  epochMs,
  firstDay,
  type Instant,
  lastDay,
  type Month,
  monthOf,
  monthsFrom,
} from '../domain/calendar.js'
import {type Contract, coveredDays, isSettledAtEndOf, type Terms, termsIn} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {Lot} from '../domain/lots.js'
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
import type {ResponseTimes} from '../domain/request-month.js'
import type {ScopeOf} from '../domain/scope.js'
import {hasServiceReport, reportOf, type ServiceReport} from '../domain/service-report.js'
import type {LapseReason, Movement, MovementCause, Statement, UnsealedStatement} from '../domain/statement.js'
import {carryForward, firstOpenMonth, openPage} from './ledger.js'
import {responseTimesIn} from './response-times.js'

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
  now: Instant,
): Result<Statement> {
  const {contract} = account
  const today = dayIn(now, contract.timezone)
  if (month < monthOf(contract.from)) {
    return refuse({kind: 'month-before-contract', month, from: monthOf(contract.from)})
  }
  const page = account.closed.find(closed => closed.month === month)
  if (page !== undefined) return ok(closedStatement(page))
  const hasBookings = account.open.some(open => open.month === month)
  if (month > monthOf(today) && !hasBookings) return refuse({kind: 'month-not-begun', month, today})

  const end = carryForward(account, month, today)
  const covered = {from: contract.from, to: contract.to}
  const endedOn = contract.to !== null && contract.to < today ? endIn(covered, month) : null
  return ok({
    ...provisionalHead(account, month, provider),
    ...accountOf(openPage(account, month), end, {covered, endedOn, terms: termsIn(contract, month)}),
    asOf: today,
    closings: provisionalClosings(account, month, today),
    money: totalOf(end.charges),
    responseTimes: reportIfAny(responseTimesIn(account, month, now), termsIn(contract, month)),
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
    responseTimes: page.format < 3 ? null : reportIfAny(page.responseTimes, terms),
    ...accountOf(page, page.end, {covered: page.covered, endedOn: endIn(page.covered, month), terms}),
    asOf: null,
  }
}

/** What is told of response times; null where there is nothing to tell. */
function reportIfAny(times: ResponseTimes, terms: Terms): ServiceReport | null {
  const report = reportOf(times, terms)
  return hasServiceReport(report) ? report : null
}

type Covered = ClosedPage['covered']

/** The day the contract ended, where a month is its last one or after it. */
const endIn = ({to}: Covered, month: Month): Day | null => (isSettledAtEndOf({to}, month) ? to : null)

/** What a month's figures are seen by. */
interface Surroundings extends Pick<Statement, 'endedOn' | 'terms'> {
  readonly covered: Covered
}

function accountOf(bookings: Bookings, end: MonthEnd, {covered, endedOn, terms}: Surroundings) {
  const overdraftLimitMinutes = endedOn === null ? terms.overdraft.limitMinutes : 0
  const availableMinutes = endedOn === null ? end.closing.minutes + overdraftLimitMinutes : 0
  const period = periodOf(bookings.month, covered)
  return {
    period,
    endedOn,
    opening: end.opening,
    movements: movementsOf(bookings, end, {period, covered}),
    totals: end.totals,
    closing: {...end.closing, overdraftLimitMinutes, availableMinutes},
    charges: end.charges,
  }
}

/** A month after the contract's end, which only late bookings have, is shown whole. */
const periodOf = (month: Month, covered: Covered): Statement['period'] =>
  coveredDays(covered, month) ?? {from: firstDay(month), to: lastDay(month)}

type Booking = MovementCause & Pick<Movement, 'day' | 'bookingDate' | 'valueDate' | 'minutes'>

/** First the credit, then what was booked, last what the month's end did. */
function movementsOf(
  bookings: Bookings,
  end: MonthEnd,
  {period, covered}: {readonly period: Statement['period']; readonly covered: Covered},
): readonly Movement[] {
  const because = (lot: Lot) => lapseReason(lot, bookings.month, covered)
  const inOrder = [
    ...monthlyCreditOn(period.from, end),
    ...bookedIn(bookings, period),
    ...monthEndOn(period.to, end, because),
  ]
  return withRunningBalance(inOrder, end.opening.minutes)
}

const onDay = (day: Day) => ({day, bookingDate: day, valueDate: day})

function monthlyCreditOn(day: Day, {monthlyCredit}: MonthEnd): readonly Booking[] {
  if (monthlyCredit === null) return []
  return [{kind: 'credit', lot: monthlyCredit, ...onDay(day), minutes: monthlyCredit.minutes}]
}

function monthEndOn(
  day: Day,
  {totals, lapsed, paidOutMinutes, writtenOffMinutes}: MonthEnd,
  because: (lot: Lot) => LapseReason,
): readonly Booking[] {
  const {overageMinutes} = totals
  const overage: Booking = {kind: 'overage', ...onDay(day), minutes: overageMinutes}
  const payOut: Booking = {kind: 'pay-out', ...onDay(day), minutes: -paidOutMinutes}
  const writeOff: Booking = {kind: 'write-off', ...onDay(day), minutes: writtenOffMinutes}
  return [
    ...(overageMinutes > 0 ? [overage] : []),
    ...(writtenOffMinutes > 0 ? [writeOff] : []),
    ...lapsed.map(lot => ({
      ...{kind: 'lapse' as const, lot, because: because(lot)},
      ...{...onDay(day), minutes: -lot.minutes},
    })),
    ...(paidOutMinutes > 0 ? [payOut] : []),
  ]
}

/** In the last month all that is left lapses with the contract, whether or not it is above a cap. */
function lapseReason({expires}: Lot, month: Month, covered: Covered): LapseReason {
  if (expires !== null && expires <= month) return 'expiry'
  return endIn(covered, month) === null ? 'cap' : 'end'
}

/** A booking with the instant by which it stands; the id tells apart what has the same, however it was stored. */
type Timed = Booking & {readonly at: Instant; readonly id: string}

/** Credits, entries and reversals by their days, none of which leaves the period, and within a day by their times. */
function bookedIn(bookings: Bookings, period: Statement['period']): readonly Booking[] {
  const {month, entries, credits, reversals, creditReversals} = bookings
  const counted = entries.filter(entry => entry.voided === null)
  const byDay = [
    ...credits.filter(credit => credit.voided === null).map(timedCredit),
    ...counted.map(entry => timedEntry(entry, month)),
    ...reversals.map(timedReversal),
    ...creditReversals.map(timedCreditReversal),
  ]
    .map(booking => ({...booking, day: nearestIn(period, dayOf(booking.at))}))
    .sort((a, b) => compareText(a.day, b.day) || epochMs(a.at) - epochMs(b.at) || compareText(a.id, b.id))
  return besideReplacements(byDay).map(({at: _at, id: _id, ...booking}) => booking)
}

const nearestIn = ({from, to}: Statement['period'], day: Day): Day =>
  day < from ? from : day > to ? to : day

/** Puts each reversal directly before the entry that replaces what it takes back, if that is among them. */
function besideReplacements(bookings: readonly Timed[]): readonly Timed[] {
  const entries = new Set(bookings.flatMap(({kind, id}) => (kind === 'entry' ? id : [])))
  const isMoved = (booking: Timed) => entries.has(replacementOf(booking) ?? '')
  const reversals = new Map(bookings.filter(isMoved).map(reversal => [replacementOf(reversal), reversal]))
  return bookings
    .filter(booking => !isMoved(booking))
    .flatMap(booking => {
      const reversal = booking.kind === 'entry' ? reversals.get(booking.id) : undefined
      return reversal === undefined ? booking : [reversal, booking]
    })
}

const replacementOf = (booking: Timed): string | null =>
  booking.kind === 'reversal' && 'replacedBy' in booking.reversal ? booking.reversal.replacedBy : null

type Dated = Pick<Timed, 'bookingDate' | 'valueDate' | 'at' | 'day'>

/** @param at by which it stands: what was not done in this month, by when it was booked */
const dated = (booked: Instant, done: Instant, at: Instant = booked): Dated => ({
  ...{bookingDate: dayOf(booked), valueDate: dayOf(done), at, day: dayOf(at)},
})

function timedCredit(credit: Credit): Timed {
  const {kind, recordedAt, minutes, id} = credit
  return {kind, credit, ...dated(recordedAt, recordedAt), minutes, id}
}

function timedEntry(entry: Entry, bookedMonth: Month): Timed {
  const {start, recordedAt, chargedMinutes, id} = entry
  const isLate = monthOf(start) < bookedMonth
  const dates = dated(recordedAt, start, isLate ? recordedAt : start)
  return {kind: 'entry', entry, isLate, ...dates, minutes: -chargedMinutes || 0, id}
}

function timedReversal(reversal: Reversal): Timed {
  const {entry, minutes} = reversal
  return {kind: 'reversal', reversal, ...dated(reversal.at, entry.start), minutes, id: entry.id}
}

function timedCreditReversal(reversal: CreditReversal): Timed {
  const {credit, minutes} = reversal
  return {
    kind: 'reversal',
    reversal,
    ...dated(reversal.at, credit.recordedAt),
    minutes: 0 - minutes,
    id: credit.id,
  }
}

function withRunningBalance(bookings: readonly Booking[], openingMinutes: number): readonly Movement[] {
  let balanceMinutes = openingMinutes
  return bookings.map(booking => {
    balanceMinutes += booking.minutes
    return {...booking, balanceMinutes}
  })
}

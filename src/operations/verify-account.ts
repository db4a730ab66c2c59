import {isDeepStrictEqual as isSame} from 'node:util'
import {addMonths, firstDay, type Month, monthOf} from '../domain/calendar.js'
import {type Contract, termsIn} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {totalOf} from '../domain/money.js'
import {endMonth} from '../domain/month-end.js'
import {
  type Account,
  type Bookings,
  type ClosedPage,
  FIRST_OPENING,
  type MonthClosing,
  type MonthEnd,
  type Opening,
  openingAfter,
} from '../domain/page.js'
import {isDebtBilled} from '../domain/policies.js'
import {afterRecords, type CarriedRequest, endRequests, judgedUntil} from '../domain/request-month.js'
import {isSealed} from '../domain/seal.js'
import type {Movement, UnsealedStatement} from '../domain/statement.js'
import {statementOf} from './build-statement.js'
import {closingsAfter, numberAfter} from './close-month.js'
import {rateEntry} from './rate-entries.js'
import {TicketDays} from './ticket-days.js'

/** What does not hold in an account, and in which month's page; `locale/problems` has the words. */
export interface AccountProblem {
  readonly month: Month
  readonly kind:
    | 'seal-broken'
    | 'chain-broken'
    | 'page-missing'
    | 'wrong-opening'
    | 'wrong-figures'
    | 'wrong-requests'
    | 'wrong-money'
    | 'wrong-statement'
    | 'wrong-number'
    | 'wrong-contract'
    | 'terms-changed'
    | 'timezone-changed'
    | 'currency-changed'
    | 'first-day-changed'
    | 'wrong-charge'
    | 'unknown-charge'
    | 'entry-twice'
    | 'credit-twice'
  /** The id of the entry or the credit, where it is about one. */
  readonly entry?: string
}

/**
 * Re-checks an account whose closed pages were all read: every seal and the chain, every figure by doing the month
 * again, every number, that each month opens with what the one before closed with (domain §8), and that the terms of
 * closed months are still those agreed. What is open has no seal; its entries are rated again.
 */
export function verifyAccount(account: Account): readonly AccountProblem[] {
  const [firstOpen] = account.open
  const problems: AccountProblem[] = []
  let month = monthOf(account.contract.from)
  let expected: Opening = FIRST_OPENING
  for (const page of account.closed) {
    problems.push(...missingMonths(month, page.month))
    problems.push(...problemsOf(page, expected, account))
    expected = openingAfter(page)
    month = addMonths(page.month, 1)
  }
  problems.push(...missingMonths(month, firstOpen.month))
  if (!isSame(firstOpen.opening, expected)) problems.push({month: firstOpen.month, kind: 'wrong-opening'})
  return [
    ...problems,
    ...wrongCharges(account),
    ...wrongRecords(account),
    ...bookedTwice(account, 'entry-twice', ({entries}) => entries),
    ...bookedTwice(account, 'credit-twice', ({credits}) => credits),
  ]
}

function missingMonths(from: Month, to: Month): readonly AccountProblem[] {
  const problems: AccountProblem[] = []
  for (let month = from; month < to; month = addMonths(month, 1)) problems.push({month, kind: 'page-missing'})
  return problems
}

function problemsOf(page: ClosedPage, expected: Opening, account: Account): readonly AccountProblem[] {
  const {contract} = account
  const {month} = page
  const again = endMonth(contractOf(page), page.end.opening, page, firstDay(month), 0, debtRuleOf(page))
  const checks: readonly (readonly [AccountProblem['kind'], boolean])[] = [
    ['seal-broken', isSealed(page)],
    ['chain-broken', page.seal.previous === (expected.previous?.seal ?? null)],
    ['wrong-contract', page.contract === contract.id],
    ['terms-changed', isSame(page.terms, termsIn(contract, month))],
    ['timezone-changed', page.timezone === contract.timezone],
    ['currency-changed', page.currency === contract.currency],
    ['first-day-changed', page.covered.from === contract.from],
    ['wrong-number', page.number === numberAfter(expected.previous, month)],
    ['wrong-opening', isSame(page.end.opening, {minutes: expected.minutes, lots: expected.lots})],
    ['wrong-figures', isSame([page.end, page.closings], [again, closingsOf(page, expected, again)])],
    ['wrong-requests', followsFromRecords(page, expected, account)],
    ['wrong-money', isSame(page.money, totalOf(page.end.charges))],
    [
      'wrong-statement',
      page.statement === null || isSame(figuresIn(page.statement), figuresIn(statementOf(page))),
    ],
  ]
  return checks.filter(([, holds]) => !holds).map(([kind]) => ({month, kind}))
}

/** Whether the response times of a closed month follow from what was recorded, by the terms that were agreed. */
function followsFromRecords(
  {month, closedAt, requestRecords, responseTimes, carried}: ClosedPage,
  opening: Opening,
  {contract, holidays}: Account,
): boolean {
  const judging = {now: judgedUntil(month, closedAt, contract.timezone), calendars: holidays}
  const again = unlessUnknown(() => endRequests(opening.carried, requestRecords, {month, contract, judging}))
  return isSame(again, {responseTimes, carried})
}

/** What was recorded of requests that were not there. */
function wrongRecords({open: [first, ...later]}: Account): readonly AccountProblem[] {
  let requests: readonly CarriedRequest[] = first.opening.carried.requests
  return [first, ...later].flatMap(({month, requestRecords}) => {
    const after = unlessUnknown(() => afterRecords(requests, requestRecords))
    if (after === null) return [{month, kind: 'wrong-requests'} as const]
    requests = after
    return []
  })
}

/** Null where something that is needed is not there: a request, a tariff, or the holidays of a year. */
function unlessUnknown<T>(action: () => T): T | null {
  try {
    return action()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The figures of a statement, which no wording changes. */
const figuresIn = ({number, month, opening, totals, closing, money, movements}: Figures) => ({
  ...{number, month, opening, totals, closing, money},
  movements: movements.map(({kind, minutes, balanceMinutes}) => ({kind, minutes, balanceMinutes})),
})

type Figures = Pick<UnsealedStatement, 'number' | 'month' | 'opening' | 'totals' | 'closing' | 'money'> & {
  readonly movements: readonly Pick<Movement, 'kind' | 'minutes' | 'balanceMinutes'>[]
}

/** How the last months closed, as a page of this format can say it. */
function closingsOf(
  {format, month}: ClosedPage,
  {previous}: Opening,
  end: MonthEnd,
): readonly MonthClosing[] {
  const closings = closingsAfter(previous, month, end)
  return format === 1 ? closings.map(closing => ({...closing, chargedMinutes: null})) : closings
}

/** In format 1 a debt at the contract's end was billed at any rate, also at one of nothing. */
const debtRuleOf = ({format}: ClosedPage) => (format === 1 ? () => true : isDebtBilled)

/** The contract as it was when the page was closed. */
function contractOf(page: ClosedPage): Contract {
  const {contract: id, customer, covered, timezone, currency, month, terms} = page
  return {id, customer, ...covered, timezone, currency, terms: [{from: month, ...terms}]}
}

/** Entries of open months whose charge does not follow from their work; voided ones keep what they once had. */
function wrongCharges(account: Account): readonly AccountProblem[] {
  const days = new TicketDays(account)
  return account.open.flatMap(({month, entries}) =>
    entries
      .filter(entry => entry.voided === null)
      .flatMap(entry => {
        const kind = problemOfCharge(days.of(entry), entry)
        return kind === null ? [] : [{month, kind, entry: entry.id}]
      }),
  )
}

function problemOfCharge(account: Account, entry: Entry): 'wrong-charge' | 'unknown-charge' | null {
  const again = unlessUnknown(() => rateEntry(account, entry))
  if (again === null) return 'unknown-charge'
  return isSame(again, entry) ? null : 'wrong-charge'
}

function bookedTwice(
  account: Account,
  kind: 'entry-twice' | 'credit-twice',
  bookingsOf: (page: Bookings) => readonly {readonly id: string}[],
): readonly AccountProblem[] {
  const seen = new Set<string>()
  return [...account.closed, ...account.open].flatMap(page =>
    bookingsOf(page).flatMap(({id}) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      return [{month: page.month, kind, entry: id}]
    }),
  )
}

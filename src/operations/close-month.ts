import {
  addMonths,
  type Day,
  dayIn,
  type Instant,
  inZone,
  type Month,
  monthOf,
  monthsFrom,
} from '../domain/calendar.js'
import {termsIn} from '../domain/contract.js'
import {totalOf} from '../domain/money.js'
import {endMonth} from '../domain/month-end.js'
import {
  type Account,
  type ClosedPage,
  emptyPage,
  type MonthClosing,
  type MonthEnd,
  type Opening,
  type OpenPage,
  openingAfter,
  PAGE_FORMAT,
  type UnsealedPage,
  withClosing,
} from '../domain/page.js'
import type {Provider} from '../domain/provider.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {endRequests, judgedUntil} from '../domain/request-month.js'
import type {Scope} from '../domain/scope.js'
import {sealOf} from '../domain/seal.js'
import type {UnsealedStatement} from '../domain/statement.js'
import type {StatementView} from '../domain/statement-view.js'
import {statementOf} from './build-statement.js'
import {firstOpenMonth, lastMonthToClose} from './ledger.js'

/** Who closes, and when: the provider as it is printed on the statement from now on. */
export interface Closing {
  readonly provider: Provider
  readonly now: Instant
  /** Null: nobody was named. */
  readonly by: string | null
  /** Makes what the customer gets as data, which is kept and sealed. */
  readonly print: (statement: UnsealedStatement) => StatementView
}

export interface ClosedMonths {
  readonly account: Account
  /** By month; none if there was nothing to do. */
  readonly closed: readonly ClosedPage[]
}

/**
 * The closed pages that `closeDueMonths` needs: a month is closed upon the one before, which must still be what it was
 * when it was sealed.
 */
export const NEEDED_TO_CLOSE: Scope = {lastClosed: true}

/**
 * Closes every month that is due, in order (domain §8). Closing what is closed already does nothing.
 *
 * @param through the last month to close: null for all that have ended; the running month only by name
 *
 * Refused: a month that has not begun.
 */
export function closeDueMonths(
  account: Account,
  through: Month | null,
  closing: Closing,
): Result<ClosedMonths> {
  const today = dayIn(closing.now, account.contract.timezone)
  if (through !== null && through > monthOf(today))
    return refuse({kind: 'month-not-begun', month: through, today})
  const last = through === null ? lastOverMonth(account, today) : lastDueMonth(account, through)
  const closed: ClosedPage[] = []
  let current = account
  while (firstOpenMonth(current) <= last) {
    const page = closeMonth(current, closing, today)
    closed.push(page)
    current = turnPage(current, page)
  }
  return ok({account: current, closed})
}

/** The months that are over and not closed, from the first: those that `closeDueMonths` would close by itself. */
export const dueMonths = (account: Account, today: Day): readonly Month[] =>
  monthsFrom(firstOpenMonth(account), lastOverMonth(account, today))

const lastOverMonth = (account: Account, today: Day): Month =>
  lastDueMonth(account, addMonths(monthOf(today), -1))

function lastDueMonth(account: Account, through: Month): Month {
  const last = lastMonthToClose(account)
  return last !== null && last < through ? last : through
}

/** The first open month as a closed page. */
function closeMonth(
  {contract, open: [page], holidays}: Account,
  {provider, now, by, print}: Closing,
  today: Day,
): ClosedPage {
  const end = endMonth(contract, page.opening, page, today)
  const {responseTimes, carried} = endRequests(page.opening.carried, page.requestRecords, {
    month: page.month,
    contract,
    judging: {now: judgedUntil(page.month, now, contract.timezone), calendars: holidays},
  })
  const unsealed = {
    status: 'closed',
    format: PAGE_FORMAT,
    contract: contract.id,
    month: page.month,
    number: numberAfter(page.opening.previous, page.month),
    provider,
    customer: contract.customer,
    covered: {from: contract.from, to: contract.to},
    timezone: contract.timezone,
    currency: contract.currency,
    terms: termsIn(contract, page.month),
    entries: page.entries,
    credits: page.credits,
    reversals: page.reversals,
    creditReversals: page.creditReversals,
    requestRecords: page.requestRecords,
    accountRecords: page.accountRecords,
    responseTimes,
    carried,
    end,
    closings: closingsAfter(page.opening.previous, page.month, end),
    money: totalOf(end.charges),
    closedAt: inZone(now, contract.timezone),
    closedBy: by,
  } as const satisfies UnsealedPage
  const printed = {...unsealed, statement: print(statementOf(unsealed))}
  return {...printed, seal: sealOf(printed, page.opening.previous?.seal ?? null)}
}

/** Statements are numbered within the year of their month, without gaps (domain §10). */
export function numberAfter(previous: Opening['previous'], month: Month): string {
  const year = month.slice(0, 4)
  const count = previous?.month.startsWith(year) ? Number(previous.number.split('/')[0]) : 0
  return `${count + 1}/${year}`
}

/** The account after its first open month was closed: the next month opens with what this one closed with. */
function turnPage(account: Account, page: ClosedPage): Account {
  const [, ...later] = account.open
  const month = addMonths(page.month, 1)
  const next: OpenPage = later[0]?.month === month ? later[0] : emptyPage(month)
  return {
    ...account,
    open: [{...next, opening: openingAfter(page)}, ...later.filter(other => other.month !== month)],
    closed: [...account.closed, page],
  }
}

/** How the last twelve months closed, with the one that is closing. */
export const closingsAfter = (
  previous: Opening['previous'],
  month: Month,
  end: MonthEnd,
): readonly MonthClosing[] =>
  withClosing(previous?.closings ?? [], {
    month,
    minutes: end.closing.minutes,
    chargedMinutes: end.totals.chargedMinutes,
  })

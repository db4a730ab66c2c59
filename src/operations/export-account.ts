import {type Day, dayIn, dayOf, type Instant, type Month, monthOf, monthsFrom} from '../domain/calendar.js'
import {totalOf} from '../domain/money.js'
import {lotsHeld} from '../domain/month-end.js'
import type {Account, MonthEnd} from '../domain/page.js'
import type {Provider} from '../domain/provider.js'
import {ok, type Result} from '../domain/refusal.js'
import type {Movement, Statement} from '../domain/statement.js'
import {buildStatement} from './build-statement.js'
import {carryForward, currentMonth, lastBookedMonth, lastMonthToClose, openPage} from './ledger.js'
import {isWithin, type MonthRange} from './statement-months.js'

/** Whose figures an export has, and as of when. */
export interface Exporting {
  readonly range: MonthRange
  /** As an open month prints it; a closed one has kept its own. */
  readonly provider: Provider
  readonly now: Instant
}

/**
 * The months of a range as books have them, oldest first: each as its statement says, but the last month of the account
 * while it runs. What the end of that one would lapse, bill or pay out now has not happened, so it is left out, and the
 * month stands as its balance does. The closed pages of the range must have been read.
 */
export function exportedStatements(
  account: Account,
  {range, provider, now}: Exporting,
): Result<readonly Statement[]> {
  const today = dayIn(now, account.contract.timezone)
  const running = runningMonth(account, today)
  const statements: Statement[] = []
  for (const month of exportedMonths(account, range, today)) {
    const statement = buildStatement(account, month, provider, now)
    if (!statement.ok) return statement
    statements.push(month === running ? asItStands(statement.value, account, today) : statement.value)
  }
  return ok(statements)
}

/** The months of a range that an account has: none where it has not begun, and none after its end without bookings. */
export function exportedMonths(account: Account, range: MonthRange, today: Day): readonly Month[] {
  const {contract} = account
  const begun = lastMonthToClose(account) ?? monthOf(today)
  const closed = account.open[0].opening.previous?.month ?? null
  const last = latest([earlier(begun, monthOf(today)), lastBookedMonth(account), closed])
  return monthsFrom(monthOf(contract.from), last).filter(month => isWithin(range, month))
}

/** The last month of an account while it is not over; null where every month is. */
function runningMonth(account: Account, today: Day): Month | null {
  const month = exportedMonths(account, EVER, today).at(-1)
  return month !== undefined && month >= currentMonth(account, today) ? month : null
}

const EVER: MonthRange = {from: null, to: null}

const earlier = (a: Month, b: Month): Month => (a < b ? a : b)
const latest = (months: readonly (Month | null)[]): Month =>
  months.flatMap(month => month ?? []).reduce((a, b) => (a < b ? b : a))

/** What the end of a month does, which has not happened while the month runs. */
const MONTH_END: ReadonlySet<Movement['kind']> = new Set(['overage', 'write-off', 'lapse', 'pay-out'])

function asItStands(statement: Statement, account: Account, today: Day): Statement {
  const {month, closing} = statement
  const end = carryForward(account, month, today)
  const charges = statement.charges.filter(({kind}) => kind !== 'overage' && kind !== 'pay-out')
  const minutes = end.balanceMinutes
  return {
    ...statement,
    movements: statement.movements.filter(({kind}) => !MONTH_END.has(kind)),
    totals: totalsBeforeEnd(end),
    closing: {
      minutes,
      lots: lotsHeld(account.contract, end.opening, openPage(account, month), today),
      overdraftLimitMinutes: closing.overdraftLimitMinutes,
      availableMinutes: statement.endedOn !== null ? 0 : minutes + closing.overdraftLimitMinutes,
    },
    charges,
    money: totalOf(charges),
  }
}

const totalsBeforeEnd = ({totals, paidOutMinutes, writtenOffMinutes}: MonthEnd): Statement['totals'] => ({
  ...totals,
  adjustmentMinutes: totals.adjustmentMinutes + paidOutMinutes - writtenOffMinutes,
  lapsedMinutes: 0,
  overageMinutes: 0,
})

/** What was voided while its month was open, as movements that never moved anything. The page must have been read. */
export function voidedIn({closed, open}: Account, month: Month): readonly Movement[] {
  const pages = [...closed, ...open].filter(page => page.month === month)
  const entries = pages.flatMap(page => page.entries).filter(({voided}) => voided !== null)
  const credits = pages.flatMap(page => page.credits).filter(({voided}) => voided !== null)
  return [
    ...entries.map(
      (entry): Movement => ({
        ...{kind: 'entry', entry, isLate: monthOf(entry.start) < month},
        ...unmoved(entry.recordedAt, entry.start),
      }),
    ),
    ...credits.map(
      (credit): Movement => ({kind: credit.kind, credit, ...unmoved(credit.recordedAt, credit.recordedAt)}),
    ),
  ]
}

const unmoved = (booked: Instant, done: Instant) => ({
  ...{day: dayOf(done), bookingDate: dayOf(booked), valueDate: dayOf(done)},
  ...{minutes: 0, balanceMinutes: 0},
})

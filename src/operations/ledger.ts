import {type Day, type Month, monthOf, monthsFrom} from '../domain/calendar.js'
import type {Holding} from '../domain/lots.js'
import {endMonth} from '../domain/month-end.js'
import {compareText} from '../domain/order.js'
import {type Account, emptyPage, type MonthEnd, type OpenPage} from '../domain/page.js'

/** The earliest month that is not closed: where everything is booked whose own month is closed. */
export const firstOpenMonth = (account: Account): Month => account.open[0].month

/** The bookings of an open month, none if there is no page. */
export const openPage = (account: Account, month: Month): OpenPage =>
  account.open.find(page => page.month === month) ?? emptyPage(month)

/** The account with one open page replaced or added. */
export function withPage(account: Account, page: OpenPage): Account {
  const [first, ...later] = account.open
  if (page.month === first.month) return {...account, open: [{...page, opening: first.opening}, ...later]}
  const others = later.filter(other => other.month !== page.month)
  return {...account, open: [first, ...[...others, page].sort((a, b) => compareText(a.month, b.month))]}
}

/** How the open months end, from the first to a month, each carried forward as if it were closed today (domain §7). */
export function endsThrough(account: Account, month: Month, today: Day): readonly OpenEnd[] {
  const [first] = account.open
  let opening: Holding = first.opening
  return monthsFrom(first.month, month).map(next => {
    const end = endMonth(account.contract, opening, openPage(account, next), today)
    opening = end.closing
    return {month: next, end}
  })
}

/** How an open month ends. */
export interface OpenEnd {
  readonly month: Month
  readonly end: MonthEnd
}

/**
 * The end of an open month, with every open month before it carried forward as if it were closed today (domain §7).
 *
 * Throws where the month is closed: its page says how it ended.
 */
export function carryForward(account: Account, month: Month, today: Day): MonthEnd {
  const last = endsThrough(account, month, today).at(-1)
  if (last === undefined) throw new Error(`${month} is closed, and its page was not read`)
  return last.end
}

/** The month that a balance is about: the current one, or the first open one if the current month is closed. */
export function currentMonth(account: Account, today: Day): Month {
  const current = monthOf(today)
  return current > firstOpenMonth(account) ? current : firstOpenMonth(account)
}

/**
 * The last month with something to close: for ended contracts the month they end in, or a later one if something was
 * booked after that.
 */
export function lastMonthToClose(account: Account): Month | null {
  const {to} = account.contract
  if (to === null) return null
  const booked = lastBookedMonth(account)
  return booked !== null && booked > monthOf(to) ? booked : monthOf(to)
}

/** The last open month in which anything is booked; null if nothing is. */
export function lastBookedMonth(account: Account): Month | null {
  const booked = account.open.findLast(
    ({entries, credits, reversals, creditReversals}) =>
      entries.length + credits.length + reversals.length + creditReversals.length > 0,
  )
  return booked?.month ?? null
}

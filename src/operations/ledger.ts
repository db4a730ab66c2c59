import {addMonths, type Day, type Month, monthOf, monthsFrom} from '../domain/calendar.js'
import {endMonth} from '../domain/month-end.js'
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
  return {...account, open: [first, ...[...others, page].sort((a, b) => (a.month < b.month ? -1 : 1))]}
}

/**
 * The end of an open month, with every open month before it carried forward as if it were closed today (domain §7).
 *
 * Throws where the month is closed: its page says how it ended.
 */
export function carryForward(account: Account, month: Month, today: Day): MonthEnd {
  const {contract, open} = account
  const [first] = open
  if (month < first.month) throw new Error(`${month} is closed, and its page was not read`)
  return monthsFrom(addMonths(first.month, 1), month).reduce(
    (before, next) => endMonth(contract, before.closing, openPage(account, next), today),
    endMonth(contract, first.opening, first, today),
  )
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
  const booked = account.open.findLast(
    page => page.entries.length + page.credits.length + page.reversals.length > 0,
  )
  return booked !== undefined && booked.month > monthOf(to) ? booked.month : monthOf(to)
}

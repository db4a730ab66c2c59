import {firstDay, type Month} from '../domain/calendar.js'
import {type Changes, type Contract, type Terms, termsIn, wholeChanges} from '../domain/contract.js'
import {endMonth} from '../domain/month-end.js'
import {type Account, type Bookings, type ClosedPage, FIRST_OPENING, type MonthEnd} from '../domain/page.js'
import {bookAgain} from './book-again.js'
import {isWithin} from './statement-months.js'

/** A closed month as other terms would have ended it. */
export interface ReplayedMonth {
  readonly month: Month
  readonly terms: Terms
  readonly end: MonthEnd
}

/** The first and the last month of several. */
export interface Months {
  readonly from: Month
  readonly to: Month
}

/**
 * Ends closed months once more as if something else had been agreed, each upon the one before, by the function that
 * closes. What was booked stays in the month it was booked in, also by force; the first month opens as it did.
 *
 * @param account with all its closed pages
 * @param months closed ones
 * @param changes what holds in all of these months instead of what was agreed; the rest stays, with its amendments
 *
 * @throws RangeError for an emergency entry that the other terms have no tariff for · UnknownHolidaysError
 */
export function replayMonths(account: Account, months: Months, changes: Changes): readonly ReplayedMonth[] {
  const contract = contractWith(account.contract, changes)
  const ratesAgain = RATING_TERMS.some(term => changes[term] !== undefined)
  const closed = account.closed.filter(({month}) => month < months.from)
  const replayed: ReplayedMonth[] = []
  for (const page of account.closed.filter(({month}) => isWithin(months, month))) {
    const terms = termsIn(contract, page.month)
    const opening = {...FIRST_OPENING, ...(replayed.at(-1)?.end.closing ?? page.end.opening)}
    const open = [{...bookingsOf(page), status: 'open' as const, opening}] as const
    const bookings = bookAgain({...account, contract, open, closed}, ratesAgain)
    const end = endMonth({...contract, ...page.covered}, opening, bookings, firstDay(page.month))
    closed.push({...page, ...bookings, terms, end})
    replayed.push({month: page.month, terms, end})
  }
  return replayed
}

/** The terms that make charged time and call-outs of work. */
const RATING_TERMS = ['increment', 'bands', 'emergency'] as const satisfies readonly (keyof Terms)[]

/** A contract whose terms all have the changes, also those that came by amendments. */
export function contractWith(contract: Contract, changes: Changes): Contract {
  const [initial, ...amendments] = contract.terms
  const changed = ({from}: {readonly from: Month}) => {
    const inForce = termsIn(contract, from)
    return {from, ...inForce, ...wholeChanges(changes, inForce)}
  }
  return {...contract, terms: [changed(initial), ...amendments.map(changed)]}
}

const bookingsOf = ({
  month,
  entries,
  credits,
  reversals,
  creditReversals,
  ...page
}: ClosedPage): Bookings => ({
  ...{month, entries, credits, reversals, creditReversals},
  requestRecords: page.requestRecords,
  accountRecords: page.accountRecords,
})

import {epochMs, type Instant, type Month, monthOf} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import type {Account, Bookings, CreditReversal, Reversal} from '../domain/page.js'
import {givenBackFor, rateEntry} from './rate-entries.js'
import {TicketDays} from './ticket-days.js'
import {reverseCredit} from './void-credit.js'

/** An account of which one month is open, with all closed months before it. */
type AtMonth = Account & {readonly open: readonly [Account['open'][0]]}

/**
 * The bookings of the open month as its contract makes them: what was charged, what reversals give back of it, and what
 * is left of credits that were taken back. What was recorded stays.
 *
 * @param ratesAgain whether the contract rates work in another way than it was rated
 */
export function bookAgain(account: AtMonth, ratesAgain: boolean): Bookings {
  const [page] = account.open
  return {
    ...page,
    ...(ratesAgain && {entries: ratedEntries(account), reversals: reversedAgain(account)}),
    creditReversals: creditsReversedAgain(account),
  }
}

function ratedEntries(account: AtMonth): readonly Entry[] {
  const [{month, entries}] = account.open
  const earliest = entries.map(({start}) => monthOf(start)).reduce((a, b) => (a < b ? a : b), month)
  const days = new TicketDays({...account, closed: closedFrom(account, earliest)})
  return entries.map(entry => (entry.voided === null ? rateEntry(days.of(entry), entry) : entry))
}

/** No ticket's day has entries in a month before its own. */
const closedFrom = ({closed}: Account, from: Month): Account['closed'] =>
  closed.filter(({month}) => month >= from)

/** Each with what was there when it was booked. */
function reversedAgain(account: AtMonth): readonly Reversal[] {
  const again: Reversal[] = []
  for (const reversal of account.open[0].reversals) again.push(...reversalAgain(account, again, reversal))
  return again
}

/** @param before the reversals of the month before it */
function reversalAgain(account: AtMonth, before: readonly Reversal[], reversal: Reversal) {
  const [page] = account.open
  const closed = closedFrom(account, monthOf(reversal.entry.start))
  const entries = entriesAt(page.entries, reversal.at)
  return closed
    .filter(({month}) => month === reversal.entryMonth)
    .flatMap(({entries}) => entries.filter(({id}) => id === reversal.entry.id))
    .map(entry => {
      const reversals = [...before, {...reversal, entry, minutes: 0}]
      const then: AtMonth = {...account, open: [{...page, entries, reversals}], closed}
      const rated: AtMonth = {...then, open: [{...page, entries: ratedEntries(then), reversals}]}
      return {...reversal, entry, minutes: givenBackFor(rated, entry)}
    })
}

/** The entries that were recorded by then, as they were. */
const entriesAt = (entries: readonly Entry[], at: Instant): readonly Entry[] =>
  entries
    .filter(({recordedAt}) => epochMs(recordedAt) <= epochMs(at))
    .map(entry => (isVoidedAfter(entry, at) ? {...entry, voided: null} : entry))

const isVoidedAfter = ({voided}: Entry, at: Instant): boolean =>
  voided !== null && epochMs(voided.at) > epochMs(at)

function creditsReversedAgain(account: AtMonth): readonly CreditReversal[] {
  const [page] = account.open
  const creditReversals: CreditReversal[] = []
  for (const {credit, creditMonth, reason, tell, at, by} of page.creditReversals) {
    const before: AtMonth = {...account, open: [{...page, creditReversals}]}
    const booked = {credit, bookedMonth: creditMonth}
    creditReversals.push(reverseCredit(before, booked, {reason, tell, at, by}))
  }
  return creditReversals
}

import {dayOf, epochMs, monthOf} from '../domain/calendar.js'
import {termsIn} from '../domain/contract.js'
import {type Entry, ticketNumber, type Work} from '../domain/entry.js'
import type {Step} from '../domain/explanation.js'
import type {Minutes} from '../domain/minutes.js'
import type {Account, OpenPage} from '../domain/page.js'
import {isChargedByTime, rate, type TicketDay} from '../domain/rating.js'
import {unitsFor} from '../domain/units.js'

/**
 * Derives the charged time of entries in open pages again, by the terms of the month each was done in. Where the
 * increment is `ticket-day` an entry's charge depends on the others of its ticket and day, so whoever adds or voids
 * one of them rates them all again; what is in a closed page stays as it is and counts as already charged.
 *
 * @param isAffected which entries to rate; the others keep their charge
 */
export function rateAgain(account: Account, isAffected: (entry: Entry) => boolean): Account {
  const [first, ...later] = account.open
  const ratePage = <P extends OpenPage>(page: P): P => {
    if (!page.entries.some(entry => isAffected(entry))) return page
    return {
      ...page,
      entries: page.entries.map(entry => (isAffected(entry) ? rateEntry(account, entry) : entry)),
    }
  }
  return {...account, open: [ratePage(first), ...later.map(ratePage)]}
}

/** Whether two pieces of work are rounded as one sum if the increment is `ticket-day` (domain §5.3). */
export function isSameTicketDay(a: Work, b: Work): boolean {
  if (a.ticket === null || b.ticket === null) return false
  return ticketNumber(a.ticket) === ticketNumber(b.ticket) && dayOf(a.start) === dayOf(b.start)
}

/** One entry with its charge, as the account it is in makes it. */
export function rateEntry(account: Account, entry: Entry): Entry {
  const terms = termsIn(account.contract, monthOf(entry.start))
  const ticketDay = isRoundedWithOthers(account, entry) ? ticketDayOf(account, entry) : null
  const {contract, holidays} = account
  return {...entry, ...rate(entry, {terms, timezone: contract.timezone, holidays, ticketDay})}
}

function isRoundedWithOthers({contract}: Account, entry: Entry): boolean {
  const {increment} = termsIn(contract, monthOf(entry.start))
  return increment.per === 'ticket-day' && entry.ticket !== null && isChargedByTime(entry)
}

/**
 * The entries of an account that are rounded with one as one sum. Where overrides give other units, those are rounded among
 * themselves: one call must not undo an hour on site. Equal ones are rounded together, whatever gave them.
 */
function roundedWith({contract}: Account, entry: Entry): (other: Entry) => boolean {
  const {increment} = termsIn(contract, monthOf(entry.start))
  const own = unitsFor(increment, entry)
  const hasSameUnits = (other: Entry) => {
    const units = unitsFor(increment, other)
    return units.minutes === own.minutes && units.minimum === own.minimum
  }
  return other =>
    other.voided === null && isChargedByTime(other) && isSameTicketDay(other, entry) && hasSameUnits(other)
}

/**
 * What a month is given back for an entry that is taken out of a closed one (domain §5.3): its charge, or in a ticket's day
 * what the day would be charged less without it. Taking back all of a day gives back what it was charged, in any order.
 *
 * @param account with its reversal already, and with all pages that may have entries of the day
 */
export function givenBackFor(account: Account, entry: Entry): Minutes {
  if (!isRoundedWithOthers(account, entry)) return entry.chargedMinutes
  const pages = [...account.closed, ...account.open]
  const reversals = pages.flatMap(page => page.reversals)
  const ofDay = pages.flatMap(page => page.entries).filter(roundedWith(account, entry))
  const isReversed = ({id}: Entry) => reversals.some(reversal => reversal.entry.id === id)
  const given = reversals.filter(({entry: {id}}) => id !== entry.id && ofDay.some(other => other.id === id))
  const charged = sum(ofDay.map(other => other.chargedMinutes)) - sum(given.map(({minutes}) => minutes))
  const left = ofDay.filter(other => !isReversed(other))
  return Math.max(0, charged - chargedAlone(account, left))
}

/** What entries would be charged if there were no others. */
function chargedAlone(account: Account, entries: readonly Entry[]): Minutes {
  const page = {...account.open[0], entries}
  const alone = {...account, open: [page] as const, closed: []}
  return sum(entries.map(entry => rateEntry(alone, entry).chargedMinutes))
}

const sum = (minutes: readonly Minutes[]): Minutes => minutes.reduce((total, each) => total + each, 0)

function ticketDayOf(account: Account, entry: Entry): TicketDay {
  const isRounded = roundedWith(account, entry)
  const belongs = (other: Entry) => other.id !== entry.id && isRounded(other)
  const open = account.open.flatMap(page => page.entries).filter(belongs)
  const before = open.filter(other => !isAfter(other, entry))
  const closed = closedEntries(account).filter(belongs)
  const workedMinutes = [...before, ...closed].reduce((sum, other) => sum + other.workedMinutes, 0)
  const bornInClosed = closed.reduce((sum, other) => sum + unitsOf(other), 0)
  // Open entries bear what they worked, less the surplus that a closed month was charged already.
  const bornMinutes = before.length === 0 ? bornInClosed : Math.max(bornInClosed, workedMinutes)
  return {workedMinutes, bornMinutes, isLast: before.length === open.length}
}

/** Entries of the closed pages that were read, but for those that were taken back. */
export function closedEntries({open, closed}: Account): readonly Entry[] {
  const reversed = new Set([...closed, ...open].flatMap(page => page.reversals.map(({entry}) => entry.id)))
  return closed
    .flatMap(page => page.entries)
    .filter(entry => entry.voided === null && !reversed.has(entry.id))
}

function isAfter(a: Entry, b: Entry): boolean {
  return epochMs(a.start) - epochMs(b.start) > 0 || (a.start === b.start && a.id > b.id)
}

/** The charged units before any band: what the increment step came to. */
function unitsOf({explanation}: Entry): Minutes {
  const isUnits = ({rule}: Step) => rule === 'increment' || rule === 'ticket-day'
  return explanation.filter(isUnits).reduce((sum, {minutes}) => sum + minutes, 0)
}

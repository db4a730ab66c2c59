import {type Day, dayOf, epochMs, type Month, monthOf} from '../domain/calendar.js'
import type {Cause, Channel, Contract, EntryClass} from '../domain/contract.js'
import {fold} from '../domain/day-text.js'
import {type Entry, ticketNumber, type Voiding} from '../domain/entry.js'
import {compareText} from '../domain/order.js'
import type {Account} from '../domain/page.js'
import {type ScopeOf, WHOLE_HISTORY} from '../domain/scope.js'

/** Which entries to list; null takes all. */
export interface EntryFilter {
  /** Booked in this month. */
  readonly month: Month | null
  /** Begun on this day or later, wherever it is booked. */
  readonly from: Day | null
  /** Begun on this day or earlier. */
  readonly to: Day | null
  /** A part of the text, in any case. */
  readonly search: string | null
  /** A part of the name, as of requester and place. */
  readonly consultant: string | null
  readonly requester: string | null
  readonly place: string | null
  /** Its number, or where it is more than digits a part of it. */
  readonly ticket: string | null
  readonly channel: Channel | null
  readonly class: EntryClass | null
  readonly cause: Cause | null
  readonly withVoided: boolean
}

/** What listing the entries of a period has to read. */
export const neededToListEntries =
  (periodOf: (contract: Contract) => Pick<EntryFilter, 'month' | 'from'>): ScopeOf =>
  ({contract}) => {
    const {month, from} = periodOf(contract)
    const first = month ?? (from && monthOf(from))
    return first === null ? WHOLE_HISTORY : {closedFrom: first}
  }

/** An entry with the month it is booked in, voided also if that was by a reversal in a later month. */
export interface BookedEntry {
  readonly entry: Entry
  readonly bookedMonth: Month
}

/**
 * The entries of an account that fit, by start. The closed pages from the filter's month or first day on must have
 * been read: an entry of a closed month is voided in a later one, and work of a day may be booked later.
 */
export function listEntries(account: Account, filter: EntryFilter): readonly BookedEntry[] {
  return bookedEntries(account)
    .filter(({bookedMonth}) => filter.month === null || filter.month === bookedMonth)
    .filter(({entry}) => filter.from === null || filter.from <= dayOf(entry.start))
    .filter(({entry}) => filter.to === null || dayOf(entry.start) <= filter.to)
    .filter(({entry}) => filter.search === null || hasPart(entry.text, filter.search))
    .filter(({entry}) => filter.withVoided || entry.voided === null)
    .filter(({entry}) => filter.ticket === null || isOfTicket(entry, filter.ticket))
    .filter(({entry}) => NAMES.every(name => filter[name] === null || hasPart(entry[name], filter[name])))
    .filter(({entry}) => CHOICES.every(field => filter[field] === null || filter[field] === entry[field]))
    .toSorted(
      (a, b) => epochMs(a.entry.start) - epochMs(b.entry.start) || compareText(a.entry.id, b.entry.id),
    )
}

const NAMES = ['consultant', 'requester', 'place'] as const
const CHOICES = ['channel', 'class', 'cause'] as const

const hasPart = (name: string | null, part: string): boolean =>
  name !== null && fold(name).includes(fold(part))

/** A part of a number would be another ticket: 7 is not in 17, while `ABC-1` finds `ABC-12`. */
function isOfTicket({ticket}: Entry, said: string): boolean {
  const number = ticketNumber(said)
  if (/^\d+$/.test(number)) return ticket !== null && ticketNumber(ticket) === number
  return hasPart(ticket, number)
}

/** One entry as it stands now. All pages that name it must have been read. */
export const findBookedEntry = (account: Account, id: string): BookedEntry | undefined =>
  bookedEntries(account).find(({entry}) => entry.id === id)

/** All entries as they stand now. All pages must have been read. */
export function bookedEntries({closed, open}: Account): readonly BookedEntry[] {
  const pages = [...closed, ...open]
  const reversals = new Map(
    pages.flatMap(page => page.reversals).map(reversal => [reversal.entry.id, reversal]),
  )
  return pages.flatMap(({month, entries}) =>
    entries.map(entry => ({entry: withReversal(entry, reversals.get(entry.id)), bookedMonth: month})),
  )
}

/** The entry as it stands now: what a later month took back is voided, though its own page never changes. */
function withReversal(entry: Entry, reversal: Voiding | undefined): Entry {
  if (reversal === undefined) return entry
  const {reason, tell, at, by, replacedBy, movedTo} = reversal
  return {...entry, voided: {reason, tell, at, by, replacedBy, movedTo}}
}

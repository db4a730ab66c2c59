import type {AccountEvent, Authorship} from '../domain/account-record.js'
import {type Day, dayIn, epochMs, type Instant, type Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import {fold} from '../domain/day-text.js'
import type {Entry, EntryReference, Voiding} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import type {Account, Bookings, ClosedPage, Credit} from '../domain/page.js'
import type {EventKind, Taken} from '../domain/request.js'
import type {RequestRecord} from '../domain/request-month.js'

/** What an event of an account was, and what is to be said of it. */
export type HistoryFact =
  | {
      readonly what: 'recorded'
      readonly details: {
        readonly start: Instant
        readonly workedMinutes: Minutes
        readonly chargedMinutes: Minutes
        readonly consultant: string
        readonly text: string
        readonly bookedMonth: Month
        readonly replaces: string | null
        readonly movedFrom: EntryReference | null
        readonly forcedBecause: string | null
      }
    }
  | {
      readonly what: 'voided' | 'corrected' | 'moved'
      readonly details: {
        readonly reason: string
        readonly replacedBy: string | null
        readonly movedTo: EntryReference | null
        readonly bookedMonth: Month
      }
    }
  | {
      readonly what: 'credited'
      readonly details: Pick<
        Credit,
        'kind' | 'minutes' | 'reason' | 'priceCents' | 'expires' | 'approvedBy' | 'ticket'
      > & {readonly bookedMonth: Month}
    }
  | {
      readonly what: 'credit-voided'
      readonly details: {
        readonly reason: string
        readonly minutes: Minutes
        readonly priceCents: Cents | null
        readonly bookedMonth: Month
      }
    }
  | {
      readonly what: 'closed'
      readonly details: {readonly month: Month; readonly closingMinutes: Minutes; readonly seal: string}
    }
  | {
      readonly what: 'ticket-event'
      readonly details: {readonly event: EventKind; readonly at: Instant; readonly note: string | null}
    }
  | {
      readonly what: 'ticket-event-voided'
      readonly details: {readonly event: string; readonly reason: string}
    }
  | {readonly what: 'ticket-voided'; readonly details: {readonly reason: string}}
  | AccountFact

/** What is on record as an event of the account, with all that it says. */
type AccountFact = {
  readonly [E in AccountEvent['event']]: {
    readonly what: E
    readonly details: Omit<Extract<AccountEvent, {readonly event: E}>, 'event'>
  }
}[AccountEvent['event']]

/** Who did what to an account, and when. */
export type HistoryEvent = Authorship &
  HistoryFact & {
    readonly contract: ContractId
    /** Of the entry, the credit or the request that it is about, or the number of the statement. */
    readonly id: string | null
  }

/** Which events to tell; null takes all. */
export interface HistoryFilter {
  /** On this day or later, by the clocks of the contract. */
  readonly from: Day | null
  readonly to: Day | null
  /** A part of the name of who did it. */
  readonly by: string | null
}

/**
 * Who did what to an account, and when, the earliest first; of the same instant, in the order of the pages.
 * @param account with its whole history
 */
export function historyOf(account: Account, {from, to, by}: HistoryFilter): readonly HistoryEvent[] {
  const {id: contract, timezone} = account.contract
  const dayOf = ({at}: Authorship) => dayIn(at, timezone)
  return [...account.closed, ...account.open]
    .flatMap(page => [...bookedIn(page), ...(page.status === 'closed' ? [closingOf(page)] : [])])
    .map(({at, by, what, id, details}) => ({at, by, what, contract, id, details}) as HistoryEvent)
    .filter(event => from === null || from <= dayOf(event))
    .filter(event => to === null || dayOf(event) <= to)
    .filter(event => by === null || (event.by !== null && fold(event.by).includes(fold(by))))
    .toSorted((a, b) => epochMs(a.at) - epochMs(b.at))
}

/** Whether all that was done to the contract itself is on record: an earlier version of the program kept none of it. */
export const isOnRecord = ({closed, open}: Account): boolean =>
  [...closed, ...open].some(({accountRecords}) => accountRecords.some(({event}) => event === 'opened'))

type Unplaced = Authorship & HistoryFact & {readonly id: string | null}

function bookedIn(page: Bookings): readonly Unplaced[] {
  const {month, entries, credits, reversals, creditReversals, requestRecords, accountRecords} = page
  return [
    ...accountRecords.map(
      ({event: what, at, by, ...details}) => ({what, at, by, id: null, details}) as Unplaced,
    ),
    ...entries.flatMap(entry => [
      recordingOf(entry, month),
      ...(entry.voided === null ? [] : [voidingOf(entry.id, entry.voided, month)]),
    ]),
    ...reversals.map(({entry, ...voiding}) => voidingOf(entry.id, voiding, month)),
    ...credits.flatMap(credit => [
      creditingOf(credit, month),
      ...(credit.voided === null
        ? []
        : [creditVoidingOf(credit, {...credit.voided, minutes: credit.minutes}, month)]),
    ]),
    ...creditReversals.map(reversal => creditVoidingOf(reversal.credit, reversal, month)),
    ...requestRecords.flatMap(requestEventOf),
  ]
}

const recordingOf = (entry: Entry, bookedMonth: Month): Unplaced => {
  const {start, workedMinutes, chargedMinutes, consultant, text, replaces, movedFrom, forcedBecause} = entry
  return {
    ...{at: entry.recordedAt, by: entry.recordedBy, what: 'recorded', id: entry.id},
    details: {
      ...{start, workedMinutes, chargedMinutes, consultant, text, bookedMonth},
      ...{replaces, movedFrom, forcedBecause},
    },
  }
}

function voidingOf(id: string, {at, by, reason, replacedBy, movedTo}: Voiding, bookedMonth: Month): Unplaced {
  const what = movedTo !== null ? 'moved' : replacedBy !== null ? 'corrected' : 'voided'
  return {at, by, what, id, details: {reason, replacedBy, movedTo, bookedMonth}}
}

function creditingOf(credit: Credit, bookedMonth: Month): Unplaced {
  const {id, kind, minutes, reason, priceCents, expires, approvedBy, ticket} = credit
  return {
    ...{at: credit.recordedAt, by: credit.recordedBy, what: 'credited', id},
    details: {kind, minutes, reason, priceCents, expires, approvedBy, ticket, bookedMonth},
  }
}

const creditVoidingOf = (
  {id, priceCents}: Credit,
  {at, by, reason, minutes}: Taken & {readonly minutes: Minutes},
  bookedMonth: Month,
): Unplaced => ({at, by, what: 'credit-voided', id, details: {reason, minutes, priceCents, bookedMonth}})

const closingOf = ({closedAt, closedBy, number, month, end, seal}: ClosedPage): Unplaced => ({
  ...{at: closedAt, by: closedBy, what: 'closed', id: number},
  details: {month, closingMinutes: end.closing.minutes, seal: seal.sha256},
})

/** What is recorded only to keep a request at hand is no event. */
function requestEventOf(record: RequestRecord): readonly Unplaced[] {
  switch (record.record) {
    case 'opened':
    case 'event': {
      const {recordedAt, by, kind, at, note} = record.event
      const id = record.record === 'opened' ? record.facts.number : record.number
      return [{at: recordedAt, by, what: 'ticket-event', id, details: {event: kind, at, note}}]
    }
    case 'event-voided': {
      const {at, by, reason} = record.voided
      return [
        {at, by, what: 'ticket-event-voided', id: record.number, details: {event: record.event, reason}},
      ]
    }
    case 'request-voided': {
      const {at, by, reason} = record.voided
      return [{at, by, what: 'ticket-voided', id: record.number, details: {reason}}]
    }
    case 'recalled':
    case 'kept':
      return []
  }
}

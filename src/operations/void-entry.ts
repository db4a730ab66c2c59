import {dayIn, type Instant, inZone, monthOf} from '../domain/calendar.js'
import type {Entry, EntryReference, TakingBack, Voiding, Work} from '../domain/entry.js'
import type {Account, Reversal} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {ScopeOf} from '../domain/scope.js'
import {firstOpenMonth, openPage, withPage} from './ledger.js'
import {type BookedEntry, findBookedEntry} from './list-entries.js'
import {
  bookEntry,
  draftEntry,
  type LoggedEntry,
  logEntry,
  type Recording,
  type WorkRequest,
} from './log-entry.js'
import {givenBackFor, isSameTicketDay, rateAgain} from './rate-entries.js'
import {type Balance, readBalance} from './read-balance.js'

/** Which entry is taken back, why, when and by whom. */
export interface VoidRequest extends TakingBack {
  readonly id: string
}

/** An entry, marked as voided also where its closed page keeps it unmarked and a reversal takes it back. */
interface TakenBack extends BookedEntry {
  readonly account: Account
}

export interface VoidedEntry extends TakenBack {
  readonly balance: Balance
}

/**
 * The closed pages that `voidEntry` and `correctEntry` need: those that name the entry, and from its month on, or that of
 * the work which replaces it, as either may share a ticket's day with entries there.
 *
 * @param startOf when the work starts that replaces it
 */
export const neededToTakeBack =
  (id: string, startOf: (old: Entry, account: Account) => Instant = ({start}) => start): ScopeOf =>
  account => {
    const old = findBookedEntry(account, id)?.entry
    if (old === undefined) return {entryIds: [id]}
    const months = [old.start, startOf(old, account)].map(monthOf)
    return {entryIds: [id], closedFrom: months.reduce((a, b) => (a < b ? a : b))}
  }

/**
 * Takes an entry back; it stays in the store, marked (domain §4). In an open month it no longer counts; where its
 * month is closed, the earliest open month gets a reversal.
 *
 * @param movedTo the entry of another contract that took its place, if it was moved
 *
 * Refused: an entry that is not there, or is voided already.
 */
export function voidEntry(
  account: Account,
  request: VoidRequest,
  movedTo: EntryReference | null = null,
): Result<VoidedEntry> {
  const taken = takeBack(account, request, {replacedBy: null, movedTo})
  if (!taken.ok) return taken
  const balance = readBalance(taken.value.account, dayIn(request.at, account.contract.timezone))
  return ok({...taken.value, balance})
}

/**
 * The work of an entry, with what is said of it now. A class that may have come from the activity, or a channel that
 * may have come from the place, is left to the rules where that changes and nothing is said of it.
 */
export function correctedWork(old: Work, said: Partial<Work>): WorkRequest {
  const {class: oldClass, channel, ...kept} = old
  return {
    ...kept,
    ...(said.activity === undefined ? {class: oldClass} : {}),
    ...(said.place === undefined ? {channel} : {}),
    ...said,
  }
}

export interface CorrectedEntry extends LoggedEntry {
  readonly voided: Entry
}

/**
 * Replaces an entry by another that names it: the old one is voided, with a reason, and the new one recorded. The same
 * call once more changes nothing.
 *
 * Refused as `voidEntry` and `logEntry` refuse; then nothing is voided either.
 */
export function correctEntry(
  account: Account,
  request: VoidRequest,
  correction: WorkRequest,
  recording: Recording,
): Result<CorrectedEntry> {
  const known = findBookedEntry(account, recording.id)
  if (known !== undefined) return repeat(account, known.entry.replaces, request, correction, recording)

  const taken = takeBack(account, request, {replacedBy: recording.id, movedTo: null})
  if (!taken.ok) return taken
  const draft = draftEntry(taken.value.account, correction, recording)
  if (!draft.ok) return draft
  const logged = bookEntry(account, taken.value.account, {...draft.value, replaces: request.id})
  return logged.ok ? ok({...logged.value, voided: taken.value.entry}) : logged
}

/** The id is there already: harmless if it is the same correction of the same entry. */
function repeat(
  account: Account,
  replaces: string | null,
  request: VoidRequest,
  correction: WorkRequest,
  recording: Recording,
): Result<CorrectedEntry> {
  const old = findBookedEntry(account, request.id)
  if (old === undefined || replaces !== request.id) {
    return refuse({kind: 'id-taken', id: recording.id, contract: account.contract.id, differs: ['replaces']})
  }
  const logged = logEntry(account, correction, recording)
  return logged.ok ? ok({...logged.value, voided: old.entry}) : logged
}

function takeBack(
  account: Account,
  request: VoidRequest,
  successor: Pick<Voiding, 'replacedBy' | 'movedTo'>,
): Result<TakenBack> {
  const found = findBookedEntry(account, request.id)
  if (found === undefined) return refuse({kind: 'unknown-entry', entry: request.id})
  const {entry, bookedMonth} = found
  if (entry.voided !== null) {
    return refuse({kind: 'entry-already-voided', entry: entry.id, replacedBy: entry.voided.replacedBy})
  }
  const {id: _, ...why} = request
  const voiding = {...why, at: inZone(request.at, account.contract.timezone), ...successor}
  const voided = {...entry, voided: voiding}
  const others = (each: Entry) => each.voided === null && isSameTicketDay(each, entry)
  if (bookedMonth < firstOpenMonth(account)) {
    const reversed = withReversal(account, {entry, entryMonth: bookedMonth, minutes: 0, ...voiding})
    const rated = rateAgain(reversed, others)
    const minutes = givenBackFor(rated, entry)
    return ok({
      account: withReversal(rated, {entry, entryMonth: bookedMonth, minutes, ...voiding}),
      entry: voided,
      bookedMonth,
    })
  }
  const page = openPage(account, bookedMonth)
  const entries = page.entries.map(each => (each.id === entry.id ? voided : each))
  const counted = rateAgain(withPage(account, {...page, entries}), others)
  return ok({account: counted, entry: voided, bookedMonth})
}

/** The account with the reversal of an entry in its earliest open month, in place of another of the same entry. */
function withReversal(account: Account, reversal: Reversal): Account {
  const page = openPage(account, firstOpenMonth(account))
  const others = page.reversals.filter(({entry}) => entry.id !== reversal.entry.id)
  return withPage(account, {...page, reversals: [...others, reversal]})
}

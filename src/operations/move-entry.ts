import {dayIn, type Instant} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry, EntryReference} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {findBookedEntry} from './list-entries.js'
import {bookEntry, draftEntry, type LoggedEntry} from './log-entry.js'
import {readBalance} from './read-balance.js'
import {type VoidedEntry, type VoidRequest, voidEntry} from './void-entry.js'

/** Where an entry was, and who moves it. */
export interface Moving {
  readonly from: EntryReference
  readonly now: Instant
  readonly by: string
}

/**
 * The id that an entry gets in the contract it is moved to: always the same, so that whoever repeats a move that died
 * half-way finds what was recorded already. Sixteen hexadecimal digits.
 */
export function movedId({contract, id}: EntryReference, to: ContractId): string {
  // Not imported above: it takes 3 ms to load, and only a move needs it.
  const {createHash} = process.getBuiltinModule('node:crypto')
  return createHash('sha256')
    .update(JSON.stringify([contract, id, to]))
    .digest('hex')
    .slice(0, 16)
}

/**
 * Records an entry of another contract here, the first half of a move (domain §4); it is rated by the terms of this
 * contract, and the overdraft limit does not refuse it. The same call once more changes nothing.
 *
 * Refused as `logEntry` refuses, and where what was moved here has been voided since.
 */
export function receiveEntry(account: Account, old: Entry, {from, now, by}: Moving): Result<LoggedEntry> {
  const {id: contract, timezone} = account.contract
  const id = movedId(from, contract)
  const known = findBookedEntry(account, id)
  if (known !== undefined) {
    const {entry} = known
    if (entry.voided !== null)
      return refuse({kind: 'entry-already-voided', entry: id, replacedBy: entry.voided.replacedBy})
    return ok({
      account,
      ...known,
      balance: readBalance(account, dayIn(now, timezone)),
      warnings: [],
      isRepeat: true,
    })
  }
  const draft = draftMoved(account, old, {from, now, by})
  return draft.ok ? bookEntry(account, account, draft.value) : draft
}

/** An entry of another contract as it would be recorded here, not booked or rated yet. Refused as `draftEntry` refuses. */
export function draftMoved(account: Account, old: Entry, {from, now, by}: Moving): Result<Entry> {
  const id = movedId(from, account.contract.id)
  const draft = draftEntry(account, workToMove(old), {id, now, by, forcedBecause: null})
  return draft.ok ? ok({...draft.value, movedFrom: from}) : draft
}

/** The work of an entry; a class that may have come from the activity is left to the terms of the other contract. */
function workToMove(old: Entry) {
  const {start, workedMinutes, cause, activity, requester, place, channel, consultant, ticket, text} = old
  return {
    ...{start, workedMinutes, cause, activity, requester, place, channel, consultant, ticket, text},
    ...(activity === null ? {class: old.class} : {}),
  }
}

/**
 * Voids an entry that was recorded in another contract, the second half of a move. The same call once more changes
 * nothing.
 *
 * Refused as `voidEntry` refuses.
 */
export function sendEntry(account: Account, request: VoidRequest, to: EntryReference): Result<VoidedEntry> {
  const known = findBookedEntry(account, request.id)
  if (known === undefined || !isMovedTo(known.entry, to)) return voidEntry(account, request, to)
  return ok({account, ...known, balance: readBalance(account, dayIn(request.at, account.contract.timezone))})
}

/** Whether an entry was moved there. */
export const isMovedTo = ({voided}: Entry, to: EntryReference): boolean =>
  voided?.movedTo?.contract === to.contract && voided.movedTo.id === to.id

import {monthOf} from '../domain/calendar.js'
import {type Entry, ticketNumber} from '../domain/entry.js'
import {receivedAt} from '../domain/request.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import type {Statement} from '../domain/statement.js'
import type {MovementView} from '../domain/statement-view.js'
import {listCredits} from '../operations/list-credits.js'
import {bookedEntries} from '../operations/list-entries.js'
import {allRequests, judgeRequest} from '../operations/requests.js'
import {isWithin} from '../operations/statement-months.js'
import {creditJson} from '../render/credit-json.js'
import {entryJson} from '../render/entry-json.js'
import {oneLineJson} from '../render/json-text.js'
import {ticketJson} from '../render/request-json.js'
import {statementJson} from '../render/statement-json.js'
import type {ExportedAccount, Writing} from './writing.js'

/**
 * JSON Lines: a record on each line, which says by its `kind` what it is. They have what `--json` prints of the same, so
 * also what only the provider should read.
 */
export const jsonLines: Writing = {
  name: 'jsonl',
  // Requests are known by the pages since they came in, and a credit's rest by those since it was booked.
  scope: () => WHOLE_HISTORY,
  head: '',
  textOf: exported =>
    recordsOf(exported)
      .map(record => `${oneLineJson(record)}\n`)
      .join(''),
}

type JsonRecord = {readonly kind: string} & Readonly<Record<string, unknown>>

function recordsOf(exported: ExportedAccount): readonly JsonRecord[] {
  const {contract} = exported.account
  return [
    {kind: 'contract', contract},
    ...exported.statements.flatMap(recordsOfMonth),
    ...recordsOfEntries(exported),
    ...recordsOfCredits(exported),
    ...recordsOfRequests(exported),
  ]
}

/** A month, its movements and its charges: an entry that moved something is named by its id. */
function recordsOfMonth(statement: Statement): readonly JsonRecord[] {
  const {movements, charges, ...month} = statementJson(statement)
  const where = {contract: statement.contract, month: statement.month}
  return [
    {kind: 'month', ...where, statement: month},
    ...movements.map(movement => ({kind: 'movement', ...where, movement: withId(movement)})),
    ...charges.map(charge => ({kind: 'charge', ...where, charge})),
  ]
}

const withId = (movement: MovementView): object =>
  movement.kind === 'entry' ? {...movement, entry: movement.entry.id} : movement

function recordsOfEntries({account, range}: ExportedAccount): readonly JsonRecord[] {
  const {id: contract, timezone} = account.contract
  return bookedEntries(account)
    .filter(({bookedMonth}) => isWithin(range, bookedMonth))
    .map(({entry, bookedMonth}) => ({
      ...{kind: 'entry', contract, month: bookedMonth},
      entry: entryJson(entry, {contract, timezone, bookedMonth}),
    }))
}

function recordsOfCredits({account, range, today}: ExportedAccount): readonly JsonRecord[] {
  const contract = account.contract.id
  return listCredits(account, today)
    .filter(({bookedMonth}) => isWithin(range, bookedMonth))
    .map(listed => ({
      ...{kind: 'credit', contract, month: listed.bookedMonth},
      credit: creditJson(contract, listed),
    }))
}

/** Those that came in in these months, with their events. */
function recordsOfRequests({account, range, now}: ExportedAccount): readonly JsonRecord[] {
  const contract = account.contract.id
  const work = workByTicket(account)
  return allRequests(account)
    .filter(request => isWithin(range, monthOf(receivedAt(request))))
    .map(request => ({
      ...{kind: 'request', contract, month: monthOf(receivedAt(request))},
      request: ticketJson({
        ...{contract, ...judgeRequest(account, request, now)},
        entries: work.get(request.number) ?? [],
      }),
    }))
}

/** The entries that count, by the number of their ticket. */
function workByTicket(account: ExportedAccount['account']): ReadonlyMap<string, readonly Entry[]> {
  const work = new Map<string, Entry[]>()
  for (const {entry} of bookedEntries(account)) {
    if (entry.ticket === null || entry.voided !== null) continue
    const number = ticketNumber(entry.ticket)
    const known = work.get(number)
    if (known === undefined) work.set(number, [entry])
    else known.push(entry)
  }
  return work
}

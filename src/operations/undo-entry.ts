import {epochMs} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import type {Refusal} from '../domain/refusal.js'

/** An entry with the contract it is in. */
export interface RecordedEntry {
  readonly contract: Contract
  readonly entry: Entry
}

/**
 * The last entry of the open months that somebody recorded and that was not voided since; undefined if there is none. Of
 * several of one second it is the last in the page.
 */
export function lastRecorded(
  {contract, open}: Pick<Account, 'contract' | 'open'>,
  isTheirs: (entry: Entry) => boolean,
): RecordedEntry | undefined {
  const entries = open.flatMap(page => page.entries).filter(entry => entry.voided === null && isTheirs(entry))
  return latestOf(entries.map(entry => ({contract, entry})))
}

/** Which of these was recorded last. */
export const latestOf = (found: readonly RecordedEntry[]): RecordedEntry | undefined =>
  found.toSorted((a, b) => epochMs(a.entry.recordedAt) - epochMs(b.entry.recordedAt)).at(-1)

/**
 * Why an entry cannot be undone, null if it can: without a correction neither it nor what it replaces would count, and what
 * was moved would be in neither contract.
 */
export function refuseUndo({contract: {id: contract}, entry}: RecordedEntry): Refusal | null {
  const {id, replaces, movedFrom} = entry
  if (movedFrom !== null) return {kind: 'undo-of-move', entry: id, contract, from: movedFrom.contract}
  return replaces === null ? null : {kind: 'undo-of-correction', entry: id, contract, replaces}
}

import type {Instant} from '../domain/calendar.js'
import type {Entry, EntryReference, Voiding} from '../domain/entry.js'
import type {EntryView} from '../domain/statement-view.js'
import {en} from '../locale/en.js'
import {warningText} from '../locale/warnings.js'
import type {LoggedEntry} from '../operations/log-entry.js'
import type {Warning} from '../operations/warnings.js'
import {type BalanceJson, balanceJson} from './balance-json.js'
import {type EntrySurroundings, entryView} from './statement-view.js'

/** An entry with what only the provider should read (domain §4). */
export interface EntryJson extends EntryView {
  readonly voiding: Voiding | null
  readonly movedFrom: EntryReference | null
  readonly forcedBecause: string | null
  readonly recordedAt: Instant
  readonly recordedBy: string
}

/** An entry as the provider's scripts get it, in English. */
export const entryJson = (entry: Entry, surroundings: EntrySurroundings): EntryJson => ({
  ...entryView(entry, surroundings, en),
  voiding: entry.voided,
  movedFrom: entry.movedFrom,
  forcedBecause: entry.forcedBecause,
  recordedAt: entry.recordedAt,
  recordedBy: entry.recordedBy,
})

export type WarningJson = Warning & {readonly text: string}

/** A warning with its sentence, in English. */
export const warningJson = (warning: Warning): WarningJson => ({...warning, text: warningText(warning)})

/** What a call says whose `--id` was recorded before with the same content; of a first one, nothing. */
export const repeatedJson = (isRepeat: boolean): {readonly repeated?: true} =>
  isRepeat ? {repeated: true} : {}

/** What `log --json` prints. */
export interface LoggedJson {
  /** Only where the same call was made before: nothing was added. */
  readonly repeated?: true
  readonly entry: EntryJson
  readonly balance: BalanceJson
  readonly warnings: readonly WarningJson[]
}

/** An entry that was just recorded, the balance after it, and what should be known of both. */
export function loggedJson(logged: LoggedEntry): LoggedJson {
  const {entry, balance, bookedMonth, warnings, isRepeat} = logged
  const {id, timezone} = logged.account.contract
  return {
    ...repeatedJson(isRepeat),
    entry: entryJson(entry, {contract: id, timezone, bookedMonth}),
    balance: balanceJson(balance),
    warnings: warnings.map(warningJson),
  }
}

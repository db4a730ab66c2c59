import {addMinutes, type Day, dayOf, type Instant, type Month, monthOf} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Cause, Channel, ContractId, EntryClass} from '../domain/contract.js'
import type {Entry, EntryReference, Voiding} from '../domain/entry.js'
import type {Step} from '../domain/explanation.js'
import type {Minutes} from '../domain/minutes.js'
import type {Cents, VatPercent} from '../domain/money.js'
import {chargeQuantity, chargeText} from '../locale/charges.js'
import {en} from '../locale/en.js'
import {explainStep} from '../locale/explanations.js'
import {warningText} from '../locale/warnings.js'
import type {Words} from '../locale/words.js'
import type {LoggedEntry} from '../operations/log-entry.js'
import type {Warning} from '../operations/warnings.js'
import {type BalanceJson, balanceJson} from './balance-json.js'

export interface ChargeJson {
  readonly kind: Charge['kind']
  readonly text: string
  /** Hours and minutes, or pieces. */
  readonly quantity: string
  readonly quantityMinutes: Minutes | null
  readonly unitPriceCents: Cents
  readonly perMinutes: Minutes | null
  readonly netCents: Cents
  readonly vatPercent: VatPercent
  readonly entry: string | null
}

/** An entry as its customer gets it. */
export interface CustomerEntryJson {
  readonly id: string
  readonly contract: ContractId
  readonly start: Instant
  readonly end: Instant
  readonly workedMinutes: Minutes
  readonly chargedMinutes: Minutes
  readonly charges: readonly ChargeJson[]
  readonly class: EntryClass
  readonly cause: Cause | null
  readonly activity: string | null
  readonly requester: string | null
  readonly place: string | null
  readonly channel: Channel | null
  readonly consultant: string
  readonly ticket: string | null
  readonly text: string
  readonly bookedMonth: Month
  readonly late: boolean
  readonly voided: boolean
  readonly replaces: string | null
  readonly explanation: readonly {
    readonly rule: Step['rule']
    readonly text: string
    readonly minutes: Minutes
  }[]
}

/** An entry with what only the provider should read (domain §4). */
export interface EntryJson extends CustomerEntryJson {
  readonly voiding: Voiding | null
  readonly movedFrom: EntryReference | null
  readonly forcedBecause: string | null
  readonly recordedAt: Instant
  readonly recordedBy: string
}

/** What an entry does not know of itself. */
export interface EntrySurroundings {
  readonly contract: ContractId
  readonly timezone: string
  readonly bookedMonth: Month
}

/** An entry as the provider's scripts get it, in English. */
export const entryJson = (entry: Entry, surroundings: EntrySurroundings): EntryJson => ({
  ...customerEntryJson(entry, surroundings, en),
  voiding: entry.voided,
  movedFrom: entry.movedFrom,
  forcedBecause: entry.forcedBecause,
  recordedAt: entry.recordedAt,
  recordedBy: entry.recordedBy,
})

/**
 * An entry as it is on a statement. Text is as it was stored: only what is printed for people is neutralised.
 * @param words the language of the customer
 */
export function customerEntryJson(
  entry: Entry,
  surroundings: EntrySurroundings,
  words: Words,
): CustomerEntryJson {
  const {contract, timezone, bookedMonth} = surroundings
  return {
    id: entry.id,
    contract,
    start: entry.start,
    end: addMinutes(entry.start, entry.workedMinutes, timezone),
    workedMinutes: entry.workedMinutes,
    chargedMinutes: entry.chargedMinutes,
    charges: entry.charges.map(charge => chargeJson(charge, dayOf(entry.start), words)),
    class: entry.class,
    cause: entry.cause,
    activity: entry.activity,
    requester: entry.requester,
    place: entry.place,
    channel: entry.channel,
    consultant: entry.consultant,
    ticket: entry.ticket,
    text: entry.text,
    bookedMonth,
    late: monthOf(entry.start) < bookedMonth,
    voided: entry.voided !== null,
    replaces: entry.replaces,
    explanation: entry.explanation.map(step => ({
      rule: step.rule,
      text: explainStep(step, words),
      minutes: step.minutes,
    })),
  }
}

/** @param entryDay the day of the entry it comes from, if it comes from one */
export function chargeJson(charge: Charge, entryDay: Day | null, words: Words): ChargeJson {
  const {kind, quantityMinutes, unitPriceCents, perMinutes, netCents, vatPercent, entry} = charge
  return {
    kind,
    text: chargeText(charge, entryDay, words),
    quantity: chargeQuantity(charge),
    ...{quantityMinutes, unitPriceCents, perMinutes, netCents, vatPercent, entry},
  }
}

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

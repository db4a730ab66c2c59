import {addMinutes, type Day, dayOf, type Instant, type Month, monthOf} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Cause, Channel, ContractId, EntryClass} from '../domain/contract.js'
import type {Entry, Voiding} from '../domain/entry.js'
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

export interface EntryJson {
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
  readonly voiding: Voiding | null
  readonly replaces: string | null
  readonly forcedBecause: string | null
  readonly recordedAt: Instant
  readonly recordedBy: string
  readonly explanation: readonly {
    readonly rule: Step['rule']
    readonly text: string
    readonly minutes: Minutes
  }[]
}

/** What an entry does not know of itself. */
export interface EntrySurroundings {
  readonly contract: ContractId
  readonly timezone: string
  readonly bookedMonth: Month
}

/**
 * An entry as scripts get it. Text is as it was stored: only what is printed for people is neutralised.
 * @param words English, but for what is on a statement
 */
export function entryJson(entry: Entry, surroundings: EntrySurroundings, words: Words = en): EntryJson {
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
    voiding: entry.voided,
    replaces: entry.replaces,
    forcedBecause: entry.forcedBecause,
    recordedAt: entry.recordedAt,
    recordedBy: entry.recordedBy,
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

import type {Day, Instant, Month} from './calendar.js'
import type {Charge} from './charge.js'
import type {Cause, Channel, ContractId, EntryClass} from './contract.js'
import type {Entry, Voiding} from './entry.js'
import type {Step} from './explanation.js'
import type {Holding, Lot} from './lots.js'
import type {Minutes} from './minutes.js'
import type {Cents, Money, VatPercent} from './money.js'
import type {Credit, Totals} from './page.js'
import type {Provider} from './provider.js'
import type {Correction} from './request-month.js'
import type {Miss, TargetReport} from './service-report.js'
import type {LapseReason, Statement} from './statement.js'

/**
 * What a customer gets of a statement as data: with the texts of the printed one, in the customer's language, and
 * nothing of what only the provider should read (domain §4). A closed month keeps it as it was printed, and its seal
 * is made of it (domain §8), so a key that is added here is told to every customer.
 */
export interface StatementView {
  readonly number: string | null
  readonly contract: ContractId
  readonly customer: PartyView & {readonly number: string | null; readonly email: string | null}
  readonly provider: PartyView & Omit<Provider, keyof PartyView | 'logo' | 'closingText'>
  readonly month: Month
  readonly period: {readonly from: Day; readonly to: Day}
  readonly asOf: Day | null
  readonly endedOn: Day | null
  readonly timezone: string
  readonly status: Statement['status']
  readonly currency: string
  readonly opening: Holding
  readonly movements: readonly MovementView[]
  readonly totals: Totals
  readonly closing: Statement['closing']
  readonly charges: readonly ChargeView[]
  readonly money: Money
  /** Which promises were kept, and which were not; null where nothing is promised. */
  readonly responseTimes: ServiceReportView | null
  /** What stands at the end, if anything does. */
  readonly closingText: string | null
}

export interface ServiceReportView {
  readonly targets: readonly TargetReport[]
  readonly misses: readonly Miss[]
  readonly corrections: readonly Omit<Correction, 'startAt'>[]
}

export interface PartyView {
  readonly name: string
  readonly address: readonly string[]
}

export interface ChargeView {
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

interface BookedView {
  readonly day: Day
  readonly bookingDate: Day
  readonly valueDate: Day
  readonly minutes: Minutes
  readonly balanceMinutes: Minutes
  readonly text: string
}

/** What the customer is told of what was taken back, only where something was said (domain §4). */
interface ToldView {
  readonly tell?: string
}

/** Which entry was taken back. */
export interface ReversalView extends ToldView, Pick<Entry, 'start' | 'text'>, Pick<Voiding, 'replacedBy'> {
  readonly entry: string
  readonly entryMonth: Month
}

/** Which credit was taken back. */
export interface CreditReversalView extends ToldView, Pick<Credit, 'reason'> {
  readonly credit: string
  readonly creditMonth: Month
}

export type MovementView = BookedView &
  (
    | {readonly kind: 'credit'; readonly lot: Lot}
    | {readonly kind: 'lapse'; readonly lot: Lot; readonly because: LapseReason}
    | {
        readonly kind: 'top-up' | 'goodwill'
        readonly credit: Pick<Credit, 'id' | 'reason' | 'expires' | 'priceCents' | 'ticket'>
      }
    | {readonly kind: 'entry'; readonly entry: EntryView}
    | {readonly kind: 'reversal'; readonly reversal: ReversalView | CreditReversalView}
    | {readonly kind: 'overage' | 'pay-out' | 'write-off'}
  )

export interface EntryView {
  readonly id: string
  readonly contract: ContractId
  readonly start: Instant
  readonly end: Instant
  readonly workedMinutes: Minutes
  readonly chargedMinutes: Minutes
  readonly charges: readonly ChargeView[]
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

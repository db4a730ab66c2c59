import type {Day, Instant, Month} from './calendar.js'
import type {Charge} from './charge.js'
import type {ContractId, Customer, Terms} from './contract.js'
import type {Entry} from './entry.js'
import type {Holding, Lot} from './lots.js'
import type {Minutes} from './minutes.js'
import type {Money} from './money.js'
import type {Credit, CreditReversal, MonthClosing, Reversal, Seal, Totals} from './page.js'
import type {Provider} from './provider.js'
import type {ServiceReport} from './service-report.js'
import type {StatementView} from './statement-view.js'

/** One line of a statement; all of them add up to closing minus opening. */
export type Movement = MovementCause & {
  /** Where it stands, within the period: when work of this month was done, else when it was booked (domain §10). */
  readonly day: Day
  readonly bookingDate: Day
  /** When it was done. */
  readonly valueDate: Day
  /** What it adds to the account, or takes from it. */
  readonly minutes: Minutes
  /** The balance after it. */
  readonly balanceMinutes: Minutes
}

export type MovementCause =
  | {readonly kind: 'credit'; readonly lot: Lot}
  | {readonly kind: 'top-up' | 'goodwill'; readonly credit: Credit}
  | {readonly kind: 'entry'; readonly entry: Entry; readonly isLate: boolean}
  | {readonly kind: 'reversal'; readonly reversal: Reversal | CreditReversal}
  | {readonly kind: 'overage'}
  | {readonly kind: 'lapse'; readonly lot: Lot; readonly because: LapseReason}
  | {readonly kind: 'pay-out'}
  | {readonly kind: 'write-off'}

/** Why a lot lapsed: its own time was over, there was more than the cap, or the contract ended. */
export type LapseReason = 'expiry' | 'cap' | 'end'

/** The one object that every form of a statement is made of: table, CSV, JSON, PDF (domain §10). */
export interface Statement extends UnsealedStatement {
  /** What the customer got as data when the month was closed; null while it is open, and where rule 1 sealed it. */
  readonly printed: StatementView | null
  readonly seal: (Seal & {readonly closedAt: Instant}) | null
}

/** A statement without what is made of it when its month is closed. */
export interface UnsealedStatement {
  /** Null while the month is open. */
  readonly number: string | null
  readonly status: 'closed' | 'provisional'
  readonly contract: ContractId
  readonly customer: Customer
  readonly provider: Provider
  readonly month: Month
  /** The days of the month that the contract covers. */
  readonly period: {readonly from: Day; readonly to: Day}
  /** The day on which its figures were as they are; null of a closed month, whose figures stay. */
  readonly asOf: Day | null
  /** The day the contract ended, if it had: there is no overdraft limit after it, and nothing is available. */
  readonly endedOn: Day | null
  readonly timezone: string
  readonly currency: string
  readonly terms: Terms
  readonly opening: Holding
  readonly movements: readonly Movement[]
  readonly totals: Totals
  readonly closing: Holding & {readonly overdraftLimitMinutes: Minutes; readonly availableMinutes: Minutes}
  /** How the last twelve months closed, oldest first, this one as it stands. */
  readonly closings: readonly MonthClosing[]
  readonly charges: readonly Charge[]
  readonly money: Money
  /** Null where nothing is promised and nothing was decided, and in months closed before that was measured. */
  readonly responseTimes: ServiceReport | null
}

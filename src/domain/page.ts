import type {AccountRecord} from './account-record.js'
import type {Day, Instant, Month} from './calendar.js'
import type {Charge} from './charge.js'
import type {Contract, ContractId, Customer, Terms} from './contract.js'
import type {Entry, TakingBack, Voiding} from './entry.js'
import type {HolidayCalendar} from './holidays.js'
import {EMPTY_HOLDING, type Holding, type Lot} from './lots.js'
import type {Minutes} from './minutes.js'
import type {Cents, Money} from './money.js'
import type {Provider} from './provider.js'
import {type CarriedRequests, NO_REQUESTS, type RequestRecord, type ResponseTimes} from './request-month.js'
import type {StatementView} from './statement-view.js'

/** A credit that a person booked: a top-up the customer bought, or goodwill. */
export interface Credit {
  readonly id: string
  readonly kind: 'top-up' | 'goodwill'
  readonly minutes: Minutes
  readonly reason: string
  /** The month at whose end what is left of it lapses. */
  readonly expires: Month | null
  /** Net price of all of it, billed on the statement. */
  readonly priceCents: Cents | null
  readonly approvedBy: string | null
  /** The request it is for. */
  readonly ticket: string | null
  readonly recordedAt: Instant
  readonly recordedBy: string
  readonly voided: TakingBack | null
}

/** Takes back an entry whose month is closed (domain §4). */
export interface Reversal extends Voiding {
  readonly entry: Entry
  readonly entryMonth: Month
  /** What the month is given back: what the entry was charged, or in a ticket's day what it is charged less without it. */
  readonly minutes: Minutes
}

/** Takes back a credit whose month is closed (domain §4). */
export interface CreditReversal extends TakingBack {
  readonly credit: Credit
  readonly creditMonth: Month
  /** What the account loses by it: all of the credit but what had lapsed of it. */
  readonly minutes: Minutes
  /** How much of that is still in the lot of the credit; the rest comes from the balance. */
  readonly lotMinutes: Minutes
  /** What was billed for it, which is given back. */
  readonly charges: readonly Charge[]
}

/** What a month begins with: the closing of the month before, or nothing. */
export interface Opening extends Holding {
  /** Number and seal of the last closed page, or null before the first closing. */
  readonly previous: PreviousPage | null
  readonly carried: CarriedRequests
}

/** What a page needs to know of the one before it. */
export interface PreviousPage {
  readonly month: Month
  readonly number: string
  readonly seal: string
  /** How the last twelve months closed, oldest first. */
  readonly closings: readonly MonthClosing[]
}

export interface MonthClosing {
  readonly month: Month
  readonly minutes: Minutes
  /** What was charged in the month; null where it was closed in format 1, which did not keep that. */
  readonly chargedMinutes: Minutes | null
}

/** A year of months: what the statement's chart shows. */
const CLOSINGS_KEPT = 12

/** How the last months closed, with one more. */
export const withClosing = (
  closings: readonly MonthClosing[],
  closing: MonthClosing,
): readonly MonthClosing[] => [...closings, closing].slice(-CLOSINGS_KEPT)

export const FIRST_OPENING: Opening = {...EMPTY_HOLDING, previous: null, carried: NO_REQUESTS}

/** What was booked in a month, open or closed. */
export interface Bookings {
  readonly month: Month
  readonly entries: readonly Entry[]
  readonly credits: readonly Credit[]
  readonly reversals: readonly Reversal[]
  readonly creditReversals: readonly CreditReversal[]
  /** What was recorded of requests, in that order. */
  readonly requestRecords: readonly RequestRecord[]
  /** What was done to the account while this was its first open month, in that order. */
  readonly accountRecords: readonly AccountRecord[]
}

/** The formats of pages, by what they can say; a closed page keeps the one it was closed in. */
export type PageFormat = 1 | 2 | 3 | 4 | 5

/** The format of every page that is written now. */
export const PAGE_FORMAT = 5 satisfies PageFormat

export interface OpenPage extends Bookings {
  readonly status: 'open'
  /** Only on the first open page; later ones begin with whatever it will close with. */
  readonly opening: Opening | null
}

/** The sums of a month. `opening + credit − charged + adjustment + overage − lapsed = closing`. */
export interface Totals {
  /** Monthly credit, top-ups and goodwill. */
  readonly creditMinutes: Minutes
  readonly chargedMinutes: Minutes
  /** Reversals, less what was paid out at the contract's end, and what was written off. */
  readonly adjustmentMinutes: Minutes
  readonly lapsedMinutes: Minutes
  /** Billed at the overage rate and booked back. */
  readonly overageMinutes: Minutes
}

/** What there was to use, and what is used of it. */
export interface Usage extends Pick<Totals, 'creditMinutes' | 'chargedMinutes'> {
  readonly openingMinutes: Minutes
}

/** How much of a month's opening and credits is charged: 100 is all of it; null where there was nothing to use. */
export function percentUsed({openingMinutes, creditMinutes, chargedMinutes}: Usage): number | null {
  const disposable = openingMinutes + creditMinutes
  return disposable > 0 ? (100 * chargedMinutes) / disposable : null
}

/** What the end of a month makes of an opening and the month's bookings (domain §8). */
export interface MonthEnd {
  readonly opening: Holding
  /** The monthly credit; null where the contract grants none. */
  readonly monthlyCredit: Lot | null
  readonly totals: Totals
  /** Before overage, write-off, lapse and pay-out. */
  readonly balanceMinutes: Minutes
  readonly lapsed: readonly Lot[]
  readonly paidOutMinutes: Minutes
  /** What was below zero when the contract ended, and is not billed. */
  readonly writtenOffMinutes: Minutes
  readonly closing: Holding
  readonly charges: readonly Charge[]
}

/** Everything that the statement of a closed month needs, so that it prints the same for ever. */
export interface ClosedPage extends Bookings {
  readonly status: 'closed'
  readonly format: PageFormat
  readonly contract: ContractId
  readonly number: string
  readonly provider: Provider
  readonly customer: Customer
  readonly covered: {readonly from: Day; readonly to: Day | null}
  readonly timezone: string
  readonly currency: string
  readonly terms: Terms
  readonly end: MonthEnd
  /** How the last twelve months closed, this one included. */
  readonly closings: readonly MonthClosing[]
  readonly responseTimes: ResponseTimes
  /** What the next month opens with of its requests. */
  readonly carried: CarriedRequests
  readonly money: Money
  readonly closedAt: Instant
  /** Null: nobody was named, or it was closed in an earlier format than 5. */
  readonly closedBy: string | null
  /** What the customer got as data, as it was printed then; null in format 1, which did not keep it. */
  readonly statement: StatementView | null
  readonly seal: Seal
}

/** A page that is about to be sealed: with what the customer gets, and before that is made. */
export type PrintedPage = Omit<ClosedPage, 'seal'>
export type UnsealedPage = Omit<PrintedPage, 'statement'>

/** What shows any later change of a closed page (domain §8). */
export interface Seal {
  /** By rule 1 it is over the whole page, by rule 2 over what the customer got and a digest of all that is internal. */
  readonly rule: SealRule
  /** 64 hexadecimal digits, like the others. */
  readonly sha256: string
  /** Of the month before; null in the first one. */
  readonly previous: string | null
  /** The digest of what is internal; null by rule 1, which has none. */
  readonly internalSha256: string | null
}

export type SealRule = 1 | 2

/** A contract with its hours. */
export interface Account {
  readonly contract: Contract
  /** By month, at least one; the first has the opening. Months without bookings may have no page. */
  readonly open: readonly [OpenPage & {readonly opening: Opening}, ...OpenPage[]]
  /** The closed pages that were read, by month: what a command asks for, not always all. */
  readonly closed: readonly ClosedPage[]
  /** The public holidays of the regions that its bands name. */
  readonly holidays: readonly HolidayCalendar[]
}

/** What the page after a closed one opens with. */
export const openingAfter = ({month, number, seal, closings, end, carried}: ClosedPage): Opening => ({
  ...end.closing,
  previous: {month, number, seal: seal.sha256, closings},
  carried,
})

export const emptyPage = (month: Month): OpenPage => ({
  status: 'open',
  month,
  opening: null,
  entries: [],
  credits: [],
  reversals: [],
  creditReversals: [],
  requestRecords: [],
  accountRecords: [],
})

import {
  type Day,
  dayOfMonth,
  daysInMonth,
  firstDay,
  lastDay,
  type Month,
  monthOf,
  type Weekday,
} from './calendar.js'
import {type HolidayRegion, isSameRegion} from './holidays.js'
import type {Minutes} from './minutes.js'
import {type Cents, divideRounded, type VatPercent} from './money.js'
import type {Beyond, Rollover, Settlement} from './policies.js'

/** A short name, as `CONTRACT_ID_PATTERN` allows it. */
export type ContractId = string

export type EntryClass = 'standard' | 'extended' | 'emergency'
export type Cause = 'customer' | 'provider' | 'application' | 'unknown'
export type Channel = 'phone' | 'email' | 'chat' | 'ticket' | 'remote-session' | 'on-site'
export type Locale = (typeof LOCALES)[number]

/** The languages of statements; `locale/languages` has their words. */
export const LOCALES = ['de', 'en'] as const

export const ENTRY_CLASSES: readonly EntryClass[] = ['standard', 'extended', 'emergency']
export const CAUSES: readonly Cause[] = ['customer', 'provider', 'application', 'unknown']
export const CHANNELS: readonly Channel[] = ['phone', 'email', 'chat', 'ticket', 'remote-session', 'on-site']

/** How many characters (UTF-16 code units) of a closing text are kept. */
export const MAX_CLOSING_TEXT_LENGTH = 1000

export interface Customer {
  readonly name: string
  readonly number: string | null
  readonly address: readonly string[]
  readonly email: string | null
  readonly locale: Locale
  /** Who may ask for support: the requesters that are suggested. */
  readonly contacts: readonly string[]
  /** What stands at the end of this customer's statements; null: what the provider says at the end of all. */
  readonly closingText: string | null
}

export interface Overdraft {
  readonly limitMinutes: Minutes
  readonly beyond: Beyond
}

/** Started units that are charged: at least `minimum`, then whole units of `minutes`. */
export interface Units {
  readonly minutes: Minutes
  readonly minimum: Minutes
}

export interface Increment extends Units {
  readonly per: 'entry' | 'ticket-day'
  readonly overrides: readonly IncrementOverride[]
}

/** Other units for one channel or place; the first override that fits an entry counts. */
export interface IncrementOverride extends Units {
  readonly channel?: Channel
  readonly place?: string
}

export interface WeeklyHours {
  readonly days: readonly Weekday[]
  /** Wall time `HH:MM` in the contract's zone; `to` may be `24:00`. */
  readonly from: string
  readonly to: string
}

export interface Factor {
  readonly name: string
  /** More than 0, at most two decimals. */
  readonly factor: number
}

export interface Band extends WeeklyHours, Factor {}

export interface Bands {
  readonly list: readonly Band[]
  readonly otherwise: Factor
  readonly holiday: Factor | null
  readonly holidays: HolidayRegion | null
}

/** What a cause changes in an emergency: whether the fee and the work are due, and the minutes the fee includes. */
export interface CauseRule {
  readonly callOut: boolean
  readonly work: boolean
  readonly includedMinutes: Minutes
}

interface CallOutTerms {
  readonly includedMinutes: Minutes
  /** What each cause changes; what is not named is as for every other cause. */
  readonly causes: {readonly [C in Cause]?: Partial<CauseRule>}
  /** A technician calls back within so many minutes; null promises nothing. */
  readonly callBackMinutes: Minutes | null
}

/** Call-outs billed in money, beside the hour account. */
export interface MoneyTariff extends CallOutTerms {
  readonly settle: 'money'
  readonly callOut: {
    readonly bands: readonly (WeeklyHours & {readonly feeCents: Cents})[]
    readonly otherwiseFeeCents: Cents
  }
  readonly work: {readonly rateCents: Cents; readonly perMinutes: Minutes; readonly incrementMinutes: Minutes}
}

/** Call-outs charged to the hour account. */
export interface HoursTariff extends CallOutTerms {
  readonly settle: 'hours'
  readonly callOut: {
    readonly bands: readonly (WeeklyHours & {readonly feeMinutes: Minutes})[]
    readonly otherwiseFeeMinutes: Minutes
  }
  readonly work: {readonly factor: number; readonly incrementMinutes: Minutes}
}

/** Work is rounded up to started increments beyond the included minutes (domain §6). */
export type EmergencyTariff = MoneyTariff | HoursTariff

/** Promised response times and who gives them (domain §9). */
export interface ServiceLevels {
  readonly targets: readonly ResponseTarget[]
  /** When the clock of a target runs that has none of its own. */
  readonly clock: AgreedClock
  /** Where set, the promise holds only for requests that came through this address. */
  readonly address: string | null
  readonly levels: readonly SupportLevel[]
  /** What requests can be about, with times that are told and not promised; absent: anything. */
  readonly kinds?: readonly RequestKind[]
}

/** Weekly hours alone are those of the contract's zone, on public holidays as well. */
export type AgreedClock =
  | 'always'
  | readonly WeeklyHours[]
  | {readonly timezone: string; readonly hours: readonly WeeklyHours[]; readonly holidays?: HolidayRegion}

export interface ResponseTarget {
  readonly event: 'acknowledged' | 'first-response' | 'update' | 'resolved' | 'call-back'
  /** Absent: requests through any channel, of any kind and priority. */
  readonly channel?: Channel
  readonly kind?: string
  readonly priority?: string
  readonly withinMinutes: Minutes
  readonly clock?: AgreedClock
}

export interface RequestKind {
  readonly name: string
  /** How long such requests usually take; open to the top where `toMinutes` is null. */
  readonly typical: {readonly fromMinutes: Minutes; readonly toMinutes: Minutes | null} | null
}

export interface SupportLevel {
  readonly level: number
  readonly team: string
  /** Absent: the contract's. */
  readonly timezone?: string
  readonly hours: 'always' | readonly WeeklyHours[]
  /** Absent: the team works on public holidays as well. */
  readonly holidays?: HolidayRegion
}

/** What was agreed for a month. */
export interface Terms {
  /** Minutes credited each month; 0 is pay-as-you-go. */
  readonly creditMinutes: Minutes
  readonly prorate: boolean
  readonly rollover: Rollover
  readonly overdraft: Overdraft
  /** Price of an hour of overage. */
  readonly rateCents: Cents
  readonly vatPercent: VatPercent
  readonly increment: Increment
  readonly bands: Bands
  readonly defaultClass: 'standard' | 'extended'
  readonly activities: Readonly<Record<string, 'standard' | 'extended'>>
  /** Null: the contract has no emergency service. */
  readonly emergency: EmergencyTariff | null
  readonly sla: ServiceLevels | null
  /** Percent of the month's opening plus credits that is charged. */
  readonly alerts: readonly number[]
  readonly defaults: WorkDefaults
  readonly settlement: Settlement
}

/** What holds of work of which nobody says it; null: it stays unsaid (domain §4). */
export interface WorkDefaults {
  readonly place: string | null
  readonly channel: Channel | null
  readonly cause: Cause | null
}

export const NO_WORK_DEFAULTS: WorkDefaults = {place: null, channel: null, cause: null}

/** Terms of which a part can change while the rest stays as it was. */
type TermInParts = 'overdraft' | 'increment' | 'defaults'

/** Terms as somebody changes them: what is not named stays as it was. */
export type Changes = Partial<Omit<Terms, TermInParts>> & {
  readonly [T in TermInParts]?: Partial<Terms[T]>
}

/**
 * Each changed term whole, with what stays of it. A minimum that was one unit is one unit again; one that was agreed for
 * itself stays.
 * @example wholeChanges({overdraft: {limitMinutes: 60}}, inForce) // {overdraft: {limitMinutes: 60, beyond: 'refuse'}}
 */
export function wholeChanges(
  {overdraft, increment, defaults, ...whole}: Changes,
  inForce: Terms,
): Partial<Terms> {
  return {
    ...whole,
    ...(overdraft && {overdraft: {...inForce.overdraft, ...overdraft}}),
    ...(increment && {increment: changedIncrement(increment, inForce.increment)}),
    ...(defaults && {defaults: {...inForce.defaults, ...defaults}}),
  }
}

function changedIncrement(changes: Partial<Increment>, before: Increment): Increment {
  const after = {...before, ...changes}
  const isOneUnit = changes.minimum === undefined && before.minimum === before.minutes
  return isOneUnit ? {...after, minimum: after.minutes} : after
}

/** Terms that change from a month on; what is not named stays as it was. */
export type Amendment = {readonly from: Month} & Partial<Terms>

export interface Contract {
  readonly id: ContractId
  readonly customer: Customer
  readonly from: Day
  /** The last day that is covered, or null while the contract runs. */
  readonly to: Day | null
  readonly timezone: string
  readonly currency: string
  /** The terms at the start, then every amendment, by month. */
  readonly terms: readonly [{readonly from: Month} & Terms, ...Amendment[]]
}

/** The terms in force in a month: those of the start with every amendment up to that month. */
export function termsIn(contract: Contract, month: Month): Terms {
  const [initial, ...amendments] = contract.terms
  const inForce = amendments.filter(({from}) => from <= month)
  const {from: _, ...terms} = Object.assign({}, initial, ...inForce) as typeof initial
  return terms
}

/** The regions whose public holidays any of the terms asks for. */
export function holidayRegionsOf({terms}: Contract): readonly HolidayRegion[] {
  const regions = terms.flatMap(({bands, sla}) => [
    ...(bands?.holidays ? [bands.holidays] : []),
    ...serviceRegionsOf(sla ?? null).map(({region}) => region),
  ])
  return regions.filter((region, index) => regions.findIndex(other => isSameRegion(other, region)) === index)
}

/** The regions whose public holidays stop the clocks of promises and teams, and where in the terms they are named. */
export const serviceRegionsOf = (
  sla: ServiceLevels | null,
): readonly (InTerms & {readonly region: HolidayRegion})[] =>
  hoursAgreedIn(sla).flatMap(({holidays, path}) =>
    holidays === undefined ? [] : [{region: holidays, path: `${path}.holidays`}],
  )

/** The time zones that they run in, likewise. */
export const serviceZonesOf = (
  sla: ServiceLevels | null,
): readonly (InTerms & {readonly timezone: string})[] =>
  hoursAgreedIn(sla).flatMap(({timezone, path}) => (timezone === undefined ? [] : [{timezone, path}]))

interface InTerms {
  /** Where in the terms something stands: `sla.levels[0]`. */
  readonly path: string
}

interface AgreedHours extends InTerms {
  readonly timezone?: string
  readonly holidays?: HolidayRegion
}

function hoursAgreedIn(sla: ServiceLevels | null): readonly AgreedHours[] {
  if (sla === null) return []
  const clocks = [
    {clock: sla.clock, path: 'sla.clock'},
    ...sla.targets.map(({clock = 'always'}, index) => ({clock, path: `sla.targets[${index}].clock`})),
  ]
  return [
    ...clocks.flatMap(({clock, path}) =>
      typeof clock === 'object' && 'timezone' in clock ? [{...clock, path}] : [],
    ),
    ...sla.levels.map((level, index) => ({...level, path: `sla.levels[${index}]`})),
  ]
}

/**
 * The minutes credited for a month: `credit × days covered ÷ days in month`, rounded half up, in a month that the
 * contract covers in part (domain §3); nothing in a month that it does not cover.
 */
export function creditFor(contract: Contract, month: Month): Minutes {
  const terms = termsIn(contract, month)
  const covered = coveredDays(contract, month)
  if (covered === null) return 0
  if (!terms.prorate) return terms.creditMinutes
  const days = dayOfMonth(covered.to) - dayOfMonth(covered.from) + 1
  return divideRounded(terms.creditMinutes * days, daysInMonth(month))
}

/**
 * The first and the last day of a month that a contract covers; null if it covers none of them.
 * @example coveredDays({from: '2026-01-20', to: null}, '2026-01') // {from: '2026-01-20', to: '2026-01-31'}
 */
export function coveredDays(
  {from, to}: Pick<Contract, 'from' | 'to'>,
  month: Month,
): {readonly from: Day; readonly to: Day} | null {
  const isPast = to !== null && monthOf(to) < month
  if (monthOf(from) > month || isPast) return null
  return {
    from: monthOf(from) === month ? from : firstDay(month),
    to: to !== null && monthOf(to) === month ? to : lastDay(month),
  }
}

/** Whether a contract covers a day: before and after there are no hours that anybody could use. */
export const isCovered = ({from, to}: Pick<Contract, 'from' | 'to'>, day: Day): boolean =>
  from <= day && (to === null || day <= to)

/** Whether the account is settled at the end of this month: it is the contract's last one, or after it. */
export function isSettledAtEndOf({to}: Pick<Contract, 'to'>, month: Month): boolean {
  return to !== null && monthOf(to) <= month
}

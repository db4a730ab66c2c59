import {addMonths, type Month} from './calendar.js'
import type {Minutes} from './minutes.js'
import type {Cents} from './money.js'

/** What a rollover policy is agreed with, beside its name. */
interface AgreedWith {
  readonly none: object
  readonly unlimited: object
  readonly cap: {readonly capMinutes: Minutes}
  readonly expiry: {readonly afterMonths: number; readonly capMinutes?: Minutes}
}

export type RolloverPolicy = keyof AgreedWith

/** What becomes of unused credit at a month's end (domain §3). */
export type Rollover<P extends RolloverPolicy = RolloverPolicy> = {
  [Q in P]: {readonly policy: Q} & AgreedWith[Q]
}[P]

interface RolloverRule<P extends RolloverPolicy> {
  /** The month at whose end the monthly credit of a month lapses; null if it never does. */
  readonly expiryOf: (rollover: Rollover<P>, granted: Month) => Month | null
  /** The most of all monthly credit that is kept. */
  readonly capOf: (rollover: Rollover<P>) => Minutes
}

const NO_CAP = Number.POSITIVE_INFINITY

const ROLLOVERS: {readonly [P in RolloverPolicy]: RolloverRule<P>} = {
  none: {expiryOf: (_, granted) => granted, capOf: () => NO_CAP},
  unlimited: {expiryOf: () => null, capOf: () => NO_CAP},
  cap: {expiryOf: () => null, capOf: ({capMinutes}) => capMinutes},
  expiry: {
    expiryOf: ({afterMonths}, granted) => addMonths(granted, afterMonths),
    capOf: ({capMinutes = NO_CAP}) => capMinutes,
  },
}

export const ROLLOVER_POLICIES = Object.keys(ROLLOVERS) as readonly RolloverPolicy[]

/**
 * The month at whose end a month's credit lapses (domain §7), or null if it never does.
 * @example expiryOf({policy: 'expiry', afterMonths: 2}, '2026-01') // '2026-03'
 */
export const expiryOf = <P extends RolloverPolicy>(rollover: Rollover<P>, granted: Month): Month | null =>
  ROLLOVERS[rollover.policy].expiryOf(rollover, granted)

/** The most of all monthly credit that is kept at a month's end, which may be without end. */
export const capOf = <P extends RolloverPolicy>(rollover: Rollover<P>): Minutes =>
  ROLLOVERS[rollover.policy].capOf(rollover)

interface BeyondRule {
  /** An entry that goes beyond the limit is not recorded, unless it is forced. */
  readonly isRefused: boolean
  /** What is beyond the limit at the month's end is billed, and booked back. */
  readonly isBilled: boolean
}

/** What happens to use beyond the overdraft limit, by policy. */
export const BEYOND = {
  refuse: {isRefused: true, isBilled: false},
  charge: {isRefused: false, isBilled: true},
  allow: {isRefused: false, isBilled: false},
} as const satisfies Readonly<Record<string, BeyondRule>>

export type Beyond = keyof typeof BEYOND

export const BEYOND_POLICIES = Object.keys(BEYOND) as readonly Beyond[]

interface SettlementRule {
  /** What is left is paid out; else it lapses. */
  readonly isPaidOut: boolean
}

/** What becomes of a balance above zero when the contract ends, by policy. */
export const SETTLEMENTS = {
  lapses: {isPaidOut: false},
  'paid-out': {isPaidOut: true},
} as const satisfies Readonly<Record<string, SettlementRule>>

export type Settlement = keyof typeof SETTLEMENTS

export const SETTLEMENT_POLICIES = Object.keys(SETTLEMENTS) as readonly Settlement[]

/**
 * Whether a balance below zero is billed when the contract ends; at a rate of nothing there is nothing to bill, and it is
 * written off (domain §3).
 */
export const isDebtBilled = (rateCents: Cents): boolean => rateCents > 0

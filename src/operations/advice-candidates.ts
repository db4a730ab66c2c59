import type {Changes, Terms} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {divideRounded} from '../domain/money.js'
import {ROLLOVER_POLICIES, type Rollover, type RolloverPolicy} from '../domain/policies.js'

/** What may be agreed instead, and in what it differs from what is. */
export interface Candidate {
  readonly kind: 'agreed' | 'credit' | 'rounding' | 'tariff'
  /** Of the tariff, as `contract tariffs` lists it. */
  readonly tariff: string | null
  readonly changes: Changes
}

/** What holds today; with its amendments, where the months had others. */
export const AGREED: Candidate = {kind: 'agreed', tariff: null, changes: {}}

/**
 * Every credit with every rollover policy, the agreed one first. A policy that is not agreed is tried with a cap of one
 * month's credit, and with an expiry after three months. Without a credit there is nothing to roll over.
 */
export const creditCandidates = (credits: readonly Minutes[], agreed: Rollover): readonly Candidate[] =>
  credits.flatMap(creditMinutes =>
    [agreed, ...otherRollovers(agreed.policy, creditMinutes)].map(rollover => ({
      kind: 'credit' as const,
      tariff: null,
      changes: {creditMinutes, rollover},
    })),
  )

const USUAL_EXPIRY_MONTHS = 3

const USUAL: {readonly [P in RolloverPolicy]: (creditMinutes: Minutes) => Rollover<P>} = {
  none: () => ({policy: 'none'}),
  unlimited: () => ({policy: 'unlimited'}),
  cap: capMinutes => ({policy: 'cap', capMinutes}),
  expiry: () => ({policy: 'expiry', afterMonths: USUAL_EXPIRY_MONTHS}),
}

const otherRollovers = (agreed: RolloverPolicy, creditMinutes: Minutes): readonly Rollover[] =>
  creditMinutes === 0
    ? []
    : ROLLOVER_POLICIES.filter(policy => policy !== agreed).map(policy => USUAL[policy](creditMinutes))

/** Rounding by the other rule than the agreed one. */
export const roundingCandidate = ({increment}: Terms): Candidate => ({
  kind: 'rounding',
  tariff: null,
  changes: {increment: {per: increment.per === 'entry' ? 'ticket-day' : 'entry'}},
})

/** Credits are agreed in half hours. */
const CREDIT_STEP: Minutes = 30

/**
 * The credits that months of such use suggest, ascending: their average, median, 75th and 90th percentile and maximum
 * (by nearest rank), each rounded up to half an hour, and the agreed one.
 * @example creditLadder([70, 100, 600], 480) // [120, 270, 480, 600]
 */
export function creditLadder(used: readonly Minutes[], agreedMinutes: Minutes): readonly Minutes[] {
  const sorted = [...used].sort((a, b) => a - b)
  const average = divideRounded(
    used.reduce((sum, minutes) => sum + minutes, 0),
    used.length,
  )
  const ranked = sorted.filter((_, index) => RANKS.some(rank => index === rankOf(rank, sorted.length)))
  const rounded = [average, ...ranked].map(minutes => Math.ceil(minutes / CREDIT_STEP) * CREDIT_STEP)
  return [...new Set([...rounded, agreedMinutes])].sort((a, b) => a - b)
}

/** In percent. */
const RANKS = [50, 75, 90, 100] as const

/** Where in a sorted list of so many the nearest rank is. */
const rankOf = (percent: number, count: number): number => Math.ceil((percent * count) / 100) - 1

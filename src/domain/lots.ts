import type {Month} from './calendar.js'
import type {Minutes} from './minutes.js'
import {compareText} from './order.js'

/** What a lot came from; what is left of a reversal is kept like a top-up (domain §4). */
export type LotKind = 'credit' | 'top-up' | 'goodwill' | 'reversal'

/** A credit that is not used up yet. */
export interface Lot {
  readonly kind: LotKind
  /** The month it was granted in. */
  readonly granted: Month
  /** What is left of it; more than 0. */
  readonly minutes: Minutes
  /** The month at whose end it lapses, or null if it never does. */
  readonly expires: Month | null
}

/** A balance with the lots it is made of: below zero there are none, otherwise they add up to it. */
export interface Holding {
  readonly minutes: Minutes
  readonly lots: readonly Lot[]
}

export const EMPTY_HOLDING: Holding = {minutes: 0, lots: []}

export const sumOfLots = (lots: readonly Lot[]): Minutes => lots.reduce((sum, lot) => sum + lot.minutes, 0)

/**
 * Takes minutes out of lots: first what would be lost first, that is the lot that lapses earliest; then monthly
 * credit before everything else; then the oldest (domain §7). What no lot covers is the debt.
 */
export function useLots(lots: readonly Lot[], minutes: Minutes): Holding {
  const {left, lacking} = take([...lots].sort(byLoss), minutes)
  return {minutes: sumOfLots(left) - lacking, lots: left}
}

function byLoss(a: Lot, b: Lot): number {
  return (
    compareText(a.expires ?? '9999-99', b.expires ?? '9999-99') ||
    Number(a.kind !== 'credit') - Number(b.kind !== 'credit') ||
    byAge(a, b)
  )
}

const byAge = (a: Lot, b: Lot): number => compareText(a.granted, b.granted)

/** What is left of lots from which minutes are taken in their order, what was taken of each, and what they lacked. */
interface Taking {
  readonly left: readonly Lot[]
  readonly taken: readonly Lot[]
  readonly lacking: Minutes
}

function take(lots: readonly Lot[], minutes: Minutes, isTaken = (_: Lot): boolean => true): Taking {
  let lacking = minutes
  const left: Lot[] = []
  const taken: Lot[] = []
  for (const lot of lots) {
    const part = isTaken(lot) ? Math.min(lot.minutes, lacking) : 0
    lacking -= part
    if (part > 0) taken.push({...lot, minutes: part})
    if (lot.minutes > part) left.push({...lot, minutes: lot.minutes - part})
  }
  return {left, taken, lacking}
}

/** What lots have in common that came from credits of the same kind and month with the same expiry. */
export type LotOrigin = Pick<Lot, 'kind' | 'granted' | 'expires'>

/** The lots that came from such a credit. */
export const lotsFrom = (lots: readonly Lot[], origin: LotOrigin): readonly Lot[] =>
  lots.filter(lot => isFrom(lot, origin))

/** The lots without some minutes of those that came from such a credit. */
export const withoutPart = (lots: readonly Lot[], origin: LotOrigin, minutes: Minutes): readonly Lot[] =>
  take(lots, minutes, lot => isFrom(lot, origin)).left

const isFrom = (lot: Lot, {kind, granted, expires}: LotOrigin): boolean =>
  lot.kind === kind && lot.granted === granted && lot.expires === expires

/** Lots split into what is kept and what lapses. */
export interface Lapsing {
  readonly kept: readonly Lot[]
  readonly lapsed: readonly Lot[]
}

/** Lets the lots lapse whose last month is `month` or earlier. */
export function lapseExpired(lots: readonly Lot[], month: Month): Lapsing {
  const isExpired = (lot: Lot) => lot.expires !== null && lot.expires <= month
  return {kept: lots.filter(lot => !isExpired(lot)), lapsed: lots.filter(isExpired)}
}

/**
 * Lets monthly credit above the cap lapse, oldest first. Top-ups and goodwill are neither counted nor taken: the
 * customer paid for them or was promised them (domain §8).
 */
export function lapseAboveCap(lots: readonly Lot[], capMinutes: Minutes): Lapsing {
  const monthly = lots.filter(lot => lot.kind === 'credit').sort(byAge)
  const others = lots.filter(lot => lot.kind !== 'credit')
  const excess = Math.max(0, sumOfLots(monthly) - capMinutes)
  const {left, taken} = take(monthly, excess)
  return {kept: [...left, ...others].sort(byLoss), lapsed: taken}
}

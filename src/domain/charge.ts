import type {Minutes} from './minutes.js'
import type {Cents, VatPercent} from './money.js'

/** An amount that is billed (or, below zero, given back) beside the hours. */
export interface Charge {
  readonly kind: 'call-out' | 'work' | 'overage' | 'top-up' | 'pay-out'
  /** How much of it: minutes, at `unitPriceCents` for each `perMinutes`; both null for a fee that has no duration. */
  readonly quantityMinutes: Minutes | null
  readonly unitPriceCents: Cents
  readonly perMinutes: Minutes | null
  readonly netCents: Cents
  readonly vatPercent: VatPercent
  /** The entry it comes from, if it comes from one. */
  readonly entry: string | null
}

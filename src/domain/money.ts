import type {Minutes} from './minutes.js'
import {ok, type Result, refuse} from './refusal.js'

/** Money in whole minor units (cents) of the contract's currency; negative when it is given back. */
export type Cents = number

/** A rate of value-added tax in percent, with at most two decimals: 19, 8.1, 0. */
export type VatPercent = number

/**
 * `dividend / divisor`, rounded half away from zero (kaufmännisch).
 *
 * Whole numbers in, a whole number out; exact while `|dividend|` stays below 2^52.
 * @example divideRounded(5, 2) // 3
 * @example divideRounded(-5, 2) // -3
 */
export function divideRounded(dividend: number, divisor: number): number {
  const magnitude = Math.abs(dividend)
  const remainder = magnitude % divisor
  const quotient = (magnitude - remainder) / divisor + (2 * remainder >= divisor ? 1 : 0)
  return dividend < 0 && quotient !== 0 ? -quotient : quotient
}

/**
 * The net price of `minutes` at `rateCents` per `perMinutes`, rounded once.
 * @example priceOf(90, 12000) // 18000: an hour and a half at 120.00 an hour
 */
export function priceOf(minutes: Minutes, rateCents: Cents, perMinutes: Minutes = 60): Cents {
  return divideRounded(minutes * rateCents, perMinutes)
}

/** A net amount, by the rate of value-added tax it is taxed with. */
export interface Taxable {
  readonly netCents: Cents
  readonly vatPercent: VatPercent
}

export interface VatLine {
  readonly percent: VatPercent
  readonly netCents: Cents
  readonly vatCents: Cents
}

export interface Money {
  readonly netCents: Cents
  readonly vat: readonly VatLine[]
  readonly grossCents: Cents
}

/**
 * Adds up charge lines: VAT is rounded once for each rate, not once a line (domain §2).
 * @example totalOf([{netCents: 9980, vatPercent: 19}]).grossCents // 11876
 */
export function totalOf(lines: readonly Taxable[]): Money {
  const netByPercent = new Map<VatPercent, Cents>()
  for (const line of lines) {
    netByPercent.set(line.vatPercent, (netByPercent.get(line.vatPercent) ?? 0) + line.netCents)
  }
  const vat = [...netByPercent]
    .sort(([a], [b]) => b - a)
    .map(([percent, netCents]) => ({percent, netCents, vatCents: vatOn(netCents, percent)}))
  const netCents = lines.reduce((sum, line) => sum + line.netCents, 0)
  return {netCents, vat, grossCents: vat.reduce((sum, line) => sum + line.vatCents, netCents)}
}

function vatOn(netCents: Cents, percent: VatPercent): Cents {
  return divideRounded(netCents * Math.round(percent * 100), 10_000)
}

/** The largest amount that may be typed: ten million, which keeps every product within exact integers. */
export const MAX_CENTS: Cents = 1_000_000_000

/**
 * Reads an amount as people type it, in currency units with at most two decimals.
 * No thousands separators: `1.234` could mean either, so it is refused.
 * @example parseAmount('24,95') // 2495
 */
export function parseAmount(text: string): Result<Cents> {
  const match = /^(\d{1,8})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (match === null) return refuse({kind: 'invalid-amount', value: text})
  const [, units = '', decimals = ''] = match
  const cents = Number(units) * 100 + Number(decimals.padEnd(2, '0'))
  return cents <= MAX_CENTS ? ok(cents) : refuse({kind: 'invalid-amount', value: text})
}

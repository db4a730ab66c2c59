import type {Day} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import {formatDuration} from '../domain/minutes.js'
import {formatDay, formatHourlyRate, formatMoney} from './formats.js'
import type {Words} from './words.js'

/**
 * What is billed, in one line; a charge that comes back with a reversal says so.
 * @param entryDay the day of the entry it comes from, if it comes from one
 */
export function chargeText(charge: Charge, entryDay: Day | null, words: Words): string {
  const canComeBack = charge.entry !== null || charge.kind === 'top-up'
  const isReversal = canComeBack && (charge.quantityMinutes ?? charge.netCents) < 0
  const day = entryDay === null ? '' : ` (${formatDay(entryDay, words)})`
  // A price and yet nothing to pay needs a word of its own.
  const isWaived = charge.netCents === 0 && charge.unitPriceCents > 0
  const text = `${words.charges.kinds[charge.kind]}${day}${isWaived ? `, ${words.entry.free}` : ''}`
  return isReversal ? words.charges.reversal(text) : text
}

/** How much is billed: time, or pieces of what has one price. */
export function chargeQuantity(charge: Charge): string {
  if (charge.quantityMinutes === null || charge.kind === 'top-up') return charge.netCents < 0 ? '-1' : '1'
  return formatDuration(charge.quantityMinutes)
}

/** @example chargePrice(work, 'EUR', en) // '€24.95 per 15 min', or '€120.00/h' */
export function chargePrice(
  {kind, unitPriceCents, perMinutes}: Charge,
  currency: string,
  words: Words,
): string {
  if (perMinutes === 60 && kind !== 'top-up') return formatHourlyRate(unitPriceCents, currency, words)
  const price = formatMoney(unitPriceCents, currency, words)
  if (perMinutes === null || kind === 'top-up') return price
  return words.charges.per(price, words.shortMinutes(perMinutes))
}

import type {Day} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Locale} from '../domain/contract.js'
import {formatDuration} from '../domain/minutes.js'
import {entryLabels} from './entry-labels.js'
import {formatDay, formatMoney} from './formats.js'

const TEXTS: Readonly<Record<Locale, Readonly<Record<Charge['kind'], string>>>> = {
  de: {
    'call-out': 'Notfalleinsatz, Pauschale',
    work: 'Notfalleinsatz, Arbeitszeit',
    overage: 'Mehrverbrauch',
    'top-up': 'Aufstockung des Stundenkontos',
    'pay-out': 'Auszahlung des Restguthabens',
  },
  en: {
    'call-out': 'Emergency call-out, fee',
    work: 'Emergency call-out, work',
    overage: 'Overage',
    'top-up': 'Top-up of the account',
    'pay-out': 'Pay-out of the remaining credit',
  },
}

/**
 * What is billed, in one line; a charge that comes back with the reversal of its entry says so.
 * @param entryDay the day of the entry it comes from, if it comes from one
 */
export function chargeText(charge: Charge, entryDay: Day | null, locale: Locale): string {
  const isReversal = charge.entry !== null && (charge.quantityMinutes ?? charge.netCents) < 0
  const day = entryDay === null ? '' : ` (${formatDay(entryDay, locale)})`
  // A price and yet nothing to pay needs a word of its own.
  const isWaived = charge.netCents === 0 && charge.unitPriceCents > 0
  const free = isWaived ? `, ${entryLabels(locale).free}` : ''
  const reversal = isReversal ? {de: 'Storno: ', en: 'Reversal: '}[locale] : ''
  return `${reversal}${TEXTS[locale][charge.kind]}${day}${free}`
}

/** How much is billed: time, or pieces of what has one price. */
export function chargeQuantity(charge: Charge): string {
  if (charge.quantityMinutes === null || charge.kind === 'top-up') return charge.netCents < 0 ? '-1' : '1'
  return formatDuration(charge.quantityMinutes)
}

/** @example chargePrice(work, {locale: 'en', currency: 'EUR'}) // '€24.95 per 15 min', or '€120.00/h' */
export function chargePrice(
  charge: Charge,
  money: {readonly locale: Locale; readonly currency: string},
): string {
  const price = formatMoney(charge.unitPriceCents, money)
  if (charge.perMinutes === null || charge.kind === 'top-up') return price
  if (charge.perMinutes === 60) return `${price}/h`
  return {de: `${price} je ${charge.perMinutes} Min.`, en: `${price} per ${charge.perMinutes} min`}[
    money.locale
  ]
}

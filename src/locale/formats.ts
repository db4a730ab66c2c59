import {type Day, dayOf, type Instant, type Month} from '../domain/calendar.js'
import type {Locale} from '../domain/contract.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import {type Cents, divideRounded} from '../domain/money.js'

/**
 * Numbers and dates as people of a language write them. Only money needs `Intl`, whose first formatter costs a
 * process 10 ms: dates come from the tables here, so that an everyday command does without it.
 */

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  de: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

const monthName = (date: Month | Day, locale: Locale): string =>
  MONTHS[locale][Number(date.slice(5, 7)) - 1] ?? ''

/** @example formatMonth('2026-03', 'de') // 'März 2026' */
export function formatMonth(month: Month, locale: Locale): string {
  return `${monthName(month, locale)} ${month.slice(0, 4)}`
}

/** @example formatDay('2026-11-03', 'en') // '3 Nov 2026', in German '03.11.2026' */
export function formatDay(day: Day, locale: Locale): string {
  const [year, month, dayOfMonth] = day.split('-')
  if (locale === 'de') return `${dayOfMonth}.${month}.${year}`
  return `${Number(dayOfMonth)} ${monthName(day, 'en').slice(0, 3)} ${year}`
}

/** The wall time of an instant in its own zone, `14:00`. */
export const formatClock = (instant: Instant): string => instant.slice(11, 16)

/** @example formatInstant('2026-11-21T14:00:00+01:00', 'de') // '21.11.2026 14:00' */
export function formatInstant(instant: Instant, locale: Locale): string {
  return `${formatDay(dayOf(instant), locale)} ${formatClock(instant)}`
}

/**
 * From one instant to another; the day of the end is named only where it is another one.
 * @example formatSpan(start, end, 'en') // '21 Nov 2026 14:00–14:50'
 */
export function formatSpan(start: Instant, end: Instant, locale: Locale): string {
  const isSameDay = dayOf(start) === dayOf(end)
  return `${formatInstant(start, locale)}${isSameDay ? `–${formatClock(end)}` : ` – ${formatInstant(end, locale)}`}`
}

/** A duration that is added to an account or taken from it: `+10:00`, `-1:00`, `0:00`. */
export function formatChange(minutes: Minutes): string {
  return `${minutes > 0 ? '+' : ''}${formatDuration(minutes)}`
}

/**
 * Hours with two decimals, for calculating elsewhere; without separators of thousands.
 * @example formatDecimalHours(-50, 'de') // '-0,83'
 */
export function formatDecimalHours(minutes: Minutes, locale: Locale): string {
  const text = hundredthsText(divideRounded(minutes * 100, 60))
  return locale === 'de' ? text.replace('.', ',') : text
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

/**
 * Money with two decimals, in every currency: amounts are stored in hundredths.
 * @example formatMoney(123450, {locale: 'de', currency: 'EUR'}) // '1.234,50 €', with a no-break space
 */
export function formatMoney(
  cents: Cents,
  {locale, currency}: {readonly locale: Locale; readonly currency: string},
): string {
  const key = `${locale} ${currency}`
  const known = moneyFormats.get(key)
  const format =
    known ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    })
  if (known === undefined) moneyFormats.set(key, format)
  return format.format(hundredthsText(cents)) // a decimal string is formatted as it stands, without binary fractions
}

function hundredthsText(hundredths: number): `${number}` {
  const size = Math.abs(hundredths)
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
  return (hundredths < 0 ? `-${text}` : text) as `${number}`
}

/** @example formatPercent(8.1, 'de') // '8,1 %', with a no-break space */
export function formatPercent(percent: number, locale: Locale): string {
  return locale === 'de' ? `${String(percent).replace('.', ',')}\u00a0%` : `${percent}%`
}

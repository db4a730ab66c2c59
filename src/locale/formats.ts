import {type Day, dayOf, type Instant, type Month, weekdayOf} from '../domain/calendar.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import {type Cents, divideRounded} from '../domain/money.js'
import type {Words} from './words.js'

/**
 * Numbers and dates as people of a language write them. Only money needs `Intl`, whose first formatter costs a
 * process 10 ms: dates come from the tables of the language, so that an everyday command does without it.
 */

const indexOf = (month: Month): number => Number(month.slice(5, 7)) - 1

/** @example formatMonth('2026-03', de) // 'März 2026' */
export function formatMonth(month: Month, {months}: Words): string {
  return `${months[indexOf(month)]} ${month.slice(0, 4)}`
}

/** @example formatShortMonth('2026-03', de) // 'Mär' */
export const formatShortMonth = (month: Month, {shortMonths}: Words): string =>
  shortMonths[indexOf(month)] ?? ''

/** @example formatDay('2026-11-03', en) // '3 Nov 2026', in German '03.11.2026' */
export const formatDay = (day: Day, words: Words): string => words.day(day)

/** The wall time of an instant in its own zone, `14:00`. */
export const formatClock = (instant: Instant): string => instant.slice(11, 16)

/** @example formatInstant('2026-11-21T14:00:00+01:00', de) // '21.11.2026 14:00' */
export function formatInstant(instant: Instant, words: Words): string {
  return `${formatDay(dayOf(instant), words)} ${formatClock(instant)}`
}

/**
 * The same to the second, where there are any: deadlines are kept or missed by seconds.
 * @example formatMoment('2026-11-21T14:00:05+01:00', en) // '21 Nov 2026 14:00:05'
 */
export function formatMoment(instant: Instant, words: Words): string {
  const seconds = instant.slice(16, 19)
  return `${formatInstant(instant, words)}${seconds === ':00' ? '' : seconds}`
}

/**
 * A length of time to the second, with its units: hours and minutes of the account are written otherwise.
 * @example formatLength(119, en) // '1 min 59 s'
 */
export function formatLength(seconds: number, {units}: Words): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const parts = [
    ...(hours > 0 ? [`${hours} ${units.hours}`] : []),
    ...(minutes > 0 ? [`${minutes} ${units.minutes}`] : []),
    ...(rest > 0 || seconds === 0 ? [`${rest} ${units.seconds}`] : []),
  ]
  return parts.join(' ')
}

/**
 * From one instant to another; the day of the end is named only where it is another one.
 * @example formatSpan(start, end, en) // '21 Nov 2026 14:00–14:50'
 */
export function formatSpan(start: Instant, end: Instant, words: Words): string {
  const isSameDay = dayOf(start) === dayOf(end)
  return `${formatInstant(start, words)}${isSameDay ? `–${formatClock(end)}` : ` – ${formatInstant(end, words)}`}`
}

/** A duration that is added to an account or taken from it: `+10:00`, `-1:00`, `0:00`. */
export function formatChange(minutes: Minutes): string {
  return `${minutes > 0 ? '+' : ''}${formatDuration(minutes)}`
}

/** A number for people, with a minus sign and not the hyphen that programs read. */
export const withMinus = (number: string): string => number.replace(/^-/, '\u2212')

/**
 * A day as it stands beside a time: the day of the week.
 * @example formatWeekday('2026-11-03', de) // 'Di'
 */
export const formatWeekday = (day: Day, {weekdays}: Words): string => weekdays[weekdayOf(day)]

/**
 * Hours with two decimals, for calculating elsewhere; without separators of thousands.
 * @example formatDecimalHours(-50, de) // '-0,83'
 */
export function formatDecimalHours(minutes: Minutes, {decimal}: Words): string {
  return decimal(hundredthsText(divideRounded(minutes * 100, 60)))
}

/** A number with the decimals it has, such as a factor: `1.5`, `1,5`. */
export const formatDecimal = (value: number, {decimal}: Words): string => decimal(String(value))

const moneyFormats = new Map<string, Intl.NumberFormat>()

/**
 * Money with two decimals, in every currency: amounts are stored in hundredths.
 * @example formatMoney(123450, 'EUR', de) // '1.234,50 €', with a no-break space
 */
export function formatMoney(cents: Cents, currency: string, {tag}: Words): string {
  const key = `${tag} ${currency}`
  const known = moneyFormats.get(key)
  const format =
    known ??
    new Intl.NumberFormat(tag, {
      style: 'currency',
      currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    })
  if (known === undefined) moneyFormats.set(key, format)
  return format.format(hundredthsText(cents)) // a decimal string is formatted as it stands, without binary fractions
}

/** @example formatHourlyRate(12000, 'EUR', en) // '€120.00/h' */
export const formatHourlyRate = (cents: Cents, currency: string, words: Words): string =>
  `${formatMoney(cents, currency, words)}/h`

function hundredthsText(hundredths: number): `${number}` {
  const size = Math.abs(hundredths)
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
  return (hundredths < 0 ? `-${text}` : text) as `${number}`
}

/** @example formatPercent(8.1, de) // '8,1 %', with a no-break space */
export const formatPercent = (percent: number, words: Words): string =>
  words.percent(formatDecimal(percent, words))

/** @example formatList(['a', 'b', 'c'], en) // 'a, b and c' */
export function formatList(items: readonly string[], {and}: Words): string {
  return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(text => text !== '').join(and)
}

/** As a sentence begins. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

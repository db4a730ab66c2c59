import * as v from 'valibot'
import {type Day, type Instant, type Month, parseDay, parseInstant, parseMonth} from '../domain/calendar.js'
import {LOCALES, MAX_CLOSING_TEXT_LENGTH} from '../domain/contract.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../domain/entry.js'
import {MAX_MINUTES} from '../domain/minutes.js'
import {MAX_CENTS} from '../domain/money.js'

/** The pieces that contracts, pages and the profile are made of. */

const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max))

export const minutesSchema = wholeNumber(0, MAX_MINUTES)
export const positiveMinutesSchema = wholeNumber(1, MAX_MINUTES)
/** A balance, or a sum: with a sign, and larger than any one duration. */
export const signedMinutesSchema = wholeNumber(-1e9, 1e9)
export const centsSchema = wholeNumber(0, MAX_CENTS)
export const signedCentsSchema = wholeNumber(-1e15, 1e15)
export const countSchema = wholeNumber(1, 1200)

const hasTwoDecimals = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9

export const percentSchema = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(100),
  v.check(hasTwoDecimals, 'a number with at most two decimals'),
)
export const factorSchema = v.pipe(
  v.number(),
  v.gtValue(0),
  v.maxValue(100),
  v.check(hasTwoDecimals, 'a number with at most two decimals'),
)

export const nameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH))
export const textSchema = v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH))
export const nullableName = v.nullable(nameSchema)

/** Names that objects have of their own, which a record would lose without a word. */
const RESERVED = ['__proto__', 'constructor', 'prototype']

/** A record by names that somebody chose. */
export const recordOf = <K extends v.GenericSchema<string, string>, V extends v.GenericSchema>(
  key: K,
  value: V,
) =>
  v.pipe(
    v.custom<Record<string, unknown>>(
      given => typeof given === 'object' && given !== null,
      'is not an object',
    ),
    v.check(
      given => !RESERVED.some(name => Object.hasOwn(given, name)),
      `names other than ${RESERVED.join(', ')}`,
    ),
    v.record(key, value),
  )

/** What stands at the end of a statement: a paragraph, not a page. */
export const closingTextSchema = v.nullable(
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_CLOSING_TEXT_LENGTH)),
)

export const daySchema = v.pipe(
  v.string(),
  v.check(text => parseDay(text) !== undefined, 'a day such as 2026-01-31'),
  v.transform(text => text as Day),
)
export const monthSchema = v.pipe(
  v.string(),
  v.check(text => parseMonth(text) !== undefined, 'a month such as 2026-01'),
  v.transform(text => text as Month),
)
export const instantSchema = v.pipe(
  v.string(),
  v.check(
    text => parseInstant(text) !== undefined,
    'a time with its offset such as 2026-01-31T14:00:00+01:00',
  ),
  v.transform(text => text as Instant),
)
/** The form only: to ask whether a zone exists costs 10 ms, so that is done once, when it is set. */
export const timezoneSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/, 'a time zone such as Europe/Berlin'),
)
export const localeSchema = v.picklist(LOCALES)

/** With two decimals, which is what every amount in this program has. */
export const currencySchema = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{3}$/, 'a currency code of three capital letters such as EUR'),
)

/** Every amount in this program has two decimals, so a yen or a dinar would be wrong. */
export function isCurrency(code: string): boolean {
  if (code === 'EUR') return true
  if (!Intl.supportedValuesOf('currency').includes(code)) return false
  const format = new Intl.NumberFormat('en', {style: 'currency', currency: code})
  return format.resolvedOptions().maximumFractionDigits === 2
}

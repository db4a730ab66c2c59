import type {Minutes} from './minutes.js'
import {ok, type Result, refuse} from './refusal.js'

const HOURS = '(?:h|hrs?|hours?|std|stunden?)\\.?'
const MINUTES = '(?:m|mins?|minutes?|minuten)\\.?'

const FRACTIONS: Readonly<Record<string, Minutes>> = {'\u00bc': 15, '\u00bd': 30, '\u00be': 45}

/** Every way to write a duration; each is complete, so what none of them matches is refused. */
const FORMS: readonly RegExp[] = [
  `(?<m>\\d{1,6})(?: ?${MINUTES})?`, // 90, 90m, 90 Min.
  `(?<h>\\d{1,5}) ?${HOURS}(?:(?: and| und)? ?(?<m>[0-5]?\\d) ?${MINUTES})?`, // 2h, 1h 30m, 1 Stunde und 5 Min.
  `(?<h>\\d{1,5})h(?<m>[0-5]\\d)`, // 1h30, but not 1h5 or 1h 30: five or fifty, time or text?
  `(?<h>\\d{1,5}):(?<m>[0-5]\\d)(?: ?${HOURS})?`, // 1:30, 1:30 Std
  `(?<h>\\d{0,5})[.,](?<d>\\d{1,2}) ?${HOURS}`, // 1.5h, .5h, 1,25 Std
  `(?<h>\\d{0,5}) ?(?<f>[\u00bc\u00bd\u00be]) ?${HOURS}`, // \u00bdh, 1\u00bd Std
  'pt(?<h>\\d{1,5})h(?:(?<m>[0-5]?\\d)m)?', // PT1H30M
  'pt(?<m>\\d{1,6})m', // PT90M
].map(form => new RegExp(`^${form}$`))

/**
 * Reads a duration as people write it, in English and German, with a sign where they give one. A bare number
 * is minutes: where work is recorded. Decimal hours have at most two digits and are taken to the nearest minute
 * (`0.33h` is 20, as 19.8 is meant). What could mean two things is refused with the `readings` it has. How long
 * a duration may be is checked elsewhere.
 *
 * @example parseDuration('1h 30m') // 90
 * @example parseDuration('1,5') // refused, readings: 1,5h and 1:05
 */
export function parseDuration(text: string): Result<Minutes> {
  const {sign, size} = signedSize(text)
  for (const form of FORMS) {
    const parts = form.exec(size)?.groups
    if (parts) return ok(sign === '-' ? 0 - total(parts) : total(parts))
  }
  const readings = readingsOf(size).map(reading => `${sign}${reading}`)
  return refuse({kind: 'invalid-duration', value: text, ...(readings.length > 0 && {readings})})
}

/**
 * Reads a duration where hours are agreed or booked (credit, overdraft, cap, top-ups). There a bare number could be
 * hours as well as minutes, so it is refused with both readings; 0 is nothing either way.
 *
 * @example parseHours('10') // refused, readings: 10h and 10m
 */
export function parseHours(text: string): Result<Minutes> {
  const {sign, size} = signedSize(text)
  if (!/^\d+$/.test(size) || Number(size) === 0) return parseDuration(text)
  const readings = ['h', 'm']
    .map(unit => `${sign}${size}${unit}`)
    .filter(reading => parseDuration(reading).ok)
  return refuse({kind: 'invalid-duration', value: text, readings})
}

function signedSize(text: string): {readonly sign: '' | '-'; readonly size: string} {
  const trimmed = text.trim().replace(/\s+/g, ' ').replace('\u2212', '-').toLowerCase()
  return {sign: trimmed.startsWith('-') ? '-' : '', size: trimmed.replace(/^[-+]/, '')}
}

function total({h = '0', m = '0', d = '0', f = ''}: Partial<Record<string, string>>): Minutes {
  const hundredths = Number(d.padEnd(2, '0'))
  return Number(h) * 60 + Number(m) + Math.floor((hundredths * 60 + 50) / 100) + (FRACTIONS[f] ?? 0)
}

/** Decimals without a unit could be hours with decimals as well as hours and minutes. */
const BARE_DECIMAL = /^(\d{0,5})[.,](\d{1,2})$/
/** `1h 30` and `1h5` lack a unit: `1h5` could be five or fifty minutes. */
const UNIT_MISSING = new RegExp(`^(\\d{1,5}) ?${HOURS} ?([0-5]?\\d)$`)
/** `2 x 45m`, `2x45`; `45 X220` is a machine. */
const PRODUCT = /^([1-9]\d?)(?:[x\u00d7*] ?| [x\u00d7*] | [x\u00d7*](?=\d+[a-z:]))(\d.*)$/
const WITH_SECONDS = /^(\d{1,5}:[0-5]\d):00$/

/** What a text may have been meant for: durations that mean one thing. */
function readingsOf(size: string): readonly string[] {
  const [, hours, decimals = ''] = BARE_DECIMAL.exec(size) ?? []
  if (hours !== undefined) {
    return hours !== '' && Number(decimals) < 60
      ? [`${size}h`, `${hours}:${decimals.padStart(2, '0')}`]
      : [`${size}h`]
  }
  const [, whole, digits = ''] = UNIT_MISSING.exec(size) ?? []
  if (whole !== undefined) {
    const minutes = digits.length === 1 && digits < '6' ? [digits, `${digits}0`] : [digits]
    return minutes.map(each => `${whole}h ${each}m`)
  }
  const [, count, each = ''] = PRODUCT.exec(size) ?? []
  if (count !== undefined) {
    const one = parseDuration(each)
    return one.ok ? [`${Number(count) * one.value}m`] : []
  }
  const [, withoutSeconds] = WITH_SECONDS.exec(size) ?? []
  return withoutSeconds === undefined ? [] : [withoutSeconds]
}

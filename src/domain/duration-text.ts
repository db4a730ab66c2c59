import type {Minutes} from './minutes.js'
import {ok, type Result, refuse} from './refusal.js'

const HOURS = '(?:h|hrs?|hours?|std|stunden?)\\.?'
const MINUTES = '(?:m|mins?|minutes?|minuten)\\.?'

/** Every way to write a duration; each is complete, so what none of them matches is refused. */
const FORMS: readonly RegExp[] = [
  `(?<m>\\d{1,6})(?: ?${MINUTES})?`, // 90, 90m, 90 Min.
  `(?<h>\\d{1,5}) ?${HOURS}(?: ?(?<m>[0-5]?\\d) ?${MINUTES})?`, // 2h, 1h 30m, 1 Std 5 Min
  `(?<h>\\d{1,5})h(?<m>[0-5]\\d)`, // 1h30, but not 1h5 or 1h 30: five or fifty, time or text?
  `(?<h>\\d{1,5}):(?<m>[0-5]\\d)(?: ?${HOURS})?`, // 1:30, 1:30 Std
  `(?<h>\\d{1,5})[.,](?<d>\\d{1,2}) ?${HOURS}`, // 1.5h, 1,25 Std
  'pt(?<h>\\d{1,5})h(?:(?<m>[0-5]?\\d)m)?', // PT1H30M
  'pt(?<m>\\d{1,6})m', // PT90M
].map(form => new RegExp(`^${form}$`))

/** Numbers that could be hours with decimals as well as hours and minutes. */
const BARE_DECIMAL = /^(\d{1,5})[.,](\d{1,2})$/

/**
 * Reads a duration as people write it, in English and German, with a sign where they give one. A bare number
 * is minutes. Decimal hours have at most two digits and are taken to the nearest minute (`0.33h` is 20, as 19.8
 * is meant). What could mean two things is refused, a bare decimal with the `readings` it has. How long a
 * duration may be is checked elsewhere.
 *
 * @example parseDuration('1h 30m') // 90
 * @example parseDuration('1,5') // refused, readings: 1,5h and 1:05
 */
export function parseDuration(text: string): Result<Minutes> {
  const trimmed = text.trim().replace(/\s+/g, ' ').replace('\u2212', '-').toLowerCase()
  const sign = trimmed.startsWith('-') ? '-' : ''
  const size = trimmed.replace(/^[-+]/, '')
  for (const form of FORMS) {
    const parts = form.exec(size)?.groups
    if (parts) return ok(sign ? 0 - total(parts) : total(parts))
  }
  return refuse({kind: 'invalid-duration', value: text, ...readingsOf(sign, size)})
}

function total({h = '0', m = '0', d = '0'}: Partial<Record<string, string>>): Minutes {
  const hundredths = Number(d.padEnd(2, '0'))
  return Number(h) * 60 + Number(m) + Math.floor((hundredths * 60 + 50) / 100)
}

/** Ways to write a bare decimal that are not ambiguous; all of them are durations. */
function readingsOf(sign: string, size: string): {readonly readings?: readonly string[]} {
  const match = BARE_DECIMAL.exec(size)
  if (!match) return {}
  const [, hours, decimals = ''] = match
  const decimal = `${sign}${size}h`
  return {
    readings: Number(decimals) < 60 ? [decimal, `${sign}${hours}:${decimals.padStart(2, '0')}`] : [decimal],
  }
}

import type {Minutes} from './minutes.js'

/**
 * The one file that calculates with `Date` and that asks `Intl` about time zones. Elsewhere a `Date` is only what
 * the clock is read by (`cli/context`) and what pdfkit wants (`render/pdf/archive`), and `Intl` knows money only
 * (`locale/formats`, `schema/parts`). Everything here is pure: the time is passed in.
 *
 * Two costs shape it. What dayjs could do here it does for texts only (`written-dates`), since it takes some
 * milliseconds to load. The first `Intl` formatter of a process takes 10, whatever its options: see `offsetAt` for
 * how an everyday command avoids it.
 */

declare const brand: unique symbol
type Branded<Name extends string> = string & {readonly [brand]: Name}

/** ISO 8601 with offset and whole seconds, in the contract's zone: `2026-11-21T22:30:00+01:00`. */
export type Instant = Branded<'Instant'>
/** A calendar day, `2026-11-21`, from 1900 to 9999. Days compare as strings. */
export type Day = Branded<'Day'>
/** A calendar month, `2026-11`. Months compare as strings. */
export type Month = Branded<'Month'>

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
/** In the order of `Date`. */
export const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * What a wall clock means in a zone. `twice`: clocks go back, `instant` is the first and `later` the second
 * time it shows. `gap`: clocks go forward and never show it.
 */
export type WallTime =
  | {readonly kind: 'unique'; readonly instant: Instant}
  | {readonly kind: 'twice'; readonly instant: Instant; readonly later: Instant}
  | {readonly kind: 'gap'}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const FIRST_YEAR = 1900
const LAST_YEAR = 9999

// --- Days and months: arithmetic on UTC, which has no clock changes

const utcMs = (day: Day): number => Date.parse(day)
const dayAt = (ms: number): Day => isoText(ms).slice(0, 10) as Day

/** The UTC reading of `ms`, `2026-11-21T22:30:00.000Z`. Throws a RangeError outside the years 1900 to 9999. */
function isoText(ms: number): string {
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new RangeError(`not in the years 1900 to 9999: ${ms}`)
  return date.toISOString()
}

/** Reads `2026-11-21` strictly: `2026-2-3` and `2026-02-30` are undefined. */
export function parseDay(text: string): Day | undefined {
  const month = parseMonth(text.slice(0, 7))
  if (month === undefined || !/^-\d\d$/.test(text.slice(7))) return undefined
  const dayOfMonth = Number(text.slice(8))
  return dayOfMonth >= 1 && dayOfMonth <= daysInMonth(month) ? (text as Day) : undefined
}

/** Reads `2026-11` strictly, from `1900-01` to `9999-12`. */
export function parseMonth(text: string): Month | undefined {
  return /^(?:19|[2-9]\d)\d\d-(?:0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined
}

export const firstDay = (month: Month): Day => `${month}-01` as Day
export const lastDay = (month: Month): Day => `${month}-${daysInMonth(month)}` as Day

export function daysInMonth(month: Month): number {
  return new Date(Date.UTC(yearOf(month), Number(month.slice(5)), 0)).getUTCDate()
}

/** The day `count` days later, or earlier when it is negative. */
export const addDays = (day: Day, count: number): Day => dayAt(utcMs(day) + count * DAY_MS)

/** How many days later a day is than another; negative when it is the earlier one. */
export const daysBetween = (from: Day, to: Day): number => (utcMs(to) - utcMs(from)) / DAY_MS

/** The month `count` months later, or earlier when it is negative. */
export function addMonths(month: Month, count: number): Month {
  return isoText(Date.UTC(yearOf(month), Number(month.slice(5)) - 1 + count)).slice(0, 7) as Month
}

/** All months from the first to the last, both included; none when the last is before the first. */
export function monthsFrom(first: Month, last: Month): readonly Month[] {
  const count = (yearOf(last) - yearOf(first)) * 12 + Number(last.slice(5)) - Number(first.slice(5)) + 1
  return Array.from({length: Math.max(count, 0)}, (_, index) => addMonths(first, index))
}

/** The number of a day in its month, 1 to 31. */
export const dayOfMonth = (day: Day): number => Number(day.slice(8))

export const weekdayOf = (day: Day): Weekday => WEEKDAYS[new Date(utcMs(day)).getUTCDay()] as Weekday
export const yearOf = (date: Month | Day | Instant): number => Number(date.slice(0, 4))
export const monthOf = (date: Day | Instant): Month => date.slice(0, 7) as Month

// --- Instants: what the wall showed is read off the string

export const dayOf = (instant: Instant): Day => instant.slice(0, 10) as Day

/** Whole minutes since midnight on the wall clock, 0 to 1439. */
export const minuteOfDay = (instant: Instant): Minutes =>
  Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16))

/** Whole seconds since midnight on the wall clock, 0 to 86,399. */
export const secondOfDay = (instant: Instant): number =>
  minuteOfDay(instant) * 60 + Number(instant.slice(17, 19))

/** How far the wall clock it is written in is ahead of UTC. */
export function offsetMinutes(instant: Instant): Minutes {
  const minutes = Number(instant.slice(-5, -3)) * 60 + Number(instant.slice(-2))
  return instant.at(-6) === '-' ? -minutes : minutes
}

/** Milliseconds since 1970. Instants of one zone still do not compare as strings: the offset changes. */
export const epochMs = (instant: Instant): number => Date.parse(instant)

/** The instant in a zone, down to whole seconds. Throws a RangeError on an unknown zone. */
export function instantAt(ms: number, timezone: string): Instant {
  return withOffset(ms, offsetAt(ms, timezone))
}

/** The same moment by the clocks of a zone. */
export function inZone(instant: Instant, timezone: string): Instant {
  return instantAt(epochMs(instant), timezone)
}

/** The day it is in a zone at a moment. */
export function dayIn(instant: Instant, timezone: string): Day {
  return dayOf(inZone(instant, timezone))
}

function withOffset(ms: number, offset: Minutes): Instant {
  const sign = offset < 0 ? '-' : '+'
  const size = Math.abs(offset)
  const wall = isoText(ms + offset * MINUTE_MS).slice(0, 19)
  return `${wall}${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}` as Instant
}

/**
 * Reads an ISO 8601 instant with offset or `Z`; seconds may be missing, fractions of them are dropped. It
 * keeps the offset it was written in: `inZone` rewrites it.
 *
 * @example parseInstant('2026-11-21T14:00Z') // '2026-11-21T14:00:00+00:00'
 */
export function parseInstant(text: string): Instant | undefined {
  const match =
    /^(.{10})T((?:[01]\d|2[0-3]):[0-5]\d)(?:(:[0-5]\d)(?:\.\d+)?)?(?:Z|([+-](?:0\d|1[0-4]):[0-5]\d))$/.exec(
      text,
    )
  if (!match) return undefined
  const [, date = '', clock, seconds = ':00', offset = '+00:00'] = match
  const day = parseDay(date)
  return day && (`${day}T${clock}${seconds}${offset.replace('-00:00', '+00:00')}` as Instant)
}

/** The instant after so many real minutes, whatever the clocks do meanwhile. */
export function addMinutes(instant: Instant, minutes: Minutes, timezone: string): Instant {
  return instantAt(epochMs(instant) + minutes * MINUTE_MS, timezone)
}

/** Real seconds from one instant to another. Negative when `to` is the earlier one. */
export const elapsedSeconds = (from: Instant, to: Instant): number => (epochMs(to) - epochMs(from)) / 1000

/** Real minutes from one instant to another, rounded down. Negative when `to` is the earlier one. */
export function elapsedMinutes(from: Instant, to: Instant): Minutes {
  return Math.floor((epochMs(to) - epochMs(from)) / MINUTE_MS)
}

// --- Zones

/**
 * What the clocks of a zone mean by a day and a minute of it (0 to 1439).
 *
 * @example wallTime('2026-03-29', 150, 'Europe/Berlin') // {kind: 'gap'}: 02:30 was skipped
 */
export function wallTime(day: Day, minute: Minutes, timezone: string): WallTime {
  const wallMs = utcMs(day) + minute * MINUTE_MS
  // No zone is a day away from UTC, so these are the offsets before and after any change near the wall time.
  const before = offsetAt(wallMs - DAY_MS, timezone)
  const after = offsetAt(wallMs + DAY_MS, timezone)
  const [instant, later] = [...new Set([before, after])]
    .filter(offset => offsetAt(wallMs - offset * MINUTE_MS, timezone) === offset)
    .map(offset => withOffset(wallMs - offset * MINUTE_MS, offset))
  if (instant === undefined) return {kind: 'gap'}
  return later === undefined ? {kind: 'unique', instant} : {kind: 'twice', instant, later}
}

/** The first instant of a day: midnight, or where clocks going forward leave it out, what they show instead. */
export function startOfDay(day: Day, timezone: string): Instant {
  const midnight = wallTime(day, 0, timezone)
  if (midnight.kind !== 'gap') return midnight.instant
  return instantAt(utcMs(day) - offsetAt(utcMs(day) - DAY_MS, timezone) * MINUTE_MS, timezone)
}

/**
 * Whether there is such a time zone (`Europe/Berlin`, `UTC`). An offset (`+02:00`) is none: it knows no clock
 * changes. Takes 10 ms the first time: ask when a zone is set, not whenever it is read.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false
  try {
    zoneFormat(name)
    return true
  } catch {
    return false
  }
}

const SOME_WINTER_MS = Date.UTC(2026, 0, 1)
const SOME_SUMMER_MS = Date.UTC(2026, 6, 1)

/** The same of a zone that was set once and is read now: of the one that the process runs in it costs nothing. */
export const isStillTimeZone = (name: string): boolean =>
  name === 'UTC' ||
  (name === process.env.TZ &&
    [SOME_WINTER_MS, SOME_SUMMER_MS].some(ms => new Date(ms).getTimezoneOffset() !== 0)) ||
  isTimeZone(name)

// Before this, the engine's local time is wrong around periods of summer time shorter than three weeks.
const LOCAL_TIME_FROM_MS = Date.UTC(2006)

/**
 * Minutes a zone is ahead of UTC. Offsets that had seconds, before 1972, are taken to the nearest minute.
 *
 * Where the process runs in the zone that is asked for (`TZ` names it), the engine's own local time answers in
 * 0.1 ms; the first `Intl` formatter would take 10. So a program that mostly works in one zone sets `TZ` to it
 * when it starts. To a zone it does not know the engine gives offset 0, so that answer is left to `Intl`.
 * (Setting `TZ` has no effect in a worker thread: do not set it there.)
 */
function offsetAt(ms: number, timezone: string): Minutes {
  if (timezone === 'UTC') return 0
  if (timezone === process.env.TZ && ms >= LOCAL_TIME_FROM_MS) {
    const offset = -new Date(ms).getTimezoneOffset()
    if (offset !== 0) return offset
  }
  return intlOffset(ms, timezone)
}

function intlOffset(ms: number, timezone: string): Minutes {
  const text = zoneFormat(timezone).format(ms)
  const offset = text.slice(text.indexOf('GMT') + 3) // '+01:00', '-00:44:30'; '' for 0 in some releases
  const digits = offset.slice(1).padEnd(8, ':00')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(3, 5))
  const size = minutes + Math.round(Number(digits.slice(6)) / 60)
  return offset.startsWith('-') ? 0 - size : size
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>()

function zoneFormat(timezone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(timezone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {timeZone: timezone, timeZoneName: 'longOffset'})
  zoneFormats.set(timezone, format)
  return format
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

import {
  addDays,
  addMinutes,
  addMonths,
  type Day,
  dayOf,
  elapsedMinutes,
  type Instant,
  inZone,
  type Month,
  minuteOfDay,
  monthOf,
  parseDay,
  parseInstant,
  parseMonth,
  WEEKDAYS,
  type Weekday,
  wallTime,
  yearOf,
} from './calendar.js'
import {parseDuration} from './duration-text.js'
import type {Minutes} from './minutes.js'
import {ok, type Result, refuse} from './refusal.js'
import type {WrittenDates} from './written-dates.js'

/** What a typed time is relative to, and what knows dates in words (see `readTyped`). */
export type TimeContext = {readonly now: Instant; readonly timezone: string; readonly dates: WrittenDates}

/** What a typed day or month is relative to, and what knows dates in words. */
export type DayContext = {readonly today: Day; readonly dates: WrittenDates}

/** `day` is the day of a range that names none, if that is not today. */
export type RangeContext = TimeContext & {readonly day?: Day}

/** A typed time; with `exists-twice` the first of two was taken, because the clocks go back. */
export type TypedTime = {readonly instant: Instant; readonly warning?: 'exists-twice'}

/** A typed range; its minutes are real ones, whatever the clocks did between the two times. */
export type TypedRange = {
  readonly start: Instant
  readonly minutes: Minutes
  readonly warning?: 'exists-twice'
}

/**
 * Reads a time as people type it: an instant with offset, `now`, `-2h` (so long ago), or a wall time, which may
 * have a day in front (as in `parseDayText`) and is today's without one. A weekday is the latest one whose time
 * has come: `mon 9:00`, typed on a Monday at 8:00, is a week ago.
 *
 * A wall time that clocks going forward leave out is refused (`nonexistent-time`); one that they show twice is
 * the first, with a warning.
 *
 * @example parseTime('21.11. 14:00', {now, timezone: 'Europe/Berlin', dates}) // 2026-11-21T14:00:00+01:00
 */
export function parseTime(text: string, context: TimeContext): Result<TypedTime> {
  const {now, timezone} = context
  const instant = parseInstant(text.trim())
  if (instant && isTypable(instant)) return ok({instant: inZone(instant, timezone)})

  const folded = fold(text).replace(/^(\d{4}-\d\d-\d\d)t/, '$1 ')
  if (folded === 'now' || folded === 'jetzt') return ok({instant: inZone(now, timezone)})
  if (/^[-\u2212]/.test(folded)) {
    const ago = parseDuration(text)
    return ago.ok ? ok({instant: addMinutes(now, ago.value, timezone)}) : ago
  }
  const typed = readDayAndClock(folded, context.dates)
  return typed ? resolve(typed, text, context) : refuse({kind: 'invalid-time', value: text})
}

/**
 * Reads `14:00-15:30`, with a hyphen or dash, spaced or not, and a day in front if it was not today or `day`.
 * An end before the start is on the next day; one that equals the start is refused, as it could mean nothing or
 * a whole day (`0:00-24:00` says the latter). The day may not be joined by a `T`: in
 * `2026-11-21T14:00-08:00` the end could be an offset.
 *
 * @example parseRange('yesterday 22:30-1:15', context) // 165 minutes from 22:30
 */
export function parseRange(text: string, context: RangeContext): Result<TypedRange> {
  const match = /^(.+?) ?[-\u2013\u2014] ?([^-\u2013\u2014]+)$/.exec(fold(text))
  const typed = match?.[1] && readDayAndClock(match[1], context.dates)
  const end = match?.[2] === '24:00' ? 1440 : readClock(match?.[2] ?? '')
  if (!typed || end === undefined) return refuse({kind: 'invalid-range', value: text})
  if (end === typed.minute) return refuse({kind: 'empty-range', value: text})

  const from = resolve(typed, text, context)
  if (!from.ok) return from
  const days = Math.floor(end / 1440) + (end < typed.minute ? 1 : 0)
  const to = atWallTime(
    {day: addDays(dayOf(from.value.instant), days), minute: end % 1440},
    text,
    context.timezone,
  )
  if (!to.ok) return to
  const warning = from.value.warning ?? to.value.warning
  return ok({
    start: from.value.instant,
    minutes: elapsedMinutes(from.value.instant, to.value.instant),
    ...(warning && {warning}),
  })
}

/**
 * Reads a day that is past or near: `2026-11-21`, `21.11.2026`, `21.11.`, `today`, `yesterday`, a weekday, in
 * English or German. Without a year it is this year's, or last year's if this year's is later than tomorrow; a
 * weekday is the latest one, today included. For days that may lie ahead see `parseFullDay`.
 *
 * @example parseDayText('24.12.', {today: parseDay('2026-11-21'), dates}) // 2025-12-24
 */
export function parseDayText(text: string, {today, dates}: DayContext): Result<Day> {
  const day = readDay(fold(text), dates)?.(today)
  return day ? ok(day) : refuse({kind: 'invalid-day', value: text})
}

/** Reads a day with its year, `2026-11-21` or `21.11.2026`: for the start or end of something, past or future. */
export function parseFullDay(text: string, dates: WrittenDates): Result<Day> {
  const day = readFullDay(text.trim(), dates)
  return day ? ok(day) : refuse({kind: 'invalid-day', value: text})
}

/**
 * Reads a month: `2026-10`, `10/2026`, a name in English or German of at least three letters, with its year or
 * without, `this` or `last`. A name alone is the latest such month that has begun.
 *
 * @example parseMonthText('dez', {today: parseDay('2026-11-21'), dates}) // 2025-12
 */
export function parseMonthText(text: string, {today, dates}: DayContext): Result<Month> {
  const month = readMonth(fold(text), monthOf(today), dates)
  return month ? ok(month) : refuse({kind: 'invalid-month', value: text})
}

/**
 * Whether text begins like a time, so that it may be one that was meant differently: any number, a unit left
 * over, a day alone or with a number, `at 14:00`. Descriptions do not begin like this unless they are marked
 * as such.
 */
export function beginsLikeTime(text: string, dates: WrittenDates): boolean {
  const folded = fold(text)
  if (/^(?:[-+\u2212\u2013\u2014] ?)?(?:pt)?\p{N}/u.test(folded)) return true
  if (/^(?:h|hrs?|hours?|std|stunden?|m|mins?|minutes?|minuten|uhr|pm|[ap]\.m)\.?(?: |$)/.test(folded))
    return true
  if (folded === 'am') return true // 'am Drucker' is text
  if (/^(?:at|um|from|ab|since|seit) \d\d?(?:[:.]\d| ?uhr)/.test(folded)) return true
  const [first = '', next] = folded.split(' ')
  return (next === undefined || /^\p{N}/u.test(next)) && readDay(first, dates) !== undefined
}

// --- Reading: what the words say, before anything is known about zone or clock

type WallClock = {readonly day: Day; readonly minute: Minutes}
type DayFinder = (today: Day) => Day | undefined
type DayAndClock = {
  readonly findDay: DayFinder | undefined
  readonly isWeekday: boolean
  readonly minute: Minutes
}

/** Lower case, single spaces, umlauts in one piece: `M\u00c4R` as some systems write it is two characters. */
const fold = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

function readDayAndClock(text: string, dates: WrittenDates): DayAndClock | undefined {
  const [, day, clock = ''] = /^(?:(\S+) )?(\d.*)$/.exec(text) ?? []
  const minute = readClock(clock)
  if (minute === undefined) return undefined
  if (day === undefined) return {findDay: undefined, isWeekday: false, minute}
  const findDay = readDay(day, dates)
  return findDay && {findDay, isWeekday: readWeekday(day, dates) !== undefined, minute}
}

/** `14:00`, `14:00 Uhr`, `14.00 Uhr`, `14 Uhr`: `14.00` alone could be an amount of hours. */
function readClock(text: string): Minutes | undefined {
  const match = /^(\d\d?):(\d\d)(?: ?uhr)?$/.exec(text) ?? /^(\d\d?)(?:\.(\d\d))? ?uhr$/.exec(text)
  if (!match) return undefined
  const [, hours, minutes = 0] = match
  return Number(hours) < 24 && Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : undefined
}

const NEAR_DAYS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['heute', 0],
  ['yesterday', -1],
  ['gestern', -1],
  ['vorgestern', -2],
])

function readDay(text: string, dates: WrittenDates): DayFinder | undefined {
  if (/^(?:\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4})$/.test(text)) return () => readFullDay(text, dates)
  if (/^\d\d?\.\d\d?\.$/.test(text)) {
    return today =>
      [yearOf(today), yearOf(today) - 1]
        .map(year => readFullDay(`${text}${year}`, dates))
        .find(day => day !== undefined && day <= addDays(today, 1))
  }
  const near = NEAR_DAYS.get(text)
  if (near !== undefined) return today => addDays(today, near)
  const weekday = readWeekday(text, dates)
  return weekday && (today => latest(weekday, today, dates))
}

const readFullDay = (text: string, dates: WrittenDates): Day | undefined =>
  parseDay(text) ?? dates.readDay(text, ['D.M.YYYY'])

/** How weekdays begin in English and German: so most words do without the question. */
const WEEKDAY_BEGINNING = /^(?:su|mo|tu|we|th|fr|sa|so|di|mi|do)/

const readWeekday = (text: string, dates: WrittenDates): Weekday | undefined =>
  WEEKDAY_BEGINNING.test(text) ? dates.weekdayNamed(text) : undefined

/** In this week or, if it is still to come, in the week before. */
function latest(weekday: Weekday, today: Day, dates: WrittenDates): Day {
  const daysFromMonday = (WEEKDAYS.indexOf(weekday) + 6) % 7
  const inThisWeek = addDays(dates.mondayOf(today), daysFromMonday)
  return inThisWeek > today ? addDays(inThisWeek, -7) : inThisWeek
}

function readMonth(text: string, current: Month, dates: WrittenDates): Month | undefined {
  if (/^(?:this|current|diese[rsnm]?)(?: month| monat)?$/.test(text)) return current
  if (/^(?:last|previous|letzte[rsnm]?)(?: month| monat)?$/.test(text)) return addMonths(current, -1)
  const [, number, ofYear] = /^(\d\d?)[/.](\d{4})$/.exec(text) ?? []
  if (number !== undefined) return parseMonth(`${ofYear}-${number.padStart(2, '0')}`)
  const [, name, year] = /^(\p{L}{3,}\.?)(?: (\d{4}))?$/u.exec(text) ?? []
  if (name === undefined) return parseMonth(text)
  const month = dates.monthNamed(name)
  if (month === undefined) return undefined
  const inYear = (of: number | string) => parseMonth(`${of}-${String(month).padStart(2, '0')}`)
  if (year !== undefined) return inYear(year)
  return [yearOf(current), yearOf(current) - 1]
    .map(inYear)
    .find(named => named !== undefined && named <= current)
}

// --- Resolving: what the words mean in a zone, now

/** Not in the first or last year there is: the day before or after, or in another zone, must exist too. */
const isTypable = (date: Day | Instant): boolean => yearOf(date) > 1900 && yearOf(date) < 9999

function resolve(
  {findDay, isWeekday, minute}: DayAndClock,
  text: string,
  {now, timezone, day: given}: TimeContext & {readonly day?: Day},
): Result<TypedTime> {
  const here = inZone(now, timezone)
  const today = dayOf(here)
  const day = findDay ? findDay(today) : (given ?? today)
  if (day === undefined || !isTypable(day)) return refuse({kind: 'invalid-time', value: text})
  const isAhead = isWeekday && day === today && minute > minuteOfDay(here)
  return atWallTime({day: isAhead ? addDays(day, -7) : day, minute}, text, timezone)
}

function atWallTime({day, minute}: WallClock, text: string, timezone: string): Result<TypedTime> {
  const wall = wallTime(day, minute, timezone)
  if (wall.kind === 'gap') return refuse({kind: 'nonexistent-time', value: text, timezone})
  return ok({instant: wall.instant, ...(wall.kind === 'twice' && {warning: 'exists-twice'})})
}

import {
  addDays,
  addMinutes,
  type Day,
  dayOf,
  elapsedMinutes,
  epochMs,
  type Instant,
  inZone,
  minuteOfDay,
  parseInstant,
  wallTime,
  yearOf,
} from './calendar.js'
import {dayMeant, fold, type Reading, readDay, type SaidDay} from './day-text.js'
import {parseDuration} from './duration-text.js'
import type {Minutes} from './minutes.js'
import {ok, type Result, refuse} from './refusal.js'
import type {WrittenDates} from './written-dates.js'

/**
 * What a typed time is relative to, and what knows dates in words (see `readTyped`). `day` is the day of a time that
 * names none, if that is known.
 */
export type TimeContext = {
  readonly now: Instant
  readonly timezone: string
  readonly dates: WrittenDates
  readonly reading: Reading
  readonly day?: Day
}

/** A typed time; with `exists-twice` the first of two was taken, because the clocks go back. */
export type TypedTime = {readonly instant: Instant; readonly warning?: 'exists-twice'}

/** A typed range; its minutes are real ones, whatever the clocks did between the two times. */
export type TypedRange = {
  readonly start: Instant
  readonly minutes: Minutes
  readonly warning?: 'exists-twice'
}

/**
 * Reads a time as people type it: an instant with offset, `now`, `-2h` (so long ago), or a time of day
 * (`14:00`, `14.00`, `14 Uhr`, `2pm`), which may have a day in front (as `parseDayText` reads it).
 *
 * Without a day it is the next such time where the `reading` is `next`. Where it is `past`, it is today's, and
 * refused if that has not come yet: `not-yet` has both instants, and the day of the one that was meant is given as
 * `day` the next time. A weekday is the latest one whose time has come, or the next: `mon 9:00`, typed on a Monday at
 * 8:00, is a week ago, or in an hour.
 *
 * A wall time that clocks going forward leave out is refused (`nonexistent-time`); one that they show twice is
 * the first, with a warning.
 *
 * @example parseTime('21.11. 14:00', {now, timezone: 'Europe/Berlin', dates, reading: 'past'})
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
  const said = readMoment(folded, context.dates)
  if (said && said.clock.form !== 'bare' && said.clock.minute < 1440) return resolve(said, text, context)
  const readings = said ? clockReadings(said.clock, folded) : readingsOfTime(folded)
  return refuse({kind: 'invalid-time', value: text, ...(readings.length > 0 && {readings})})
}

/**
 * Reads `14:00-15:30`, also with a dash or in words (`14:00 bis 15:30`, `from 2pm to 3pm`), a day in front and one
 * behind, if it is another. An hour may stand alone (`14-15:30`) where the other time is one without doubt.
 *
 * An end before the start is on the next day; one that equals the start is refused, as it could mean nothing or
 * a whole day (`0:00-24:00` says the latter). The day may not be joined by a `T`: in
 * `2026-11-21T14:00-08:00` the end could be an offset. Otherwise the start is read as `parseTime` reads it.
 *
 * @example parseRange('yesterday 22:30-1:15', context) // 165 minutes from 22:30
 */
export function parseRange(text: string, context: TimeContext): Result<TypedRange> {
  const folded = fold(text)
  const said = readEnds(folded, context.dates)
  if (!said || !isClear(said)) {
    const readings = said ? rangeReadings(said) : readingsOfRange(folded, context.dates)
    return refuse({kind: 'invalid-range', value: text, ...(readings.length > 0 && {readings})})
  }
  const {start, end} = said
  if (!end.day && start.clock.minute === end.clock.minute) return refuse({kind: 'empty-range', value: text})
  const from = resolve(start, text, context)
  if (!from.ok) return from
  const to = resolveEnd(said, from.value.instant, text, context)
  if (!to.ok) return to
  const minutes = elapsedMinutes(from.value.instant, to.value.instant)
  if (minutes <= 0) return refuse({kind: 'invalid-range', value: text})
  const warning = from.value.warning ?? to.value.warning
  return ok({start: from.value.instant, minutes, ...(warning && {warning})})
}

// --- Reading: what the words say, before anything is known about zone or clock

/** A time of day as it was said, in minutes since midnight; `24:00` is 1440, and an end only. */
type SaidClock = {
  readonly minute: Minutes
  /** Beyond doubt (`14:00`, `14 Uhr`), by the half of the day (`2pm`), or only an hour (`14`). */
  readonly form: 'full' | 'half-day' | 'bare'
}
type SaidMoment = {readonly day: SaidDay | undefined; readonly clock: SaidClock}
/** `before` is what stands before the clock of the start. */
type SaidRange = {readonly start: SaidMoment; readonly end: SaidMoment; readonly before: string}

const CLOCK =
  /(?:^|^(?<day>.+?),? )(?:(?:um|at|ab|von|from) )?(?<clock>\d\d?(?:[:.]\d\d)?(?: ?(?:uhr|[ap]\.?m\.?))?)$/

/** Reads `14:00`, `gestern um 14 Uhr`, `am 21. Nov. 2pm`. */
function readMoment(text: string, dates: WrittenDates): SaidMoment | undefined {
  const {day: dayText, clock: clockText = ''} = CLOCK.exec(text)?.groups ?? {}
  const clock = readClock(clockText)
  if (clock === undefined) return undefined
  if (dayText === undefined) return {day: undefined, clock}
  const day = readDay(dayText.replace(/^(?:on|am|from|von|vom) /, ''), dates)
  return day && {day, clock}
}

function readClock(text: string): SaidClock | undefined {
  const [, hours = '', minutes, unit = ''] =
    /^(\d\d?)(?:[:.](\d\d))?(?: ?(uhr|[ap])\.?m?\.?)?$/.exec(text) ?? []
  const hour = Number(hours)
  const minute = Number(minutes ?? 0)
  if (hours === '' || minute > 59) return undefined
  if (unit === 'a' || unit === 'p') {
    const isHour = hour >= 1 && hour <= 12
    return isHour
      ? {minute: ((hour % 12) + (unit === 'p' ? 12 : 0)) * 60 + minute, form: 'half-day'}
      : undefined
  }
  const total = hour * 60 + minute
  return total <= 1440
    ? {minute: total, form: minutes === undefined && unit === '' ? 'bare' : 'full'}
    : undefined
}

const clockText = (minute: Minutes): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

/** The same with the clock in a form without doubt. */
function clockReadings({minute}: SaidClock, text: string): readonly string[] {
  return minute < 1440 ? [text.replace(/\d\d?$/, clockText(minute))] : []
}

/** `1400`, and a duration that may have been meant as so long ago. */
function readingsOfTime(text: string): readonly string[] {
  const [, hours, minutes] = /^(\d\d?)(\d\d)$/.exec(text) ?? []
  if (hours !== undefined) {
    const clock = readClock(`${hours}:${minutes}`)
    return clock && clock.minute < 1440 ? [clockText(clock.minute)] : []
  }
  const [, hour = ''] = /^(\d\d?) ?h$/.exec(text) ?? []
  const clock = readClock(hour)
  const times = clock ? clockReadings(clock, hour) : []
  return /^[^-+].*\p{L}/u.test(text) && parseDuration(text).ok ? [...times, `-${text}`] : times
}

/** Reads both ends of a range; what is longer than a hundred characters is none. */
function readEnds(text: string, dates: WrittenDates): SaidRange | undefined {
  const [, range = ''] = /^(?:(?:from|vom|von) )?(.{1,100})$/.exec(text) ?? []
  for (const separator of range.matchAll(/ ?[-\u2013\u2014] ?| (?:bis(?: zum)?|to|till?|until) /g)) {
    const from = range.slice(0, separator.index)
    const start = readMoment(from, dates)
    const end = start && readMoment(range.slice(separator.index + separator[0].length), dates)
    if (start && end && start.clock.minute < 1440) {
      return {start, end, before: from.replace(/\d\d?(?:[:.]\d\d)?(?: ?(?:uhr|[ap]\.?m\.?))?$/, '')}
    }
  }
  return undefined
}

/** An hour alone needs another time beside it that is one without doubt: `10-12` may be a number of minutes. */
function isClear({start, end}: SaidRange): boolean {
  const forms = [start.clock.form, end.clock.form]
  return !forms.includes('bare') || forms.includes('full')
}

/** What a range that is not clear may have been meant for. */
function rangeReadings({start, end, before}: SaidRange): readonly string[] {
  const [first, last] = [start.clock.minute, end.clock.minute]
  if (start.clock.form === end.clock.form)
    return first === last ? [] : [`${before}${clockText(first)}-${clockText(last)}`]
  return meanings(start.clock)
    .flatMap(from => meanings(end.clock).map(to => [from, to] as const))
    .filter(([from, to]) => from < to)
    .toSorted((one, other) => one[1] - one[0] - (other[1] - other[0]))
    .map(([from, to]) => `${before}${clockText(from)}-${clockText(to)}`)
}

/** An hour alone may be before noon or after it. */
const meanings = ({minute, form}: SaidClock): readonly Minutes[] =>
  form === 'bare' ? [...new Set([minute % 720, (minute % 720) + 720, minute])] : [minute]

/** Two times without what stands between them. */
function readingsOfRange(text: string, dates: WrittenDates): readonly string[] {
  const range = text.replace(' ', '-')
  return /^(\d\d?:\d\d) (?!\1$)\d\d?:\d\d$/.test(text) && readEnds(range, dates) ? [range] : []
}

// --- Resolving: what the words mean in a zone, now

/** Not in the first or last year there is: the day before or after, or in another zone, must exist too. */
const isTypable = (date: Day | Instant): boolean => yearOf(date) > 1900 && yearOf(date) < 9999

function resolve({day: said, clock}: SaidMoment, text: string, context: TimeContext): Result<TypedTime> {
  const {now, timezone, dates, reading} = context
  const here = inZone(now, timezone)
  const today = dayOf(here)
  if (!said && !context.day) return resolveClock(clock.minute, here, text, context)
  const day = said ? dayMeant(said, {today, dates, reading}) : context.day
  if (day === undefined || !isTypable(day)) return refuse({kind: 'invalid-time', value: text})
  const isWrongToday = said?.kind === 'weekday' && day === today && isOnWrongSide(clock.minute, here, reading)
  const shift = reading === 'past' ? -7 : 7
  return atWallTime(isWrongToday ? addDays(day, shift) : day, clock.minute, text, timezone)
}

const isOnWrongSide = (minute: Minutes, here: Instant, reading: Reading): boolean =>
  reading === 'past' ? minute > minuteOfDay(here) : minute < minuteOfDay(here)

/** A time of day that nobody gave a day. */
function resolveClock(
  minute: Minutes,
  here: Instant,
  text: string,
  {timezone, reading}: TimeContext,
): Result<TypedTime> {
  const today = dayOf(here)
  if (reading === 'next') return nextClock(minute, here, text, timezone)
  const time = atWallTime(today, minute, text, timezone)
  if (!time.ok || epochMs(time.value.instant) <= epochMs(here)) return time
  const before = atWallTime(addDays(today, -1), minute, text, timezone)
  const yesterday = before.ok && {yesterday: before.value.instant}
  return refuse({kind: 'not-yet', value: text, ...yesterday, today: time.value.instant})
}

function nextClock(minute: Minutes, here: Instant, text: string, timezone: string): Result<TypedTime> {
  const today = dayOf(here)
  const isOver = (instant: Instant) => elapsedMinutes(instant, here) > 0
  const wall = wallTime(today, minute, timezone)
  if (wall.kind === 'twice' && isOver(wall.instant) && !isOver(wall.later)) {
    return ok({instant: wall.later, warning: 'exists-twice'})
  }
  return atWallTime(minute < minuteOfDay(here) ? addDays(today, 1) : today, minute, text, timezone)
}

/** The first such time after the start, on the same day or the next. */
function resolveEnd(
  {start, end}: SaidRange,
  from: Instant,
  text: string,
  {now, timezone, dates}: TimeContext,
): Result<TypedTime> {
  const {minute} = end.clock
  const firstDay = dayOf(from)
  if (end.day) {
    const isNear = end.day.kind === 'ago' || end.day.kind === 'ahead'
    const today = isNear ? dayOf(inZone(now, timezone)) : firstDay
    const day = dayMeant(end.day, {today, dates, reading: 'next'})
    if (day === undefined || !isTypable(day)) return refuse({kind: 'invalid-time', value: text})
    return atWallTime(addDays(day, Math.floor(minute / 1440)), minute % 1440, text, timezone)
  }
  if (minute === 1440) return atWallTime(addDays(firstDay, 1), 0, text, timezone)
  if (minute > start.clock.minute) return atWallTime(firstDay, minute, text, timezone)
  // Where the clocks go back, 02:50-02:10 may be twenty minutes.
  const wall = wallTime(firstDay, minute, timezone)
  if (wall.kind === 'twice' && epochMs(wall.later) > epochMs(from)) {
    return ok({instant: wall.later, warning: 'exists-twice'})
  }
  return atWallTime(addDays(firstDay, 1), minute, text, timezone)
}

function atWallTime(day: Day, minute: Minutes, text: string, timezone: string): Result<TypedTime> {
  const wall = wallTime(day, minute, timezone)
  if (wall.kind === 'gap') return refuse({kind: 'nonexistent-time', value: text, timezone})
  return ok({instant: wall.instant, ...(wall.kind === 'twice' && {warning: 'exists-twice'})})
}

import {minutesOf} from './bands.js'
import {
  type Day,
  dayOf,
  epochMs,
  type Instant,
  instantAt,
  inZone,
  secondOfDay,
  weekdayOf,
} from './calendar.js'
import type {WeeklyHours} from './contract.js'
import {stretchesOf} from './day-walk.js'
import {type HolidayCalendar, type HolidayRegion, isHoliday} from './holidays.js'

/** When a promise's time runs, and when a team is on duty: always, or in weekly hours (domain §9). */
export type Clock = 'always' | WeeklyClock

/** Hours of the week by the wall clock of a zone; not on public holidays, where a calendar is named. */
export interface WeeklyClock {
  readonly timezone: string
  readonly hours: readonly WeeklyHours[]
  readonly holidays: HolidayRegion | null
}

/** From one instant to another; without an end it goes on. */
export interface Span {
  readonly from: Instant
  readonly to: Instant | null
}

type Calendars = readonly HolidayCalendar[]

const SECOND_MS = 1000
/** Longer than any weekly hours pause: what does not run for so long, does not run any more. */
const HORIZON_MS = 366 * 86_400_000

/** A part of a span in which a clock runs, in milliseconds since 1970. */
interface Run {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * How many real seconds a clock runs within spans, clock changes included.
 *
 * @throws UnknownHolidaysError where the holidays of a year that is touched were not looked up
 */
export function secondsRun(
  clock: Clock,
  spans: readonly Span[],
  until: Instant,
  calendars: Calendars,
): number {
  const limit = epochMs(until)
  return spans
    .flatMap(span => [...runsIn(clock, span, limit, calendars)])
    .reduce((sum, {fromMs, toMs}) => sum + (toMs - fromMs) / SECOND_MS, 0)
}

/**
 * The first instant at which a clock has run for so long within spans; null where they end before that.
 *
 * @throws UnknownHolidaysError as `secondsRun` does
 * @example Monday to Friday 9 to 17, an hour from Friday 16:30 on // Monday 9:30
 */
export function instantWhenRun(
  clock: Clock,
  spans: readonly Span[],
  seconds: number,
  {timezone, calendars}: {readonly timezone: string; readonly calendars: Calendars},
): Instant | null {
  let left = seconds * SECOND_MS
  for (const span of spans) {
    for (const {fromMs, toMs} of runsIn(clock, span, Number.POSITIVE_INFINITY, calendars)) {
      if (toMs - fromMs >= left) return instantAt(fromMs + left, timezone)
      left -= toMs - fromMs
    }
  }
  return null
}

/** Whether a clock runs at a moment. */
export function isRunning(clock: Clock, at: Instant, calendars: Calendars): boolean {
  if (clock === 'always') return true
  const local = inZone(at, clock.timezone)
  const second = secondOfDay(local)
  return secondsOn(dayOf(local), clock, calendars).some(({from, to}) => from <= second && second < to)
}

/** The first instant from a moment on at which a clock runs, by the wall clock of its own zone; null if it never does. */
export function nextRun(clock: Clock, at: Instant, calendars: Calendars): Instant | null {
  if (clock === 'always') return at
  const [run] = runsIn(clock, {from: at, to: null}, Number.POSITIVE_INFINITY, calendars)
  return run === undefined ? null : instantAt(run.fromMs, clock.timezone)
}

/** When a clock runs within a span, in order, as far as somebody asks. */
function* runsIn(clock: Clock, {from, to}: Span, limit: number, calendars: Calendars): Generator<Run> {
  const start = epochMs(from)
  const end = Math.min(limit, to === null ? Number.POSITIVE_INFINITY : epochMs(to))
  if (start >= end) return
  if (clock === 'always') {
    yield {fromMs: start, toMs: end}
    return
  }
  let idleSince = start
  for (const stretch of stretchesOf(inZone(from, clock.timezone), end, clock.timezone)) {
    for (const hours of secondsOn(stretch.day, clock, calendars)) {
      const first = Math.max(stretch.from, hours.from)
      const last = Math.min(stretch.to, hours.to)
      if (first >= last) continue
      const ms = (second: number) => stretch.startMs + (second - stretch.from) * SECOND_MS
      idleSince = ms(last)
      yield {fromMs: ms(first), toMs: ms(last)}
    }
    if (stretch.startMs - idleSince > HORIZON_MS) return
  }
}

/** The hours of a day in seconds since midnight: in order, and none of them twice where they overlap. */
function secondsOn(
  day: Day,
  {hours, holidays: region}: WeeklyClock,
  calendars: Calendars,
): readonly {readonly from: number; readonly to: number}[] {
  if (region !== null && isHoliday(calendars, region, day)) return []
  const weekday = weekdayOf(day)
  const merged: {from: number; to: number}[] = []
  const onDay = hours.filter(({days}) => days.includes(weekday)).map(minutesOf)
  for (const {from, to} of onDay.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last === undefined || from * 60 > last.to) merged.push({from: from * 60, to: to * 60})
    else last.to = Math.max(last.to, to * 60)
  }
  return merged
}

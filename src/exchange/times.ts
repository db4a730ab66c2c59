import {
  addDays,
  type Day,
  dayOf,
  elapsedMinutes,
  type Instant,
  inZone,
  minuteOfDay,
  wallTime,
} from '../domain/calendar.js'
import type {Minutes} from '../domain/minutes.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {Draft, Moment, RowReason} from './reading.js'

/** When the work of a row began and how long it took, by the clocks of its contract's time zone. */
export interface Times {
  readonly start: Instant
  readonly workedMinutes: Minutes
  /** Local times of it that exist twice, because the clocks go back, and of which the first is meant. */
  readonly existTwice: readonly Instant[]
}

/** Why a row has no place in time. */
export interface Unplaced {
  readonly about: 'start' | 'end'
  readonly reason: RowReason
}

/**
 * Places a draft in time. A local time that exists twice means the first, for an end the first after the start;
 * refused is one that does not exist, and an end that is not after the start.
 */
export function timesOf(
  {start, length}: Pick<Draft, 'start' | 'length'>,
  timezone: string,
): Result<Times, Unplaced> {
  const starts = instantsOf(start, timezone)
  const [began] = starts
  if (began === undefined) return refuse({about: 'start', reason: {kind: 'nonexistent-time', timezone}})
  const twice = starts.length > 1 ? [began] : []
  if (length.kind === 'worked') return ok({start: began, workedMinutes: length.minutes, existTwice: twice})

  const {end} = length
  const ends =
    end.kind === 'time' ? nextInstantsOf(end.minuteOfDay, began, timezone) : instantsOf(end, timezone)
  if (ends.length === 0) return refuse({about: 'end', reason: {kind: 'nonexistent-time', timezone}})
  const ended = ends.find(instant => elapsedMinutes(began, instant) > 0)
  if (ended === undefined) return refuse({about: 'end', reason: {kind: 'end-not-after-start'}})
  const isFirstOfTwo = ends.length > 1 && ended === ends[0]
  return ok({
    start: began,
    workedMinutes: elapsedMinutes(began, ended),
    existTwice: isFirstOfTwo ? [...twice, ended] : twice,
  })
}

/** None, one or two. */
function instantsOf(moment: Moment, timezone: string): readonly Instant[] {
  if (moment.kind === 'instant') return [inZone(moment.instant, timezone)]
  return instantsAt(moment.day, moment.minuteOfDay, timezone)
}

function instantsAt(day: Day, minute: Minutes, timezone: string): readonly Instant[] {
  const wall = wallTime(day, minute, timezone)
  if (wall.kind === 'gap') return []
  return wall.kind === 'twice' ? [wall.instant, wall.later] : [wall.instant]
}

/** On the day of the start, or on the next where the clock shows less; the same time is no length at all. */
function nextInstantsOf(minute: Minutes, start: Instant, timezone: string): readonly Instant[] {
  const today = instantsAt(dayOf(start), minute, timezone)
  const isOver = minute < minuteOfDay(start) && !today.some(instant => elapsedMinutes(start, instant) > 0)
  return isOver ? instantsAt(addDays(dayOf(start), 1), minute, timezone) : today
}

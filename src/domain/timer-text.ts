import {addDays, dayOf, epochMs, type Instant, inZone, minuteOfDay, wallTime} from './calendar.js'
import {ok, type Result, refuse} from './refusal.js'
import {parseTime, type TimeContext, type TypedTime} from './time-text.js'
import type {Timed} from './timer.js'

/**
 * When a timer ended, as somebody typed it. A time without a day is the first such time since the start: `17:30`, typed
 * the next morning, is yesterday's.
 *
 * Refused: what `parseTime` refuses, and what is not between the start and now.
 */
export function parseEnd(text: string, {startedAt}: Timed, context: TimeContext): Result<TypedTime> {
  const {now} = context
  const day = dayOf(inZone(startedAt, context.timezone))
  const onDay = parseTime(text, {...context, day})
  if (!onDay.ok) return onDay
  const end = isAfter(onDay.value.instant, startedAt) ? onDay : laterThan(onDay.value, text, context)
  if (end.ok && isAfter(end.value.instant, startedAt) && !isAfter(end.value.instant, now)) return end
  return refuse({kind: 'not-while-running', value: text, startedAt, now})
}

const isAfter = (one: Instant, other: Instant): boolean => epochMs(one) > epochMs(other)

/** The same time where clocks going back show it once more, else on the next day, unless the text names its day. */
function laterThan({instant, warning}: TypedTime, text: string, context: TimeContext): Result<TypedTime> {
  const day = dayOf(instant)
  const wall = wallTime(day, minuteOfDay(instant), context.timezone)
  if (warning !== undefined && wall.kind === 'twice') return ok({instant: wall.later, warning})
  return parseTime(text, {...context, day: addDays(day, 1)})
}

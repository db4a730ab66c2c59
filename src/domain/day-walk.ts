import {type Day, dayOf, epochMs, type Instant, instantAt, offsetMinutes, secondOfDay} from './calendar.js'

/** A stretch of real time within one day, in which the wall clock of a zone runs evenly. */
export interface Stretch {
  readonly day: Day
  /** Seconds since midnight on the wall clock, 0 to 86,400. */
  readonly from: number
  readonly to: number
  /** When it begins, in milliseconds since 1970. */
  readonly startMs: number
}

const SECOND_MS = 1000
const MINUTE_MS = 60_000
const DAY_SECONDS = 86_400

/**
 * The time from an instant on, day by day as a zone has them; what a clock change adds or takes away is as it elapsed.
 * The zone is asked once a day, and more only on a day on which the clocks change.
 *
 * @param endMs when it ends, in milliseconds since 1970
 */
export function* stretchesOf(start: Instant, endMs: number, timezone: string): Generator<Stretch> {
  let startMs = epochMs(start)
  let now = start
  while (startMs < endMs) {
    const from = secondOfDay(now)
    const untilMidnight = startMs + (DAY_SECONDS - from) * SECOND_MS
    const stop = evenUntil(now, Math.min(endMs, untilMidnight), timezone)
    yield {day: dayOf(now), from, to: from + (stop - startMs) / SECOND_MS, startMs}
    if (stop < endMs) now = instantAt(stop, timezone)
    startMs = stop
  }
}

/** The latest moment up to `limit` until which the zone's offset stays what it is now. Offsets change at whole minutes. */
function evenUntil(now: Instant, limit: number, timezone: string): number {
  const offset = offsetMinutes(now)
  const isEvenBefore = (ms: number) => offsetMinutes(instantAt(ms - SECOND_MS, timezone)) === offset
  if (isEvenBefore(limit)) return limit
  let even = Math.floor(epochMs(now) / MINUTE_MS)
  let uneven = Math.ceil(limit / MINUTE_MS)
  while (uneven - even > 1) {
    const middle = Math.floor((even + uneven) / 2)
    if (isEvenBefore(middle * MINUTE_MS)) even = middle
    else uneven = middle
  }
  return even * MINUTE_MS
}

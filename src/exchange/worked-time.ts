import {parseDuration} from '../domain/duration-text.js'
import {MAX_WORKED_MINUTES} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {RowReason} from './reading.js'

/** A duration as people type it, or `h:mm:ss` as timers export it, rounded half up to a minute. */
export function typedMinutes(text: string): Result<Minutes, RowReason> {
  const timer = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text)
  if (timer) return wholeMinutes(Number(timer[1]) * 3600 + Number(timer[2]) * 60 + Number(timer[3]))
  const parsed = parseDuration(text)
  if (!parsed.ok) {
    const {refusal} = parsed
    const readings = refusal.kind === 'invalid-duration' ? refusal.readings : undefined
    return refuse({kind: 'invalid-duration', ...(readings && {readings})})
  }
  if (parsed.value < 0) return refuse({kind: 'negative-duration'})
  return parsed.value === 0 ? refuse({kind: 'zero-duration'}) : withinADay(parsed.value)
}

/** Seconds as minutes, rounded half up. */
export function wholeMinutes(seconds: number): Result<Minutes, RowReason> {
  if (seconds === 0) return refuse({kind: 'zero-duration'})
  return seconds < 30 ? refuse({kind: 'under-half-a-minute'}) : withinADay(Math.floor((seconds + 30) / 60))
}

/** Refuses more than an entry can have. */
export const withinADay = (minutes: Minutes): Result<Minutes, RowReason> =>
  minutes > MAX_WORKED_MINUTES ? refuse({kind: 'over-a-day', minutes}) : ok(minutes)

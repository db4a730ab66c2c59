import type {Instant} from '../domain/calendar.js'
import type {Minutes} from '../domain/minutes.js'
import {pausedSince, type Timer, timedMinutes} from '../domain/timer.js'

/** A timer as scripts get it. */
export interface TimerJson {
  readonly contract: string
  readonly text: string
  readonly startedAt: Instant
  /** What an entry would have, if it were stopped now. */
  readonly workedMinutes: Minutes
  readonly paused: boolean
}

export const timerJson = (timer: Timer, now: Instant): TimerJson => ({
  contract: timer.contract,
  text: timer.text,
  startedAt: timer.startedAt,
  workedMinutes: timedMinutes(timer, now),
  paused: pausedSince(timer) !== undefined,
})

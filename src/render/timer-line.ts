import type {Instant} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import {pausedSince, type Timed, timedMinutes} from '../domain/timer.js'

/**
 * A timer for the prompt of a shell. Made of what the program itself wrote, so that it is loaded before all that draws
 * other text.
 *
 * @example timerLine({contract: 'acme', startedAt, pauses: []}, now) // 'acme 0:42'
 */
export const timerLine = (timer: Timed & {readonly contract: string}, now: Instant): string =>
  `${timer.contract} ${formatDuration(timedMinutes(timer, now))}${pausedSince(timer) === undefined ? '' : ' paused'}`

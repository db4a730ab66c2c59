import {epochMs, type Instant, inZone} from '../domain/calendar.js'
import {MAX_WORKED_MINUTES, MIN_WORKED_MINUTES} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import type {Consultant} from '../domain/provider.js'
import {ok, type Refusal, type Result, refuse} from '../domain/refusal.js'
import {
  isForgotten,
  momentOf,
  pausedSince,
  type SaidOfWork,
  type Timer,
  timedMinutes,
} from '../domain/timer.js'
import {findBookedEntry} from './list-entries.js'
import {
  draftEntry,
  type LoggedEntry,
  logEntry,
  loggedBefore,
  type Recording,
  type WorkRequest,
} from './log-entry.js'

/** What became of a timer: null where it is over. */
export interface ChangedTimer {
  readonly timer: Timer | null
}

/** The timer of somebody. Refused: none runs. */
export const requireTimer = (timer: Timer | null, by: string): Result<Timer> =>
  timer === null ? refuse({kind: 'no-timer', by}) : ok(timer)

/**
 * Starts a timer.
 *
 * Refused: one runs already, a start ahead of now, and whatever an entry with this start would be refused for whatever
 * its length.
 */
export function startTimer(
  running: Timer | null,
  timer: Timer,
  {account, now}: {readonly account: Account; readonly now: Instant},
): Result<{readonly timer: Timer}> {
  if (running !== null) return refuse({kind: 'timer-exists', ...soFar(running, now)})
  if (epochMs(timer.startedAt) > epochMs(now))
    return refuse({kind: 'event-in-future', at: timer.startedAt, now})
  const {id, consultant: by} = timer
  const draft = draftEntry(account, workOf(timer, MIN_WORKED_MINUTES), {id, by, now, forcedBecause: null})
  return draft.ok ? ok({timer}) : draft
}

/** Refused: it is paused. */
export function pauseTimer(timer: Timer, now: Instant): Result<{readonly timer: Timer}> {
  const since = pausedSince(timer)
  if (since !== undefined) return refuse({kind: 'timer-paused', contract: timer.contract, since})
  return ok({timer: {...timer, pauses: [...timer.pauses, {from: momentOf(timer, now), to: null}]}})
}

/** Refused: it is not paused. */
export function resumeTimer(timer: Timer, now: Instant): Result<{readonly timer: Timer}> {
  const from = pausedSince(timer)
  if (from === undefined) return refuse({kind: 'timer-not-paused', contract: timer.contract})
  const pauses = [...timer.pauses.slice(0, -1), {from, to: momentOf(timer, now)}]
  return ok({timer: {...timer, pauses}})
}

/** What is said when a timer is stopped. */
export interface Stopping {
  /** When the work ended, if that was said; null: now. */
  readonly end: Instant | null
  /** It holds over what was said at the start, field by field. */
  readonly said: SaidOfWork
  /** Comes behind the text of the start. */
  readonly text: string
}

/**
 * Records what a timer counted, as `logEntry` records it. An entry that it was recorded as before stands as it is: whoever
 * was interrupted before the timer was gone, and stops it once more, has one entry.
 *
 * Refused: what `logEntry` refuses; less than half a minute or more than a day; and a timer that was probably forgotten,
 * unless the end is said.
 */
export function logTimer(
  account: Account,
  timer: Timer,
  stopping: Stopping,
  recording: Omit<Recording, 'id'>,
): Result<LoggedEntry> {
  const {now} = recording
  const known = findBookedEntry(account, timer.id)
  if (known !== undefined) return ok(loggedBefore(account, known, now))
  const refusal = refuseToStop(timer, stopping.end, {now, timezone: account.contract.timezone})
  if (refusal !== null) return refuse(refusal)
  return logEntry(account, workTimed(timer, stopping, now), {...recording, id: timer.id})
}

/** The work that a timer has counted, with what is said at its end. */
export function workTimed(timer: Timer, {end, said, text}: Stopping, now: Instant): WorkRequest {
  const work = workOf(timer, timedMinutes(timer, end ?? now))
  return {...work, ...said, text: [work.text, text].filter(each => each !== '').join('; ')}
}

const workOf = ({startedAt, text, consultant, said}: Timer, workedMinutes: number): WorkRequest => ({
  ...said,
  ...{start: startedAt, workedMinutes, consultant, text},
})

/** Why a timer cannot become an entry as it is; null if it can. */
export function refuseToStop(
  timer: Timer,
  end: Instant | null,
  {now, timezone}: {readonly now: Instant; readonly timezone: string},
): Refusal | null {
  const until = end ?? now
  const counted = soFar({...timer, startedAt: inZone(timer.startedAt, timezone)}, until)
  if (counted.workedMinutes < MIN_WORKED_MINUTES) return {kind: 'timer-too-short', ...counted}
  if (counted.workedMinutes > MAX_WORKED_MINUTES) return {kind: 'timer-too-long', ...counted}
  return end === null && isForgotten(timer, until, timezone) ? {kind: 'timer-forgotten', ...counted} : null
}

/**
 * Why these cannot be all consultants that there are, null if they can: somebody who is not among them has a timer, which
 * nobody could stop any more.
 */
export function refuseConsultants(
  consultants: readonly Consultant[],
  timers: readonly Timer[],
): Refusal | null {
  const listed = consultants.map(({name}) => name)
  const others = timers.map(({consultant}) => consultant).filter(name => !listed.includes(name))
  return listed.length === 0 || others.length === 0 ? null : {kind: 'consultant-timed', consultants: others}
}

/** Why a contract cannot be removed, for the timers that run; null if it can. */
export function refuseWhileTimed(contract: string, timers: readonly Timer[]): Refusal | null {
  const consultants = timers.filter(timer => timer.contract === contract).map(timer => timer.consultant)
  return consultants.length === 0 ? null : {kind: 'contract-timed', contract, consultants}
}

const soFar = (timer: Timer, until: Instant) => ({
  contract: timer.contract,
  startedAt: timer.startedAt,
  workedMinutes: timedMinutes(timer, until),
})

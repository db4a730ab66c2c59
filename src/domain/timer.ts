import {dayOf, epochMs, type Instant, instantAt} from './calendar.js'
import type {ContractId} from './contract.js'
import type {Work} from './entry.js'
import type {Minutes} from './minutes.js'

/** What was said of the work when its timer was started; of what is not there the end decides. */
export type SaidOfWork = Partial<
  Pick<Work, 'class' | 'cause' | 'activity' | 'requester' | 'place' | 'channel' | 'ticket'>
>

/** A time in which the timer does not count; without an end as long as it lasts. */
export interface Pause {
  readonly from: Instant
  readonly to: Instant | null
}

/** When a timer counts. Instants only: it runs on while the machine is off. */
export interface Timed {
  readonly startedAt: Instant
  /** In their order; only the last may have no end. */
  readonly pauses: readonly Pause[]
}

/** Work that is going on: what becomes an entry when it is stopped. One for each consultant. */
export interface Timer extends Timed {
  /** Of the entry that it becomes: fixed when it starts, so that whoever stops it twice has recorded once. */
  readonly id: string
  readonly consultant: string
  readonly contract: ContractId
  readonly text: string
  readonly said: SaidOfWork
}

/** When a timer that is paused began to be; undefined where it counts. */
export const pausedSince = ({pauses}: Pick<Timed, 'pauses'>): Instant | undefined => {
  const last = pauses.at(-1)
  return last?.to === null ? last.from : undefined
}

interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

/** The times in which a timer counts, up to an instant; before its start there are none. */
function stretchesOf({startedAt, pauses}: Timed, until: Instant): readonly Stretch[] {
  const endMs = epochMs(until)
  const begins = [startedAt, ...pauses.map(({to}) => to)]
  return begins.flatMap((from, index) => {
    if (from === null || epochMs(from) >= endMs) return []
    const pause = pauses[index]
    return [{fromMs: epochMs(from), toMs: pause === undefined ? endMs : Math.min(epochMs(pause.from), endMs)}]
  })
}

/**
 * What a timer has counted until an instant, pauses left out, to the nearest minute: half a minute is a whole one. Real
 * time, whatever the clocks did; all of it is rounded once, and not each time between two pauses.
 *
 * @example timedMinutes({startedAt: '2026-11-21T14:00:00Z', pauses: []}, '2026-11-21T14:42:30Z') // 43
 */
export const timedMinutes = (timer: Timed, until: Instant): Minutes =>
  Math.round(stretchesOf(timer, until).reduce((sum, {fromMs, toMs}) => sum + toMs - fromMs, 0) / 60_000)

/** Longer than a working day may be. */
const LONGEST_DAY_MS = 10 * 3_600_000
/** Longer than most work at night. */
const LONGEST_OVER_MIDNIGHT_MS = 4 * 3_600_000

/**
 * Whether a timer was probably left on: it counted for more than ten hours without a pause, or for more than four over a
 * midnight of the contract's.
 */
export const isForgotten = (timer: Timed, until: Instant, timezone: string): boolean =>
  stretchesOf(timer, until).some(({fromMs, toMs}) => {
    const isOverMidnight = dayOf(instantAt(fromMs, timezone)) < dayOf(instantAt(toMs, timezone))
    return toMs - fromMs > (isOverMidnight ? LONGEST_OVER_MIDNIGHT_MS : LONGEST_DAY_MS)
  })

/** When something happens to a timer: now, or where a clock was set back the last instant that the timer knows. */
export const momentOf = ({startedAt, pauses}: Timed, now: Instant): Instant =>
  [startedAt, ...pauses.flatMap(({from, to}) => (to === null ? [from] : [from, to]))].reduce(
    (latest, each) => (epochMs(each) > epochMs(latest) ? each : latest),
    now,
  )

import {epochMs, type Instant} from '../domain/calendar.js'
import type {Outcome} from '../domain/outcome.js'
import type {Account} from '../domain/page.js'
import type {TargetEvent} from '../domain/target.js'
import {listRequests} from './list-requests.js'

/** Something that a customer was promised and still waits for. */
export interface Owed {
  readonly ticket: string
  readonly event: TargetEvent
  /** Until when, or since when it is missed. */
  readonly dueAt: Instant
}

/** What customers still wait for, the soonest deadline first: what was missed counts until it is done. */
export const owedRequests = (account: Account, now: Instant): readonly Owed[] =>
  listRequests(account, 'live', now)
    .flatMap(({request, outcomes}) =>
      outcomes.flatMap(outcome => {
        const dueAt = owedSince(outcome, outcomes)
        return dueAt === null ? [] : [{ticket: request.number, event: outcome.event, dueAt}]
      }),
    )
    .toSorted((a, b) => epochMs(a.dueAt) - epochMs(b.dueAt))

/** The deadline of what has not happened; null where it has, where nothing was promised, or while its clock stands. */
function owedSince({event, state, startAt, dueAt, happenedAt}: Outcome, all: readonly Outcome[]) {
  if (event !== 'update') return happenedAt === null ? dueAt : null
  // Of updates each interval is one outcome, and only the last one can still be kept.
  return state === 'pending' ? (missedBefore(startAt, all) ?? dueAt) : null
}

/** Where the word that is owed was due before and did not come, its first deadline. */
function missedBefore(startAt: Instant, all: readonly Outcome[]): Instant | null {
  const before = all.find(
    ({event, state, dueAt}) => event === 'update' && state === 'missed' && dueAt === startAt,
  )
  return before === undefined ? null : (missedBefore(before.startAt, all) ?? startAt)
}

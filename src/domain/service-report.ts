import type {Instant} from './calendar.js'
import type {Terms} from './contract.js'
import {divideRounded} from './money.js'
import type {Correction, ResponseTimes, TicketOutcome} from './request-month.js'
import {nameOf, type TargetName} from './target.js'

/** How a promise was kept in a month (domain §9). */
export interface TargetReport extends TargetName {
  readonly met: number
  readonly missed: number
  readonly pending: number
  /** `met ÷ (met + missed)`, one decimal, half up; null where nothing was decided. */
  readonly percent: number | null
  /** Of the seconds that the clock ran until what was promised happened; null where it never did. */
  readonly medianSeconds: number | null
  readonly p95Seconds: number | null
  readonly worstSeconds: number | null
}

/** A promise that was not kept. */
export interface Miss {
  readonly ticket: string
  readonly event: TargetName['event']
  readonly dueAt: Instant | null
  /** Null where nothing happened, as is by how much it was late. */
  readonly happenedAt: Instant | null
  readonly lateSeconds: number | null
}

/** The response times of a contract's month. */
export interface ServiceReport {
  readonly targets: readonly TargetReport[]
  readonly misses: readonly Miss[]
  readonly corrections: readonly Correction[]
}

/** What is told of response times: each promise of the terms and each that was decided, and what was missed. */
export function reportOf({outcomes, corrections}: ResponseTimes, {sla}: Pick<Terms, 'sla'>): ServiceReport {
  const agreed = (sla?.targets ?? []).map(nameOf)
  const names = distinct([...agreed, ...outcomes.map(nameIn)])
  return {
    targets: names.map(name =>
      targetReport(
        name,
        outcomes.filter(outcome => isSameName(outcome, name)),
      ),
    ),
    misses: outcomes.filter(({state}) => state === 'missed').map(missOf),
    corrections,
  }
}

const nameIn = ({event, channel, kind, priority, withinMinutes}: TargetName): TargetName => ({
  ...{event, channel, kind, priority, withinMinutes},
})

const keyOf = ({event, channel, kind, priority, withinMinutes}: TargetName): string =>
  JSON.stringify([event, channel, kind, priority, withinMinutes])

const isSameName = (a: TargetName, b: TargetName): boolean => keyOf(a) === keyOf(b)

const distinct = (names: readonly TargetName[]): readonly TargetName[] => [
  ...new Map(names.map(name => [keyOf(name), name])).values(),
]

function targetReport(name: TargetName, outcomes: readonly TicketOutcome[]): TargetReport {
  const count = (wanted: TicketOutcome['state']) => outcomes.filter(({state}) => state === wanted).length
  const [met, missed, pending] = [count('met'), count('missed'), count('pending')]
  const seconds = outcomes
    .flatMap(({state, elapsedSeconds}) => (state === 'pending' ? [] : (elapsedSeconds ?? [])))
    .toSorted((a, b) => a - b)
  return {
    ...name,
    ...{met, missed, pending},
    percent: met + missed === 0 ? null : divideRounded(met * 1000, met + missed) / 10,
    medianSeconds: nearestRank(seconds, 50),
    p95Seconds: nearestRank(seconds, 95),
    worstSeconds: seconds.at(-1) ?? null,
  }
}

/**
 * The smallest of the values that so many percent of them do not exceed.
 * @example nearestRank([1, 2, 3, 4], 50) // 2
 */
const nearestRank = (sorted: readonly number[], percent: number): number | null =>
  sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null

const missOf = ({ticket, event, dueAt, happenedAt, elapsedSeconds, withinMinutes}: TicketOutcome): Miss => ({
  ...{ticket, event, dueAt, happenedAt},
  lateSeconds: elapsedSeconds === null ? null : elapsedSeconds - 60 * withinMinutes,
})

/** Whether anything is promised or was decided. */
export const hasServiceReport = ({targets, corrections}: ServiceReport): boolean =>
  targets.length > 0 || corrections.length > 0

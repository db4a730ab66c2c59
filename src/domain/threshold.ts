/**
 * Values that are well, as monitoring plug-ins are told them (Monitoring Plugins Development Guidelines): those from
 * `start` to `end`, both included; turned round, those outside.
 */
export interface Threshold {
  readonly start: number
  readonly end: number
  /** Whether the values from start to end are the ones that are not well. */
  readonly isTurned: boolean
  /** As it was written, for performance data. */
  readonly text: string
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)`
const RANGE = new RegExp(`^(?<turned>@)?(?:(?<start>~|${NUMBER})?(?<colon>:))?(?<end>${NUMBER})?$`)

/**
 * Reads a range; undefined where it is none, or begins after its end.
 *
 * | range | not well |
 * | --- | --- |
 * | `10` | below 0 or above 10 |
 * | `10:` | below 10 |
 * | `~:10` | above 10 |
 * | `10:20` | below 10 or above 20 |
 * | `@10:20` | from 10 to 20 |
 */
export function parseThreshold(text: string): Threshold | undefined {
  const {turned, start, colon, end} = RANGE.exec(text)?.groups ?? {}
  if (start === undefined && end === undefined) return undefined
  const from = start === '~' ? Number.NEGATIVE_INFINITY : Number(start ?? 0)
  const to = colon !== undefined && end === undefined ? Number.POSITIVE_INFINITY : Number(end)
  return from > to ? undefined : {start: from, end: to, isTurned: turned !== undefined, text}
}

/** Whether a value is not well; an infinite one is well where nothing bounds its side. */
export const isBreached = ({start, end, isTurned}: Threshold, value: number): boolean =>
  (value < start || value > end) !== isTurned

/** How it stands with what is checked, from good to bad; the place of each is the exit code of a plug-in. */
export const STATUSES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const

export type Status = (typeof STATUSES)[number]

/** Which values warn, and which are critical; null: none. */
export interface Thresholds {
  readonly warning: Threshold | null
  readonly critical: Threshold | null
}

export function statusOf({warning, critical}: Thresholds, value: number): Exclude<Status, 'UNKNOWN'> {
  if (critical !== null && isBreached(critical, value)) return 'CRITICAL'
  return warning !== null && isBreached(warning, value) ? 'WARNING' : 'OK'
}

export const worstStatus = (statuses: readonly Status[]): Status =>
  statuses.reduce((a, b) => (STATUSES.indexOf(b) > STATUSES.indexOf(a) ? b : a), 'OK')

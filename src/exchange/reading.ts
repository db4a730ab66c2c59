import type {Day, Instant} from '../domain/calendar.js'
import type {Cause, Channel, EntryClass} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'

/**
 * All that a file of another program can say of an entry. The start is `start` (a day, with or without a time of day)
 * or `day` and perhaps `time`; the worked time is `duration`, `hours` or `minutes`, or follows from `end`.
 */
export const FIELDS = [
  'id',
  'contract',
  'start',
  'day',
  'time',
  'end',
  'duration',
  'hours',
  'minutes',
  'requester',
  'consultant',
  'ticket',
  'text',
  'place',
  'channel',
  'class',
  'cause',
  'activity',
] as const

export type Field = (typeof FIELDS)[number]

/** Only one of each group can say it. */
export const STARTS = ['start', 'day'] as const
export const LENGTHS = ['duration', 'hours', 'minutes', 'end'] as const

/** As much of what a row says as is shown where it is refused. */
export const MAX_SHOWN = 200

/** A moment as the file has it; local where it has no offset, so the caller applies the contract's time zone. */
export type Moment =
  | {readonly kind: 'local'; readonly day: Day; readonly minuteOfDay: Minutes}
  | {readonly kind: 'instant'; readonly instant: Instant}

/** How long the work took, or until when. A time of day is the first one after the start. */
export type Length =
  | {readonly kind: 'worked'; readonly minutes: Minutes}
  | {readonly kind: 'until'; readonly end: Moment | {readonly kind: 'time'; readonly minuteOfDay: Minutes}}

/** An entry to be imported, not yet held against its contract. What the row does not say is left out. */
export interface Draft {
  /** By which the other program knows it, if the row says so. */
  readonly id: string | null
  /** What the first version of this program made the row's id of, if it could have read it; seldom asked for. */
  readonly formerIdentity: () => string | null
  readonly contract: string
  readonly start: Moment
  /** The row says the day only, and the time of day is assumed. */
  readonly isDayOnly: boolean
  readonly length: Length
  readonly requester?: string
  readonly consultant?: string
  readonly ticket?: string
  readonly text?: string
  readonly place?: string
  readonly channel?: Channel
  readonly class?: EntryClass
  readonly cause?: Cause
  readonly activity?: string
}

/** Why a row is not imported, in any format; without words, as a `Refusal` is. */
export type RowReason =
  | {readonly kind: 'empty'}
  | {readonly kind: 'nul-character'}
  | {readonly kind: 'half-letter'}
  | {readonly kind: 'text-too-long'; readonly max: number}
  | {readonly kind: 'invalid-entry-id'}
  | {readonly kind: 'invalid-contract-id'}
  | {readonly kind: 'invalid-day'; readonly formats: readonly string[]}
  | {readonly kind: 'impossible-day'}
  | {readonly kind: 'invalid-time'}
  /** The clocks go forward and never show it. */
  | {readonly kind: 'nonexistent-time'; readonly timezone: string}
  | {readonly kind: 'end-not-after-start'}
  /** There is an end, but the start has no time of day. */
  | {readonly kind: 'missing-time'}
  | {readonly kind: 'invalid-duration'; readonly readings?: readonly string[] | undefined}
  | {readonly kind: 'negative-duration'}
  | {readonly kind: 'zero-duration'}
  | {readonly kind: 'under-half-a-minute'}
  | {readonly kind: 'over-a-day'; readonly minutes: Minutes}
  | {readonly kind: 'unknown-value'; readonly allowed: readonly string[]}
  /** It has no end yet. */
  | {readonly kind: 'still-running'}
  /** Nothing in it names a contract. */
  | {readonly kind: 'no-contract'}

/** What is wrong with a row: the first thing found. A format may have reasons of its own. */
export interface RowProblem<Reason = RowReason> {
  readonly line: number
  /** Null where it is about the whole row or a constant, or where the format has no columns. */
  readonly column: string | null
  /** What the row says there, at most 200 characters of it. */
  readonly value: string | null
  readonly reason: Reason
}

/** A draft with the row it came from. */
export interface DraftRow {
  readonly kind: 'draft'
  readonly line: number
  /** As the file calls the contract. */
  readonly contractName: string
  readonly draft: Draft
  /** What the row says as typed, at most 200 characters of each: for whoever refuses it later. */
  readonly typed: {readonly [F in Field]?: string}
}

export type Row<Reason = RowReason> =
  | DraftRow
  | {readonly kind: 'problem'; readonly line: number; readonly problem: RowProblem<Reason>}

/** A file, row by row. */
export interface Reading<Reason = RowReason> {
  /** Which column says what, in formats that have columns. */
  readonly columns: readonly {readonly field: Field; readonly column: string}[]
  /** What was said of every row. */
  readonly constants: {readonly [F in Field]?: string}
  /** Every row but the blank ones, in the order of the file. */
  readonly rows: readonly Row<Reason>[]
  readonly blankRows: number
}

import type {Refusal, RefusalKind, Result} from '../domain/refusal.js'

/** What each exit code means (the public contract). */
export const EXIT = {done: 0, fault: 1, usage: 2, refused: 3, busy: 4, damaged: 5} as const

/** What a person or a script is told when a command did not do what was asked. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly exitCode: number
}

/** A refusal on its way from an operation to the base command, the one place that catches. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

/** Wrong use of the command line that no refusal of the domain describes. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: string
  readonly hint: string | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    message: string,
    hint: string | null = null,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.code = code
    this.hint = hint
    this.details = details
  }
}

/** A fault, a damage or a lock in the middle of a command: part of its work is done, and stays. */
export class UnfinishedError extends Error {
  override readonly name = 'UnfinishedError'
  /** What is done already, and how the rest comes to be done. */
  readonly hint: string

  constructor(cause: unknown, hint: string) {
    super('part of it is done', {cause})
    this.hint = hint
  }
}

/** An entry is moved to where it is. */
export const isThereAlready = (entry: string, contract: string): UsageError =>
  new UsageError('NOTHING_TO_CHANGE', `${entry} is in ${contract} already.`, 'Name another contract.')

/** Refusals of what somebody typed; all others are rules. */
const INPUT_KINDS: ReadonlySet<RefusalKind> = new Set([
  'invalid-duration',
  'duration-out-of-range',
  'invalid-time',
  'invalid-range',
  'empty-range',
  'not-yet',
  'nonexistent-time',
  'invalid-month',
  'invalid-day',
  'unknown-choice',
  'invalid-amount',
  'invalid-percent',
  'invalid-id',
  'invalid-terms',
  'invalid-profile',
  'unknown-consultant',
  'ambiguous-consultant',
  'missing-value',
  'ambiguous-beginning',
  'ambiguous-request',
  'unknown-kind',
  'unknown-level',
  'not-while-running',
  'time-in-text',
])

export const exitCodeOf = (refusal: Refusal): number =>
  INPUT_KINDS.has(refusal.kind) ? EXIT.usage : EXIT.refused

/** The `code` that scripts see: `unknown-contract` → `UNKNOWN_CONTRACT`. */
export const codeOfKind = (kind: string): string => kind.toUpperCase().replaceAll('-', '_')

/** The value, or the refusal on its way out. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusalError(result.refusal)
  return result.value
}

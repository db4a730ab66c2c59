import type {Day, Instant, Month} from './calendar.js'
import type {Minutes} from './minutes.js'
import type {EventKind, RequestState} from './request.js'

/**
 * An expected "no": a value without words. `locale/refusals` has the words, `cli/failure` the exit code.
 * The kind in upper case is the `code` that scripts see (`overdraft-exceeded` → `OVERDRAFT_EXCEEDED`).
 */
export type Refusal =
  // What somebody typed, or a file says (exit 2)
  | {readonly kind: 'invalid-duration'; readonly value: string; readonly readings?: readonly string[]}
  | {
      readonly kind: 'duration-out-of-range'
      readonly minutes: Minutes
      readonly min: Minutes
      readonly max: Minutes
    }
  | {readonly kind: 'invalid-time'; readonly value: string; readonly readings?: readonly string[]}
  /** A time of day without a day that has not come today; of yesterday it is missing where the clocks left it out. */
  | {readonly kind: 'not-yet'; readonly value: string; readonly yesterday?: Instant; readonly today: Instant}
  | {readonly kind: 'nonexistent-time'; readonly value: string; readonly timezone: string}
  | {readonly kind: 'invalid-range'; readonly value: string; readonly readings?: readonly string[]}
  | {readonly kind: 'empty-range'; readonly value: string}
  | {readonly kind: 'invalid-month'; readonly value: string; readonly readings?: readonly string[]}
  | {readonly kind: 'invalid-day'; readonly value: string; readonly readings?: readonly string[]}
  | {
      readonly kind: 'unknown-choice'
      readonly value: string
      readonly choices: readonly string[]
      /** The flag that it was typed after, if it was a flag. */
      readonly flag?: string
    }
  | {readonly kind: 'invalid-amount'; readonly value: string}
  | {readonly kind: 'invalid-percent'; readonly value: string}
  | {
      readonly kind: 'invalid-id'
      readonly value: string
      readonly what: 'contract' | 'entry' | 'request'
      /** The words that were probably meant, as one types them: `log acme 45`. */
      readonly meant?: string
    }
  | {readonly kind: 'invalid-terms'; readonly problems: readonly FieldProblem[]; readonly file?: string}
  | {readonly kind: 'invalid-profile'; readonly problems: readonly FieldProblem[]}
  | {
      readonly kind: 'unknown-consultant'
      readonly name: string
      /** Those that there are. */
      readonly consultants: readonly string[]
      readonly suggestion?: string
    }
  | {readonly kind: 'ambiguous-consultant'; readonly name: string; readonly consultants: readonly string[]}
  | {readonly kind: 'missing-value'; readonly flag: string; readonly what: string}
  /** Kinds of requests that the terms do not name. */
  | {readonly kind: 'unknown-kind'; readonly name: string; readonly kinds: readonly string[]}
  /** Neither a level nor a team of the terms. */
  | {readonly kind: 'unknown-level'; readonly to: string; readonly levels: readonly string[]}
  /** A time that is not between the start of a timer and now. */
  | {
      readonly kind: 'not-while-running'
      readonly value: string
      readonly startedAt: Instant
      readonly now: Instant
    }
  /** The text of a timer that begins like the time which a timer takes otherwise. */
  | {readonly kind: 'time-in-text'; readonly text: string; readonly command: 'start' | 'stop'}
  // Rules (exit 3)
  | {
      readonly kind: 'unknown-contract'
      readonly contract: string
      /** The contract that was probably meant. */
      readonly suggestion?: string
      /** The words that were probably meant, as one types them: `log acme 45`. */
      readonly meant?: string
    }
  | {
      readonly kind: 'contract-exists'
      readonly contract: string
      /** In which fields it differs from the one of a file. */
      readonly differs?: readonly string[]
    }
  | {
      readonly kind: 'unknown-entry'
      readonly entry: string
      /** Where it was looked for, and where such an entry is instead. */
      readonly elsewhere?: {readonly named: string; readonly contract: string; readonly id: string}
    }
  | {
      readonly kind: 'ambiguous-entry'
      readonly what: 'entries' | 'credits'
      readonly entry: string
      readonly contracts: readonly string[]
    }
  | {
      readonly kind: 'ambiguous-beginning'
      readonly what: 'entries' | 'credits'
      readonly beginning: string
      readonly entries: readonly {readonly id: string; readonly contract: string}[]
    }
  | {readonly kind: 'unknown-credit'; readonly credit: string}
  | {readonly kind: 'credit-already-voided'; readonly credit: string}
  | {readonly kind: 'entry-already-voided'; readonly entry: string; readonly replacedBy: string | null}
  | {readonly kind: 'nothing-to-undo'; readonly by: string}
  | {
      readonly kind: 'undo-of-correction'
      readonly entry: string
      readonly contract: string
      readonly replaces: string
    }
  /** The contract it was moved to, and the one that it was in before. */
  | {readonly kind: 'undo-of-move'; readonly entry: string; readonly contract: string; readonly from: string}
  | {
      readonly kind: 'id-taken'
      readonly id: string
      readonly contract: string
      readonly differs: readonly string[]
    }
  | {readonly kind: 'before-contract'; readonly start: Instant; readonly from: Day}
  | {readonly kind: 'after-contract'; readonly start: Instant; readonly to: Day}
  | {readonly kind: 'start-in-future'; readonly start: Instant; readonly now: Instant}
  | {
      readonly kind: 'overdraft-exceeded'
      readonly contract: string
      /** The month that would end below its limit, and the time available in it. */
      readonly month: Month
      readonly chargedMinutes: Minutes
      readonly availableMinutes: Minutes
    }
  | {readonly kind: 'no-emergency-service'; readonly contract: string}
  | {readonly kind: 'month-closed'; readonly month: Month; readonly openFrom: Month}
  | {readonly kind: 'month-not-begun'; readonly month: Month; readonly today: Day}
  | {readonly kind: 'month-before-contract'; readonly month: Month; readonly from: Month}
  | {readonly kind: 'nothing-closed'; readonly contract: string}
  /** No closed month, or none from one month to another. */
  | {
      readonly kind: 'nothing-to-replay'
      readonly contract: string
      readonly from: Month | null
      readonly to: Month | null
    }
  | {readonly kind: 'tariff-in-use'; readonly month: Month; readonly entries: readonly string[]}
  /** Not to be removed: how much was booked in its open months, also if it was voided, and whether others are closed. */
  | {
      readonly kind: 'contract-used'
      readonly contract: string
      readonly entries: number
      readonly credits: number
      readonly requests: number
      readonly hasClosedMonths: boolean
    }
  | {readonly kind: 'end-before-start'; readonly on: Day; readonly from: Day}
  | {readonly kind: 'end-in-closed-month'; readonly on: Day; readonly openFrom: Month}
  | {readonly kind: 'movements-after-end'; readonly on: Day; readonly entries: readonly string[]}
  | {readonly kind: 'expiry-before-booking'; readonly expires: Day; readonly month: Month}
  | {readonly kind: 'unknown-request'; readonly number: string; readonly contract: string | null}
  | {readonly kind: 'ambiguous-request'; readonly number: string; readonly contracts: readonly string[]}
  | {readonly kind: 'request-exists'; readonly number: string; readonly contract: string}
  | {readonly kind: 'request-already-voided'; readonly number: string}
  | {
      readonly kind: 'unknown-event'
      readonly number: string
      readonly event: string
      readonly events: readonly string[]
    }
  | {readonly kind: 'event-already-voided'; readonly number: string; readonly event: string}
  /** The first event is the request itself. */
  | {readonly kind: 'received-stays'; readonly number: string}
  | {
      readonly kind: 'event-before-request'
      readonly number: string
      readonly at: Instant
      readonly receivedAt: Instant
    }
  | {readonly kind: 'event-in-future'; readonly at: Instant; readonly now: Instant}
  /** What the request is in the wrong state for at that instant; `later` where it happened already and would no longer fit. */
  | {
      readonly kind: 'event-does-not-fit'
      readonly number: string
      readonly event: EventKind
      readonly at: Instant
      readonly state: RequestState
      readonly isLater: boolean
    }
  | {readonly kind: 'no-levels'; readonly contract: string}
  | {readonly kind: 'no-timer'; readonly by: string}
  | ({readonly kind: 'timer-exists'} & TimedSoFar)
  | {readonly kind: 'timer-paused'; readonly contract: string; readonly since: Instant}
  | {readonly kind: 'timer-not-paused'; readonly contract: string}
  | ({readonly kind: 'timer-too-short'} & TimedSoFar)
  | ({readonly kind: 'timer-too-long'} & TimedSoFar)
  | ({readonly kind: 'timer-forgotten'} & TimedSoFar)
  /** Not to be left out of the consultants: timers of theirs are running. */
  | {readonly kind: 'consultant-timed'; readonly consultants: readonly string[]}
  /** Not to be removed: consultants are at work for it. */
  | {readonly kind: 'contract-timed'; readonly contract: string; readonly consultants: readonly string[]}
  /** Somebody recorded less than what is to be repeated. */
  | {readonly kind: 'nothing-to-repeat'; readonly by: string; readonly count: number}
  /** Not to be restored: it would be as damaged as the backup. `''` stands for what contracts share. */
  | {readonly kind: 'backup-damaged'; readonly damaged: readonly string[]}
  /** Not to be copied: `''` stands for what contracts share. */
  | {readonly kind: 'copy-damaged'; readonly store: string; readonly damaged: readonly string[]}
  /** Not to be copied there: what is there has what is copied lacks. */
  | {readonly kind: 'copy-lacks'; readonly store: string; readonly lacking: readonly LackedByBackup[]}
  /** A database lets a user record only as themselves. */
  | {readonly kind: 'not-for-others'; readonly user: string; readonly by: string}
  /** Not to be restored: the store has what the backup lacks. */
  | {readonly kind: 'backup-lacks'; readonly lacking: readonly LackedByBackup[]}

/** How much of a contract a backup lacks. */
interface LackedByBackup {
  readonly contract: string
  readonly entries: number
  readonly credits: number
  readonly closedMonths: number
  readonly requestRecords: number
  readonly isOtherwise: boolean
}

/** What a timer says of the work so far. */
interface TimedSoFar {
  readonly contract: string
  readonly startedAt: Instant
  readonly workedMinutes: Minutes
}

/** What is wrong with one field of a file, named by its path (`terms[0].rollover.capMinutes`). */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

export type RefusalKind = Refusal['kind']

/** A refusal of these kinds only. */
export type RefusalOf<K extends RefusalKind> = Extract<Refusal, {readonly kind: K}>

/** Either a value, or why there is none: a refusal, unless something else is said. */
export type Result<T, E = Refusal> =
  | {readonly ok: true; readonly value: T}
  | {readonly ok: false; readonly refusal: E}

export const ok = <T>(value: T): Result<T, never> => ({ok: true, value})
export const refuse = <E = Refusal>(refusal: NoInfer<E>): Result<never, E> => ({ok: false, refusal})

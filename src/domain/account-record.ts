import type {Day, Instant, Month} from './calendar.js'
import type {Customer, Terms} from './contract.js'

/** Terms as they were or are, as far as they changed. */
export type SomeTerms = Partial<Terms>

/** What is done to an account and is no booking. Of the customer only which fields changed: what is personal is not kept twice. */
export type AccountEvent =
  | {readonly event: 'opened'}
  | {readonly event: 'amended'; readonly from: Month; readonly before: SomeTerms; readonly after: SomeTerms}
  | {readonly event: 'edited'; readonly fields: readonly (keyof Customer)[]}
  | {readonly event: 'ended'; readonly on: Day; readonly before: Day | null}
  | {readonly event: 'imported'; readonly format: string; readonly entries: number}
  /** From a backup of this moment. */
  | {readonly event: 'restored'; readonly takenAt: Instant}

/** Who does something to an account, and when. */
export interface Authorship {
  readonly at: Instant
  /** Null: nobody was named. */
  readonly by: string | null
}

/** What was done to an account, when and by whom: in the page of the first month that was open then, and sealed with it. */
export type AccountRecord = Authorship & AccountEvent

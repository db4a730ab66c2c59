import type {Day, Month} from './calendar.js'
import type {ContractId} from './contract.js'
import type {Minutes} from './minutes.js'

/** Something that somebody should be told once; `since` is the day from which it is so. */
export type Reminder =
  | {
      readonly kind: 'nothing-logged'
      readonly consultant: string
      /** Days that are over on which others work, too. */
      readonly workingDays: number
      /** The last day on which they logged something; null: none that is known. */
      readonly since: Day | null
    }
  | {
      readonly kind: 'alert'
      readonly contract: ContractId
      readonly month: Month
      /** The highest alert that is passed, and how much is used. */
      readonly percent: number
      readonly usedPercent: number
      readonly since: Day
    }
  | {
      readonly kind: 'lapsing'
      readonly contract: ContractId
      readonly minutes: Minutes
      readonly on: Day
      readonly since: Day
    }
  | {readonly kind: 'ending'; readonly contract: ContractId; readonly on: Day; readonly since: Day}

/** What was told: by it a reminder is known again. */
export interface Reminded {
  readonly what: string
  /** Only what is above it is told once more: the percent of an alert, the day since when nothing was logged; else 0. */
  readonly level: number
  /** The last day on which there could be a reason to tell it; null: as long as it is so. */
  readonly until: Day | null
}

import type {BandPart} from './bands.js'
import type {Cause, EntryClass} from './contract.js'
import type {Minutes} from './minutes.js'

/** One step from worked to charged time: which rule, on what, and the minutes after it. No words: `locale` has them. */
export type Step =
  | {
      readonly rule: 'class'
      readonly class: EntryClass
      readonly activity: string | null
      readonly minutes: Minutes
    }
  | {readonly rule: 'cause'; readonly cause: Cause; readonly minutes: Minutes}
  | {
      readonly rule: 'increment'
      readonly workedMinutes: Minutes
      readonly unitMinutes: Minutes
      readonly minimumMinutes: Minutes
      readonly minutes: Minutes
    }
  | {
      /** `workedMinutes` and `totalMinutes` are of the ticket's day so far, `beforeMinutes` what it was charged before. */
      readonly rule: 'ticket-day'
      readonly workedMinutes: Minutes
      readonly totalMinutes: Minutes
      readonly beforeMinutes: Minutes
      readonly unitMinutes: Minutes
      readonly minimumMinutes: Minutes
      readonly minutes: Minutes
    }
  | {readonly rule: 'bands'; readonly parts: readonly BandPart[]; readonly minutes: Minutes}
  | {
      readonly rule: 'call-out-cause'
      readonly cause: Cause | null
      readonly isFeeDue: boolean
      readonly isWorkDue: boolean
      readonly minutes: Minutes
    }
  | {
      readonly rule: 'call-out-work'
      readonly workedMinutes: Minutes
      readonly includedMinutes: Minutes
      readonly unitMinutes: Minutes
      readonly minutes: Minutes
    }
  | {readonly rule: 'settled-in-money'; readonly minutes: Minutes}
  | {
      /** What is due: 0 minutes of fee or work where the cause makes it free. */
      readonly rule: 'settled-in-hours'
      readonly feeMinutes: Minutes
      readonly workMinutes: Minutes
      readonly factor: number
      readonly minutes: Minutes
    }

export type Explanation = readonly Step[]

import type {Cause, EntryClass, Increment, Terms, Units} from './contract.js'
import type {Rated, Work} from './entry.js'
import type {Minutes} from './minutes.js'
import type {Cents, VatPercent} from './money.js'

/** An amount that is billed (or, below zero, given back) beside the hours. */
export interface Charge {
  readonly kind: 'call-out' | 'work' | 'overage' | 'top-up' | 'pay-out'
  /** How much of it: minutes, at `unitPriceCents` for each `perMinutes`. */
  readonly quantityMinutes: Minutes
  readonly unitPriceCents: Cents
  readonly perMinutes: Minutes
  readonly netCents: Cents
  readonly vatPercent: VatPercent
  /** The entry it comes from, if it comes from one. */
  readonly entry: string | null
}

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

export type Explanation = readonly Step[]

/**
 * Rounds up to started units, at least the minimum (domain §5.3).
 * @example roundUpToUnits(61, {minutes: 15, minimum: 15}) // 75
 */
export function roundUpToUnits(minutes: Minutes, units: Units): Minutes {
  return Math.max(Math.ceil(minutes / units.minutes) * units.minutes, units.minimum)
}

/** The units for an entry: the first override that fits its channel and place, else the common ones. */
export function unitsFor(increment: Increment, work: Pick<Work, 'channel' | 'place'>): Units {
  const fits = ({channel, place}: {channel?: string | undefined; place?: string | undefined}) =>
    (channel === undefined || channel === work.channel) && (place === undefined || place === work.place)
  return increment.overrides.find(fits) ?? increment
}

/** Whether the hours of this work are charged at all: not what is free, nor what the provider caused (domain §5.1–2). */
export function isCharged(work: Pick<Work, 'class' | 'cause'>): boolean {
  return work.class !== 'standard' && work.cause !== 'provider'
}

/** The entries of the same ticket and day before the one being rated, where the increment is `ticket-day`. */
export interface TicketDay {
  /** Worked in them, all told. */
  readonly workedMinutes: Minutes
  /** Charged units that they bear: more than worked where a closed month bears a surplus already. */
  readonly bornMinutes: Minutes
  /** Whether the entry being rated is the last one, which bears the surplus of rounding. */
  readonly isLast: boolean
}

/**
 * From worked to charged time (domain §5), with a line of explanation for each step.
 *
 * @param ticketDay what came before on the ticket's day; null if each entry is rounded for itself
 */
export function rate(work: Work, terms: Terms, ticketDay: TicketDay | null): Rated {
  const classStep: Step = {
    rule: 'class',
    class: work.class,
    activity: work.activity,
    minutes: work.class === 'standard' ? 0 : work.workedMinutes,
  }
  if (work.class === 'standard') return free([classStep])
  if (work.cause === 'provider') return free([classStep, {rule: 'cause', cause: work.cause, minutes: 0}])
  const increment = incrementStep(work, terms, ticketDay)
  return {chargedMinutes: increment.minutes, charges: [], explanation: [classStep, increment]}
}

const free = (explanation: Explanation): Rated => ({chargedMinutes: 0, charges: [], explanation})

function incrementStep(work: Work, terms: Terms, ticketDay: TicketDay | null): Step {
  const units = unitsFor(terms.increment, work)
  const {workedMinutes} = work
  const common = {unitMinutes: units.minutes, minimumMinutes: units.minimum}
  if (ticketDay === null) {
    return {rule: 'increment', workedMinutes, ...common, minutes: roundUpToUnits(workedMinutes, units)}
  }
  const totalWorked = ticketDay.workedMinutes + workedMinutes
  const totalMinutes = ticketDay.isLast ? roundUpToUnits(totalWorked, units) : totalWorked
  return {
    rule: 'ticket-day',
    workedMinutes: totalWorked,
    totalMinutes,
    beforeMinutes: ticketDay.bornMinutes,
    ...common,
    minutes: Math.max(0, totalMinutes - ticketDay.bornMinutes),
  }
}

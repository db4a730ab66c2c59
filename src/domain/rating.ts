import {isPlain, partsOf, weigh} from './bands.js'
import type {Terms} from './contract.js'
import {rateEmergency} from './emergency.js'
import type {Rated, Work} from './entry.js'
import type {Explanation, Step} from './explanation.js'
import type {HolidayCalendar} from './holidays.js'
import type {Minutes} from './minutes.js'
import {roundUpToUnits, unitsFor} from './units.js'

/**
 * Whether started units and bands apply: not to what is free, to what the provider caused, or to emergencies, which
 * have a tariff of their own (domain §5).
 */
export function isChargedByTime(work: Pick<Work, 'class' | 'cause'>): boolean {
  return work.class === 'extended' && work.cause !== 'provider'
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

/** What an entry is rated by, beside the work itself: the terms of its month, its ticket's day, the calendar. */
export interface RatingBasis {
  readonly terms: Terms
  readonly timezone: string
  readonly holidays: readonly HolidayCalendar[]
  /** What came before on the ticket's day; null if each entry is rounded for itself. */
  readonly ticketDay: TicketDay | null
}

/**
 * From worked to charged time (domain §5), with a line of explanation for each step: class, cause, increment, bands.
 *
 * @throws RangeError for an emergency without a tariff · UnknownHolidaysError
 */
export function rate(
  work: Work & {readonly id: string},
  {terms, timezone, holidays, ticketDay}: RatingBasis,
): Rated {
  if (work.class === 'emergency') {
    if (terms.emergency === null) throw new RangeError(`emergency entry ${work.id} without a tariff`)
    return rateEmergency(work, terms.emergency, terms.vatPercent)
  }
  const classStep: Step = {
    rule: 'class',
    class: work.class,
    activity: work.activity,
    minutes: work.class === 'standard' ? 0 : work.workedMinutes,
  }
  if (work.class === 'standard') return free([classStep])
  if (work.cause === 'provider') return free([classStep, {rule: 'cause', cause: work.cause, minutes: 0}])
  const increment = incrementStep(work, terms, ticketDay)
  const steps = [classStep, increment]
  // Nothing is left to weigh where the others of a ticket's day bear it all.
  if (increment.minutes === 0 || isPlain(terms.bands)) {
    return {chargedMinutes: increment.minutes, charges: [], explanation: steps}
  }
  const parts = partsOf({start: work.start, minutes: increment.minutes, timezone}, terms.bands, holidays)
  const chargedMinutes = weigh(parts)
  return {
    chargedMinutes,
    charges: [],
    explanation: [...steps, {rule: 'bands', parts, minutes: chargedMinutes}],
  }
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

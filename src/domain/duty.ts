import {epochMs, type Instant} from './calendar.js'
import {type Clock, isRunning, nextRun} from './clock.js'
import type {SupportLevel} from './contract.js'
import type {HolidayCalendar} from './holidays.js'

/** Whether a team can be reached (domain §9). */
export interface Duty {
  readonly level: number
  readonly team: string
  readonly isOnDuty: boolean
  /** When it is again, by its own clocks; null while it is on duty, or where it never is. */
  readonly next: Instant | null
}

/** Who is on duty. */
export interface DutyQuestion {
  readonly at: Instant
  /** The contract's, where a team has none of its own. */
  readonly timezone: string
  readonly calendars: readonly HolidayCalendar[]
}

/** @throws UnknownHolidaysError where the holidays of a year were not looked up */
export function dutyOf(level: SupportLevel, {at, timezone, calendars}: DutyQuestion): Duty {
  const clock = clockOfTeam(level, timezone)
  const isOnDuty = isRunning(clock, at, calendars)
  return {
    level: level.level,
    team: level.team,
    isOnDuty,
    next: isOnDuty ? null : nextRun(clock, at, calendars),
  }
}

const clockOfTeam = ({hours, timezone, holidays}: SupportLevel, contractZone: string): Clock =>
  hours === 'always' ? 'always' : {timezone: timezone ?? contractZone, hours, holidays: holidays ?? null}

/** Of several teams the first that is on duty, else the one that is soonest. */
export function firstOnDuty(duties: readonly Duty[]): Duty | undefined {
  const soonest = (duty: Duty) => (duty.next === null ? Number.POSITIVE_INFINITY : epochMs(duty.next))
  return duties.find(({isOnDuty}) => isOnDuty) ?? duties.toSorted((a, b) => soonest(a) - soonest(b))[0]
}

import {type Day, dayOf, epochMs, type Instant, minuteOfDay, weekdayOf} from './calendar.js'
import type {Bands, Factor, WeeklyHours} from './contract.js'
import {stretchesOf} from './day-walk.js'
import {type HolidayCalendar, isHoliday} from './holidays.js'
import type {Minutes} from './minutes.js'

/** Minutes that count by a factor, which has at most two decimals. */
interface Weighted {
  readonly minutes: Minutes
  readonly factor: number
}

/** The minutes of an interval that lie in one band. */
export interface BandPart extends Weighted {
  readonly name: string
}

/** An interval in real, elapsed time, in the contract's zone. */
export interface Interval {
  readonly start: Instant
  readonly minutes: Minutes
  readonly timezone: string
}

/** Whether every minute counts as one, whenever it was: then there is nothing to look up. */
export const isPlain = ({list, otherwise, holiday}: Bands): boolean =>
  list.length === 0 && holiday === null && otherwise.factor === 1

/**
 * Splits an interval at the edges of bands (domain §5.4). Parts of the same band that follow each other are one; what
 * a clock change adds or takes away is counted as it elapsed.
 *
 * @example Friday 17:40, 45 minutes, core until 18:00 // 20 core, 25 off-hours
 */
export function partsOf(
  {start, minutes: length, timezone}: Interval,
  bands: Bands,
  holidays: readonly HolidayCalendar[],
): readonly BandPart[] {
  const parts: BandPart[] = []
  const begun = inWholeMinutes(start)
  for (const {day, from, to} of stretchesOf(begun, epochMs(begun) + length * MINUTE_MS, timezone)) {
    for (const part of planOf(day, bands, holidays)) {
      const minutes = Math.min(to / 60, part.to) - Math.max(from / 60, part.from)
      if (minutes > 0) append(parts, {name: part.band.name, minutes, factor: part.band.factor})
    }
  }
  return parts
}

/**
 * What the parts count, each minute by its factor: the sum rounded up to a whole minute.
 * @example weigh([{name: 'core', minutes: 20, factor: 1}, {name: 'off-hours', minutes: 25, factor: 1.5}]) // 58
 */
export function weigh(parts: readonly Weighted[]): Minutes {
  return Math.ceil(hundredthsOf(parts) / 100)
}

/** What the parts count exactly, in hundredths of a minute: factors have two decimals. */
export function hundredthsOf(parts: readonly Weighted[]): number {
  return parts.reduce((sum, {minutes, factor}) => sum + minutes * Math.round(factor * 100), 0)
}

function append(parts: BandPart[], part: BandPart): void {
  const last = parts[parts.length - 1]
  if (last?.name === part.name && last.factor === part.factor) {
    parts[parts.length - 1] = {...last, minutes: last.minutes + part.minutes}
  } else {
    parts.push(part)
  }
}

const MINUTE_MS = 60_000

/** Work is counted in whole minutes, as if it had begun with one. */
const inWholeMinutes = (start: Instant): Instant => `${start.slice(0, 17)}00${start.slice(19)}` as Instant

interface PlannedBand {
  readonly from: Minutes
  readonly to: Minutes
  readonly band: Factor
}

/** The bands of one day without gaps: on a holiday one, if there is a factor for it. */
function planOf(day: Day, bands: Bands, holidays: readonly HolidayCalendar[]): readonly PlannedBand[] {
  const {holiday, holidays: region, list, otherwise} = bands
  if (holiday !== null && region !== null && isHoliday(holidays, region, day)) {
    return [{from: 0, to: 1440, band: holiday}]
  }
  const weekday = weekdayOf(day)
  const onDay = list.filter(({days}) => days.includes(weekday)).map(band => ({...minutesOf(band), band}))
  const edges = [...new Set([0, ...onDay.flatMap(({from, to}) => [from, to])])].sort((a, b) => a - b)
  return edges.map((from, index) => ({
    from,
    to: edges[index + 1] ?? 1440,
    band: onDay.find(each => each.from <= from && from < each.to)?.band ?? otherwise,
  }))
}

/** The hours of a week as minutes of the day. */
export function minutesOf({from, to}: Pick<WeeklyHours, 'from' | 'to'>): {
  readonly from: Minutes
  readonly to: Minutes
} {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  return {from: minutes(from), to: minutes(to)}
}

/** Whether a moment lies in weekly hours, by the wall clock of its own zone. */
export function isWithin(instant: Instant, hours: WeeklyHours): boolean {
  const {from, to} = minutesOf(hours)
  const minute = minuteOfDay(instant)
  return hours.days.includes(weekdayOf(dayOf(instant))) && from <= minute && minute < to
}

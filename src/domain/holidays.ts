import {type Day, yearOf} from './calendar.js'

/** Whose public holidays count: a country, and a state of it where they differ. */
export interface HolidayRegion {
  /** ISO 3166-1, two capital letters. */
  readonly country: string
  /** As the calendar names it: `BY`, `9`, `ZH`; null for those of the whole country. */
  readonly state: string | null
}

/** The public holidays of a region, for the years that were looked up: looked up once, then kept. */
export interface HolidayCalendar {
  readonly region: HolidayRegion
  readonly years: {readonly [year: string]: readonly Day[]}
}

export const isSameRegion = (a: HolidayRegion, b: HolidayRegion): boolean =>
  a.country === b.country && a.state === b.state

/** Calendars with the years of one more; a year that is known stays. */
export function withYears(
  calendars: readonly HolidayCalendar[],
  {region, years}: HolidayCalendar,
): readonly HolidayCalendar[] {
  const known = calendars.find(calendar => isSameRegion(calendar.region, region))
  const others = calendars.filter(calendar => calendar !== known)
  return [...others, {region, years: {...years, ...known?.years}}]
}

/** The holidays of a region's year are asked for that were not looked up: a check that cannot run has failed. */
export class UnknownHolidaysError extends RangeError {
  override readonly name = 'UnknownHolidaysError'
  readonly region: HolidayRegion
  readonly year: number

  constructor(region: HolidayRegion, year: number) {
    const name = region.state === null ? region.country : `${region.country} ${region.state}`
    super(`the holidays of ${name} in ${year} are not known`)
    this.region = region
    this.year = year
  }
}

/**
 * Whether a day is a public holiday, the whole day. 24 and 31 December are working days: at most their afternoon is a
 * holiday, by custom, for banks or in a few regions. Who wants more for it agrees on a band.
 *
 * @throws UnknownHolidaysError if the region's year was not looked up
 */
export function isHoliday(calendars: readonly HolidayCalendar[], region: HolidayRegion, day: Day): boolean {
  const days = calendars.find(calendar => isSameRegion(calendar.region, region))?.years[yearOf(day)]
  if (days === undefined) throw new UnknownHolidaysError(region, yearOf(day))
  return days.includes(day)
}

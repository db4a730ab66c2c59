import {addDays, type Day, parseDay} from '../domain/calendar.js'
import type {HolidayRegion} from '../domain/holidays.js'

/** The one place that knows `date-holidays`, which takes over 100 ms to load: a year is looked up once, then stored. */
const loadHolidays = async () => (await import('date-holidays')).default

/** Whether there is a calendar for the country, and the state is one of it (or null). */
export async function isKnownRegion({country, state}: HolidayRegion): Promise<boolean> {
  const calendar = new (await loadHolidays())()
  if (!Object.hasOwn(calendar.getCountries(), country)) return false
  return state === null || Object.hasOwn(calendar.getStates(country) ?? {}, state)
}

/** The states of a country as the calendar names them, for a message that helps. */
export async function statesOf(country: string): Promise<readonly string[]> {
  const calendar = new (await loadHolidays())()
  return Object.keys(calendar.getStates(country) ?? {}).sort()
}

/**
 * The public holidays of a region in a year, by day. Only what the calendar calls `public` and what takes the whole
 * day: bank and school holidays, remembrance days and the afternoons of 24 and 31 December are working days.
 */
export async function publicHolidays({country, state}: HolidayRegion, year: number): Promise<readonly Day[]> {
  const calendar = new (await loadHolidays())(country, state ?? '', {types: ['public']})
  const days = calendar.getHolidays(year).flatMap(({date, start, end}) => {
    const first = parseDay(date.slice(0, 10))
    if (first === undefined || !date.startsWith('00:00', 11)) return []
    // Whole days only; an hour more, since a day on which the clocks change has 23.
    const count = Math.floor((end.getTime() - start.getTime() + 3_600_000) / 86_400_000)
    return Array.from({length: count}, (_, index) => addDays(first, index))
  })
  return [...new Set(days)].sort()
}

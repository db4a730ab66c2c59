import {addMinutes, type Day, dayOf, type Instant, yearOf} from '../domain/calendar.js'
import {type Changes, type Contract, holidayRegionsOf, serviceRegionsOf} from '../domain/contract.js'
import {MAX_WORKED_MINUTES} from '../domain/entry.js'
import type {HolidayCalendar, HolidayRegion} from '../domain/holidays.js'
import type {Profile} from '../domain/provider.js'
import type {FieldProblem} from '../domain/refusal.js'
import type {Store} from '../storage/store.js'
import {RefusalError} from './failure.js'

type HolidayStore = Pick<Store, 'readHolidays' | 'addHolidays'>

/**
 * Makes sure that the store has the public holidays that work on these days is rated by, and reads them. A contract
 * whose bands ask for none costs nothing, a year that was looked up before no more than reading it.
 */
export async function prepareHolidays(
  store: HolidayStore,
  contract: Contract,
  days: Iterable<Day>,
): Promise<readonly HolidayCalendar[]> {
  const years = new Set([...days].map(yearOf))
  const calendars = []
  for (const region of holidayRegionsOf(contract)) {
    const known = await store.readHolidays(region)
    const missing = [...years].filter(year => known.years[year] === undefined)
    calendars.push(missing.length === 0 ? known : await lookUpHolidays(store, region, missing))
  }
  return calendars
}

/** Looks up the public holidays of years and keeps them in the store. */
export async function lookUpHolidays(
  store: HolidayStore,
  region: HolidayRegion,
  years: readonly number[],
): Promise<HolidayCalendar> {
  const {publicHolidays} = await import('../holidays/public-holidays.js')
  const found = await Promise.all(
    years.map(async year => [year, await publicHolidays(region, year)] as const),
  )
  await store.addHolidays({region, years: Object.fromEntries(found)})
  return store.readHolidays(region)
}

/** The first and the last day that work from `start` on can touch, rounded up as it may be. */
export const daysTouched = (start: Instant, {timezone}: Contract): readonly Day[] => [
  dayOf(start),
  dayOf(addMinutes(start, 2 * MAX_WORKED_MINUTES, timezone)),
]

/** Refuses a contract whose holiday calendar does not exist, with the states that do. */
export async function requireKnownRegions({terms}: Contract): Promise<void> {
  for (const [index, each] of terms.entries()) await requireKnownRegionIn(each, `terms[${index}].`)
}

/** The same of terms, or of those that change. @param path where they are in what somebody wrote */
export async function requireKnownRegionIn(
  {bands, sla}: Pick<Changes, 'bands' | 'sla'>,
  path = '',
): Promise<void> {
  const named = [
    ...(bands?.holidays ? [{region: bands.holidays, path: 'bands.holidays'}] : []),
    ...serviceRegionsOf(sla ?? null),
  ]
  for (const {region, path: within} of named) {
    const problem = await problemOfRegion(region, `${path}${within}`)
    if (problem !== null) throw new RefusalError({kind: 'invalid-terms', problems: [problem]})
  }
}

/** Refuses a profile whose holiday calendar does not exist. */
export async function requireKnownRegion({country, state}: Profile['defaults']): Promise<void> {
  if (country === null && state === null) return
  const problem =
    country === null
      ? {path: 'country', message: `missing, and "${state}" is a state of one`}
      : await problemOfRegion({country, state}, 'defaults')
  if (problem !== null) throw new RefusalError({kind: 'invalid-profile', problems: [problem]})
}

async function problemOfRegion(region: HolidayRegion, path: string): Promise<FieldProblem | null> {
  const {isKnownRegion, statesOf} = await import('../holidays/public-holidays.js')
  if (await isKnownRegion(region)) return null
  const states = await statesOf(region.country)
  return states.length === 0
    ? {path: `${path}.country`, message: `there is no holiday calendar for "${region.country}"`}
    : {
        path: `${path}.state`,
        message: `"${region.state}" is not a state of ${region.country}: ${states.join(', ')}`,
      }
}

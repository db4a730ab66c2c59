import type {Day} from '../domain/calendar.js'
import type {Defaults} from '../domain/provider.js'
import type {Store} from '../storage/store.js'

/**
 * The public holidays of the provider's own region in some years, as the store knows them or else looked up; none where the
 * profile names no country. Nothing is written: only what is rated by a holiday has to keep it.
 */
export async function ownHolidays(
  store: Pick<Store, 'readHolidays'>,
  {country, state}: Pick<Defaults, 'country' | 'state'>,
  years: readonly number[],
): Promise<ReadonlySet<Day>> {
  if (country === null) return new Set()
  const region = {country, state}
  const known = await store.readHolidays(region)
  const {publicHolidays} = await import('../holidays/public-holidays.js')
  const days = years.map(year => known.years[year] ?? publicHolidays(region, year))
  return new Set((await Promise.all(days)).flat())
}

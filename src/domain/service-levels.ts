import {isWithin} from './bands.js'
import {type Instant, inZone} from './calendar.js'
import type {ServiceLevels, SupportLevel} from './contract.js'

/**
 * The teams that can be reached at a moment, in the order of the contract (domain §9): each by the wall clock of its
 * own zone, which is the contract's where the level names none. Public holidays are hours like any others.
 *
 * @example Friday 17:30 in Berlin // billing until 18:00 is there, the data centre until 17:00 is not
 */
export function levelsAvailable(
  {levels}: ServiceLevels,
  instant: Instant,
  timezone: string,
): readonly SupportLevel[] {
  return levels.filter(({hours, timezone: own = timezone}) => {
    if (hours === 'always') return true
    const there = inZone(instant, own)
    return hours.some(each => isWithin(there, each))
  })
}

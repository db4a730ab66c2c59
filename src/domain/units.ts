import type {Increment, Units} from './contract.js'
import type {Work} from './entry.js'
import type {Minutes} from './minutes.js'

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

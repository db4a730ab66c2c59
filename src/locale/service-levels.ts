import type {Weekday} from '../domain/calendar.js'
import type {ServiceLevels, WeeklyHours} from '../domain/contract.js'
import type {Words} from './words.js'

/** Every promised response time, when its clock runs, and which team can be reached when; a line each. */
export function tellServiceLevels(
  {targets, clock, address, levels}: ServiceLevels,
  words: Words,
): readonly string[] {
  const {events, target, clockRuns, onlyTo, level: levelOf} = words.serviceLevels
  return [
    ...targets.map(({event, channel, withinMinutes}) => {
      const how = channel === undefined ? '' : ` ${words.entry.channels[channel]}`
      return target(`${events[event]}${how}`, words.shortMinutes(withinMinutes))
    }),
    // A clock without anything that it measures says nothing.
    ...(targets.length === 0 ? [] : [clockRuns(tellHours(clock, words))]),
    ...(address === null ? [] : [onlyTo(address)]),
    ...levels.map(({level, team, hours, timezone}) => {
      const zone = timezone === undefined ? '' : ` (${timezone})`
      return `${levelOf(level, team)}: ${tellHours(hours, words)}${zone}`
    }),
  ]
}

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** @example tellHours([{days: ['mon', 'tue', 'wed'], from: '08:00', to: '18:00'}], en) // 'Mon–Wed 08:00–18:00' */
export function tellHours(hours: 'always' | readonly WeeklyHours[], words: Words): string {
  if (hours === 'always') return words.serviceLevels.always
  return hours.map(({days, from, to}) => `${tellDays(days, words)} ${from}–${to}`).join(', ')
}

/** Days in a row as one. */
function tellDays(days: readonly Weekday[], {weekdays}: Words): string {
  const runs: Weekday[][] = [[]]
  for (const day of WEEK) {
    if (days.includes(day)) runs.at(-1)?.push(day)
    else runs.push([])
  }
  return runs
    .filter(run => run.length > 0)
    .map(run => [...new Set([run[0], run.at(-1)])])
    .map(ends => ends.map(day => (day === undefined ? '' : weekdays[day])).join('–'))
    .join(', ')
}

import type {Weekday} from '../domain/calendar.js'
import type {AgreedClock, Channel, ResponseTarget, ServiceLevels, WeeklyHours} from '../domain/contract.js'
import type {Words} from './words.js'

/** Every promised response time, when its clock runs, and which team can be reached when; a line each. */
export function tellServiceLevels(
  {targets, clock, address, levels, kinds = []}: ServiceLevels,
  words: Words,
): readonly string[] {
  const {clockRuns, onlyTo, level: levelOf, typical: usually} = words.serviceLevels
  return [
    ...targets.map(target => tellTarget(target, words)),
    // A clock without anything that it measures says nothing.
    ...(targets.length === 0 ? [] : [clockRuns(tellClock(clock, words))]),
    ...(address === null ? [] : [onlyTo(address)]),
    ...kinds.flatMap(({name, typical}) =>
      typical === null ? [] : [usually(name, tellTypical(typical, words))],
    ),
    ...levels.map(({level, team, hours, timezone}) => {
      const zone = timezone === undefined ? '' : ` (${timezone})`
      return `${levelOf(level, team)}: ${tellHours(hours, words)}${zone}`
    }),
  ]
}

/** @example tellTarget({event: 'acknowledged', channel: 'chat', withinMinutes: 1}, en) // 'acknowledgement by chat: within 1 min' */
function tellTarget(target: ResponseTarget, words: Words): string {
  const {target: within, clockRuns} = words.serviceLevels
  const text = within(tellTargetName(target, words), words.shortMinutes(target.withinMinutes))
  return target.clock === undefined ? text : `${text} (${clockRuns(tellClock(target.clock, words))})`
}

/** Which event a target is for, and of which requests. */
export function tellTargetName({event, channel, kind, priority}: TargetNames, words: Words): string {
  const {events, ofKind, ofPriority} = words.serviceLevels
  return [
    events[event],
    ...(channel ? [words.entry.channels[channel]] : []),
    ...(kind ? [ofKind(kind)] : []),
    ...(priority ? [ofPriority(priority)] : []),
  ].join(' ')
}

interface TargetNames {
  readonly event: ResponseTarget['event']
  readonly channel?: Channel | null
  readonly kind?: string | null
  readonly priority?: string | null
}

/** How long requests of a kind usually take. */
export const tellTypical = (
  {fromMinutes, toMinutes}: {readonly fromMinutes: number; readonly toMinutes: number | null},
  {shortMinutes, serviceLevels}: Words,
): string =>
  toMinutes === null
    ? serviceLevels.orLonger(shortMinutes(fromMinutes))
    : `${shortMinutes(fromMinutes)}–${shortMinutes(toMinutes)}`

function tellClock(clock: AgreedClock, words: Words): string {
  if (clock === 'always' || !('timezone' in clock)) return tellHours(clock, words)
  const {notOnHolidays} = words.serviceLevels
  return `${tellHours(clock.hours, words)} (${clock.timezone}${clock.holidays ? `, ${notOnHolidays}` : ''})`
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

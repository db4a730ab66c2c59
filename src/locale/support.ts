import {addMinutes, dayOf} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import type {Movement} from '../domain/statement.js'
import {formatClock, formatDay, formatWeekday} from './formats.js'
import type {Words} from './words.js'

type Support = Extract<Movement, {readonly kind: 'entry'}>

/**
 * When, for whom, where, how and by whom, in parts to be joined by commas. The day is named where the line stands at
 * another one.
 * @example ['Mo 14:00–14:50', 'für Frau Müller', 'remote', 'per Telefon', 'durch J. Weber']
 */
export function supportParts({entry, day}: Support, timezone: string, words: Words): readonly string[] {
  const {remote, channels, classes, causes, free, ...say} = words.entry
  const isFree = entry.chargedMinutes === 0 && entry.class !== 'emergency'
  const date = day === dayOf(entry.start) ? '' : ` ${formatDay(dayOf(entry.start), words)}`
  return [
    `${formatWeekday(dayOf(entry.start), words)}${date} ${hoursOf(entry, timezone, words)}`,
    ...(entry.requester === null ? [] : [say.for(entry.requester)]),
    ...(entry.place === null ? [] : [entry.place === 'remote' ? remote : entry.place]),
    ...(entry.channel === null ? [] : [channels[entry.channel]]),
    say.by(entry.consultant),
    ...(entry.ticket === null ? [] : [say.ticket(entry.ticket)]),
    ...(entry.class === 'extended' ? [] : [classes[entry.class]]),
    ...(entry.cause === 'provider' ? [causes.provider] : []),
    ...(isFree ? [free] : []),
  ]
}

/** @example '22:30 – Do 01:15' */
function hoursOf({start, workedMinutes}: Entry, timezone: string, words: Words): string {
  const end = addMinutes(start, workedMinutes, timezone)
  const isSameDay = dayOf(end) === dayOf(start)
  const until = isSameDay ? '–' : ` – ${formatWeekday(dayOf(end), words)} `
  return `${formatClock(start)}${until}${formatClock(end)}`
}

/** That a line is about work of a month that was closed, and when it was booked where it stands at another day. */
export function bookingText(movement: Movement, words: Words): string | null {
  const {lateEntry, booked} = words.statement
  const isLate = movement.kind === 'entry' && movement.isLate
  const isElsewhere = movement.bookingDate !== movement.day
  const when = isElsewhere ? [booked(formatDay(movement.bookingDate, words))] : []
  const said = [...(isLate ? [lateEntry] : []), ...when]
  return said.length === 0 ? null : said.join(', ')
}

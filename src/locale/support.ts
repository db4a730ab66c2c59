import {addMinutes, dayOf} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import type {Movement} from '../domain/statement.js'
import {formatClock, formatDay, formatSpan} from './formats.js'
import type {Words} from './words.js'

/**
 * When, for whom, where, how and by whom, in parts to be joined by commas.
 * @example ['14:00–14:50', 'für Frau Müller', 'remote', 'per Telefon', 'durch J. Weber']
 */
export function supportParts(entry: Entry, timezone: string, words: Words): readonly string[] {
  const {remote, channels, classes, causes, free, ...say} = words.entry
  const end = addMinutes(entry.start, entry.workedMinutes, timezone)
  const isSameDay = dayOf(end) === dayOf(entry.start)
  const isFree = entry.chargedMinutes === 0 && entry.class !== 'emergency'
  return [
    isSameDay ? `${formatClock(entry.start)}–${formatClock(end)}` : formatSpan(entry.start, end, words),
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

/** The value date where it differs from the booking date, and whether that is because the month was closed. */
export function valueDateText(movement: Movement, words: Words): string | null {
  if (movement.valueDate === movement.bookingDate) return null
  const {valueDate, lateEntry} = words.statement
  const text = `${valueDate} ${formatDay(movement.valueDate, words)}`
  return movement.kind === 'entry' && movement.isLate ? `${lateEntry}, ${text}` : text
}

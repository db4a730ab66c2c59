import {addMinutes, dayOf} from '../domain/calendar.js'
import type {Locale} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {Movement} from '../domain/statement.js'
import {entryLabels} from './entry-labels.js'
import {formatClock, formatDay, formatSpan} from './formats.js'
import {statementLabels} from './statement-labels.js'

/**
 * When, for whom, where, how and by whom, in parts to be joined by commas.
 * @example ['14:00–14:50', 'für Frau Müller', 'remote', 'per Telefon', 'durch J. Weber']
 */
export function supportParts(entry: Entry, timezone: string, locale: Locale): readonly string[] {
  const words = entryLabels(locale)
  const end = addMinutes(entry.start, entry.workedMinutes, timezone)
  const isSameDay = dayOf(end) === dayOf(entry.start)
  const isFree = entry.chargedMinutes === 0 && entry.class !== 'emergency'
  return [
    isSameDay ? `${formatClock(entry.start)}–${formatClock(end)}` : formatSpan(entry.start, end, locale),
    ...(entry.requester === null ? [] : [words.for(entry.requester)]),
    entry.place === 'remote' ? words.remote : entry.place,
    words.channels[entry.channel],
    words.by(entry.consultant),
    ...(entry.ticket === null ? [] : [words.ticket(entry.ticket)]),
    ...(entry.class === 'extended' ? [] : [words.classes[entry.class]]),
    ...(entry.cause === 'provider' ? [words.causes.provider] : []),
    ...(isFree ? [words.free] : []),
  ]
}

/** The value date where it differs from the booking date, and whether that is because the month was closed. */
export function valueDateText(movement: Movement, locale: Locale): string | null {
  if (movement.valueDate === movement.bookingDate) return null
  const words = statementLabels(locale)
  const valueDate = `${words.valueDate} ${formatDay(movement.valueDate, locale)}`
  return movement.kind === 'entry' && movement.isLate ? `${words.lateEntry}, ${valueDate}` : valueDate
}

import {type Day, dayIn, dayOf, type Instant, type Month} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {
  type DayContext,
  parseDayText,
  parseFullDay,
  parseMonthText,
  type Reading,
} from '../domain/day-text.js'
import {parseDuration, parseHours} from '../domain/duration-text.js'
import {ENTRY_ID_PATTERN} from '../domain/entry.js'
import {MAX_MINUTES, type Minutes} from '../domain/minutes.js'
import {type Cents, parseAmount} from '../domain/money.js'
import {datesFor, readTyped} from '../domain/read-typed.js'
import type {Result} from '../domain/refusal.js'
import type {WrittenDates} from '../domain/written-dates.js'
import {accepted, RefusalError, UsageError} from './failure.js'

/** Values of flags that may be absent: what is absent stays undefined, what is not understood is refused. */

const read =
  <T>(parse: (text: string) => T) =>
  (text: string | undefined): T | undefined =>
    text === undefined ? undefined : parse(text)

const notNegative = (minutes: Minutes): Minutes => {
  if (minutes < 0) throw new RefusalError({kind: 'duration-out-of-range', minutes, min: 0, max: MAX_MINUTES})
  return minutes
}
/** How long work takes: a bare number is minutes. */
export const readDuration = read((text): Minutes => notNegative(accepted(parseDuration(text))))
/** Hours that are agreed or booked: a bare number is refused, as it could be either. */
export const readHours = read((text): Minutes => notNegative(accepted(parseHours(text))))
export const readAmount = read((text): Cents => accepted(parseAmount(text)))

/** A day that may lie behind or ahead, so that it has to be said in full. */
export const readFullDay = async (text: string, today: Day): Promise<Day> =>
  accepted(await readTyped(dates => parseFullDay(text, {today, dates})))

/** A day that is known to lie behind or ahead. */
export const readDay = async (text: string, said: Pick<DayContext, 'today' | 'reading'>): Promise<Day> =>
  accepted(await readTyped(dates => parseDayText(text, {...said, dates})))

/** A percentage with at most two decimals, comma or point: `19`, `8,1 %`. */
export const readPercent = read((text): number => {
  const [, number] = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%?$/.exec(text.trim()) ?? []
  if (number === undefined) throw new RefusalError({kind: 'invalid-percent', value: text})
  return Number(number.replace(',', '.'))
})

/** The text without spaces around it; refused if it is empty or longer than what is kept. */
export function readText(what: string, text: string, maxLength: number): string {
  const trimmed = text.trim()
  if (trimmed === '')
    throw new UsageError('EMPTY_VALUE', `${what} is empty.`, 'Give it a value, or leave it out.')
  return notTooLong(what, trimmed, maxLength)
}

/** The text, refused if it is longer than what is kept, or has half a letter. */
export function notTooLong(what: string, text: string, maxLength: number): string {
  if (!text.isWellFormed())
    throw new UsageError('HALF_LETTER', `${what} has half a letter in it.`, 'It was cut there: type it anew.')
  if (text.length > maxLength) {
    throw new UsageError(
      'VALUE_TOO_LONG',
      `${what} has ${text.length} characters: "${text.slice(0, 40)}…".`,
      `At most ${maxLength} are kept.`,
    )
  }
  return text
}

/** The flags with those named read as {@link readText} does; what is absent stays absent. */
export function withTexts<F extends object>(flags: F, maxLengths: {readonly [K in keyof F]?: number}): F {
  const read = Object.entries<number | undefined>(maxLengths).flatMap(([name, maxLength]) => {
    const text: unknown = flags[name as keyof F]
    return typeof text === 'string' && maxLength !== undefined
      ? [[name, readText(`--${name}`, text, maxLength)] as const]
      : []
  })
  return {...flags, ...Object.fromEntries(read)}
}

/** An entry's or a credit's id that somebody chose. */
export function readEntryId(id: string | undefined): string | undefined {
  if (id !== undefined && !ENTRY_ID_PATTERN.test(id))
    throw new RefusalError({kind: 'invalid-id', value: id, what: 'entry'})
  return id
}

/** A month as people type it; `this` and `last` are those of the contract's time zone. */
export async function readMonth(
  text: string,
  now: Instant,
  contract: Pick<Contract, 'timezone'>,
): Promise<Month> {
  return (await monthReader(text, now))(contract)
}

/**
 * Reads a month as {@link readMonth} does, for one contract after the other and without waiting.
 * @param reading whether a name without its year is the latest such month, or the next
 */
export async function monthReader(
  text: string,
  now: Instant,
  reading: Reading = 'past',
): Promise<ReaderIn<Month>> {
  return readerInZones(now, (today, dates) => parseMonthText(text, {today, dates, reading}))
}

/** Reads a day that lies behind likewise. */
export const dayReader = (text: string, now: Instant): Promise<ReaderIn<Day>> =>
  readerInZones(now, (today, dates) => parseDayText(text, {today, dates, reading: 'past'}))

/** Reads the same text in the time zone of one contract after the other. */
type ReaderIn<T> = (contract: Pick<Contract, 'timezone'>) => T

async function readerInZones<T>(
  now: Instant,
  read: (today: Day, dates: WrittenDates) => Result<T>,
): Promise<ReaderIn<T>> {
  const dates = await datesFor(asked => read(dayOf(now), asked))
  return ({timezone}) => accepted(read(dayIn(now, timezone), dates))
}

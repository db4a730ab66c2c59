import {type Day, dayIn, type Instant, type Month} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {parseDuration} from '../domain/duration-text.js'
import {ENTRY_ID_PATTERN} from '../domain/entry.js'
import {MAX_MINUTES, type Minutes} from '../domain/minutes.js'
import {type Cents, parseAmount} from '../domain/money.js'
import {parseFullDay, parseMonthText} from '../domain/time-text.js'
import {accepted, RefusalError, UsageError} from './failure.js'

/** Values of flags that may be absent: what is absent stays undefined, what is not understood is refused. */

const read =
  <T>(parse: (text: string) => T) =>
  (text: string | undefined): T | undefined =>
    text === undefined ? undefined : parse(text)

export const readDuration = read((text): Minutes => {
  const minutes = accepted(parseDuration(text))
  if (minutes < 0) throw new RefusalError({kind: 'duration-out-of-range', minutes, min: 0, max: MAX_MINUTES})
  return minutes
})
export const readAmount = read((text): Cents => accepted(parseAmount(text)))
export const readDay = read((text): Day => accepted(parseFullDay(text)))

/** A percentage with at most two decimals, comma or point: `19`, `8,1`. */
export const readPercent = read((text): number => {
  if (!/^\d{1,3}(?:[.,]\d{1,2})?$/.test(text)) throw new RefusalError({kind: 'invalid-percent', value: text})
  return Number(text.replace(',', '.'))
})

/** The text without spaces around it; refused if it is empty or longer than what is kept. */
export function readText(what: string, text: string, maxLength: number): string {
  const trimmed = text.trim()
  if (trimmed === '')
    throw new UsageError('EMPTY_VALUE', `${what} is empty.`, 'Give it a value, or leave it out.')
  return notTooLong(what, trimmed, maxLength)
}

/** The text, refused if it is longer than what is kept. */
export function notTooLong(what: string, text: string, maxLength: number): string {
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
export const readMonth = (text: string, now: Instant, {timezone}: Pick<Contract, 'timezone'>): Month =>
  accepted(parseMonthText(text, {today: dayIn(now, timezone)}))

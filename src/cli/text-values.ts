import type {Day} from '../domain/calendar.js'
import {parseDuration} from '../domain/duration-text.js'
import type {Minutes} from '../domain/minutes.js'
import {type Cents, parseAmount} from '../domain/money.js'
import {parseFullDay} from '../domain/time-text.js'
import {accepted, RefusalError} from './failure.js'

/** Values of flags that may be absent: what is absent stays undefined, what is not understood is refused. */

const read =
  <T>(parse: (text: string) => T) =>
  (text: string | undefined): T | undefined =>
    text === undefined ? undefined : parse(text)

export const readDuration = read((text): Minutes => {
  const minutes = accepted(parseDuration(text))
  if (minutes < 0) throw new RefusalError({kind: 'duration-out-of-range', minutes, min: 0, max: 1_000_000})
  return minutes
})
export const readAmount = read((text): Cents => accepted(parseAmount(text)))
export const readDay = read((text): Day => accepted(parseFullDay(text)))

/** A percentage with at most two decimals, comma or point: `19`, `8,1`. */
export const readPercent = read((text): number => {
  if (!/^\d{1,3}(?:[.,]\d{1,2})?$/.test(text)) throw new RefusalError({kind: 'invalid-amount', value: text})
  return Number(text.replace(',', '.'))
})

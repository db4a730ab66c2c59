import type {Instant} from './calendar.js'
import {parseDuration} from './duration-text.js'
import type {Minutes} from './minutes.js'
import {ok, type Result, refuse} from './refusal.js'
import {beginsLikeTime, parseRange, type RangeContext, type TypedRange} from './time-text.js'
import type {WrittenDates} from './written-dates.js'

/**
 * How long somebody worked, and where they gave a range also since when; `text` is what they said about it.
 * The words come from the shell, so a time may be several of them or only the beginning of one.
 */
export type TypedWork = {
  readonly minutes: Minutes
  readonly start?: Instant
  readonly warning?: 'exists-twice'
  readonly text: string
}

/**
 * Takes a range or else a duration from the front of the words, and leaves the text. Always the longest
 * beginning that is one is taken. Text that itself begins like a time (`1h 30 fix`, `30 45m fix`, `30 2 servers`)
 * is refused, as nobody can know what was meant: who means it as text says so with a flag.
 *
 * @example takeWork(['1h', '30m', 'printer', 'fixed'], context) // 90 minutes, 'printer fixed'
 * @example takeWork(['14:00', '-', '15:30', 'printer'], context) // 90 minutes from 14:00, 'printer'
 */
export function takeWork(words: readonly string[], context: RangeContext): Result<TypedWork> {
  return takeRange(words, context) ?? takeDuration(words, context.dates)
}

/** Takes a duration from the front of the words, as `takeWork` does. */
export function takeDuration(
  words: readonly string[],
  dates: WrittenDates,
): Result<{readonly minutes: Minutes; readonly text: string}> {
  let refused: Result<never> = refuse({kind: 'invalid-duration', value: ''})
  for (const {beginning, text} of beginningsOf(words)) {
    const duration = parseDuration(beginning)
    if (!duration.ok) {
      refused = duration
      continue
    }
    if (beginsLikeTime(text, dates))
      return refuse({kind: 'invalid-duration', value: withNextWord(beginning, text)})
    return ok({minutes: duration.value, text})
  }
  return refused // of the first word alone
}

/** Takes a range from the front of the words, as `takeWork` does; undefined if they do not begin with one. */
export function takeRange(
  words: readonly string[],
  context: RangeContext,
): Result<TypedRange & {readonly text: string}> | undefined {
  for (const {beginning, text} of beginningsOf(words)) {
    const range = parseRange(beginning, context)
    if (!range.ok && range.refusal.kind === 'invalid-range') continue
    if (beginsLikeTime(text, context.dates))
      return refuse({kind: 'invalid-range', value: withNextWord(beginning, text)})
    return range.ok ? ok({...range.value, text}) : range
  }
  return undefined
}

// The longest time there is: 'gestern 14:00 Uhr - 15:30 Uhr'
const LONGEST_TIME_WORDS = 6

/** Each cut after one of the first words, the longest first; the text keeps its inner spaces. */
function beginningsOf(
  words: readonly string[],
): readonly {readonly beginning: string; readonly text: string}[] {
  const all = words.join(' ').trim()
  return [...all.matchAll(/\S+/g)]
    .slice(0, LONGEST_TIME_WORDS)
    .map(word => word.index + word[0].length)
    .map(end => ({beginning: all.slice(0, end), text: all.slice(end).trim()}))
    .reverse()
}

const withNextWord = (beginning: string, text: string): string => `${beginning} ${text.split(/\s/, 1)[0]}`

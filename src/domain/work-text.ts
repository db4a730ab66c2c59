import type {Instant} from './calendar.js'
import {fold, readDay} from './day-text.js'
import {parseDuration} from './duration-text.js'
import type {Minutes} from './minutes.js'
import {ok, type Refusal, type Result, refuse} from './refusal.js'
import {parseRange, type TimeContext, type TypedRange} from './time-text.js'
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
 * beginning that is one is taken. Text that itself begins like a time (`1h 30 fix`, `30 45m fix`, `30 2 servers`,
 * `2 x 45m`) is refused, as nobody can know what was meant: who means it as text says so with a flag.
 *
 * @example takeWork(['1h', '30m', 'printer', 'fixed'], context) // 90 minutes, 'printer fixed'
 * @example takeWork(['14:00', 'bis', '15:30', 'printer'], context) // 90 minutes from 14:00, 'printer'
 */
export function takeWork(words: readonly string[], context: TimeContext): Result<TypedWork> {
  return takeRange(words, context) ?? takeDuration(words, context.dates)
}

/**
 * Takes a duration from the front of the words, as `takeWork` does.
 * @param parse what reads it: `parseHours` where hours are booked
 */
export function takeDuration(
  words: readonly string[],
  dates: WrittenDates,
  parse: (text: string) => Result<Minutes> = parseDuration,
): Result<{readonly minutes: Minutes; readonly text: string}> {
  let refused: Refusal = {kind: 'invalid-duration', value: ''}
  let offered: Refusal | undefined
  for (const {beginning, text} of beginningsOf(words)) {
    const duration = parse(beginning)
    if (duration.ok) {
      if (offered) return refuse(offered)
      if (!beginsLikeTime(text, dates)) return ok({minutes: duration.value, text})
      return refuse({kind: 'invalid-duration', value: withNextWord(beginning, text)})
    }
    refused = duration.refusal
    if (hasReadings(refused)) offered ??= refused
  }
  return refuse(offered ?? refused) // else of the first word alone
}

/** Takes a range from the front of the words, as `takeWork` does; undefined if they do not begin with one. */
export function takeRange(
  words: readonly string[],
  context: TimeContext,
): Result<TypedRange & {readonly text: string}> | undefined {
  let offered: Refusal | undefined
  for (const {beginning, text} of beginningsOf(words)) {
    const range = parseRange(beginning, context)
    if (!range.ok && range.refusal.kind === 'invalid-range') {
      if (hasReadings(range.refusal)) offered ??= range.refusal
      continue
    }
    if (beginsLikeTime(text, context.dates))
      return refuse({kind: 'invalid-range', value: withNextWord(beginning, text)})
    return range.ok ? ok({...range.value, text}) : range
  }
  return offered && refuse(offered)
}

const hasReadings = (refusal: Refusal): boolean => 'readings' in refusal

/**
 * Whether text begins like a time, so that it may be one that was meant differently: any number, a unit left
 * over, a day alone or with a number, `at 14:00`, `bis 15:30`, `x 45m`. Descriptions do not begin like this unless
 * they are marked as such.
 */
export function beginsLikeTime(text: string, dates: WrittenDates): boolean {
  const folded = fold(text)
  if (/^(?:[-+\u2212\u2013\u2014] ?)?(?:pt)?[.,]?\p{N}/u.test(folded)) return true
  if (/^(?:h|hrs?|hours?|std|stunden?|m|mins?|minutes?|minuten|uhr|pm|[ap]\.m)\.?(?: |$)/.test(folded))
    return true
  if (folded === 'am') return true // 'am Drucker' is text
  if (/^(?:at|um|from|von|ab|since|seit) \d\d?(?:[:.]\d| ?uhr| ?[ap]\.?m)/.test(folded)) return true
  if (/^(?:bis|to|till?|until|and|und|x|\u00d7|\*) \p{N}/u.test(folded)) return true
  const [first = '', next] = folded.split(' ')
  return (
    (next === undefined || /^(?:\p{N}|(?:at|um|from|von|ab) \p{N})/u.test(folded.slice(first.length + 1))) &&
    readDay(first, dates) !== undefined
  )
}

// The longest time there is: 'vom 21. November 2026 um 22:30 Uhr bis zum 22. November 2026 1:15 Uhr'
const LONGEST_TIME_WORDS = 15

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

import {
  addDays,
  addMonths,
  type Day,
  type Month,
  monthOf,
  parseDay,
  parseMonth,
  WEEKDAYS,
  type Weekday,
  yearOf,
} from './calendar.js'
import {ok, type Result, refuse} from './refusal.js'
import type {WrittenDates} from './written-dates.js'

/**
 * What is meant where a time, day or month is not said in full: the latest that has come (what was done), or the
 * next (what is to come).
 */
export type Reading = 'past' | 'next'

/** What a typed day or month is relative to, and what knows dates in words (see `readTyped`). */
export type DayContext = {readonly today: Day; readonly dates: WrittenDates; readonly reading: Reading}

/**
 * Reads a day: `2026-11-21`, `21.11.2026`, `21.11.26`, `21.11.`, `1. Dezember`, `20 Nov 2026`, `today`, `yesterday`,
 * a weekday, in English or German; with the reading `next` also `tomorrow`. A weekday is the latest one or the next,
 * today included. Without a year it is this year's, or last year's if this year's is later than tomorrow (`past`),
 * or next year's if it is earlier than yesterday (`next`).
 *
 * @example parseDayText('24.12.', {today: parseDay('2026-11-21'), dates, reading: 'past'}) // 2025-12-24
 */
export function parseDayText(text: string, context: DayContext): Result<Day> {
  const {dates} = context
  const folded = fold(text)
  const meant = (said: SaidDay | undefined) => said && dayMeant(said, context)
  const day = meant(readDay(folded, dates))
  if (day) return ok(day)
  const readings = LACKS_DOT.test(folded) && meant(readDay(`${folded}.`, dates)) ? [`${folded}.`] : []
  return refuseDay(text, [...readings, ...slashReadings(folded, dates)])
}

/**
 * Reads a day for the start or end of something, which may be past or to come: one without its year, or a weekday, is
 * refused with the two days that it could be.
 */
export function parseFullDay(
  text: string,
  {today, dates}: {readonly today: Day; readonly dates: WrittenDates},
): Result<Day> {
  const folded = fold(text)
  const said = readDay(LACKS_DOT.test(folded) ? `${folded}.` : folded, dates)
  if (said === undefined) return refuseDay(text, slashReadings(folded, dates))
  const days = READINGS.map(reading => dayMeant(said, {today, dates, reading})).filter(
    day => day !== undefined,
  )
  const [day] = days
  return day && said.kind !== 'weekday' && said.kind !== 'without-year' ? ok(day) : refuseDay(text, days)
}

const READINGS: readonly Reading[] = ['past', 'next']

/** `21.11`, which is a number too. */
const LACKS_DOT = /^\d\d?\.\d\d?$/

/** With strokes some write the day first, some the month. */
function slashReadings(text: string, dates: WrittenDates): readonly string[] {
  const [, first, second, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text) ?? []
  const dotted = [`${first}.${second}.${year}`, `${second}.${first}.${year}`]
  return dotted.filter(each => dates.readDay(each, DATE_FORMATS) !== undefined)
}

function refuseDay(text: string, readings: readonly string[]): Result<never> {
  const distinct = [...new Set(readings)]
  return refuse({kind: 'invalid-day', value: text, ...(distinct.length > 0 && {readings: distinct})})
}

/**
 * Reads a month: `2026-10`, `10/2026`, a name in English or German of at least three letters, with its year or
 * without, `this`, `last` or, with the reading `next`, `next`. A name alone is the latest such month that has begun,
 * or the next, the running one included.
 *
 * @example parseMonthText('dez', {today: parseDay('2026-11-21'), dates, reading: 'past'}) // 2025-12
 */
export function parseMonthText(text: string, context: DayContext): Result<Month> {
  const folded = fold(text)
  const month = readMonth(folded, context)
  if (month) return ok(month)
  // A number alone could also be a day.
  const named = /^(?:0?[1-9]|1[0-2])$/.test(folded) && monthOfYear(Number(folded), context)
  return refuse({kind: 'invalid-month', value: text, ...(named && {readings: [named]})})
}

// --- Days: what the words say, before anything is known about today

/** A day as it was said. */
export type SaidDay =
  | {readonly kind: 'full'; readonly day: Day | undefined}
  | {readonly kind: 'ago'; readonly days: number}
  | {readonly kind: 'ahead'; readonly days: number}
  | {readonly kind: 'weekday'; readonly weekday: Weekday}
  /** A year behind the text makes it full. */
  | {readonly kind: 'without-year'; readonly text: string}

/** Lower case, single spaces, umlauts in one piece: `M\u00c4R` as some systems write it is two characters. */
export const fold = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

const NEAR_DAYS: ReadonlyMap<string, SaidDay> = new Map([
  ['today', {kind: 'ago', days: 0}],
  ['heute', {kind: 'ago', days: 0}],
  ['yesterday', {kind: 'ago', days: 1}],
  ['gestern', {kind: 'ago', days: 1}],
  ['vorgestern', {kind: 'ago', days: 2}],
  ['tomorrow', {kind: 'ahead', days: 1}],
  ['morgen', {kind: 'ahead', days: 1}],
  ['\u00fcbermorgen', {kind: 'ahead', days: 2}],
  ['uebermorgen', {kind: 'ahead', days: 2}],
])

/** Reads a folded text as a day; undefined if it is none. There may be no such day all the same. */
export function readDay(text: string, dates: WrittenDates): SaidDay | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return {kind: 'full', day: parseDay(text)}
  const near = NEAR_DAYS.get(text)
  if (near) return near
  if (/^\d/.test(text)) return readDate(text, dates)
  const weekday = WEEKDAY_BEGINNING.test(text) ? dates.weekdayNamed(text) : undefined
  return weekday && {kind: 'weekday', weekday}
}

/** How weekdays begin in English and German: so most words do without the question. */
const WEEKDAY_BEGINNING = /^(?:su|mo|tu|we|th|fr|sa|so|di|mi|do)/

const DATE_FORMATS = ['D.M.YYYY', 'D.M.YY', 'D MMM YYYY']

/** `21.11.2026`, `21. 11. 26`, `21.11.`, `1. Dezember`, `20 Nov 2026` */
function readDate(text: string, dates: WrittenDates): SaidDay | undefined {
  const close = text.replace(/(?<=\d)\. (?=\d)/g, '.').replace(/(?<=\d)(?:\. ?| )(?=\p{L})/u, ' ')
  const [, name, year] = /^\d\d? (\p{L}+\.?)( \d{4})?$/u.exec(close) ?? []
  if (name !== undefined && dates.monthNamed(name) === undefined) return undefined
  if (year !== undefined || /^\d\d?\.\d\d?\.(?:\d\d|\d{4})$/.test(close))
    return {kind: 'full', day: dates.readDay(close, DATE_FORMATS)}
  if (name !== undefined) return {kind: 'without-year', text: `${close} `}
  return /^\d\d?\.\d\d?\.$/.test(close) ? {kind: 'without-year', text: close} : undefined
}

/** The day that was meant; undefined if there is none, or none that the reading allows. */
export function dayMeant(said: SaidDay, {today, dates, reading}: DayContext): Day | undefined {
  switch (said.kind) {
    case 'full':
      return said.day
    case 'ago':
      return addDays(today, -said.days)
    case 'ahead':
      return reading === 'next' ? addDays(today, said.days) : undefined
    case 'weekday':
      return dayOfWeek(said.weekday, {today, dates, reading})
    case 'without-year':
      return dayOfYear(said.text, {today, dates, reading})
  }
}

/** In this week or, if that is on the wrong side of today, in the one before or after. */
function dayOfWeek(weekday: Weekday, {today, dates, reading}: DayContext): Day {
  const daysFromMonday = (WEEKDAYS.indexOf(weekday) + 6) % 7
  const inThisWeek = addDays(dates.mondayOf(today), daysFromMonday)
  if (reading === 'past') return inThisWeek > today ? addDays(inThisWeek, -7) : inThisWeek
  return inThisWeek < today ? addDays(inThisWeek, 7) : inThisWeek
}

function dayOfYear(text: string, {today, dates, reading}: DayContext): Day | undefined {
  const inYear = (year: number) => dates.readDay(`${text}${year}`, DATE_FORMATS)
  const thisYear = yearOf(today)
  return reading === 'past'
    ? [thisYear, thisYear - 1].map(inYear).find(day => day !== undefined && day <= addDays(today, 1))
    : [thisYear, thisYear + 1].map(inYear).find(day => day !== undefined && day >= addDays(today, -1))
}

// --- Months

function readMonth(text: string, context: DayContext): Month | undefined {
  const current = monthOf(context.today)
  if (/^(?:this|current|diese[rsnm]?)(?: month| monat)?$/.test(text)) return current
  if (/^(?:last|previous|letzte[rsnm]?)(?: month| monat)?$/.test(text)) return addMonths(current, -1)
  if (context.reading === 'next' && /^(?:next|n\u00e4chste[rsnm]?)(?: month| monat)?$/.test(text))
    return addMonths(current, 1)
  const [, number, ofYear] = /^(\d\d?)[/.](\d{4})$/.exec(text) ?? []
  if (number !== undefined) return monthIn(ofYear, Number(number))
  const [, name, year] = /^(\p{L}{3,}\.?)(?: (\d{4}))?$/u.exec(text) ?? []
  if (name === undefined) return parseMonth(text)
  const month = context.dates.monthNamed(name)
  if (month === undefined) return undefined
  return year === undefined ? monthOfYear(month, context) : monthIn(year, month)
}

const monthIn = (year: number | string | undefined, month: number): Month | undefined =>
  parseMonth(`${year}-${String(month).padStart(2, '0')}`)

function monthOfYear(month: number, {today, reading}: DayContext): Month | undefined {
  const current = monthOf(today)
  const year = yearOf(current)
  const [here, otherwise] = [year, reading === 'past' ? year - 1 : year + 1].map(each => monthIn(each, month))
  const isMeant = here !== undefined && (reading === 'past' ? here <= current : here >= current)
  return isMeant ? here : otherwise
}

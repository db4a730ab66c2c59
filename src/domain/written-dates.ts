import dayjs from 'dayjs'
import german from 'dayjs/locale/de.js'
import austrian from 'dayjs/locale/de-at.js'
import english from 'dayjs/locale/en.js'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'
import isoWeek from 'dayjs/plugin/isoWeek.js'
import utc from 'dayjs/plugin/utc.js'
import {type Day, parseDay, WEEKDAYS, type Weekday} from './calendar.js'

/**
 * Dates as people write them: the one file that knows dayjs. Loading it and using it once takes 4 ms, so whoever
 * reads what was typed comes by `readTyped`, which loads it only for a text that needs it.
 *
 * Whole days in UTC only, where dayjs agrees with Temporal on every day of the calendar. In zones it is wrong around
 * clock changes (iamkun/dayjs #2112, #1622, #2821, #1805, #1437): they are the matter of `calendar`.
 */
export interface WrittenDates {
  /**
   * The day that a text says in the first of the formats that it has; undefined if it has none of them, or if there
   * is no such day: nothing rolls over and nothing may be left. Formats are those of dayjs; `D` and `M` take a zero
   * in front as well, `MMM` is the name of a month as `monthNamed` reads it, `YY` is a year from 1969 to 2068.
   *
   * @example writtenDates.readDay('21-Okt-26', ['YYYY-MM-DD', 'D-MMM-YY']) // '2026-10-21'
   */
  readonly readDay: (text: string, formats: readonly string[]) => Day | undefined
  /** 1 to 12 for a month's name, or three letters or more of it, in English or German, with or without a dot. */
  readonly monthNamed: (name: string) => number | undefined
  /** As `monthNamed`, of two letters or more. Where two names begin so (`so`), Sunday is meant. */
  readonly weekdayNamed: (name: string) => Weekday | undefined
  /** The Monday of the week that a day is in (ISO 8601). */
  readonly mondayOf: (day: Day) => Day
}

dayjs.extend(utc)
dayjs.extend(customParseFormat)
dayjs.extend(isoWeek)

export const writtenDates: WrittenDates = {readDay, monthNamed, weekdayNamed, mondayOf}

function readDay(text: string, formats: readonly string[]): Day | undefined {
  const inEnglish = text.replace(/\p{L}{3,}\.?/u, englishMonth)
  // One after the other: given several at once, dayjs reads the day in the zone of the process.
  for (const format of formats.flatMap(spellings)) {
    const date = dayjs.utc(inEnglish, format, true)
    if (date.isValid()) return parseDay(date.format('YYYY-MM-DD'))
  }
  return undefined
}

/** `okt.` as dayjs writes and reads it, `Oct`; what is no month stays as it is. */
function englishMonth(name: string): string {
  const month = monthNamed(name)
  return month === undefined
    ? name
    : dayjs
        .utc(0)
        .month(month - 1)
        .format('MMM')
}

/** A format in dayjs's literal sense: with and without a zero in front. */
function spellings(format: string): readonly string[] {
  return ['D', 'DD'].flatMap(day =>
    ['M', 'MM'].map(month => format.replace(/\bD\b/, day).replace(/\bM\b/, month)),
  )
}

/** A name in small letters and, from 0 on, its place in the year or week. */
type Name = readonly [name: string, place: number]

// What dayjs's locales lack
const OTHER_MONTHS: readonly Name[] = [
  ['feber', 1],
  ['mrz', 2],
]
const OTHER_WEEKDAYS: readonly Name[] = [['sonnabend', 6]]

const LOCALES = [english, german, austrian]
const MONTH_NAMES = [...LOCALES.flatMap(({months}) => placed(months)), ...OTHER_MONTHS]
const WEEKDAY_NAMES = [...LOCALES.flatMap(({weekdays}) => placed(weekdays)), ...OTHER_WEEKDAYS]

/** Also without umlauts, as on keyboards that have none. */
function placed(names: readonly string[] = []): readonly Name[] {
  return names
    .map(name => name.toLowerCase())
    .flatMap((name, place): readonly Name[] => [
      [name, place],
      [name.replace('\u00e4', 'ae'), place],
    ])
}

/** No two months share the first three letters of a name. */
function monthNamed(name: string): number | undefined {
  const place = placeOf(name, MONTH_NAMES, 3)
  return place === undefined ? undefined : place + 1
}

function weekdayNamed(name: string): Weekday | undefined {
  const place = placeOf(name, WEEKDAY_NAMES, 2)
  return place === undefined ? undefined : WEEKDAYS[place]
}

function placeOf(name: string, names: readonly Name[], fewestLetters: number): number | undefined {
  const typed = name.toLowerCase().replace(/\.$/, '')
  if (typed.length < fewestLetters) return undefined
  return names.find(([known]) => known.startsWith(typed))?.[1]
}

function mondayOf(day: Day): Day {
  return dayjs.utc(day).startOf('isoWeek').format('YYYY-MM-DD') as Day
}

import {type Day, parseDay} from '../domain/calendar.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {CSV_DATE_FORMATS, type CsvDateFormat} from './csv-mapping.js'
import type {CsvReason} from './csv-problem.js'

type DayParts = Readonly<Record<'year' | 'month' | 'day', string>>

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN_MONTHS: Readonly<Record<string, string>> = {
  mär: 'mar',
  mrz: 'mar',
  mai: 'may',
  okt: 'oct',
  dez: 'dec',
}

const DAY_PATTERNS: Readonly<Record<CsvDateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/,
  'DD.MM.YYYY': /^(?<day>\d\d?)\.(?<month>\d\d?)\.(?<year>\d{4})$/,
  'DD/MM/YYYY': /^(?<day>\d\d?)\/(?<month>\d\d?)\/(?<year>\d{4})$/,
  'MM/DD/YYYY': /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d{4})$/,
  'D-MMM-YY': /^(?<day>\d\d?)-(?<month>\p{L}{3})-(?<year>\d\d)$/u,
}

/** Reads a day in the format that the mapping names, else in one that means one day only. */
export function readDay(text: string, format: CsvDateFormat | undefined): Result<Day, CsvReason> {
  const formats: readonly CsvDateFormat[] = format ? [format] : ['YYYY-MM-DD', 'DD.MM.YYYY']
  const match = formats.map(each => DAY_PATTERNS[each].exec(text)).find(found => found !== null)
  if (!match?.groups) {
    const couldBe = CSV_DATE_FORMATS.filter(each => !format && DAY_PATTERNS[each].test(text))
    if (couldBe.length > 0) return refuse({kind: 'ambiguous-day', formats: couldBe})
    return refuse({kind: 'invalid-day', formats})
  }
  const {year, month, day} = match.groups as DayParts
  const iso = `${fullYear(year)}-${monthNumber(month)}-${day.padStart(2, '0')}`
  const parsed = parseDay(iso)
  return parsed === undefined ? refuse({kind: 'impossible-day'}) : ok(parsed)
}

/** Two digits as POSIX reads them: 69 is 1969, 68 is 2068. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return `${Number(year) < 69 ? 20 : 19}${year}`
}

/** `00` for a name that is no month, which no calendar has. */
function monthNumber(month: string): string {
  if (/^\d/.test(month)) return month.padStart(2, '0')
  const name = month.toLowerCase()
  return String(MONTHS.indexOf(GERMAN_MONTHS[name] ?? name) + 1).padStart(2, '0')
}

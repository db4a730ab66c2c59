import {Temporal} from 'temporal-polyfill'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {addDays, type Day, type Instant} from '../../src/domain/calendar.js'
import {parseDayText, parseMonthText} from '../../src/domain/day-text.js'
import {datesFor, readTyped} from '../../src/domain/read-typed.js'
import {ok} from '../../src/domain/refusal.js'
import {parseTime} from '../../src/domain/time-text.js'
import {takeWork} from '../../src/domain/work-text.js'
import {writtenDates} from '../../src/domain/written-dates.js'

const {readDay, monthNamed, weekdayNamed, mondayOf} = writtenDates
const today = '2026-11-21' as Day
const berlin = {
  now: '2026-11-21T16:05:30+01:00' as Instant,
  timezone: 'Europe/Berlin',
  reading: 'past',
} as const

afterEach(() => vi.unstubAllEnvs())

describe('a day in a format', () => {
  test.each([
    ['2026-11-03', 'YYYY-MM-DD', '2026-11-03'],
    ['3.11.2026', 'D.M.YYYY', '2026-11-03'],
    ['03.11.2026', 'D.M.YYYY', '2026-11-03'],
    ['3.02.2026', 'D.M.YYYY', '2026-02-03'],
    ['29.02.2024', 'DD.MM.YYYY', '2024-02-29'],
    ['11/3/2026', 'M/D/YYYY', '2026-11-03'],
    ['3-Nov-26', 'D-MMM-YY', '2026-11-03'],
    ['03-okt-26', 'D-MMM-YY', '2026-10-03'],
    ['3-MRZ-26', 'D-MMM-YY', '2026-03-03'],
    ['3. M\u00e4rz 2026', 'D. MMM YYYY', '2026-03-03'],
    ['3 Sept. 2026', 'D MMM YYYY', '2026-09-03'],
    ['1.1.68', 'D.M.YY', '2068-01-01'],
    ['1.1.69', 'D.M.YY', '1969-01-01'],
  ])('%s as %s is %s', (text, format, day) => {
    expect(readDay(text, [format])).toBe(day)
  })

  test.each([
    ['2026-2-3', 'YYYY-MM-DD'],
    ['2026-02-30', 'YYYY-MM-DD'],
    ['29.2.2026', 'D.M.YYYY'],
    ['31.6.2026', 'D.M.YYYY'],
    ['3.11.2026 ', 'D.M.YYYY'],
    ['3.11.2026x', 'D.M.YYYY'],
    ['003.11.2026', 'D.M.YYYY'],
    ['3.11.26', 'D.M.YYYY'],
    ['3.11.1899', 'D.M.YYYY'],
    ['3.13.2026', 'D.M.YYYY'],
    ['3/11/2026', 'D.M.YYYY'],
    ['3-Foo-26', 'D-MMM-YY'],
    ['3-11-26', 'D-MMM-YY'],
    ['', 'D.M.YYYY'],
  ])('"%s" is none as %s', (text, format) => {
    expect(readDay(text, [format])).toBeUndefined()
  })

  test('is read by the first format that it has', () => {
    expect(readDay('3.4.2026', ['YYYY-MM-DD', 'M.D.YYYY', 'D.M.YYYY'])).toBe('2026-03-04')
    expect(readDay('13.4.2026', ['YYYY-MM-DD', 'M.D.YYYY', 'D.M.YYYY'])).toBe('2026-04-13')
    expect(readDay('3.4.2026', [])).toBeUndefined()
  })
})

describe('a name', () => {
  test('of a month is taken from three letters on, in English and German', () => {
    const names = [
      'jan',
      'feber',
      'M\u00e4rz',
      'apr.',
      'MAY',
      'Juni',
      'july',
      'aug',
      'sept.',
      'okt',
      'Nov',
      'dezember',
    ]
    expect(names.map(monthNamed)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(['j\u00e4nner', 'jaenner', 'maerz', 'mrz', 'mai', 'dec'].map(monthNamed)).toEqual([
      1, 1, 3, 3, 5, 12,
    ])
    expect(['', 'ja', 'octopus', 'monday', 'nov..'].map(monthNamed)).toEqual(Array(5).fill(undefined))
  })

  test('of a weekday is taken from two letters on, in English and German', () => {
    const names = ['So', 'montag', 'tue', 'Mi.', 'thursday', 'fr', 'sonnabend']
    expect(names.map(weekdayNamed)).toEqual(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'])
    expect(['', 'm', 'mondays', 'march'].map(weekdayNamed)).toEqual(Array(4).fill(undefined))
  })
})

// 12,000 days from 2000 on, in zones on both sides of UTC and where clocks change at midnight
test.each([
  'America/New_York',
  'Europe/Berlin',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
])('days and weeks are the same as Temporal has them, where the process runs in %s', zone => {
  vi.stubEnv('TZ', zone)
  let day = '2000-01-01' as Day
  for (let count = 0; count < 2400; count += 1) {
    day = addDays(day, 5)
    const {year, month, day: dayOfMonth, dayOfWeek} = Temporal.PlainDate.from(day)
    expect(readDay(`${dayOfMonth}.${month}.${year}`, ['YYYY-MM-DD', 'D.M.YYYY'])).toBe(day)
    expect(mondayOf(day)).toBe(addDays(day, 1 - dayOfWeek))
  }
})

describe('dayjs', () => {
  const isAskedBy = async (read: Parameters<typeof datesFor>[0]) => (await datesFor(read)) === writtenDates

  test.each([
    ['45 text'],
    ['45 Printer queue stuck'],
    ['1h 30m fix'],
    ['14:00-15:30 text'],
    ['yesterday 14:00 - 15:30 server 3 rebooted'],
    ['2026-11-20 14:00-15:30 Frau M\u00fcller'],
  ])('is not loaded for "log acme %s"', async line => {
    expect(await isAskedBy(dates => takeWork([line], {...berlin, dates}))).toBe(false)
  })

  test.each([
    '14:00',
    '2026-11-20 14:00',
    'gestern 14 Uhr',
    '-2h',
    'now',
  ])('nor for --at "%s"', async text => {
    expect(await isAskedBy(dates => parseTime(text, {...berlin, dates}))).toBe(false)
  })

  test.each(['2026-10', '10/2026', 'last', 'dieser Monat'])('nor for --month "%s"', async text => {
    expect(await isAskedBy(dates => parseMonthText(text, {today, dates, reading: 'past'}))).toBe(false)
  })

  test.each(['21.11.', '21.11.2026', 'fri', 'Montag'])('is for the day "%s"', async text => {
    expect(await isAskedBy(dates => parseDayText(text, {today, dates, reading: 'past'}))).toBe(true)
  })

  test('is for what is about weeks', async () => {
    expect(await readTyped(dates => dates.mondayOf(today))).toBe('2026-11-16')
  })

  test('makes the reading the same as if it had been there from the start', async () => {
    expect(await readTyped(dates => parseDayText('Montag', {today, dates, reading: 'past'}))).toEqual(
      ok('2026-11-16'),
    )
    expect(await readTyped(dates => parseMonthText('okt', {today, dates, reading: 'past'}))).toEqual(
      ok('2026-10'),
    )
    expect(await readTyped(dates => takeWork(['1h', 'sunday'], {...berlin, dates}))).toEqual(
      takeWork(['1h', 'sunday'], {...berlin, dates: writtenDates}),
    )
  })

  test('is asked for every name of a weekday', async () => {
    const names = ['sunday', 'mon', 'di', 'mittwoch', 'th', 'freitag', 'sonnabend', 'so.', 'do']
    for (const name of names) {
      expect(await isAskedBy(dates => parseDayText(name, {today, dates, reading: 'past'}))).toBe(true)
    }
  })
})

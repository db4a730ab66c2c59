import fc from 'fast-check'
import {Temporal} from 'temporal-polyfill'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {
  addDays,
  addMinutes,
  addMonths,
  type Day,
  dayIn,
  dayOf,
  daysInMonth,
  elapsedMinutes,
  elapsedSeconds,
  epochMs,
  firstDay,
  type Instant,
  instantAt,
  inZone,
  isStillTimeZone,
  isTimeZone,
  lastDay,
  type Month,
  minuteOfDay,
  monthOf,
  monthsFrom,
  parseDay,
  parseInstant,
  parseMonth,
  startOfDay,
  wallTime,
  weekdayOf,
  yearOf,
} from '../../src/domain/calendar.js'
import {writtenDates} from '../../src/domain/written-dates.js'

const day = (text: string) => text as Day
const month = (text: string) => text as Month
const instant = (text: string) => text as Instant
const ms = (text: string) => Date.parse(text)

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Africa/Casablanca',
  'America/Sao_Paulo',
]

afterEach(() => vi.unstubAllEnvs())

describe('days and months', () => {
  test.each(['2026-11-21', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('%s is a day', text => {
    expect(parseDay(text)).toBe(text)
  })

  test.each([
    '2026-02-29',
    '2026-02-30',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '2026-01-1',
    '26-01-01',
    '1899-12-31',
    '0099-01-01',
    '+02026-01-01',
    '2026-11-21T00:00',
    '2026-11-21 ',
    '２０２６-11-21',
    '2026/11/21',
    '',
  ])('"%s" is no day', text => {
    expect(parseDay(text)).toBeUndefined()
  })

  test('a text is a day exactly where dayjs takes it for one', () => {
    const numbers = fc.tuple(fc.integer({min: 1900, max: 9999}), fc.nat({max: 14}), fc.nat({max: 33}))
    fc.assert(
      fc.property(numbers, ([year, monthNumber, dayOfMonth]) => {
        const text = [year, ...[monthNumber, dayOfMonth].map(part => String(part).padStart(2, '0'))].join('-')
        expect(parseDay(text)).toBe(writtenDates.readDay(text, ['YYYY-MM-DD']))
      }),
    )
  })

  test('a month has a year from 1900 and a number from 01 to 12', () => {
    expect(['2026-10', '1900-01', '9999-12'].map(parseMonth)).toEqual(['2026-10', '1900-01', '9999-12'])
    const wrong = ['2026-13', '2026-00', '2026-1', '1899-12', '10000-01', '2026-10-01', 'oct', '']
    expect(wrong.filter(text => parseMonth(text) !== undefined)).toEqual([])
  })

  test('a month begins and ends on its first and last day', () => {
    expect(firstDay(month('2026-02'))).toBe('2026-02-01')
    expect(lastDay(month('2026-02'))).toBe('2026-02-28')
    expect(lastDay(month('2024-02'))).toBe('2024-02-29')
    expect(daysInMonth(month('2026-12'))).toBe(31)
    expect(daysInMonth(month('9999-12'))).toBe(31)
  })

  test('days are added across months, leap days and clock changes', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01')
    expect(addDays(day('2026-03-29'), 1)).toBe('2026-03-30')
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31')
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(day('1900-01-01'), -1)).toThrow(RangeError)
    expect(() => addDays(day('2026-01-01'), Number.NaN)).toThrow(RangeError)
  })

  test('months are added across years', () => {
    expect(addMonths(month('2026-11'), 3)).toBe('2027-02')
    expect(addMonths(month('2026-01'), -1)).toBe('2025-12')
    expect(addMonths(month('2026-01'), 0)).toBe('2026-01')
  })

  test('a list of months includes both ends and is empty backwards', () => {
    expect(monthsFrom(month('2025-11'), month('2026-02'))).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ])
    expect(monthsFrom(month('2026-02'), month('2026-02'))).toEqual(['2026-02'])
    expect(monthsFrom(month('2026-02'), month('2025-11'))).toEqual([])
  })

  test('weekday, year and month are read off a date', () => {
    const week = [
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
    ]
    expect(week.map(text => weekdayOf(day(text)))).toEqual(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
    expect(weekdayOf(day('1900-01-01'))).toBe('mon')
    expect(yearOf(month('2026-11'))).toBe(2026)
    expect(monthOf(day('2026-11-21'))).toBe('2026-11')
    expect(monthOf(instant('2026-12-01T00:30:00+01:00'))).toBe('2026-12')
  })
})

describe('instants', () => {
  test.each([
    ['2026-11-21T21:30:00Z', 'Europe/Berlin', '2026-11-21T22:30:00+01:00'],
    ['2026-07-01T12:00:00Z', 'Europe/Berlin', '2026-07-01T14:00:00+02:00'],
    ['2026-07-01T12:00:00Z', 'America/New_York', '2026-07-01T08:00:00-04:00'],
    ['2026-07-01T12:00:00Z', 'America/St_Johns', '2026-07-01T09:30:00-02:30'],
    ['2026-07-01T12:00:00Z', 'Asia/Kathmandu', '2026-07-01T17:45:00+05:45'],
    ['2026-07-01T12:00:00Z', 'UTC', '2026-07-01T12:00:00+00:00'],
    ['2026-01-01T12:00:00Z', 'Europe/London', '2026-01-01T12:00:00+00:00'],
    ['2026-07-01T12:00:00.999Z', 'UTC', '2026-07-01T12:00:00+00:00'],
    ['1950-07-01T12:00:00.001Z', 'UTC', '1950-07-01T12:00:00+00:00'],
    ['1930-01-01T12:00:00Z', 'Africa/Monrovia', '1930-01-01T11:15:00-00:45'],
  ])('%s in %s is %s', (utcText, zone, expected) => {
    expect(instantAt(ms(utcText), zone)).toBe(expected)
  })

  test('a moment is written, and has its day, by the clocks of a zone', () => {
    const moment = instant('2026-11-21T23:30:00+00:00')
    expect(inZone(moment, 'Europe/Berlin')).toBe('2026-11-22T00:30:00+01:00')
    expect(dayIn(moment, 'Europe/Berlin')).toBe('2026-11-22')
  })

  test('an instant in an unknown zone or outside the years 1900 to 9999 is a bug', () => {
    expect(() => instantAt(0, 'Europe/Berln')).toThrow(RangeError)
    expect(() => instantAt(ms('9999-12-31T23:30:00Z'), 'Europe/Berlin')).toThrow(RangeError)
  })

  test.each([
    ['2026-11-21T14:00:00+01:00', '2026-11-21T14:00:00+01:00'],
    ['2026-11-21T14:00+01:00', '2026-11-21T14:00:00+01:00'],
    ['2026-11-21T14:00:30.987-03:30', '2026-11-21T14:00:30-03:30'],
    ['2026-11-21T14:00:00Z', '2026-11-21T14:00:00+00:00'],
    ['2026-11-21T14:00:00-00:00', '2026-11-21T14:00:00+00:00'],
  ])('%s is read as %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  test.each([
    '2026-11-21T14:00:00',
    '2026-11-21 14:00:00+01:00',
    '2026-11-21T24:00:00+01:00',
    '2026-11-21T14:60:00+01:00',
    '2026-11-21T14:00:60+01:00',
    '2026-02-30T14:00:00+01:00',
    '2026-11-21T14:00:00+15:00',
    '2026-11-21T14:00:00+01',
    '2026-11-21T14:00:00+0100',
    '2026-11-21T14+01:00',
    '2026-11-21t14:00:00z',
    ' 2026-11-21T14:00:00Z',
    '2026-11-21',
    '',
  ])('"%s" is no instant', text => {
    expect(parseInstant(text)).toBeUndefined()
  })

  test('day and minute are what the wall showed', () => {
    expect(dayOf(instant('2026-11-21T00:30:59+01:00'))).toBe('2026-11-21')
    expect(minuteOfDay(instant('2026-11-21T00:30:59+01:00'))).toBe(30)
    expect(minuteOfDay(instant('2026-11-21T23:59:59+01:00'))).toBe(1439)
  })

  test('elapsed minutes are rounded down and may be negative', () => {
    const from = instant('2026-11-21T14:00:00+01:00')
    expect(elapsedMinutes(from, instant('2026-11-21T14:10:59+01:00'))).toBe(10)
    expect(elapsedMinutes(from, instant('2026-11-21T12:50:00+00:00'))).toBe(-10)
  })

  test('minutes added are real ones across clock changes', () => {
    const before = instant('2026-03-29T01:30:00+01:00')
    expect(addMinutes(before, 60, 'Europe/Berlin')).toBe('2026-03-29T03:30:00+02:00')
    expect(addMinutes(instant('2026-10-25T02:30:00+02:00'), 60, 'Europe/Berlin')).toBe(
      '2026-10-25T02:30:00+01:00',
    )
    expect(addMinutes(instant('2026-03-29T03:30:00+02:00'), -60, 'Europe/Berlin')).toBe(before)
  })
})

describe('wall times', () => {
  const BERLIN = 'Europe/Berlin'
  const unique = (text: string) => ({kind: 'unique', instant: text})
  const gap = {kind: 'gap'}

  test.each([
    [BERLIN, '2026-03-29', '01:59', unique('2026-03-29T01:59:00+01:00')],
    [BERLIN, '2026-03-29', '02:00', gap],
    [BERLIN, '2026-03-29', '02:59', gap],
    [BERLIN, '2026-03-29', '03:00', unique('2026-03-29T03:00:00+02:00')],
    [BERLIN, '2026-10-25', '01:59', unique('2026-10-25T01:59:00+02:00')],
    [
      BERLIN,
      '2026-10-25',
      '02:00',
      {kind: 'twice', instant: '2026-10-25T02:00:00+02:00', later: '2026-10-25T02:00:00+01:00'},
    ],
    [BERLIN, '2026-10-25', '03:00', unique('2026-10-25T03:00:00+01:00')],
    [BERLIN, '2024-02-29', '12:00', unique('2024-02-29T12:00:00+01:00')],
    ['America/New_York', '2026-03-08', '02:30', gap],
    [
      'America/New_York',
      '2026-11-01',
      '01:30',
      {kind: 'twice', instant: '2026-11-01T01:30:00-04:00', later: '2026-11-01T01:30:00-05:00'},
    ],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', gap],
    ['Australia/Lord_Howe', '2026-10-04', '02:30', unique('2026-10-04T02:30:00+11:00')],
    [
      'Australia/Lord_Howe',
      '2026-04-05',
      '01:45',
      {kind: 'twice', instant: '2026-04-05T01:45:00+11:00', later: '2026-04-05T01:45:00+10:30'},
    ],
    ['Pacific/Apia', '2011-12-29', '23:59', unique('2011-12-29T23:59:00-10:00')],
    ['Pacific/Apia', '2011-12-30', '00:00', gap],
    ['Pacific/Apia', '2011-12-30', '23:59', gap],
    ['Pacific/Apia', '2011-12-31', '00:00', unique('2011-12-31T00:00:00+14:00')],
    ['Asia/Kathmandu', '2026-11-21', '12:00', unique('2026-11-21T12:00:00+05:45')],
  ])('%s %s %s', (zone, date, clock, expected) => {
    const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
    expect(wallTime(day(date), minute, zone)).toEqual(expected)
  })

  test.each([
    ['2026-03-29', 60],
    ['2026-10-25', 180],
    ['2026-11-21', 120],
  ])('01:30 to 03:30 in Berlin on %s is %i minutes', (date, minutes) => {
    const [from, to] = [90, 210].map(minute => wallTime(day(date), minute, BERLIN))
    if (from?.kind !== 'unique' || to?.kind !== 'unique') throw new Error('both times are unique')
    expect(elapsedMinutes(from.instant, to.instant)).toBe(minutes)
  })

  // Real clock changes are rare among random times: half of them are taken from the hours around one.
  const wallTimes = fc.constantFrom(...ZONES).chain(zone => {
    const from = ms('1980-01-01T00:00Z')
    const changes: number[] = []
    let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
    for (let change = at.getTimeZoneTransition('next'); change && changes.length < 120; ) {
      changes.push(change.epochMilliseconds)
      at = change
      change = at.getTimeZoneTransition('next')
    }
    const anywhere = fc.integer({min: from, max: ms('2100-01-01T00:00Z')})
    const nearChange = fc
      .tuple(fc.constantFrom(...changes, from), fc.integer({min: -1500, max: 1500}))
      .map(([change, minutes]) => change + minutes * 60_000)
    return fc.record({zone: fc.constant(zone), at: fc.oneof(anywhere, nearChange)})
  })

  const agreesWithTemporal = ({zone, at}: {readonly zone: string; readonly at: number}) => {
    const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000) * 1000).toZonedDateTimeISO(
      zone,
    )
    const text = zoned.toString({timeZoneName: 'never'})
    expect(instantAt(at, zone)).toBe(text)
    expect(epochMs(instantAt(at, zone))).toBe(zoned.epochMilliseconds)
    expect(parseInstant(text)).toBe(text)

    const plain = zoned.toPlainDateTime().round({smallestUnit: 'minute', roundingMode: 'floor'})
    const near = plain.add({hours: (at % 5) - 2})
    const earlier = near.toZonedDateTime(zone, {disambiguation: 'earlier'})
    const later = near.toZonedDateTime(zone, {disambiguation: 'later'})
    const same = earlier.epochMilliseconds === later.epochMilliseconds
    const shown = earlier.toPlainDateTime().equals(near)
    const write = (found: Temporal.ZonedDateTime) => found.toString({timeZoneName: 'never'})
    expect(wallTime(day(near.toPlainDate().toString()), near.hour * 60 + near.minute, zone)).toEqual(
      same
        ? {kind: 'unique', instant: write(earlier)}
        : shown
          ? {kind: 'twice', instant: write(earlier), later: write(later)}
          : {kind: 'gap'},
    )
  }

  test('agree with Temporal in every zone, also around clock changes', () => {
    fc.assert(fc.property(wallTimes, agreesWithTemporal), {numRuns: 600})
  })

  test.each([
    'Europe/Berlin',
    'Europe/London',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
  ])('agree with Temporal when the process runs in %s', zone => {
    vi.stubEnv('TZ', zone)
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone) // it really does
    const inZone = wallTimes.map(({at}) => ({zone, at}))
    fc.assert(fc.property(inZone, agreesWithTemporal), {numRuns: 150})
    fc.assert(fc.property(wallTimes, agreesWithTemporal), {numRuns: 50})
  })

  test('an unknown zone is a bug even where TZ names it', () => {
    vi.stubEnv('TZ', 'Europe/Berln')
    expect(() => instantAt(ms('2026-11-21T12:00Z'), 'Europe/Berln')).toThrow(RangeError)
  })
})

test('a time zone is still one whether or not the process runs in it, and one that never was is none', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(['Europe/Berlin', 'UTC', 'Asia/Kathmandu'].every(isStillTimeZone)).toBe(true)
  vi.stubEnv('TZ', 'Europe/Berln')
  expect(['Europe/Berln', '+02:00'].some(isStillTimeZone)).toBe(false)
  vi.unstubAllEnvs()
})

test('a time zone has a name that the system knows', () => {
  expect(['Europe/Berlin', 'UTC', 'Asia/Kathmandu', 'Europe/Berlin'].every(isTimeZone)).toBe(true)
  expect(['Europe/Berln', '+02:00', '', ' Europe/Berlin', '../etc', 'MEZ'].some(isTimeZone)).toBe(false)
})

test.each([
  ['2026-03-10', 'Europe/Berlin', '2026-03-10T00:00:00+01:00'],
  ['2026-03-29', 'Asia/Beirut', '2026-03-29T01:00:00+03:00'], // the clocks go from 0:00 to 1:00
  ['2026-11-01', 'America/Havana', '2026-11-01T00:00:00-04:00'], // they show 0:00 twice
])('the day %s in %s begins at %s', (date, zone, expected) => {
  expect(startOfDay(day(date), zone)).toBe(expected)
})

test('seconds from one instant to another are real ones, below zero where the other was earlier', () => {
  const [before, after] = ['2026-03-29T01:59:59+01:00', '2026-03-29T03:00:01+02:00'].map(
    text => parseInstant(text) as Instant,
  )
  expect(elapsedSeconds(before as Instant, after as Instant)).toBe(2)
  expect(elapsedSeconds(after as Instant, before as Instant)).toBe(-2)
})

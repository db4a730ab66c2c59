import fc from 'fast-check'
import {Temporal} from 'temporal-polyfill'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {isPlain, isWithin, minutesOf, partsOf, weigh} from '../../src/domain/bands.js'
import {instantAt, type Weekday} from '../../src/domain/calendar.js'
import type {Bands} from '../../src/domain/contract.js'
import type {HolidayCalendar} from '../../src/domain/holidays.js'
import {at, day} from '../support/account-builder.js'

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const WEEK: readonly Weekday[] = [...WORKDAYS, 'sat', 'sun']

const BAVARIA = {country: 'DE', state: 'BY'}
const BERLIN = {country: 'DE', state: 'BE'}
const HOLIDAYS: readonly HolidayCalendar[] = [
  {region: BERLIN, years: {2026: [day('2026-01-01'), day('2026-03-08')], 2027: [day('2027-01-01')]}},
  {
    region: BAVARIA,
    years: {
      2026: ['2026-01-01', '2026-01-06', '2026-06-04', '2026-11-01', '2026-12-25'].map(day),
      2027: [day('2027-01-01')],
    },
  },
]

const CORE: Bands = {
  list: [{name: 'core', days: WORKDAYS, from: '08:00', to: '18:00', factor: 1}],
  otherwise: {name: 'off-hours', factor: 1.5},
  holiday: null,
  holidays: null,
}
const withHolidays = (holidays: typeof BAVARIA): Bands => ({
  ...CORE,
  holiday: {name: 'holiday', factor: 2},
  holidays,
})

/** `20 core, 25 off-hours`, in the order of the day. */
function partsText(start: string, minutes: number, bands: Bands, timezone = 'Europe/Berlin'): string {
  const parts = partsOf({start: at(start), minutes, timezone}, bands, HOLIDAYS)
  return parts.map(part => `${part.minutes} ${part.name}`).join(', ')
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('an interval', () => {
  test('that runs over the end of the core hours is split there', () => {
    const parts = partsOf(
      {start: at('2026-11-20T17:40+01:00'), minutes: 45, timezone: 'Europe/Berlin'},
      CORE,
      [],
    )
    expect(parts).toEqual([
      {name: 'core', minutes: 20, factor: 1},
      {name: 'off-hours', minutes: 25, factor: 1.5},
    ])
    expect(weigh(parts)).toBe(58)
  })

  test.each([
    ['that ends with a band lies in it whole', '2026-11-20T17:15+01:00', 45, '45 core'],
    ['that begins with the end of a band lies outside', '2026-11-20T18:00+01:00', 45, '45 off-hours'],
    ['that ends where a band begins lies outside', '2026-11-20T07:15+01:00', 45, '45 off-hours'],
    ['over midnight, into another weekday', '2026-11-22T23:30+01:00', 10 * 60, '510 off-hours, 90 core'],
    ['over a midnight that no band ends at is one part', '2026-11-20T23:30+01:00', 60, '60 off-hours'],
    [
      'longer than a day passes every band again',
      '2026-11-19T17:00+01:00',
      2880,
      '60 core, 840 off-hours, 600 core, 1380 off-hours',
    ],
    ['over 29 February', '2024-02-28T17:00+01:00', 1560, '60 core, 840 off-hours, 600 core, 60 off-hours'],
    ['on 29 February that is a Tuesday', '2028-02-29T17:59+01:00', 2, '1 core, 1 off-hours'],
    ['without minutes has no parts', '2026-11-20T17:40+01:00', 0, ''],
  ])('%s', (_, start, minutes, parts) => {
    expect(partsText(start, minutes, CORE)).toBe(parts)
  })

  test('counts by the factor of each part, also where bands of one name follow each other', () => {
    const bands: Bands = {...CORE, otherwise: {name: 'core', factor: 1.5}}
    const interval = {start: at('2026-11-20T17:40+01:00'), minutes: 45, timezone: 'Europe/Berlin'}
    expect(weigh(partsOf(interval, bands, []))).toBe(58)
  })

  test('lies in the first band of the list that holds', () => {
    const bands: Bands = {
      ...CORE,
      list: [
        {name: 'lunch', days: ['fri'], from: '12:00', to: '13:00', factor: 3},
        ...CORE.list,
        {name: 'late', days: ['fri'], from: '12:30', to: '24:00', factor: 1.25},
      ],
    }
    expect(partsText('2026-11-20T11:30+01:00', 14 * 60, bands)).toBe(
      '30 core, 60 lunch, 300 core, 360 late, 90 off-hours',
    )
  })
})

const night = (from: string, to: string): Bands => ({
  ...CORE,
  list: [{name: 'night', days: WEEK, from, to, factor: 2}],
})

describe('when the clocks change, time counts as it elapsed', () => {
  test.each([
    [
      'the hour that Berlin skips is in no band',
      ['Europe/Berlin', '2026-03-29T01:30+01:00', 60],
      ['02:00', '03:00'],
      '60 off-hours',
    ],
    [
      'a band that begins in the hour that is skipped begins after it',
      ['Europe/Berlin', '2026-03-29T01:30+01:00', 60],
      ['02:30', '03:15'],
      '30 off-hours, 15 night, 15 off-hours',
    ],
    [
      'the hour that Berlin repeats counts twice',
      ['Europe/Berlin', '2026-10-25T01:30+02:00', 180],
      ['02:00', '03:00'],
      '30 off-hours, 120 night, 30 off-hours',
    ],
    [
      'edges within the hour that is repeated are passed twice',
      ['Europe/Berlin', '2026-10-25T01:30+02:00', 180],
      ['02:15', '02:45'],
      '45 off-hours, 30 night, 30 off-hours, 30 night, 45 off-hours',
    ],
    [
      'work that begins the second time passes them once',
      ['Europe/Berlin', '2026-10-25T02:30+01:00', 60],
      ['02:15', '02:45'],
      '15 night, 45 off-hours',
    ],
    [
      'a day that begins at 01:00 has no first hour',
      ['America/Havana', '2026-03-07T23:30-05:00', 120],
      ['00:00', '02:00'],
      '30 off-hours, 60 night, 30 off-hours',
    ],
    [
      'a day that begins twice has its first hour twice',
      ['America/Havana', '2026-10-31T23:30-04:00', 180],
      ['00:00', '00:30'],
      '30 off-hours, 30 night, 30 off-hours, 30 night, 60 off-hours',
    ],
    [
      'a day that ends twice has its last hour twice',
      ['Asia/Beirut', '2026-10-24T22:30+03:00', 180],
      ['23:30', '24:00'],
      '60 off-hours, 30 night, 30 off-hours, 30 night, 30 off-hours',
    ],
    [
      'midnight that is skipped begins the next day',
      ['Asia/Beirut', '2026-03-28T23:30+02:00', 60],
      ['00:00', '01:30'],
      '30 off-hours, 30 night',
    ],
    [
      'half an hour that is repeated counts twice',
      ['Australia/Lord_Howe', '2026-04-05T01:15+11:00', 120],
      ['01:30', '02:00'],
      '15 off-hours, 60 night, 45 off-hours',
    ],
    [
      'half an hour that is skipped does not count',
      ['Australia/Lord_Howe', '2026-10-04T01:45+10:30', 60],
      ['02:15', '02:45'],
      '15 off-hours, 15 night, 30 off-hours',
    ],
  ] as const)('%s', (_, [timezone, start, minutes], [from, to], parts) => {
    expect(partsText(start, minutes, night(from, to), timezone)).toBe(parts)
  })
})

describe('on a public holiday', () => {
  test.each([
    ['Epiphany is one in Bavaria', '2026-01-06T10:00+01:00', 60, BAVARIA, '60 holiday'],
    ['Epiphany is a working day in Berlin', '2026-01-06T10:00+01:00', 60, BERLIN, '60 core'],
    ['Corpus Christi is one in Bavaria', '2026-06-04T17:30+02:00', 60, BAVARIA, '60 holiday'],
    [
      'Corpus Christi is a working day in Berlin',
      '2026-06-04T17:30+02:00',
      60,
      BERLIN,
      '30 core, 30 off-hours',
    ],
    ['one on a Sunday is a holiday', '2026-11-01T10:00+01:00', 60, BAVARIA, '60 holiday'],
    ['a Sunday that is none is as any Sunday', '2026-11-01T10:00+01:00', 60, BERLIN, '60 off-hours'],
    ['it begins at midnight', '2026-01-05T23:30+01:00', 60, BAVARIA, '30 off-hours, 30 holiday'],
    ['it ends at midnight', '2026-01-06T23:30+01:00', 60, BAVARIA, '30 holiday, 30 off-hours'],
    ['24 December is a working day', '2026-12-24T17:00+01:00', 120, BAVARIA, '60 core, 60 off-hours'],
    [
      '31 December is a working day, and New Year belongs to the next year',
      '2026-12-31T17:00+01:00',
      480,
      BAVARIA,
      '60 core, 360 off-hours, 60 holiday',
    ],
  ] as const)('%s', (_, start, minutes, region, parts) => {
    expect(partsText(start, minutes, withHolidays(region))).toBe(parts)
  })

  test('without a factor for it the bands hold as on any day', () => {
    expect(partsText('2026-01-06T10:00+01:00', 60, {...CORE, holidays: BAVARIA})).toBe('60 core')
  })

  test('without a calendar for it the bands hold as on any day', () => {
    const bands: Bands = {...CORE, holiday: {name: 'holiday', factor: 2}}
    expect(partsText('2026-01-06T10:00+01:00', 60, bands)).toBe('60 core')
  })

  test('a year that was not looked up is a bug', () => {
    expect(() => partsText('2027-12-31T23:30+01:00', 60, withHolidays(BAVARIA))).toThrow('DE BY in 2028')
  })
})

describe('the weight of parts', () => {
  const part = (minutes: number, factor: number) => ({name: 'any', minutes, factor})

  test.each([
    ['is their sum where that is whole', [part(20, 1), part(20, 1.5)], 50],
    ['is rounded up once, not once a part', [part(1, 1.25), part(1, 1.25)], 3],
    ['is exact with factors that binary fractions are not', [part(100, 1.1)], 110],
    ['is rounded up where a hundredth is left', [part(1, 1.01)], 2],
    ['of nothing is nothing', [], 0],
  ])('%s', (_, parts, minutes) => {
    expect(weigh(parts)).toBe(minutes)
  })
})

test.each<[string, boolean, Bands]>([
  ['every minute counts as one', true, {...CORE, list: [], otherwise: {name: 'always', factor: 1}}],
  ['there are bands', false, {...CORE, otherwise: {name: 'always', factor: 1}}],
  ['every minute counts more', false, {...CORE, list: []}],
  [
    'holidays count more',
    false,
    {...withHolidays(BAVARIA), list: [], otherwise: {name: 'always', factor: 1}},
  ],
])('when %s, it is %s that there is nothing to look up', (_, expected, bands) => {
  expect(isPlain(bands)).toBe(expected)
})

test('hours of the week are minutes of the day, 24:00 the last', () => {
  expect(minutesOf({from: '07:30', to: '24:00'})).toEqual({from: 450, to: 1440})
})

test.each([
  ['begins', '2026-11-20T07:00+01:00', true],
  ['has a minute to go', '2026-11-20T21:59+01:00', true],
  ['has ended', '2026-11-20T22:00+01:00', false],
  ['is a minute away', '2026-11-20T06:59+01:00', false],
  ['is of another day', '2026-11-21T12:00+01:00', false],
])('when it %s, %s in weekly hours is %s', (_, start, expected) => {
  expect(isWithin(at(start), {days: WORKDAYS, from: '07:00', to: '22:00'})).toBe(expected)
})

test('the zone is asked at the edges of days, not at every minute', () => {
  const formats: {readonly format: unknown} = Intl.DateTimeFormat.prototype // a getter, whatever its type says
  const format = vi.spyOn(formats, 'format', 'get')
  vi.stubEnv('TZ', 'UTC')
  partsText('2026-06-15T12:00+02:00', 60, CORE)
  expect(format).toHaveBeenCalledTimes(1)
  format.mockClear()
  partsText('2026-06-15T12:00+02:00', 1440, CORE)
  expect(format).toHaveBeenCalledTimes(3)
  format.mockClear()
  partsText('2026-10-24T12:00+02:00', 1440, CORE)
  expect(format.mock.calls.length).toBeLessThan(20)
})

// --- The same, minute by minute

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
]

const HOUR_MS = 3_600_000
const FIRST_MS = Date.UTC(2005, 0, 1)
const anyMoment = fc.integer({min: 0, max: 25 * 365 * 24 * 60}).map(minutes => FIRST_MS + minutes * 60_000)
const moment = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)

/** A moment some hours before the next change of the clocks, where there is one. */
const beforeChange = (ms: number, zone: string): number => {
  const change = moment(ms, zone).getTimeZoneTransition('next')
  return change === null ? ms : change.epochMilliseconds - (ms % (3 * HOUR_MS))
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const factor = fc.integer({min: 1, max: 300}).map(hundredths => hundredths / 100)
const band = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    factor,
    days: fc.uniqueArray(fc.constantFrom(...WEEK), {minLength: 1}),
    edges: fc.uniqueArray(
      fc.integer({min: 0, max: 96}).map(quarter => quarter * 15),
      {
        minLength: 2,
        maxLength: 2,
      },
    ),
  })
  .map(({edges, ...rest}) => ({
    ...rest,
    from: clock(Math.min(...edges)),
    to: clock(Math.max(...edges)),
  }))

const anyCase = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    ms: anyMoment,
    isNearChange: fc.boolean(),
    minutes: fc.integer({min: 1, max: 600}),
    list: fc.array(band, {maxLength: 5}),
    otherwise: factor,
    isHoliday: fc.boolean(),
  })
  .map(({ms, isNearChange, ...rest}) => ({
    ...rest,
    ms: isNearChange ? beforeChange(ms, rest.zone) : ms,
  }))

/** What each minute is called and counts, asked one by one. */
function minuteByMinute(ms: number, minutes: number, zone: string, bands: Bands, holiday: string) {
  const parts: {name: string; factor: number; minutes: number}[] = []
  for (let minute = 0; minute < minutes; minute += 1) {
    const now = moment(ms + minute * 60_000, zone)
    const time = now.toPlainTime().toString().slice(0, 5)
    const held = bands.list.find(
      ({days, from, to}) => days.includes(WEEK[now.dayOfWeek - 1] as Weekday) && from <= time && time < to,
    )
    const onHoliday = now.toPlainDate().toString() === holiday ? bands.holiday : null
    const counted = onHoliday ?? held ?? bands.otherwise
    const last = parts.at(-1)
    if (last?.name === counted.name && last.factor === counted.factor) last.minutes += 1
    else parts.push({name: counted.name, factor: counted.factor, minutes: 1})
  }
  return parts
}

test('bands are what a clock on the wall shows at each minute', () => {
  fc.assert(
    fc.property(anyCase, ({zone, ms, minutes, list, otherwise, isHoliday}) => {
      const holiday = moment(ms + minutes * 60_000, zone)
        .toPlainDate()
        .toString()
      const year = (offset: number) => String(Number(holiday.slice(0, 4)) + offset)
      const calendar = {
        region: BERLIN,
        years: {[year(-1)]: [], [year(0)]: [day(holiday)]},
      }
      const bands: Bands = {
        list,
        otherwise: {name: 'otherwise', factor: otherwise},
        holiday: isHoliday ? {name: 'holiday', factor: 3} : null,
        holidays: BERLIN,
      }
      expect(partsOf({start: instantAt(ms, zone), minutes, timezone: zone}, bands, [calendar])).toEqual(
        minuteByMinute(ms, minutes, zone, bands, holiday),
      )
    }),
    {numRuns: Number(process.env.FC_RUNS ?? 300)},
  )
})

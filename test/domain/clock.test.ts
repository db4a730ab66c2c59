import fc from 'fast-check'
import {Temporal} from 'temporal-polyfill'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {epochMs, instantAt} from '../../src/domain/calendar.js'
import {
  type Clock,
  instantWhenRun,
  isRunning,
  nextRun,
  secondsRun,
  type WeeklyClock,
} from '../../src/domain/clock.js'
import type {HolidayCalendar} from '../../src/domain/holidays.js'
import {at, day} from '../support/account-builder.js'
import {configureRuns, RUNS_WHERE_SLOW} from '../support/property-runs.js'
import {OFFICE} from '../support/requests.js'

configureRuns(RUNS_WHERE_SLOW)
afterEach(() => vi.unstubAllEnvs())

const BAVARIA = {country: 'DE', state: 'BY'}
const CALENDARS: readonly HolidayCalendar[] = [
  {region: BAVARIA, years: {2026: [day('2026-04-03'), day('2026-04-06')]}},
]
const OFFICE_HOURS: WeeklyClock = {...OFFICE, holidays: null}
const BAVARIAN_OFFICE: WeeklyClock = {...OFFICE, holidays: BAVARIA}
const FROM_NIGHT: WeeklyClock = {
  timezone: 'Europe/Berlin',
  hours: [{days: ['sat', 'sun'], from: '00:00', to: '24:00'}],
  holidays: null,
}

const from = (start: string) => [{from: at(start), to: null}] as const
const ran = (clock: Clock, start: string, end: string) => secondsRun(clock, from(start), at(end), CALENDARS)
const due = (clock: Clock, start: string, minutes: number) =>
  instantWhenRun(clock, from(start), minutes * 60, {timezone: 'Europe/Berlin', calendars: CALENDARS})

describe('a clock that always runs', () => {
  test('counts each second, whatever the clocks on the wall do', () => {
    expect(ran('always', '2026-03-28T23:58:00+01:00', '2026-03-28T23:59:59+01:00')).toBe(119)
    expect(ran('always', '2026-03-29T01:00:00+01:00', '2026-03-29T04:00:00+02:00')).toBe(2 * 3600)
    expect(ran('always', '2026-10-25T01:00:00+02:00', '2026-10-25T04:00:00+01:00')).toBe(4 * 3600)
  })
  test('is due so long after it began, by the clocks that are asked for', () => {
    expect(due('always', '2026-03-28T23:58:00+01:00', 2)).toBe('2026-03-29T00:00:00+01:00')
    expect(due('always', '2026-03-29T01:30:00+01:00', 60)).toBe('2026-03-29T03:30:00+02:00')
    expect(isRunning('always', at('2026-01-01T00:00:00+01:00'), [])).toBe(true)
    expect(nextRun('always', at('2026-01-01T00:00:00+01:00'), [])).toBe('2026-01-01T00:00:00+01:00')
  })
})

describe('a clock of weekly hours', () => {
  test.each([
    [
      'an hour from Friday 16:30 is over on Monday 9:30',
      '2026-03-13T16:30:00+01:00',
      60,
      '2026-03-16T09:30:00+01:00',
    ],
    [
      'the deadline is the end of the day, not the next morning',
      '2026-03-13T16:30:00+01:00',
      30,
      '2026-03-13T17:00:00+01:00',
    ],
    [
      'what begins at night waits for the morning',
      '2026-03-12T22:00:00+01:00',
      10,
      '2026-03-13T09:10:00+01:00',
    ],
    ['seconds count', '2026-03-12T16:59:30+01:00', 1, '2026-03-13T09:00:30+01:00'],
    ['a week of hours takes a week', '2026-03-02T09:00:00+01:00', 5 * 8 * 60, '2026-03-06T17:00:00+01:00'],
    [
      'and runs by its own clocks after they changed',
      '2026-03-27T16:00:00+01:00',
      120,
      '2026-03-30T10:00:00+02:00',
    ],
  ])('%s', (_, start, minutes, expected) => {
    expect(due(OFFICE_HOURS, start, minutes)).toBe(expected)
  })

  test('stands on public holidays where a calendar is named, and on no other day', () => {
    expect(due(BAVARIAN_OFFICE, '2026-04-02T16:30:00+02:00', 60)).toBe('2026-04-07T09:30:00+02:00')
    expect(due(OFFICE_HOURS, '2026-04-02T16:30:00+02:00', 60)).toBe('2026-04-03T09:30:00+02:00')
    expect(isRunning(BAVARIAN_OFFICE, at('2026-04-03T10:00:00+02:00'), CALENDARS)).toBe(false)
  })

  test('asks for the holidays of a year that was not looked up', () => {
    expect(() => due(BAVARIAN_OFFICE, '2027-01-01T10:00:00+01:00', 1)).toThrow('DE BY in 2027')
  })

  test('counts an hour that the clocks leave out as none, and one they show twice as two', () => {
    expect(ran(FROM_NIGHT, '2026-03-28T12:00:00+01:00', '2026-03-31T00:00:00+02:00')).toBe((12 + 23) * 3600)
    expect(ran(FROM_NIGHT, '2026-10-24T12:00:00+02:00', '2026-10-27T00:00:00+01:00')).toBe((12 + 25) * 3600)
  })

  test('counts several intervals of a day, and what lies in two of them once', () => {
    const hours = [
      {days: ['tue'], from: '13:00', to: '17:00'},
      {days: ['tue'], from: '08:00', to: '12:00'},
      {days: ['tue'], from: '11:00', to: '12:30'},
      {days: ['tue'], from: '09:00', to: '10:00'},
    ] as const
    const clock: WeeklyClock = {timezone: 'Europe/Berlin', hours, holidays: null}
    expect(ran(clock, '2026-03-10T00:00:00+01:00', '2026-03-11T00:00:00+01:00')).toBe((4.5 + 4) * 3600)
    expect(due(clock, '2026-03-10T12:15:00+01:00', 30)).toBe('2026-03-10T13:15:00+01:00')
  })

  test('runs from the first second of an hour to the last before its end', () => {
    const running = (time: string) => isRunning(OFFICE_HOURS, at(`2026-03-10T${time}+01:00`), [])
    expect(['08:59:59', '09:00:00', '16:59:59', '17:00:00'].map(running)).toEqual([false, true, true, false])
    expect(isRunning(OFFICE_HOURS, at('2026-03-10T08:30:00Z'), [])).toBe(true)
  })

  test('says when it runs next, by its own clocks', () => {
    expect(nextRun(OFFICE_HOURS, at('2026-03-13T18:00:00Z'), [])).toBe('2026-03-16T09:00:00+01:00')
    expect(nextRun(OFFICE_HOURS, at('2026-03-13T10:00:00+01:00'), [])).toBe('2026-03-13T10:00:00+01:00')
  })

  test('that has no hour any more in a year never runs', () => {
    const allDays = Array.from({length: 366 * 2}, (_, index) =>
      instantAt(Date.UTC(2026, 0, 1) + index * 86_400_000, 'UTC'),
    )
    const days = allDays.map(instant => day(instant.slice(0, 10)))
    const years = {2026: days.slice(0, 365), 2027: days.slice(365), 2028: []}
    expect(nextRun(BAVARIAN_OFFICE, at('2026-01-01T00:00:00+01:00'), [{region: BAVARIA, years}])).toBeNull()
  })
})

describe('spans in which a clock may run', () => {
  const spans = [
    {from: at('2026-03-10T10:00:00+01:00'), to: at('2026-03-10T10:30:00+01:00')},
    {from: at('2026-03-10T12:00:00+01:00'), to: at('2026-03-10T12:10:00+01:00')},
  ]
  const when = (seconds: number) =>
    instantWhenRun(OFFICE_HOURS, spans, seconds, {timezone: 'Europe/Berlin', calendars: []})

  test('are counted together, up to an instant', () => {
    expect(secondsRun(OFFICE_HOURS, spans, at('2026-03-11T00:00:00+01:00'), [])).toBe(40 * 60)
    expect(secondsRun(OFFICE_HOURS, spans, at('2026-03-10T12:05:00+01:00'), [])).toBe(35 * 60)
    expect(secondsRun(OFFICE_HOURS, spans, at('2026-03-10T09:00:00+01:00'), [])).toBe(0)
  })
  test('have a deadline only if they last', () => {
    expect(when(30 * 60)).toBe('2026-03-10T10:30:00+01:00')
    expect(when(30 * 60 + 1)).toBe('2026-03-10T12:00:01+01:00')
    expect(when(40 * 60 + 1)).toBeNull()
  })
})

// --- Laws, and the same minute by minute

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const
const HOSTS = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'] as const
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const wall = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const anyHours = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom(...WEEK), {minLength: 1}),
    edges: fc.uniqueArray(fc.integer({min: 0, max: 48}), {minLength: 2, maxLength: 2}),
  })
  .map(({days, edges: [a = 0, b = 0]}) => ({
    days,
    from: wall(Math.min(a, b) * 30),
    to: wall(Math.max(a, b) * 30),
  }))
const anyClock = fc.record({
  timezone: fc.constantFrom(...ZONES),
  hours: fc.array(anyHours, {minLength: 1, maxLength: 4}),
  holidays: fc.constant(null),
})
/** Near the clock changes of 2026 in these zones as well as anywhere else. */
const CHANGES = [
  '2026-03-08T07:00Z',
  '2026-03-29T01:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2026-10-25T01:00Z',
  '2026-11-01T06:00Z',
]
const anyMs = fc.oneof(
  fc.integer({min: 0, max: 365 * 86_400}).map(seconds => Date.UTC(2026, 0, 1) + seconds * 1000),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({min: -86_400, max: 86_400}))
    .map(([change, seconds]) => Date.parse(change) + seconds * 1000),
)
const instant = (ms: number) => instantAt(ms, 'UTC')
const running = (clock: Clock, a: number, b: number) =>
  secondsRun(clock, [{from: instant(a), to: null}], instant(b), [])

describe('the time that a clock runs', () => {
  test('from a to c is that from a to b and that from b to c, and never longer than what has passed', () => {
    fc.assert(
      fc.property(anyClock, fc.tuple(anyMs, anyMs, anyMs), (clock, moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x - y) as [number, number, number]
        expect(running(clock, a, c)).toBe(running(clock, a, b) + running(clock, b, c))
        expect(running(clock, a, c)).toBeLessThanOrEqual((c - a) / 1000)
        expect(running('always', a, c)).toBe((c - a) / 1000)
      }),
    )
  })

  test('is as long as was promised at the deadline, and not a second before', () => {
    fc.assert(
      fc.property(anyClock, anyMs, fc.integer({min: 1, max: 20 * 3600}), (clock, start, seconds) => {
        const deadline = instantWhenRun(clock, [{from: instant(start), to: null}], seconds, {
          timezone: 'UTC',
          calendars: [],
        })
        const ms = epochMs(deadline ?? instant(start))
        expect(running(clock, start, ms)).toBe(seconds)
        expect(running(clock, start, ms - 1000)).toBe(seconds - 1)
      }),
    )
  })

  test.each(HOSTS)('is what the clocks on the wall show minute by minute, on a host in %s', host => {
    vi.stubEnv('TZ', host)
    fc.assert(
      fc.property(anyClock, anyMs, fc.integer({min: 1, max: 1500}), (clock, ms, minutes) => {
        const start = ms - (ms % 60_000)
        let counted = 0
        for (let minute = 0; minute < minutes; minute += 1) {
          const now = Temporal.Instant.fromEpochMilliseconds(start + minute * 60_000).toZonedDateTimeISO(
            clock.timezone,
          )
          const time = now.toPlainTime().toString().slice(0, 5)
          const weekday = WEEK[now.dayOfWeek - 1]
          if (
            clock.hours.some(
              ({days, from: a, to: b}) => days.some(each => each === weekday) && a <= time && time < b,
            )
          )
            counted += 1
        }
        expect(running(clock, start, start + minutes * 60_000)).toBe(counted * 60)
      }),
      {numRuns: Math.min(60, fc.readConfigureGlobal().numRuns ?? 60)},
    )
  })
})

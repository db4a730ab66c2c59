import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addDays, type Day, dayOf, type Instant, instantAt, minuteOfDay} from '../../src/domain/calendar.js'
import {ok} from '../../src/domain/refusal.js'
import {parseRange, parseTime} from '../../src/domain/time-text.js'
import {writtenDates as dates} from '../../src/domain/written-dates.js'

// A Saturday
const now = '2026-11-21T16:05:30+01:00' as Instant
const berlin = {now, timezone: 'Europe/Berlin', dates, reading: 'past'} as const
const refused = (kind: string, value: string) => ({ok: false, refusal: {kind, value}})

describe('a time', () => {
  test.each([
    ['14:00', '2026-11-21T14:00:00+01:00'],
    ['9:00', '2026-11-21T09:00:00+01:00'],
    ['00:00', '2026-11-21T00:00:00+01:00'],
    ['14:00 Uhr', '2026-11-21T14:00:00+01:00'],
    ['14.30 Uhr', '2026-11-21T14:30:00+01:00'],
    ['9 Uhr', '2026-11-21T09:00:00+01:00'],
    ['14.00', '2026-11-21T14:00:00+01:00'],
    ['2pm', '2026-11-21T14:00:00+01:00'],
    ['2:00 pm', '2026-11-21T14:00:00+01:00'],
    ['12 a.m.', '2026-11-21T00:00:00+01:00'],
    ['12:30PM', '2026-11-21T12:30:00+01:00'],
    ['at 14:00', '2026-11-21T14:00:00+01:00'],
    ['21.11.26 14:00', '2026-11-21T14:00:00+01:00'],
    ['21. 11. 14:00', '2026-11-21T14:00:00+01:00'],
    ['am Montag um 9:00', '2026-11-16T09:00:00+01:00'],
    ['heute 23:59', '2026-11-21T23:59:00+01:00'],
    ['2026-11-20 14:00', '2026-11-20T14:00:00+01:00'],
    ['2026-11-20T14:00', '2026-11-20T14:00:00+01:00'],
    ['2026-07-20 14:00', '2026-07-20T14:00:00+02:00'],
    ['2026-11-20T14:00+01:00', '2026-11-20T14:00:00+01:00'],
    ['2026-11-20T14:00:15-05:00', '2026-11-20T20:00:15+01:00'],
    ['2026-11-20T14:00Z', '2026-11-20T15:00:00+01:00'],
    ['21.11. 14:00', '2026-11-21T14:00:00+01:00'],
    ['22.11. 14:00', '2026-11-22T14:00:00+01:00'],
    ['23.11. 14:00', '2025-11-23T14:00:00+01:00'],
    ['1.2. 9:00', '2026-02-01T09:00:00+01:00'],
    ['21.11.2025 14:00', '2025-11-21T14:00:00+01:00'],
    ['01.02.2027 14.00 Uhr', '2027-02-01T14:00:00+01:00'],
    ['yesterday 14:00', '2026-11-20T14:00:00+01:00'],
    ['Gestern 14:00', '2026-11-20T14:00:00+01:00'],
    ['vorgestern 14:00', '2026-11-19T14:00:00+01:00'],
    ['today 14:00', '2026-11-21T14:00:00+01:00'],
    ['heute 17:00', '2026-11-21T17:00:00+01:00'],
    ['mon 9:00', '2026-11-16T09:00:00+01:00'],
    ['monday 9:00', '2026-11-16T09:00:00+01:00'],
    ['mo 9:00', '2026-11-16T09:00:00+01:00'],
    ['Mo. 9 Uhr', '2026-11-16T09:00:00+01:00'],
    ['Montag 9:00', '2026-11-16T09:00:00+01:00'],
    ['so 9:00', '2026-11-15T09:00:00+01:00'],
    ['sat 16:05', '2026-11-21T16:05:00+01:00'],
    ['sat 16:06', '2026-11-14T16:06:00+01:00'],
    ['Sonnabend 9:00', '2026-11-21T09:00:00+01:00'],
    ['now', '2026-11-21T16:05:30+01:00'],
    ['Jetzt', '2026-11-21T16:05:30+01:00'],
    ['-2h', '2026-11-21T14:05:30+01:00'],
    ['\u221290m', '2026-11-21T14:35:30+01:00'],
    ['-90', '2026-11-21T14:35:30+01:00'],
    ['  gestern   14:00 ', '2026-11-20T14:00:00+01:00'],
  ])('"%s" is %s', (text, instant) => {
    expect(parseTime(text, berlin)).toStrictEqual(ok({instant}))
  })

  test.each([
    '',
    ' ',
    '24:00',
    '24 Uhr',
    '14:60',
    '9:5',
    '14:00:30',
    '１４:00',
    '+2h',
    '14:00 14:00',
    'tomorrow 14:00',
    'yesterday',
    'gestern14:00',
    'm 9:00',
    'mondays 9:00',
    '2026-11-20',
    '2026-02-30 14:00',
    '2026-11-20 24:00',
    '2026-11-20T14:00+25:00',
    '2026-11-20 14:00+01:00',
    '31.2. 14:00',
    '29.2. 14:00',
    '21.13.2026 14:00',
    '21.11 14:00',
    '13pm',
    '0 am',
    '14 pm',
    '2pm Uhr',
    '1. 14:00',
    '21. Foo 14:00',
    'gestern um',
    '2400',
    '1475',
    '99h 99',
    'Uhr',
    'constructor 14:00',
    '9999-12-31 23:00',
    '9999-12-31T23:59-12:00',
    '1900-01-01T00:00+14:00',
  ])('"%s" is refused', text => {
    expect(parseTime(text, berlin)).toEqual(refused('invalid-time', text))
  })

  test.each([
    ['14', ['14:00']],
    ['gestern 14', ['gestern 14:00']],
    ['1400', ['14:00']],
    ['14h', ['14:00', '-14h']],
    ['90m', ['-90m']],
    ['30h', ['-30h']],
  ])('"%s" is refused and offers %j', (text, readings) => {
    const refusal = {kind: 'invalid-time', value: text, readings}
    expect(parseTime(text, berlin)).toStrictEqual({ok: false, refusal})
  })

  test('ago needs a duration that means one thing', () => {
    expect(parseTime('-1.5', berlin)).toEqual({
      ok: false,
      refusal: {kind: 'invalid-duration', value: '-1.5', readings: ['-1.5h', '-1:05']},
    })
  })

  test('on 29 February without a year is the one of last year if this year has none', () => {
    const context = {
      now: '2025-06-01T12:00:00+02:00' as Instant,
      timezone: 'Europe/Berlin',
      dates,
      reading: 'past',
    } as const
    expect(parseTime('29.2. 9:00', context)).toEqual(ok({instant: '2024-02-29T09:00:00+01:00'}))
  })

  test('that the clocks leave out is refused', () => {
    const refusal = {kind: 'nonexistent-time', value: '2026-03-29 02:30', timezone: 'Europe/Berlin'}
    expect(parseTime('2026-03-29 02:30', berlin)).toEqual({ok: false, refusal})
  })

  test('that the clocks show twice is the first, with a warning', () => {
    expect(parseTime('2026-10-25 02:30', berlin)).toEqual(
      ok({instant: '2026-10-25T02:30:00+02:00', warning: 'exists-twice'}),
    )
  })

  test('today is the day in the zone of the contract, not where the clock was read', () => {
    const context = {
      now: '2026-11-21T23:30:00-05:00' as Instant,
      timezone: 'Europe/Berlin',
      dates,
      reading: 'past',
    } as const
    expect(parseTime('today 3:00', context)).toEqual(ok({instant: '2026-11-22T03:00:00+01:00'}))
    expect(parseTime('now', context)).toEqual(ok({instant: '2026-11-22T05:30:00+01:00'}))
  })

  test('of a weekday is never ahead and less than eight days ago', () => {
    const moments = fc.integer({min: Date.UTC(2020, 0), max: Date.UTC(2030, 0)})
    const clocks = fc.integer({min: 180, max: 1439}) // from 3:00 on no clock in Berlin is changed
    fc.assert(
      fc.property(moments, clocks, fc.constantFrom('mon', 'di', 'wednesday', 'so'), (ms, minute, name) => {
        const at = instantAt(ms, 'Europe/Berlin')
        const clock = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
        const read = parseTime(`${name} ${clock}`, {
          now: at,
          timezone: 'Europe/Berlin',
          dates,
          reading: 'past',
        } as const)
        if (!read.ok) throw new Error('refused')
        const day = dayOf(read.value.instant)
        expect(minuteOfDay(read.value.instant)).toBe(minute)
        expect(Date.parse(read.value.instant)).toBeLessThanOrEqual(ms)
        expect(day >= addDays(dayOf(at), -7)).toBe(true)
      }),
    )
  })
})

describe('a range', () => {
  test.each([
    ['14:00-15:30', '2026-11-21T14:00:00+01:00', 90],
    ['14:00 - 15:30', '2026-11-21T14:00:00+01:00', 90],
    ['14:00\u201315:30', '2026-11-21T14:00:00+01:00', 90],
    ['14:00 \u2014 15:30 Uhr', '2026-11-21T14:00:00+01:00', 90],
    ['14:00 Uhr - 15:30 Uhr', '2026-11-21T14:00:00+01:00', 90],
    ['20.11. 22:30-01:15', '2026-11-20T22:30:00+01:00', 165],
    ['20.11. 22:30-24:00', '2026-11-20T22:30:00+01:00', 90],
    ['20.11. 22:30-0:00', '2026-11-20T22:30:00+01:00', 90],
    ['15:30-17:00', '2026-11-21T15:30:00+01:00', 90],
    ['14-15 Uhr', '2026-11-21T14:00:00+01:00', 60],
    ['0:00-24:00', '2026-11-21T00:00:00+01:00', 1440],
    ['yesterday 14:00-15:30', '2026-11-20T14:00:00+01:00', 90],
    ['20.11. 14:00-15:30', '2026-11-20T14:00:00+01:00', 90],
    ['2026-11-20 14:00-15:30', '2026-11-20T14:00:00+01:00', 90],
    ['2026-11-20 14:00-08:00', '2026-11-20T14:00:00+01:00', 1080],
    ['sat 17:00-18:00', '2026-11-14T17:00:00+01:00', 60],
    ['2026-03-29 01:30-03:30', '2026-03-29T01:30:00+01:00', 60],
    ['2026-10-25 01:30-03:30', '2026-10-25T01:30:00+02:00', 180],
    ['2026-10-24 23:00-04:00', '2026-10-24T23:00:00+02:00', 360],
  ])('"%s" starts at %s and lasts %i minutes', (text, start, minutes) => {
    expect(parseRange(text, berlin)).toStrictEqual(ok({start, minutes}))
  })

  test('is on the given day where it names none', () => {
    const day = '2026-11-18' as Day
    expect(parseRange('14:00-15:00', {...berlin, day})).toEqual(
      ok({start: '2026-11-18T14:00:00+01:00', minutes: 60}),
    )
    expect(parseRange('gestern 14:00-15:00', {...berlin, day})).toEqual(
      ok({start: '2026-11-20T14:00:00+01:00', minutes: 60}),
    )
  })

  test.each([
    ['2026-10-25 02:30-03:30', '2026-10-25T02:30:00+02:00', 120],
    ['2026-10-25 01:30-02:30', '2026-10-25T01:30:00+02:00', 60],
    ['2026-10-25 02:15-02:45', '2026-10-25T02:15:00+02:00', 30],
  ])('"%s" takes the first of two and warns', (text, start, minutes) => {
    expect(parseRange(text, berlin)).toStrictEqual(ok({start, minutes, warning: 'exists-twice'}))
  })

  test.each([
    '',
    '-',
    '14:00',
    '14:00-',
    '-15:30',
    '14:00-15:75',
    '24:00-01:00',
    '14:00-25:00',
    '14:00-15:30-16:00',
    '14:00-+15:30',
    '14:00--15:30',
    '14:00 bis',
    'bis 15:30',
    '24:00-1',
    '2026-11-20 14:00 - 2026-11-19 15:00',
    '2026-11-21T14:00-08:00',
    '14:00-yesterday 15:30',
    '1h-2h',
  ])('"%s" is refused', text => {
    expect(parseRange(text, berlin)).toEqual(refused('invalid-range', text))
  })

  test.each([
    ['14-15', ['14:00-15:00']],
    ['gestern 14 bis 15', ['gestern 14:00-15:00']],
    ['2-3pm', ['14:00-15:00', '2:00-15:00']],
    ['9-11am', ['9:00-11:00']],
    ['2pm-3', ['14:00-15:00']],
    ['9am to 11', ['9:00-11:00', '9:00-23:00']],
    ['14:00 15:30', ['14:00-15:30']],
  ])('"%s" is refused and offers %j', (text, readings) => {
    const refusal = {kind: 'invalid-range', value: text, readings}
    expect(parseRange(text, berlin)).toStrictEqual({ok: false, refusal})
  })

  test('without length is refused, as it could be a whole day', () => {
    expect(parseRange('14:00-14:00', berlin)).toEqual(refused('empty-range', '14:00-14:00'))
    expect(parseRange('0:00-0:00', berlin)).toEqual(refused('empty-range', '0:00-0:00'))
  })

  test('with a day that does not exist or has no next is refused', () => {
    expect(parseRange('31.12.9999 22:00-1:00', berlin)).toEqual(
      refused('invalid-time', '31.12.9999 22:00-1:00'),
    )
    expect(parseRange('30.2. 14:00-15:00', berlin)).toEqual(refused('invalid-time', '30.2. 14:00-15:00'))
  })

  test.each([
    '2026-03-29 02:30-04:00',
    '2026-03-29 01:00-02:30',
  ])('"%s" has a time that does not exist', text => {
    expect(parseRange(text, berlin)).toMatchObject(refused('nonexistent-time', text))
  })
})

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Instant} from '../../src/domain/calendar.js'
import {parseHours} from '../../src/domain/duration-text.js'
import {formatDuration} from '../../src/domain/minutes.js'
import {ok} from '../../src/domain/refusal.js'
import {beginsLikeTime, takeDuration, takeRange, takeWork} from '../../src/domain/work-text.js'
import {writtenDates as dates} from '../../src/domain/written-dates.js'

const berlin = {
  now: '2026-11-21T16:05:30+01:00' as Instant,
  timezone: 'Europe/Berlin',
  dates,
  reading: 'past',
} as const
const refused = (kind: string, value: string) => ({ok: false, refusal: {kind, value}})
// What a shell makes of a line: words between spaces, and what stands in quotes is one
const shell = (line: string) =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(match => match[1] ?? match[2] ?? '')

describe('a duration in front of a text', () => {
  test.each([
    ['90', 90, ''],
    ['90 printer fixed', 90, 'printer fixed'],
    ['1h 30m printer fixed', 90, 'printer fixed'],
    ['1h30m printer fixed', 90, 'printer fixed'],
    ['1 h 30 min fix', 90, 'fix'],
    ['1 h fix', 60, 'fix'],
    ['1h 30 m', 90, ''],
    ['1h30 min fix', 90, 'fix'],
    ["'1h 30m x'", 90, 'x'],
    ["'1h 30m printer  fixed' today too", 90, 'printer  fixed today too'],
    ["1h 'printer  fixed'", 60, 'printer  fixed'],
    ['1,5 Std am Drucker', 90, 'am Drucker'],
    ['2 stunden Beratung', 120, 'Beratung'],
    ['PT1H30M x', 90, 'x'],
    ['-2h x', -120, 'x'],
    ['1:30 [Ticket #12345] Frage', 90, '[Ticket #12345] Frage'],
    ['30 - printer', 30, '- printer'],
  ])('%s', (line, minutes, text) => {
    expect(takeWork(shell(line), berlin)).toStrictEqual(ok({minutes, text}))
    expect(takeDuration(shell(line), dates)).toStrictEqual(ok({minutes, text}))
  })

  test.each([
    ['1h 30x', '1h 30x'],
    ['1h 1:30 fix', '1h 1:30'],
    ['30 45m fix', '30 45m'],
    ['1h 90 m', '1h 90'],
    ['1h 90m x', '1h 90m'],
    ['30 2 servers rebooted', '30 2'],
    ['1:30 m fix', '1:30 m'],
    ['1h PT30M', '1h PT30M'],
    ['1h at 14:00', '1h at'],
    ['1h gestern 14:00 x', '1h gestern'],
    ['1h to 15:30', '1h to'],

    ['14:00 - 15:75 fix', '14:00 -'],
    ['9:00 Uhr', '9:00 Uhr'],
    ['1h30x fix', '1h30x'],
    ['14:00-15:75', '14:00-15:75'],
    ['2026-11-21T14:00-08:00 x', '2026-11-21T14:00-08:00'],
    ['printer 1h', 'printer'],
    ['', ''],
  ])('"%s" is refused because of "%s"', (line, value) => {
    expect(takeWork(shell(line), berlin)).toEqual(refused('invalid-duration', value))
  })

  test.each([
    ['1h 30', '1h 30', ['1h 30m']],
    ['1h 30 printers', '1h 30', ['1h 30m']],
    ['2 x 45m fix', '2 x 45m', ['90m']],
    ['30 x 2 disks', '30 x 2', ['60m']],
    ['2x45m fix', '2x45m', ['90m']],
    ['1:30:00 fix', '1:30:00', ['1:30']],
  ])('"%s" is refused because of "%s" and offers %j', (line, value, readings) => {
    const refusal = {kind: 'invalid-duration', value, readings}
    expect(takeWork(shell(line), berlin)).toStrictEqual({ok: false, refusal})
  })

  test.each([
    ['45 X220 repaired', 45, 'X220 repaired'],
    ['2 X1 Carbon', 2, 'X1 Carbon'],
    ['45 .NET update', 45, '.NET update'],
    ['1 Stunde und 30 Minuten Beratung', 90, 'Beratung'],
    ['1h to customer', 60, 'to customer'],
  ])('%s is one', (line, minutes, text) => {
    expect(takeWork(shell(line), berlin)).toStrictEqual(ok({minutes, text}))
  })

  test('of hours that are booked needs its unit', () => {
    expect(takeDuration(['10h'], dates, parseHours)).toEqual(ok({minutes: 600, text: ''}))
    const refusal = {kind: 'invalid-duration', value: '10', readings: ['10h', '10m']}
    expect(takeDuration(['10', 'Stunden'], dates, parseHours)).toEqual(ok({minutes: 600, text: ''}))
    expect(takeDuration(['10', 'Aufstockung'], dates, parseHours)).toEqual({ok: false, refusal})
  })

  test('that is a bare decimal is refused with its readings', () => {
    const refusal = {kind: 'invalid-duration', value: '1,5', readings: ['1,5h', '1:05']}
    expect(takeWork(['1,5', 'Drucker'], berlin)).toEqual({ok: false, refusal})
  })

  test('is taken the same however the words are split', () => {
    const texts = fc.constantFrom('', 'printer fixed', 'Frau Weber half', '[Ticket #1] x')
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1440}), texts, fc.boolean(), (minutes, text, isOneWord) => {
        const line = `${formatDuration(minutes)} ${text}`.trim()
        expect(takeWork(isOneWord ? [line] : line.split(' '), berlin)).toEqual(ok({minutes, text}))
      }),
    )
  })
})

describe('a range in front of a text', () => {
  const start = '2026-11-21T14:00:00+01:00'

  test.each([
    ['14:00-15:30', start, 90, ''],
    ['14:00-15:30 printer fixed', start, 90, 'printer fixed'],
    ['14:00 - 15:30 printer fixed', start, 90, 'printer fixed'],
    ['14:00 Uhr \u2013 15:30 Uhr Drucker', start, 90, 'Drucker'],
    ['14:00 bis 15:30 Testen', start, 90, 'Testen'],
    ['14:00 to 15:30 test', start, 90, 'test'],
    ['from 2pm to 3:30 p.m. test', start, 90, 'test'],
    ['von 14 bis 15:30 Testen', start, 90, 'Testen'],
    [
      'am 20. November 2026 um 22:30 Uhr bis 21. November 2026 1:15 Uhr Nacht',
      '2026-11-20T22:30:00+01:00',
      165,
      'Nacht',
    ],
    ['14:00- 15:30 a-b', start, 90, 'a-b'],
    ["'14:00-15:30 printer' fixed", start, 90, 'printer fixed'],
    ['yesterday 22:30-01:15 night shift', '2026-11-20T22:30:00+01:00', 165, 'night shift'],
    ['heute 14:00 Uhr - 15:30 Uhr', start, 90, ''],
    ['20.11. 14:00-15:30 x', '2026-11-20T14:00:00+01:00', 90, 'x'],
  ])('%s', (line, from, minutes, text) => {
    expect(takeWork(shell(line), berlin)).toStrictEqual(ok({start: from, minutes, text}))
  })

  test('keeps the warning of a time that exists twice', () => {
    expect(takeWork(shell('2026-10-25 02:30-03:30 x'), berlin)).toEqual(
      ok({start: '2026-10-25T02:30:00+02:00', minutes: 120, warning: 'exists-twice', text: 'x'}),
    )
  })

  test.each([
    ['14:00-15:30 16:00-17:00', 'invalid-range', '14:00-15:30 16:00-17:00'],
    ['14:00-15:30 - 16:00', 'invalid-range', '14:00-15:30 -'],
    ['14:00-15:30 2 servers', 'invalid-range', '14:00-15:30 2'],
    ['14:00-15:30 bis 16:00', 'invalid-range', '14:00-15:30 bis'],
    ['14:00-14:00 x', 'empty-range', '14:00-14:00'],
    ['30.2. 14:00-15:00 x', 'invalid-time', '30.2. 14:00-15:00'],
  ])('"%s" is refused as %s', (line, kind, value) => {
    expect(takeWork(shell(line), berlin)).toEqual(refused(kind, value))
  })

  test('without doubt is needed', () => {
    const refusal = {kind: 'invalid-range', value: '14-15', readings: ['14:00-15:00']}
    expect(takeWork(shell('14-15 Testen'), berlin)).toEqual({ok: false, refusal})
    expect(takeWork(shell('14:00 15:30 Testen'), berlin)).toEqual({
      ok: false,
      refusal: {kind: 'invalid-range', value: '14:00 15:30', readings: ['14:00-15:30']},
    })
  })

  test('is told apart from words that begin otherwise', () => {
    expect(takeRange(['1h', '30m'], berlin)).toBeUndefined()
    expect(takeRange(['fix', '14:00-15:00'], berlin)).toBeUndefined()
    expect(takeRange([], berlin)).toBeUndefined()
  })
})

describe('text begins like a time', () => {
  test.each([
    '30',
    '30x',
    '1:30 fix',
    '2 servers rebooted',
    '-30m',
    '- 15:30',
    '\u2013 2h',
    '+5',
    'PT30M',
    '１２',
    'm fix',
    'min. fix',
    'Stunden',
    'Uhr Server',
    'pm fix',
    'a.m. fix',
    'am',
    'at 14:00 fix',
    'um 14 Uhr',
    'gestern',
    'gestern 14:00 x',
    'gestern um 14:00 x',
    'bis 15:30 x',
    'to 3 x',
    'und 30 Minuten',
    'x 45m',
    '.5h',
    'from 2pm',
    'mon 9:00',
  ])('as "%s" does', text => {
    expect(beginsLikeTime(text, dates)).toBe(true)
  })

  test.each([
    '',
    'printer fixed',
    '- printer',
    'am Drucker',
    'um Hilfe gebeten',
    'from 3 people',
    'Montag Termin vorbereitet',
    'P1 incident',
    '[Ticket #12345] Frage',
    '#4711',
    'h2 database',
    'mail',
    'Minutentakt',
  ])('as "%s" does not', text => {
    expect(beginsLikeTime(text, dates)).toBe(false)
  })
})

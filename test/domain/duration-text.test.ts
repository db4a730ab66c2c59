import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseDuration, parseHours} from '../../src/domain/duration-text.js'
import {formatDuration} from '../../src/domain/minutes.js'
import {ok, type Result} from '../../src/domain/refusal.js'

describe('a duration', () => {
  test.each([
    ['90', 90],
    ['0', 0],
    ['007', 7],
    ['90m', 90],
    ['90min', 90],
    ['90 Min', 90],
    ['90 Min.', 90],
    ['1 minute', 1],
    ['45 Minuten', 45],
    ['2h', 120],
    ['2H', 120],
    ['25h', 1500],
    ['90h', 5400],
    ['2 Std', 120],
    ['2 Std.', 120],
    ['1 Stunde', 60],
    ['2 stunden', 120],
    ['2 hrs', 120],
    ['1h30', 90],
    ['1h05', 65],
    ['1h30m', 90],
    ['1h 30m', 90],
    ['1h5m', 65],
    ['1 h 30 min', 90],
    ['1 Std. 30 Min.', 90],
    ['1 Stunde 5 Minuten', 65],
    ['0h 59m', 59],
    ['1:30', 90],
    ['0:05', 5],
    ['01:30', 90],
    ['1:30h', 90],
    ['1:30 Std', 90],
    ['1.5h', 90],
    ['1,5h', 90],
    ['1,5 Std', 90],
    ['1,50 Std', 90],
    ['.5h', 30],
    [',75 Std', 45],
    ['-.5h', -30],
    ['½h', 30],
    ['1½h', 90],
    ['2 ¼ Std', 135],
    ['¾ Stunde', 45],
    ['1.25 hours', 75],
    ['0.7h', 42],
    ['0.1h', 6],
    ['0.33h', 20],
    ['1.67h', 100],
    ['0.01h', 1],
    ['0.99h', 59],
    ['PT1H30M', 90],
    ['PT90M', 90],
    ['PT2H', 120],
    ['pt1h5m', 65],
    ['-2h', -120],
    ['+2h', 120],
    ['-90', -90],
    ['-1:30', -90],
    ['-0,33h', -20],
    ['\u22122h', -120],
    ['-PT1H', -60],
    ['-0', 0],
    ['  1h  30m ', 90],
    ['1\u00a0h', 60],
  ])('"%s" is %i minutes', (text, minutes) => {
    expect(parseDuration(text)).toStrictEqual(ok(minutes))
  })

  test.each([
    '',
    ' ',
    '-',
    '- 2h',
    '--2h',
    '+-2h',
    '2h-',
    '1:75',
    '1:60',
    '1:5',
    '1:030',
    ':30',
    '1:',
    '1h75',
    '1h60m',
    '1h 90m',
    '1h030m',
    '1h-30m',
    '1h1h',
    '30m 1h',
    '1.333h',
    '1.5.2h',
    '1.h',
    '1.5m',
    '1.5h 30m',
    '1.234',
    '1e3',
    '1e3m',
    '0x10',
    '1_000',
    '1 000',
    'NaN',
    'Infinity',
    '１２',
    '१२m',
    '1000000',
    '100000h',
    '9'.repeat(400),
    '2x',
    'h',
    'm',
    'PT',
    'P1D',
    'P1DT1H',
    'PT1H90M',
    'PT30S',
    'PT1H 30M',
    'T1H',
    '90\u2009minuets',
    '2d',
    '½',
    '½m',
    '½½h',
    '2 x',
    '2 x 3 x 5m',
    '1:30:15',
    '1h 300',
    '1h\u200b',
    'ten minutes',
  ])('"%s" is refused', text => {
    expect(parseDuration(text)).toStrictEqual({ok: false, refusal: {kind: 'invalid-duration', value: text}})
  })

  test.each([
    ['1.5', ['1.5h', '1:05']],
    ['1,5', ['1,5h', '1:05']],
    ['1.30', ['1.30h', '1:30']],
    ['-1.5', ['-1.5h', '-1:05']],
    ['\u22121.5', ['-1.5h', '-1:05']],
    ['1.75', ['1.75h']],
    ['.5', ['.5h']],
    ['1h5', ['1h 5m', '1h 50m']],
    ['1h 7', ['1h 7m']],
    ['1h 30', ['1h 30m']],
    ['2 Std 30', ['2h 30m']],
    ['2 x 45m', ['90m']],
    ['3x15', ['45m']],
    ['2 × 1h30', ['180m']],
    ['1:30:00', ['1:30']],
  ])('%s is refused and offers %j', (text, readings) => {
    expect(parseDuration(text)).toStrictEqual({
      ok: false,
      refusal: {kind: 'invalid-duration', value: text, readings},
    })
  })

  test('every reading that is offered is a duration', () => {
    const readingsOf = (result: Result<number>) =>
      (!result.ok && result.refusal.kind === 'invalid-duration' && result.refusal.readings) || []
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?\d{1,6}( ?[h.,:x] ?\d{0,2}){0,2}$/), text => {
        const offered = [parseDuration(text), parseHours(text)].flatMap(readingsOf)
        expect(offered.filter(reading => !parseHours(reading).ok)).toEqual([])
      }),
    )
  })

  test('a bare decimal always has a reading', () => {
    const part = fc.integer({min: 0, max: 99})
    fc.assert(
      fc.property(
        part,
        part,
        fc.constantFrom('.', ','),
        fc.constantFrom('', '-'),
        (hours, decimals, mark, sign) => {
          const offered = parseDuration(`${sign}${hours}${mark}${decimals}`)
          const readings =
            !offered.ok && offered.refusal.kind === 'invalid-duration' && offered.refusal.readings
          expect((readings || ['no reading']).every(reading => parseDuration(reading).ok)).toBe(true)
        },
      ),
    )
  })

  test('is read back as it was written', () => {
    const minutes = fc.integer({min: -5_000_000, max: 5_000_000})
    fc.assert(
      fc.property(minutes, value => {
        expect(parseDuration(formatDuration(value))).toEqual(ok(value))
      }),
    )
  })

  test('of hundredths of an hour is the nearest minute', () => {
    for (let hundredths = 0; hundredths < 100; hundredths += 1) {
      const read = parseDuration(`3.${String(hundredths).padStart(2, '0')}h`)
      expect(read).toEqual(ok(180 + Math.round(hundredths * 0.6)))
    }
  })

  test('never comes out of other text as anything but whole minutes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+0-9hm:., ptsdPTHM]{0,8}$/), text => {
        const read = parseDuration(text)
        expect(!read.ok || Number.isSafeInteger(read.value)).toBe(true)
      }),
    )
  })
})

describe('hours that are agreed or booked', () => {
  test.each([
    ['10h', 600],
    ['90m', 90],
    ['1:30', 90],
    ['0', 0],
    ['-0', 0],
    ['00', 0],
    ['-2h', -120],
  ])('"%s" is %i minutes', (text, minutes) => {
    expect(parseHours(text)).toStrictEqual(ok(minutes))
  })

  test.each([
    ['10', ['10h', '10m']],
    [' 5 ', ['5h', '5m']],
    ['-10', ['-10h', '-10m']],
    ['100000', ['100000m']],
    ['1.5', ['1.5h', '1:05']],
  ])('"%s" is refused and offers %j', (text, readings) => {
    const refusal = {kind: 'invalid-duration', value: text, readings}
    expect(parseHours(text)).toStrictEqual({ok: false, refusal})
  })
})

test.each([
  [450, '7:30'],
  [-135, '-2:15'],
  [5, '0:05'],
  [-5, '-0:05'],
  [0, '0:00'],
  [6000, '100:00'],
])('%i minutes are shown as %s', (minutes, text) => {
  expect(formatDuration(minutes)).toBe(text)
})

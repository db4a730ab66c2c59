import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  isBreached,
  parseThreshold,
  statusOf,
  type Threshold,
  worstStatus,
} from '../../src/domain/threshold.js'

function range(text: string): Threshold {
  const read = parseThreshold(text)
  if (read === undefined) throw new Error(`no range: ${text}`)
  return read
}

const {POSITIVE_INFINITY: ever, NEGATIVE_INFINITY: below} = Number

// The table of the guidelines, and what the tests of the Monitoring Plugins themselves read (lib/tests/test_utils.c).
describe('a range', () => {
  test.each([
    ['10', {breached: [-0.001, -1, 10.001, 11, ever, below], well: [0, 5, 10]}],
    ['10:', {breached: [9.999, 0, -10, below], well: [10, 11, ever]}],
    ['~:10', {breached: [10.001, 11, ever], well: [10, 0, -1000, below]}],
    ['10:20', {breached: [9.999, 20.001, ever, below], well: [10, 15, 20]}],
    ['@10:20', {breached: [10, 15, 20], well: [9.999, 20.001, ever, below]}],
    ['6', {breached: [7, -1], well: [0, 6]}],
    ['-7:23', {breached: [-8, 24], well: [-7, 0, 23]}],
    [':5.75', {breached: [6, -1], well: [0, 5.75]}],
    ['~:-95.99', {breached: [-95.98, 0], well: [-95.99, -1000]}],
    ['~:0', {breached: [0.5], well: [0, -95.99]}],
    ['@0:657.8210567', {breached: [0, 657, 657.8210567], well: [-134, 658]}],
    ['1:1', {breached: [0.5, 2], well: [1]}],
    ['0:3', {breached: [-1, 4], well: [0, 3]}],
    ['~:', {breached: [], well: [below, 0, ever]}],
    ['@~:0', {breached: [below, -1, 0], well: [1]}],
    ['@5', {breached: [0, 5], well: [-1, 6]}],
    ['+1.5:2.', {breached: [1, 3], well: [1.5, 2]}],
    ['12345678901234567890', {breached: [-1], well: [0, 12345678901]}],
  ])('%s', (text, {breached, well}) => {
    expect(breached.filter(value => !isBreached(range(text), value))).toEqual([])
    expect(well.filter(value => isBreached(range(text), value))).toEqual([])
  })

  test.each([
    ...['', ':', '@', '@:', '~', '2:1', '20:10', '10:~', '~:~', 'ten', '10%', '10 :20', ' 10', '10 '],
    ...[
      '1:2:3',
      '@@1',
      '1,5',
      '1e3',
      '0x10',
      '--5',
      '10:@20',
      '~10',
      'Infinity',
      'NaN',
      '.',
      '-',
      '½',
      '10\n',
    ],
  ])('%j is none', text => {
    expect(parseThreshold(text)).toBeUndefined()
  })

  test('turned round is its opposite, for every value', () => {
    const number = fc.integer({min: -1000, max: 1000}).map(hundredths => hundredths / 4)
    fc.assert(
      fc.property(number, number, number, (one, other, value) => {
        const text = `${Math.min(one, other)}:${Math.max(one, other)}`
        expect(isBreached(range(`@${text}`), value)).toBe(!isBreached(range(text), value))
        expect(isBreached(range(text), value)).toBe(
          value < Math.min(one, other) || value > Math.max(one, other),
        )
      }),
    )
  })

  test('keeps its text, which performance data repeat', () => {
    expect(range('@10:20').text).toBe('@10:20')
  })
})

describe('the examples of command lines in the guidelines', () => {
  test.each([
    [
      '-w10 -c20',
      '10',
      '20',
      [
        [5, 'OK'],
        [11, 'WARNING'],
        [21, 'CRITICAL'],
        [-1, 'CRITICAL'],
      ],
    ],
    [
      '-w~:10 -c~:20',
      '~:10',
      '~:20',
      [
        [-5, 'OK'],
        [11, 'WARNING'],
        [21, 'CRITICAL'],
      ],
    ],
    [
      '-w10: -c20',
      '10:',
      '20',
      [
        [15, 'OK'],
        [9, 'WARNING'],
        [21, 'CRITICAL'],
        [-1, 'CRITICAL'],
      ],
    ],
    [
      '-c1:',
      null,
      '1:',
      [
        [1, 'OK'],
        [0.5, 'CRITICAL'],
      ],
    ],
    [
      '-w~:0 -c10',
      '~:0',
      '10',
      [
        [0, 'OK'],
        [5, 'WARNING'],
        [11, 'CRITICAL'],
        [-1, 'CRITICAL'],
      ],
    ],
    [
      '-c5:6',
      null,
      '5:6',
      [
        [5, 'OK'],
        [6, 'OK'],
        [4, 'CRITICAL'],
        [7, 'CRITICAL'],
      ],
    ],
    [
      '-c@10:20',
      null,
      '@10:20',
      [
        [9, 'OK'],
        [10, 'CRITICAL'],
        [20, 'CRITICAL'],
        [21, 'OK'],
      ],
    ],
    [
      '-w75 alone',
      '75',
      null,
      [
        [75, 'OK'],
        [75.01, 'WARNING'],
        [1000, 'WARNING'],
      ],
    ],
  ] as const)('%s', (_, warning, critical, expected) => {
    const read = (text: string | null) => (text === null ? null : range(text))
    const thresholds = {warning: read(warning), critical: read(critical)}
    expect(expected.map(([value]) => statusOf(thresholds, value))).toEqual(
      expected.map(([, status]) => status),
    )
  })
})

describe('the worst of several statuses', () => {
  test.each([
    [[], 'OK'],
    [['OK', 'WARNING', 'OK'], 'WARNING'],
    [['WARNING', 'CRITICAL'], 'CRITICAL'],
    [['CRITICAL', 'UNKNOWN', 'OK'], 'UNKNOWN'],
  ] as const)('of %j is %s', (statuses, worst) => {
    expect(worstStatus(statuses)).toBe(worst)
  })
})

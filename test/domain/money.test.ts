import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {divideRounded, MAX_CENTS, parseAmount, priceOf, totalOf} from '../../src/domain/money.js'

describe('divideRounded', () => {
  test.each([
    [5, 2, 3],
    [-5, 2, -3],
    [4, 3, 1],
    [-4, 3, -1],
    [1, 3, 0],
    [-1, 3, 0],
    [0, 7, 0],
    [600 * 17, 31, 329],
  ])('rounds %i ÷ %i half away from zero to %i', (dividend, divisor, rounded) => {
    expect(divideRounded(dividend, divisor)).toBe(rounded)
  })

  test('is exact for all whole numbers below 2^52', () => {
    fc.assert(
      fc.property(
        fc.integer({min: -(2 ** 52), max: 2 ** 52}),
        fc.integer({min: 1, max: 100_000}),
        (dividend, divisor) => {
          const size = BigInt(Math.abs(dividend))
          const rounded = (2n * size + BigInt(divisor)) / (2n * BigInt(divisor))
          expect(BigInt(divideRounded(dividend, divisor))).toBe(dividend < 0 ? -rounded : rounded)
        },
      ),
    )
  })
})

describe('priceOf', () => {
  test.each([
    [90, 12_000, 60, 18_000],
    [20, 20_000, 60, 6_667],
    [50, 20_000, 60, 16_667],
    [45, 2_495, 15, 7_485],
    [-20, 20_000, 60, -6_667],
  ])('%i minutes at %i cents for %i minutes cost %i', (minutes, rate, per, net) => {
    expect(priceOf(minutes, rate, per)).toBe(net)
  })
  test('is by the hour if nothing else is said', () => expect(priceOf(30, 12_000)).toBe(6_000))
})

describe('totalOf', () => {
  test.each([
    [9_980, 19, 11_876],
    [12_480, 19, 14_851],
    [26_667, 20, 32_000],
    [36_667, 20, 44_000],
    [-50, 1, -51],
  ])('%i cents net at %i %% are %i gross', (netCents, vatPercent, grossCents) => {
    expect(totalOf([{netCents, vatPercent}]).grossCents).toBe(grossCents)
  })

  test('rounds VAT once for each rate, not once a line, and lists the highest rate first', () => {
    const lines = [
      {netCents: 3, vatPercent: 8.1},
      {netCents: 3, vatPercent: 19},
      {netCents: 3, vatPercent: 19},
    ]
    expect(totalOf(lines)).toEqual({
      netCents: 9,
      vat: [
        {percent: 19, netCents: 6, vatCents: 1},
        {percent: 8.1, netCents: 3, vatCents: 0},
      ],
      grossCents: 10,
    })
  })

  test('nothing costs nothing', () => expect(totalOf([])).toEqual({netCents: 0, vat: [], grossCents: 0}))
})

describe('parseAmount', () => {
  test.each([
    ['24,95', 2_495],
    ['24.95', 2_495],
    ['120', 12_000],
    [' 0,5 ', 50],
    ['10000000', MAX_CENTS],
  ])('reads %j as %i cents', (text, cents) => {
    expect(parseAmount(text)).toEqual({ok: true, value: cents})
  })

  test.each([
    '',
    '1.234',
    '1.234,50',
    '-5',
    '1e3',
    '0x10',
    '10000000.01',
    '123456789',
    '12,',
    '€5',
  ])('refuses %j', text => {
    expect(parseAmount(text)).toEqual({ok: false, refusal: {kind: 'invalid-amount', value: text}})
  })
})

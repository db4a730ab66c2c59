import {describe, expect, test} from 'vitest'
import type {Increment} from '../../src/domain/contract.js'
import {roundUpToUnits, unitsFor} from '../../src/domain/units.js'

const increment: Increment = {
  minutes: 15,
  minimum: 30,
  per: 'entry',
  overrides: [
    {channel: 'phone', minutes: 5, minimum: 5},
    {place: 'Werk 2', minutes: 60, minimum: 120},
    {channel: 'on-site', minutes: 15, minimum: 60},
  ],
}

describe('started units', () => {
  test.each([
    [1, 15, 15, 15],
    [15, 15, 15, 15],
    [16, 15, 15, 30],
    [61, 15, 15, 75],
    [61, 15, 90, 90],
    [7, 1, 0, 7],
    [10, 15, 20, 20],
  ])('rounds %i minutes at %i-minute units, at least %i, up to %i', (minutes, unit, minimum, rounded) => {
    expect(roundUpToUnits(minutes, {minutes: unit, minimum})).toBe(rounded)
  })

  test.each([
    ['the common units hold', {}, 15, 30],
    ['an override by channel holds', {channel: 'phone'}, 5, 5],
    ['an override by place holds', {place: 'Werk 2'}, 60, 120],
    ['the first override that fits holds', {place: 'Werk 2', channel: 'on-site'}, 60, 120],
    ['the first hour on site is charged in full', {place: 'Werk 1', channel: 'on-site'}, 15, 60],
  ] as const)('%s', (_, where, minutes, minimum) => {
    expect(unitsFor(increment, {channel: 'email', place: 'remote', ...where})).toMatchObject({
      minutes,
      minimum,
    })
  })
})

import {describe, expect, test} from 'vitest'
import type {Increment, Terms} from '../../src/domain/contract.js'
import type {Work} from '../../src/domain/entry.js'
import {isCharged, rate, roundUpToUnits, unitsFor} from '../../src/domain/rating.js'
import {at, PLAIN_TERMS} from '../support/account-builder.js'

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
const terms: Terms = {...PLAIN_TERMS, increment}
const work: Work = {
  start: at('2026-01-20'),
  workedMinutes: 50,
  class: 'extended',
  cause: 'customer',
  activity: null,
  requester: null,
  place: 'remote',
  channel: 'email',
  consultant: 'J. Weber',
  ticket: null,
  text: '',
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
    expect(unitsFor(increment, {...work, ...where})).toMatchObject({minutes, minimum})
  })
})

describe('from worked to charged time', () => {
  test('extended support is charged in started units, and explained', () => {
    expect(rate(work, terms, null)).toEqual({
      chargedMinutes: 60,
      charges: [],
      explanation: [
        {rule: 'class', class: 'extended', activity: null, minutes: 50},
        {rule: 'increment', workedMinutes: 50, unitMinutes: 15, minimumMinutes: 30, minutes: 60},
      ],
    })
  })

  test('standard support is free', () => {
    const rated = rate({...work, class: 'standard', activity: 'panel-help'}, terms, null)
    expect(rated.chargedMinutes).toBe(0)
    expect(rated.explanation).toEqual([
      {rule: 'class', class: 'standard', activity: 'panel-help', minutes: 0},
    ])
  })

  test('the customer never pays for the provider’s own fault', () => {
    const rated = rate({...work, cause: 'provider'}, terms, null)
    expect(rated.chargedMinutes).toBe(0)
    expect(rated.explanation.at(-1)).toEqual({rule: 'cause', cause: 'provider', minutes: 0})
  })

  test.each(['customer', 'application', 'unknown'] as const)('a cause of %s is charged', cause => {
    expect(rate({...work, cause}, terms, null).chargedMinutes).toBe(60)
    expect(isCharged({...work, cause})).toBe(true)
  })
})

describe('a ticket’s day as one sum', () => {
  test('an entry that is not the last bears what was worked', () => {
    expect(rate(work, terms, {workedMinutes: 10, bornMinutes: 10, isLast: false}).chargedMinutes).toBe(50)
  })
  test('the last one bears the surplus', () => {
    expect(rate(work, terms, {workedMinutes: 12, bornMinutes: 12, isLast: true}).explanation.at(-1)).toEqual({
      rule: 'ticket-day',
      workedMinutes: 62,
      totalMinutes: 75,
      beforeMinutes: 12,
      unitMinutes: 15,
      minimumMinutes: 30,
      minutes: 63,
    })
  })
  test('nobody is given back what a closed month bears above the sum', () => {
    expect(
      rate({...work, workedMinutes: 1}, terms, {workedMinutes: 1, bornMinutes: 60, isLast: true})
        .chargedMinutes,
    ).toBe(0)
  })
})

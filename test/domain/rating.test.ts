import {describe, expect, test} from 'vitest'
import type {Bands, Increment, Terms} from '../../src/domain/contract.js'
import type {Work} from '../../src/domain/entry.js'
import {isChargedByTime, type RatingBasis, rate} from '../../src/domain/rating.js'
import {at, PLAIN_TERMS} from '../support/account-builder.js'
import {BY_TIME_OF_DAY} from '../support/call-out-tariffs.js'

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
const basis: RatingBasis = {terms, timezone: 'UTC', holidays: [], ticketDay: null}
const work: Work & {readonly id: string} = {
  id: 'e1',
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

describe('from worked to charged time', () => {
  test('extended support is charged in started units, and explained', () => {
    expect(rate(work, basis)).toEqual({
      chargedMinutes: 60,
      charges: [],
      explanation: [
        {rule: 'class', class: 'extended', activity: null, minutes: 50},
        {rule: 'increment', workedMinutes: 50, unitMinutes: 15, minimumMinutes: 30, minutes: 60},
      ],
    })
  })

  test('standard support is free', () => {
    const rated = rate({...work, class: 'standard', activity: 'panel-help'}, basis)
    expect(rated.chargedMinutes).toBe(0)
    expect(rated.explanation).toEqual([
      {rule: 'class', class: 'standard', activity: 'panel-help', minutes: 0},
    ])
  })

  test('the customer never pays for the provider’s own fault', () => {
    const rated = rate({...work, cause: 'provider'}, basis)
    expect(rated.chargedMinutes).toBe(0)
    expect(rated.explanation.at(-1)).toEqual({rule: 'cause', cause: 'provider', minutes: 0})
  })

  test.each(['customer', 'application', 'unknown'] as const)('a cause of %s is charged', cause => {
    expect(rate({...work, cause}, basis).chargedMinutes).toBe(60)
    expect(isChargedByTime({...work, cause})).toBe(true)
  })
})

describe('a ticket’s day as one sum', () => {
  test('an entry that is not the last bears what was worked', () => {
    expect(
      rate(work, {...basis, ticketDay: {workedMinutes: 10, bornMinutes: 10, isLast: false}}).chargedMinutes,
    ).toBe(50)
  })
  test('the last one bears the surplus', () => {
    const ticketDay = {workedMinutes: 12, bornMinutes: 12, isLast: true}
    expect(rate(work, {...basis, ticketDay}).explanation.at(-1)).toEqual({
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
    const ticketDay = {workedMinutes: 1, bornMinutes: 60, isLast: true}
    expect(rate({...work, workedMinutes: 1}, {...basis, ticketDay}).chargedMinutes).toBe(0)
  })
})

describe('bands', () => {
  const bands: Bands = {
    list: [{name: 'core', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', factor: 1}],
    otherwise: {name: 'off-hours', factor: 1.5},
    holiday: null,
    holidays: null,
  }
  const quarters = {minutes: 15, minimum: 15, per: 'entry', overrides: []} as const
  const inBands: RatingBasis = {
    ...basis,
    terms: {...terms, increment: quarters, bands},
    timezone: 'Europe/Berlin',
  }
  const friday = {...work, start: at('2026-11-20T17:40+01:00'), workedMinutes: 32}

  test('Friday 17:40, 32 minutes: 45 started, 20 of them at 1 and 25 at 1.5, are 58', () => {
    expect(rate(friday, inBands)).toEqual({
      chargedMinutes: 58,
      charges: [],
      explanation: [
        {rule: 'class', class: 'extended', activity: null, minutes: 32},
        {rule: 'increment', workedMinutes: 32, unitMinutes: 15, minimumMinutes: 15, minutes: 45},
        {
          rule: 'bands',
          parts: [
            {name: 'core', minutes: 20, factor: 1},
            {name: 'off-hours', minutes: 25, factor: 1.5},
          ],
          minutes: 58,
        },
      ],
    })
  })

  test.each(['standard', 'provider'])('do not touch what is free: %s', what => {
    const isFree = what === 'standard' ? ({class: 'standard'} as const) : ({cause: 'provider'} as const)
    const rated = rate({...friday, ...isFree}, inBands)
    expect(rated.chargedMinutes).toBe(0)
    expect(rated.explanation.map(step => step.rule)).not.toContain('bands')
  })

  test('weigh what the last entry of a ticket’s day bears, from its own start', () => {
    const ticketDay = {workedMinutes: 20, bornMinutes: 20, isLast: true}
    const rated = rate(friday, {...inBands, ticketDay})
    expect(rated.explanation.at(-1)).toMatchObject({
      parts: [{minutes: 20}, {minutes: 20}], // 52 worked that day, 60 started, 40 of them here
      minutes: 50,
    })
  })

  test('have nothing to weigh where the other entries of a ticket’s day bear it all', () => {
    const ticketDay = {workedMinutes: 1, bornMinutes: 60, isLast: true}
    const rated = rate(friday, {...inBands, ticketDay})
    expect(rated.chargedMinutes).toBe(0)
    expect(rated.explanation.at(-1)).toMatchObject({rule: 'ticket-day', minutes: 0})
  })
})

describe('an emergency', () => {
  const emergency = {...work, class: 'emergency'} as const

  test('has a tariff of its own: no started units, no bands', () => {
    const rated = rate(emergency, {...basis, terms: {...terms, emergency: BY_TIME_OF_DAY}})
    expect(rated.charges).toMatchObject([
      {kind: 'call-out', entry: 'e1', vatPercent: 19},
      {kind: 'work', quantityMinutes: 60, netCents: 4 * 2495},
    ])
    expect(isChargedByTime(emergency)).toBe(false)
  })

  test('without a tariff is a bug: it should have been refused', () => {
    expect(() => rate(emergency, basis)).toThrow('emergency entry e1 without a tariff')
  })
})

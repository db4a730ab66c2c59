import {describe, expect, test} from 'vitest'
import {CAUSES, type Cause, type EmergencyTariff, type HoursTariff} from '../../src/domain/contract.js'
import {rateEmergency} from '../../src/domain/emergency.js'
import {totalOf} from '../../src/domain/money.js'
import {at} from '../support/account-builder.js'
import {BY_TIME_OF_DAY, IN_HOURS, ONE_FLAT_FEE} from '../support/call-out-tariffs.js'

const TARIFFS = {'by time of day': BY_TIME_OF_DAY, 'one flat fee': ONE_FLAT_FEE}
const SATURDAY = '2026-11-21T16:50+01:00'
const SUNDAY = '2026-11-22T16:50+01:00'

/** A call-out; its tariff's VAT is 19 percent where it goes by the time of day, 20 where there is one fee. */
function callOut(
  tariff: EmergencyTariff,
  start: string,
  workedMinutes: number,
  cause: Cause | null = 'customer',
) {
  const vatPercent = tariff === ONE_FLAT_FEE ? 20 : 19
  return rateEmergency({start: at(start), workedMinutes, cause, id: 'e1'}, tariff, vatPercent)
}

const netsOf = (rated: ReturnType<typeof callOut>) => rated.charges.map(charge => charge.netCents)
const stepOf = (rated: ReturnType<typeof callOut>, rule: string) =>
  rated.explanation.find(step => step.rule === rule)

describe('the price of a call-out to the cent', () => {
  test.each<[keyof typeof TARIFFS, string, number, Cause, readonly number[], number, number]>([
    ['by time of day', SATURDAY, 40, 'customer', [2495, 7485], 9980, 11_876],
    ['by time of day', SATURDAY, 40, 'application', [2495, 7485], 9980, 11_876],
    ['by time of day', SATURDAY, 40, 'unknown', [2495, 7485], 9980, 11_876],
    ['by time of day', SATURDAY, 40, 'provider', [0, 0], 0, 0],
    ['by time of day', SUNDAY, 40, 'customer', [4995, 7485], 12_480, 14_851],
    ['by time of day', SUNDAY, 40, 'application', [4995, 7485], 12_480, 14_851],
    ['by time of day', SUNDAY, 40, 'unknown', [4995, 7485], 12_480, 14_851],
    ['by time of day', SUNDAY, 40, 'provider', [0, 0], 0, 0],
    ['one flat fee', SUNDAY, 50, 'customer', [20_000, 6667], 26_667, 32_000],
    ['one flat fee', SUNDAY, 50, 'application', [20_000, 16_667], 36_667, 44_000],
    ['one flat fee', SUNDAY, 50, 'unknown', [20_000, 6667], 26_667, 32_000],
    ['one flat fee', SUNDAY, 50, 'provider', [20_000, 0], 20_000, 24_000],
    ['one flat fee', SUNDAY, 1440, 'provider', [20_000, 0], 20_000, 24_000],
  ])('%s, %s, %i minutes, cause %s', (tariff, start, minutes, cause, nets, netCents, grossCents) => {
    const rated = callOut(TARIFFS[tariff], start, minutes, cause)
    expect(netsOf(rated)).toEqual(nets)
    expect(totalOf(rated.charges)).toMatchObject({netCents, grossCents})
  })

  test('makes a line for the fee and one for the work, and leaves the hours alone', () => {
    const common = {vatPercent: 19, entry: 'e1'}
    expect(callOut(BY_TIME_OF_DAY, SATURDAY, 40)).toEqual({
      chargedMinutes: 0,
      charges: [
        {
          ...{kind: 'call-out', quantityMinutes: null, unitPriceCents: 2495, perMinutes: null},
          ...{netCents: 2495, ...common},
        },
        {
          ...{kind: 'work', quantityMinutes: 45, unitPriceCents: 2495, perMinutes: 15},
          ...{netCents: 7485, ...common},
        },
      ],
      explanation: [
        {rule: 'class', class: 'emergency', activity: null, minutes: 40},
        {rule: 'call-out-cause', cause: 'customer', isFeeDue: true, isWorkDue: true, minutes: 40},
        {rule: 'call-out-work', workedMinutes: 40, includedMinutes: 0, unitMinutes: 15, minutes: 45},
        {rule: 'settled-in-money', minutes: 0},
      ],
    })
  })

  test('what is waived is shown with its quantity and price, and 0', () => {
    expect(callOut(BY_TIME_OF_DAY, SATURDAY, 40, 'provider').charges).toMatchObject([
      {kind: 'call-out', quantityMinutes: null, unitPriceCents: 2495, netCents: 0},
      {kind: 'work', quantityMinutes: 45, unitPriceCents: 2495, netCents: 0},
    ])
  })
})

describe('the fee is that of the time the work started', () => {
  test.each([
    ['2026-11-20T06:59+01:00', 4995],
    ['2026-11-20T07:00+01:00', 2495],
    ['2026-11-20T21:59+01:00', 2495],
    ['2026-11-20T22:00+01:00', 4995],
    ['2026-11-21T06:59+01:00', 4995],
    ['2026-11-21T07:00+01:00', 2495],
    ['2026-11-21T16:59+01:00', 2495],
    ['2026-11-21T17:00+01:00', 4995],
    ['2026-11-22T12:00+01:00', 4995],
    ['2026-11-23T00:00+01:00', 4995],
    ['2024-02-29T12:00+01:00', 2495], // a Thursday
    ['2026-12-24T12:00+01:00', 2495], // a Thursday as any other: the tariff names no holidays
    ['2026-10-25T02:30+02:00', 4995],
  ])('%s: %i cents', (start, feeCents) => {
    expect(netsOf(callOut(BY_TIME_OF_DAY, start, 1))).toEqual([feeCents, 2495])
  })
})

describe('included minutes', () => {
  test.each([
    [1, 'customer', [20_000]],
    [30, 'customer', [20_000]],
    [31, 'customer', [20_000, 333]],
    [90, 'customer', [20_000, 20_000]],
    [30, 'application', [20_000, 10_000]],
    [30, 'provider', [20_000]],
  ] as const)('%i minutes, cause %s, come to %j', (minutes, cause, nets) => {
    expect(netsOf(callOut(ONE_FLAT_FEE, SUNDAY, minutes, cause))).toEqual(nets)
  })

  test('are taken off before started units are counted', () => {
    const tariff = {...BY_TIME_OF_DAY, includedMinutes: 10}
    expect(callOut(tariff, SATURDAY, 25).charges[1]).toMatchObject({quantityMinutes: 15, netCents: 2495})
    expect(callOut(tariff, SATURDAY, 26).charges[1]).toMatchObject({quantityMinutes: 30, netCents: 4990})
  })
})

describe('a cause', () => {
  const withCauses = (causes: EmergencyTariff['causes']): EmergencyTariff => ({...BY_TIME_OF_DAY, causes})

  test.each(CAUSES)('of which the tariff says nothing is due in full, but not the provider’s: %s', cause => {
    expect(netsOf(callOut(withCauses({}), SATURDAY, 40, cause))).toEqual(
      cause === 'provider' ? [0, 0] : [2495, 7485],
    )
  })

  test('of the provider that is named without saying anything is free', () => {
    expect(netsOf(callOut(withCauses({provider: {}}), SATURDAY, 40, 'provider'))).toEqual([0, 0])
  })

  test.each<[string, EmergencyTariff['causes'], Cause | null, readonly number[]]>([
    ['that nobody said counts as the customer’s', {customer: {callOut: false}}, null, [0, 7485]],
    ['waives the fee alone', {customer: {callOut: false}}, 'customer', [0, 7485]],
    ['waives the work alone', {unknown: {work: false}}, 'unknown', [2495, 0]],
    ['includes other minutes alone', {application: {includedMinutes: 15}}, 'application', [2495, 4990]],
    ['of the provider can be due', {provider: {callOut: true, work: true}}, 'provider', [2495, 7485]],
    ['of the provider keeps what is not named', {provider: {work: false}}, 'provider', [2495, 0]],
    ['changes nothing for another', {application: {callOut: false}}, 'customer', [2495, 7485]],
  ])('%s', (_, causes, cause, nets) => {
    expect(netsOf(callOut(withCauses(causes), SATURDAY, 40, cause))).toEqual(nets)
  })
})

describe('settled in hours', () => {
  const withCauses = (causes: HoursTariff['causes']): HoursTariff => ({...IN_HOURS, causes})

  test('fee and work are charged to the hour account, without charge lines', () => {
    const rated = callOut(IN_HOURS, '2026-11-20T21:59+01:00', 40)
    expect(rated).toMatchObject({chargedMinutes: 98, charges: []})
    expect(rated.explanation.at(-1)).toEqual({
      ...{rule: 'settled-in-hours', feeMinutes: 30, workMinutes: 45, factor: 1.5, minutes: 98},
    })
  })

  test.each<[string, string, Cause, HoursTariff, number]>([
    ['the fee otherwise', '2026-11-20T22:00+01:00', 'customer', IN_HOURS, 128],
    ['the work where the fee is waived', SUNDAY, 'unknown', withCauses({unknown: {callOut: false}}), 68],
    ['the fee where the work is free', SUNDAY, 'unknown', withCauses({unknown: {work: false}}), 60],
    ['nothing for the provider’s fault', SUNDAY, 'provider', IN_HOURS, 0],
    ['the fee alone within its minutes', SUNDAY, 'customer', {...IN_HOURS, includedMinutes: 40}, 60],
  ])('it is %s', (_, start, cause, tariff, minutes) => {
    expect(callOut(tariff, start, 40, cause).chargedMinutes).toBe(minutes)
  })

  test('the explanation names only what is due', () => {
    const rated = callOut(withCauses({provider: {work: false}}), SUNDAY, 40, 'provider')
    expect(stepOf(rated, 'call-out-work')).toMatchObject({workedMinutes: 40, minutes: 45})
    expect(stepOf(rated, 'settled-in-hours')).toMatchObject({feeMinutes: 60, workMinutes: 0, minutes: 60})
  })
})

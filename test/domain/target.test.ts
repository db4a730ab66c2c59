import {describe, expect, test} from 'vitest'
import type {EmergencyTariff, ResponseTarget} from '../../src/domain/contract.js'
import {clockOf, targetsOf} from '../../src/domain/target.js'
import {levelsOf, OFFICE} from '../support/requests.js'

const ASKED = {channel: 'ticket', kind: null, priority: null, address: null, isEmergency: false} as const
const tariff = (callBackMinutes: number | null): EmergencyTariff => ({
  ...{settle: 'hours', callOut: {bands: [], otherwiseFeeMinutes: 60}, work: {factor: 1, incrementMinutes: 1}},
  ...{includedMinutes: 0, causes: {}, callBackMinutes},
})

interface Case {
  readonly targets: readonly ResponseTarget[]
  readonly asked?: object
  readonly address?: string | null
  readonly callBack?: number | null
}

const minutesOf = ({targets, asked = {}, address = null, callBack = null}: Case) =>
  targetsOf(
    {...ASKED, ...asked},
    {sla: levelsOf({targets, address}), emergency: tariff(callBack)},
    'UTC',
  ).map(
    ({event, withinMinutes, isPromised}) => `${event} ${withinMinutes}${isPromised ? '' : ' not promised'}`,
  )

const response = (withinMinutes: number, more: Partial<ResponseTarget> = {}): ResponseTarget => ({
  ...{event: 'first-response', withinMinutes},
  ...more,
})

describe('of the targets of an event', () => {
  test.each<[string, Case, readonly string[]]>([
    ['the one that fits holds', {targets: [response(10)]}, ['first-response 10']],
    ['none holds that is for others', {targets: [response(10, {channel: 'chat'})]}, []],
    [
      'the most specific one holds',
      {
        targets: [
          response(60),
          response(30, {channel: 'ticket'}),
          response(5, {channel: 'ticket', priority: 'high'}),
        ],
        asked: {priority: 'high'},
      },
      ['first-response 5'],
    ],
    [
      'of equals the first holds',
      {
        targets: [
          response(30, {kind: 'question'}),
          response(20, {channel: 'ticket'}),
          response(10, {kind: 'question'}),
        ],
        asked: {kind: 'question'},
      },
      ['first-response 30'],
    ],
    [
      'each event has its own',
      {
        targets: [
          {event: 'resolved', withinMinutes: 240},
          {event: 'update', withinMinutes: 60},
          {event: 'acknowledged', withinMinutes: 2},
          response(10),
        ],
      },
      ['acknowledged 2', 'first-response 10', 'update 60', 'resolved 240'],
    ],
  ])('%s', (_, given, expected) => {
    expect(minutesOf(given)).toEqual(expected)
  })
})

describe('where the terms name an address', () => {
  const targets = [response(10)]
  const address = 'acme@helpdesk.example'
  test.each([
    [
      'what came in through it is promised, in whatever letters',
      'ACME@Helpdesk.example',
      ['first-response 10'],
    ],
    ['what came in through another is not', 'info@example.org', ['first-response 10 not promised']],
    ['what nobody said is not', null, ['first-response 10 not promised']],
  ])('%s', (_, through, expected) => {
    expect(minutesOf({targets, address, asked: {address: through}})).toEqual(expected)
  })
})

describe('a call-back', () => {
  const emergency = {isEmergency: true}
  test.each<[string, Case, readonly string[]]>([
    [
      'is promised after an emergency by the tariff',
      {targets: [], asked: emergency, callBack: 30},
      ['call-back 30'],
    ],
    ['is not promised otherwise', {targets: [], callBack: 30}, []],
    ['is not promised by a tariff without one', {targets: [], asked: emergency}, []],
    [
      'holds whatever the address',
      {targets: [response(10)], asked: emergency, callBack: 30, address: 'acme@helpdesk.example'},
      ['first-response 10 not promised', 'call-back 30'],
    ],
    [
      'among the targets holds where the tariff names none',
      {targets: [{event: 'call-back', withinMinutes: 45}], asked: emergency},
      ['call-back 45'],
    ],
    [
      'among the targets gives way to that of the tariff',
      {targets: [{event: 'call-back', withinMinutes: 45}], asked: emergency, callBack: 30},
      ['call-back 30'],
    ],
  ])('%s', (_, given, expected) => {
    expect(minutesOf(given)).toEqual(expected)
  })

  test('needs neither promises nor an emergency service to be none', () => {
    expect(targetsOf({...ASKED, isEmergency: true}, {sla: null, emergency: null}, 'UTC')).toEqual([])
    const [callBack] = targetsOf({...ASKED, isEmergency: true}, {sla: null, emergency: tariff(30)}, 'UTC')
    expect(callBack).toMatchObject({event: 'call-back', clock: 'always', isPromised: true})
  })
})

describe('the clock of a target', () => {
  const hours = OFFICE.hours
  test.each([
    ['that always runs', 'always', 'always'],
    [
      'of hours alone is in the zone of the contract',
      hours,
      {timezone: 'Europe/Vienna', hours, holidays: null},
    ],
    ['with a zone has it', OFFICE, {timezone: 'Europe/Berlin', hours, holidays: null}],
    [
      'with a calendar has it',
      {...OFFICE, holidays: {country: 'DE', state: 'BY'}},
      {timezone: 'Europe/Berlin', hours, holidays: {country: 'DE', state: 'BY'}},
    ],
  ] as const)('%s', (_, agreed, expected) => {
    expect(clockOf(agreed, 'Europe/Vienna')).toEqual(expected)
  })

  test('is its own, else that of all', () => {
    const sla = levelsOf({
      clock: OFFICE,
      targets: [response(10, {clock: 'always'}), {event: 'resolved', withinMinutes: 60}],
    })
    const [own, common] = targetsOf(ASKED, {sla, emergency: null}, 'UTC')
    expect([own?.clock, common?.clock]).toEqual(['always', {...OFFICE, holidays: null}])
  })
})

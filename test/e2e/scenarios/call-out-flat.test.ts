import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Program} from '../../support/program.js'
import {programWith, quotesOf, readFixture, squeezed, termsOfTariff} from './scenario.js'

// A call-out costs 200.00 at any time, with 30 minutes of work; what is beyond costs 200.00 an hour. If it was the
// infrastructure, the fee is all; if it was the application, every minute is charged beside the fee. VAT 20 %.
let program: Program
beforeAll(() => {
  program = programWith('call-out-flat', '2026-12-28T12:00:00+01:00')
})
afterAll(() => program.remove())

const quote = (minutes: string, at = '2026-11-24 03:10') =>
  quotesOf(program.ok('quote', 'flat', '--at', at, '--minutes', minutes, '--json'))
const figures = (net: number, gross: number) => ({net, gross})

describe('the tariff', () => {
  test('comes with the program', () => {
    const {vatPercent, emergency} = termsOfTariff(program, 'call-out-flat')
    const [written] = readFixture('call-out-flat').terms
    expect({vatPercent, emergency}).toEqual({vatPercent: written.vatPercent, emergency: written.emergency})
  })

  test('is told with its price, the included minutes, both causes, the call-back and the free hours', () => {
    const told = squeezed(program.ok('contract', 'show', 'flat').stdout)
    for (const line of [
      'fee €200.00: at any time',
      'work €200.00/h, by the minute',
      'the fee includes 30 min',
      'caused by us: no work',
      'caused by the application: no minutes included',
      'call-back within 30 min',
      'level 1, Technischer Support: Mon–Fri 08:00–17:00',
      'level 2, Bereitschaft: round the clock',
      'standard support unless said otherwise',
    ]) {
      expect(told).toContain(line)
    }
  })
})

describe('before it is set off, the customer is told', () => {
  test('what 50 minutes cost for every cause', () => {
    expect(quote('50')).toEqual({
      customer: figures(26_667, 32_000),
      provider: figures(20_000, 24_000),
      application: figures(36_667, 44_000),
      unknown: figures(26_667, 32_000),
    })
  })

  test.each([
    ['1', 20_000, 20_333],
    ['30', 20_000, 30_000],
    ['31', 20_333, 30_333],
    ['60', 30_000, 40_000],
    ['90', 40_000, 50_000],
  ])('that %s minutes cost %i, and %i if it was the application', (minutes, unknown, application) => {
    const quoted = quote(minutes)
    expect([quoted.unknown?.net, quoted.customer?.net, quoted.application?.net]).toEqual([
      ...[unknown, unknown, application],
    ])
    expect(quoted.provider?.net).toBe(20_000)
  })

  test('that the fee is all if it was the infrastructure, however long it takes', () => {
    expect(quote('24h').provider).toEqual(figures(20_000, 24_000))
  })

  test.each(['2026-11-24 12:00', '2026-11-29 03:00', '2026-12-25 23:30'])('the same at any time: %s', at => {
    expect(quote('50', at)).toEqual(quote('50'))
  })

  test('the price for one cause, if it is known', () => {
    const flags = ['--at', '2026-11-24 03:10', '--minutes', '50', '--cause', 'application', '--json']
    expect(program.ok('quote', 'flat', ...flags).json.quotes).toEqual([
      {
        cause: 'application',
        charges: [
          {
            ...{kind: 'call-out', text: 'Emergency call-out, fee', quantity: '1', quantityMinutes: null},
            ...{unitPriceCents: 20_000, perMinutes: null, netCents: 20_000, vatPercent: 20, entry: null},
          },
          {
            ...{kind: 'work', text: 'Emergency call-out, work', quantity: '0:50', quantityMinutes: 50},
            ...{unitPriceCents: 20_000, perMinutes: 60, netCents: 16_667, vatPercent: 20, entry: null},
          },
        ],
        ...{chargedMinutes: 0, netCents: 36_667, vatCents: 7333, grossCents: 44_000},
      },
    ])
  })
})

describe('recorded', () => {
  const log = (id: string, day: string, cause: string) => {
    const flags = ['--class', 'emergency', '--cause', cause, '--at', `2026-11-${day} 03:10`, '--id', id]
    return program.ok('log', 'flat', '50', 'Shop nicht erreichbar', ...flags, '--json').json.entry
  }

  test.each([
    ['unknown', '24', [20_000, 6667]],
    ['provider', '25', [20_000, 0]],
    ['application', '26', [20_000, 16_667]],
  ])('50 minutes, cause %s', (cause, day, nets) => {
    const {charges, chargedMinutes} = log(cause, day, cause)
    expect(charges.map(({netCents}: {netCents: number}) => netCents)).toEqual(nets)
    expect(chargedMinutes).toBe(0)
  })

  test('they explain themselves', () => {
    const stepsOf = (id: string) =>
      program.ok('entry', 'show', id, '--json').json.entry.explanation.map(({text}: {text: string}) => text)
    const [money, included] = [
      'Settled in money: nothing is taken from the hour account',
      '50 minutes of work, 30 of them included in the fee and 20 beyond it',
    ]
    const [kind, all] = ['Emergency call-out, by its own tariff', 'the fee and the work are charged']
    expect(stepsOf('unknown')).toEqual([kind, `Cause unknown: ${all}`, included, money])
    expect(stepsOf('provider')).toEqual([
      kind,
      'Caused by us: only the fee is charged, the work is free of charge',
      ...[included, money],
    ])
    expect(stepsOf('application')).toEqual([
      ...[kind, `Caused by the application: ${all}`, '50 minutes of work', money],
    ])
  })

  test('they are on the statement, the waived work with 0.00, with 20 % VAT', () => {
    const printed = squeezed(program.ok('statement', 'flat', '--month', '2026-11').stdout)
    for (const line of [
      'Notfalleinsatz, Pauschale (24.11.2026) 1 200,00 € 20 % 200,00 €',
      'Notfalleinsatz, Arbeitszeit (24.11.2026) 0:20 200,00 €/h 20 % 66,67 €',
      'Notfalleinsatz, Arbeitszeit (25.11.2026), kostenfrei 0:20 200,00 €/h 20 % 0,00 €',
      'Notfalleinsatz, Arbeitszeit (26.11.2026) 0:50 200,00 €/h 20 % 166,67 €',
      'Netto 833,34 €',
      'USt. 20 % auf 833,34 € 166,67 €',
      'Brutto 1.000,01 €',
    ]) {
      expect(printed).toContain(line)
    }
  })

  test('the cause that was found later leaves the fee alone', () => {
    program.ok('entry', 'correct', 'unknown', '--cause', 'provider', '--reason', 'Es war der Switch')
    const [{money}] = program.ok('statement', 'flat', '--month', '2026-11', '--json').json.statements
    expect(money).toMatchObject({netCents: 76_667, grossCents: 92_000})
  })

  test('support in regular hours is free', () => {
    const at = ['--at', '2026-11-27 10:00', '--how', 'phone']
    const {entry} = program.ok('log', 'flat', '45', 'Frage zum Backup', ...at, '--json').json
    expect(entry).toMatchObject({class: 'standard', chargedMinutes: 0, charges: []})
  })
})

import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Program} from '../../support/program.js'
import {programWith, quotesOf, readFixture, squeezed, termsOfTariff} from './scenario.js'

// A call-out costs 24.95 Mon–Fri 7–22 and Sat 7–17 and 49.95 otherwise, each started quarter of an hour of work 24.95 at
// any time, and nothing at all what the provider can be blamed for. VAT 19 %.
const CHEAP = 2495
const DEAR = 4995
const EMERGENCY = ['--class', 'emergency'] as const

let program: Program
beforeAll(() => {
  program = programWith('call-out-by-time', '2026-11-30T12:00:00+01:00')
})
afterAll(() => program.remove())

const quote = (at: string, minutes: string) =>
  quotesOf(program.ok('quote', 'by-time', '--at', at, '--minutes', minutes, '--json'))
const call = (at: string, minutes: string, ...flags: readonly string[]) =>
  program.ok(
    'log',
    'by-time',
    minutes,
    'Server antwortet nicht',
    '--at',
    at,
    ...EMERGENCY,
    ...flags,
    '--json',
  ).json
const priceOf = (netCents: number) => ({net: netCents, gross: netCents + Math.round(netCents * 0.19)})

describe('the tariff', () => {
  test('comes with the program', () => {
    const {vatPercent, emergency} = termsOfTariff(program, 'call-out-by-time')
    const [written] = readFixture('call-out-by-time').terms
    expect({vatPercent, emergency}).toEqual({vatPercent: written.vatPercent, emergency: written.emergency})
  })

  test('is told with its windows, its prices, the waiver and the hours of the telephone', () => {
    const told = squeezed(program.ok('contract', 'show', 'by-time').stdout)
    for (const line of [
      'fee €24.95: Mon–Fri 07:00–22:00',
      'fee €24.95: Sat 07:00–17:00',
      'fee €49.95: otherwise',
      'work €24.95 per started 15 min',
      'caused by us: no fee, no work',
      'level 1, Telefon: Mon–Fri 07:00–22:00, Sat 09:00–17:00',
      'level 2, Notfalldienst: round the clock',
    ]) {
      expect(told).toContain(line)
    }
  })
})

describe('the fee is that of the window in which the call-out starts:', () => {
  const weekdays = ['16', '17', '18', '19', '20'].flatMap(day => [
    [`2026-11-${day} 06:59`, DEAR] as const,
    [`2026-11-${day} 07:00`, CHEAP] as const,
    [`2026-11-${day} 21:59`, CHEAP] as const,
    [`2026-11-${day} 22:00`, DEAR] as const,
  ])
  const weekend = [
    ['2026-11-21 06:59', DEAR],
    ['2026-11-21 07:00', CHEAP],
    ['2026-11-21 16:59', CHEAP],
    ['2026-11-21 17:00', DEAR],
    ['2026-11-22 00:00', DEAR],
    ['2026-11-22 12:00', DEAR],
    ['2026-11-22 23:59', DEAR],
  ] as const

  test.each([...weekdays, ...weekend])('%s: %i cents', (at, fee) => {
    const {entry, balance} = call(at, '1', '--id', at.replaceAll(/\W/g, '-'))
    expect(entry.charges).toMatchObject([
      {kind: 'call-out', quantity: '1', unitPriceCents: fee, netCents: fee, vatPercent: 19},
      {kind: 'work', quantity: '0:15', unitPriceCents: 2495, perMinutes: 15, netCents: 2495, vatPercent: 19},
    ])
    expect([entry.chargedMinutes, balance.balanceMinutes]).toEqual([0, 0])
  })

  test.each(weekend)('%s: %i cents, and it was quoted so', (at, fee) => {
    expect(quote(at, '1').customer).toEqual(priceOf(fee + 2495))
  })

  test('all of them are on the statement, with VAT and gross', () => {
    const [statement] = program.ok('statement', 'by-time', '--month', 'this', '--json').json.statements
    // 12 × 24.95 and 15 × 49.95 in fees, and 27 × 24.95 of work
    expect(statement.charges).toHaveLength(54)
    expect(statement.money).toEqual({
      netCents: 172_230,
      vat: [{percent: 19, netCents: 172_230, vatCents: 32_724}],
      grossCents: 204_954,
    })
    expect(statement.totals.chargedMinutes).toBe(0)
  })
})

describe('work', () => {
  test.each([
    ['1', 1],
    ['15', 1],
    ['16', 2],
    ['40', 3],
    ['45', 3],
    ['46', 4],
    ['3h', 12],
  ])('of %s minutes is %i started quarters of an hour, by day as by night', (minutes, quarters) => {
    expect(quote('2026-11-18 10:00', minutes).customer).toEqual(priceOf(CHEAP + quarters * 2495))
    expect(quote('2026-11-18 02:00', minutes).customer).toEqual(priceOf(DEAR + quarters * 2495))
  })

  test('beyond a window, or midnight, keeps the fee of the start', () => {
    expect(quote('2026-11-21 16:59', '40').customer).toEqual(priceOf(CHEAP + 3 * 2495))
    expect(quote('2026-11-22 23:50', '8h').customer).toEqual(priceOf(DEAR + 32 * 2495))
  })

  test.each([
    ['a Saturday', '2026-11-21 16:50', 9980, 11_876],
    ['a Sunday', '2026-11-22 16:50', 12_480, 14_851],
  ])('of 40 minutes on %s costs what it says, unless the provider is to blame', (_, at, net, gross) => {
    expect(quote(at, '40')).toEqual({
      customer: {net, gross},
      provider: {net: 0, gross: 0},
      application: {net, gross},
      unknown: {net, gross},
    })
  })
})

describe('what the provider is to blame for', () => {
  let waived: Program
  beforeAll(() => {
    waived = programWith('call-out-by-time', '2026-11-23T08:00:00+01:00')
    const at = ['--at', '2026-11-22 16:50', ...EMERGENCY]
    waived.ok('log', 'by-time', '40', 'Netzteil ersetzt', ...at, '--cause', 'provider', '--id', 'waived')
  })
  afterAll(() => waived.remove())

  test('is on the statement with 0.00 for fee and work', () => {
    const [{charges, money}] = waived.ok('statement', 'by-time', '--month', 'this', '--json').json.statements
    expect(charges).toMatchObject([
      {kind: 'call-out', unitPriceCents: 4995, netCents: 0},
      {kind: 'work', quantity: '0:45', unitPriceCents: 2495, netCents: 0},
    ])
    expect(money).toMatchObject({netCents: 0, grossCents: 0})
    const printed = squeezed(waived.ok('statement', 'by-time', '--month', 'this').stdout)
    expect(printed).toContain('Notfalleinsatz, Pauschale (22.11.2026), kostenfrei 1 49,95 € 19 % 0,00 €')
    expect(printed).toContain('Arbeitszeit (22.11.2026), 0:45 24,95 € je 15 Min. 19 % 0,00 € kostenfrei')
  })

  test('explains itself', () => {
    const shown = waived.ok('entry', 'show', 'waived').stdout
    expect(shown).toContain('Caused by us: the fee and the work are free of charge')
    expect(shown).toContain('40 minutes of work, rounded up to 45: every started 15 minutes count')
    expect(shown).toContain('Settled in money: nothing is taken from the hour account')
  })

  test('is charged once it turns out to be the customer’s after all', () => {
    waived.ok('entry', 'correct', 'waived', '--cause', 'customer', '--reason', 'Es war das Skript')
    const [{charges, money}] = waived.ok('statement', 'by-time', '--month', 'this', '--json').json.statements
    expect(charges).toMatchObject([{netCents: 4995}, {netCents: 7485}])
    expect(money).toMatchObject({netCents: 12_480, grossCents: 14_851})
  })
})

test('a contract without an emergency service refuses the call-out and its quote', () => {
  program.ok(
    'contract',
    'add',
    'plain',
    '--customer',
    'Ohne Notdienst',
    '--from',
    '2026-11-01',
    '--credit',
    '1h',
  )
  const before = program.fingerprint()
  const refused = program.run('log', 'plain', '40', 'Hilfe', ...EMERGENCY, '--json')
  expect([refused.code, refused.json.error.code]).toEqual([3, 'NO_EMERGENCY_SERVICE'])
  const quoted = program.run('quote', 'plain', '--minutes', '40', '--json')
  expect([quoted.code, quoted.json.error.code]).toEqual([3, 'NO_EMERGENCY_SERVICE'])
  expect(program.fingerprint()).toBe(before)
})

test('a quote records nothing', () => {
  const before = program.fingerprint()
  const shown = squeezed(program.ok('quote', 'by-time', '--at', '2026-11-21 16:50', '--minutes', '40').stdout)
  expect(shown).toContain('caused by us €0.00 €0.00 €0.00 €0.00 €0.00')
  expect(shown).toContain('caused by the customer €24.95 €74.85 €99.80 €18.96 €118.76')
  expect(program.fingerprint()).toBe(before)
})

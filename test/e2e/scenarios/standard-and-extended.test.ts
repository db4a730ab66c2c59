import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Program} from '../../support/program.js'
import {programWith, readFixture, squeezed, termsOfTariff} from './scenario.js'

// Standard support is free, extended support is always charged, per started quarter of an hour.
let program: Program
beforeAll(() => {
  program = programWith('standard-and-extended', '2026-11-02T08:00:00+01:00')
})
afterAll(() => program.remove())

const log = (day: string, work: string, ...flags: readonly string[]) =>
  program.ok('log', 'hosting', work, 'Hilfe', '--at', `2026-10-${day} 10:00`, ...flags, '--json').json.entry

test('the tariff comes with the program; only the price of an hour is the provider’s own', () => {
  const {rateCents, ...terms} = termsOfTariff(program, 'standard-and-extended')
  const [{rateCents: own, ...written}] = readFixture('standard-and-extended').terms
  expect(terms).toMatchObject(written)
  expect([rateCents, own]).toEqual([9600, 9600])
})

test('a tariff whose overage has no price is refused and names the flag', () => {
  const before = program.fingerprint()
  const unpriced = ['contract', 'add', 'new', '--customer', 'Neu', '--from', '2026-11-01']
  const {code, json} = program.run(...unpriced, '--tariff', 'standard-and-extended', '--json')
  expect([code, json.error.details.problems[0].path]).toEqual([2, 'terms[0].rateCents'])
  expect(json.error.message).toContain('--rate')
  expect(program.fingerprint()).toBe(before)
})

describe('standard support is free and is recorded all the same:', () => {
  test.each([
    ['help with the customer centre', '01', 'panel-help'],
    ['help with the apps', '02', 'software-help'],
    ['the documentation', '05', 'documentation'],
    ['faults of services that the provider runs', '06', 'service-fault'],
  ])('%s', (_, day, activity) => {
    expect(log(day, '50', '--activity', activity)).toMatchObject({
      ...{class: 'standard', workedMinutes: 50, chargedMinutes: 0, charges: []},
      explanation: [
        {rule: 'class', text: `${capital(activity)}: standard support, free of charge`, minutes: 0},
      ],
    })
  })
})

describe('extended support is charged per started quarter of an hour:', () => {
  test.each([
    ['1 minute is one', '12', '1', 'web-design', 15],
    ['15 minutes are one', '13', '15', 'panel-entries', 15],
    ['16 minutes are two', '14', '16', 'operating-error', 30],
    ['31 minutes are three', '15', '31', 'web-design', 45],
    ['what no list names is extended', '16', '60', 'firewall', 60],
  ])('%s', (_, day, worked, activity, charged) => {
    expect(log(day, worked, '--activity', activity)).toMatchObject({
      class: 'extended',
      chargedMinutes: charged,
    })
  })

  test('what was said of the class goes before the list', () => {
    expect(log('19', '10', '--activity', 'panel-help', '--class', 'extended')).toMatchObject({
      ...{class: 'extended', chargedMinutes: 15},
    })
    expect(log('20', '10', '--activity', 'web-design', '--class', 'standard')).toMatchObject({
      chargedMinutes: 0,
    })
  })

  test('but for what the provider caused', () => {
    expect(log('21', '90', '--activity', 'web-design', '--cause', 'provider')).toMatchObject({
      ...{class: 'extended', chargedMinutes: 0},
      explanation: [
        {rule: 'class', text: 'Web-design: extended support, charged'},
        {rule: 'cause', text: 'Caused by us, free of charge', minutes: 0},
      ],
    })
  })
})

test('the month is billed at the rate, and the statement lists what was free with 0:00', () => {
  expect(program.ok('rollover', 'hosting', '--json').json.closed).toMatchObject([
    {month: '2026-10', closingMinutes: 0, overageMinutes: 180, number: '1/2026'},
  ])
  const [statement] = program.ok('statement', 'hosting', '--json').json.statements
  expect(statement.charges).toMatchObject([
    {kind: 'overage', quantity: '3:00', unitPriceCents: 9600, netCents: 28_800, vatPercent: 19},
  ])
  expect(statement.money).toMatchObject({netCents: 28_800, grossCents: 34_272})
  const printed = squeezed(program.ok('statement', 'hosting').stdout)
  expect(printed).toMatch(/01\.10\.2026 Hilfe 0:50 0:00 0:00|02\.11\.2026 Hilfe 0:50 0:00 0:00/)
  expect(printed).toContain('Standardsupport')
  expect(printed).toContain('Brutto 342,72 €')
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

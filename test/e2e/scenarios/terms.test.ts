import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../../support/program.js'
import {fixture, readFixture, squeezed} from './scenario.js'

let program: Program
beforeAll(() => {
  program = new Program('2026-11-21T15:00:00+01:00').inOneProcess()
  program.ok('init', '--provider', 'Muster IT GmbH')
  mkdirSync(join(program.store, 'tariffs'), {recursive: true})
})
afterAll(() => program.remove())

type Json = Readonly<Record<string, unknown>>
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri']
const core = {name: 'core', days: WEEKDAYS, from: '08:00', to: '18:00', factor: 1}
const [{emergency}] = readFixture('call-out-by-time').terms
const bands = (...list: readonly Json[]): Json => ({bands: {list}})
const withHolidays = (holidays: Json): Json => ({bands: {holiday: {name: 'holiday', factor: 2}, holidays}})
const callOut = (changes: Json): Json => ({
  emergency: {...emergency, callOut: {...emergency.callOut, ...changes}},
})
const fee = (band: Json): Json => ({days: ['mon'], from: '08:00', to: '12:00', feeCents: 2495, ...band})
const contract = (terms: Json): Json => ({
  ...{id: 'new', customer: {name: 'Neu'}, from: '2026-11-01'},
  terms: [terms],
})

const addTo = (where: Program, terms: Json) =>
  where.runWith({input: JSON.stringify(contract(terms))}, 'contract', 'add', '--file', '-', '--json')

describe('bad terms are refused with the path of the field, and nothing is stored:', () => {
  test.each<[string, Json, string, string]>([
    [
      'bands that overlap',
      bands(core, {...core, name: 'late', days: ['fri'], from: '17:59', to: '20:00'}),
      ...(['bands.list[1]', '17:59–20:00 overlaps with list[0] on the same day'] as const),
    ],
    [
      'a band that ends before it begins',
      bands({...core, from: '18:00', to: '08:00'}),
      'bands.list[0]',
      'later',
    ],
    ['a band without a minute', bands({...core, to: '08:00'}), 'bands.list[0]', '"to" later than "from"'],
    ['a time of 24:30', bands({...core, to: '24:30'}), 'bands.list[0].to', '"24:30"'],
    ['a start at 24:00', bands({...core, from: '24:00'}), 'bands.list[0].from', '"24:00"'],
    ['a time without its 0', bands({...core, from: '8:00'}), 'bands.list[0].from', '"8:00"'],
    ['a day that there is not', bands({...core, days: ['monday']}), 'bands.list[0].days[0]', '"mon"'],
    ['a factor of 0', bands({...core, factor: 0}), 'bands.list[0].factor', '0 is not more than 0'],
    ['a factor below 0', bands({...core, factor: -1.5}), 'bands.list[0].factor', '-1.5'],
    ['a factor of 1.005', bands({...core, factor: 1.005}), 'bands.list[0].factor', 'two decimals'],
    ['a factor as text', bands({...core, factor: '1.5'}), 'bands.list[0].factor', '"1.5" is not a number'],
    [
      'a factor of 0 at other times',
      {bands: {otherwise: {name: 'x', factor: 0}}},
      'bands.otherwise.factor',
      '0',
    ],
    ['an unknown state', withHolidays({country: 'DE', state: 'XX'}), 'bands.holidays.state', 'BE, BW, BY'],
    ['an unknown country', withHolidays({country: 'XX'}), 'bands.holidays.country', '"XX"'],
    [
      'fees whose hours overlap',
      callOut({bands: [fee({}), fee({from: '11:59', to: '13:00'})]}),
      ...(['emergency.callOut.bands[1]', 'overlaps with bands[0]'] as const),
    ],
    [
      'a fee whose hours are reversed',
      callOut({bands: [fee({from: '22:00', to: '06:00'})]}),
      ...(['emergency.callOut.bands[0]', '"to" later than "from"'] as const),
    ],
    ['a negative fee', callOut({otherwiseFeeCents: -1}), 'emergency.callOut.otherwiseFeeCents', 'at least 0'],
    [
      'a negative fee of a window',
      callOut({bands: [fee({feeCents: -2495})]}),
      ...(['emergency.callOut.bands[0].feeCents', '-2495 is not at least 0'] as const),
    ],
    [
      'a fraction of a cent',
      callOut({otherwiseFeeCents: 24.95}),
      ...(['emergency.callOut.otherwiseFeeCents', '24.95 is not a whole number'] as const),
    ],
    [
      'work per 0 minutes',
      {emergency: {...emergency, work: {...emergency.work, perMinutes: 0}}},
      ...(['emergency.work.perMinutes', '0 is not at least 1'] as const),
    ],
    [
      'a cause that there is not',
      {emergency: {...emergency, causes: {weather: {work: false}}}},
      ...(['emergency.causes.weather', 'unknown field'] as const),
    ],
    [
      'a payment that there is not',
      {emergency: {...emergency, settle: 'gold'}},
      ...(['emergency.settle', '"gold" is none of "money", "hours"'] as const),
    ],
    [
      'an override for nothing',
      {increment: {overrides: [{minutes: 5, minimum: 5}]}},
      ...(['increment.overrides[0]', 'needs a channel or a place'] as const),
    ],
  ])('%s', (_, terms, path, says) => {
    const before = program.fingerprint()
    const {code, json} = addTo(program, terms)
    expect([code, json.error.code]).toEqual([2, 'INVALID_TERMS'])
    const [problem] = json.error.details.problems
    expect(problem.path).toBe(`terms[0].${path}`)
    expect(problem.message).toContain(says)
    expect(json.error.message).toContain(`terms[0].${path}`)
    expect(program.fingerprint()).toBe(before)
  })

  test('also in an amendment', () => {
    program.ok('contract', 'add', 'old', '--customer', 'Alt', '--from', '2026-11-01', '--credit', '1h')
    const before = program.fingerprint()
    const {code, json} = amend({
      ...{list: [core, {...core, name: 'again'}], otherwise: {name: 'x', factor: 1}},
      ...{holiday: null, holidays: null},
    })
    expect([code, json.error.details.problems[0].path]).toEqual([2, 'terms[1].bands.list[1]'])
    expect(program.fingerprint()).toBe(before)
  })
  const amend = (changed: Json) =>
    program.runWith(
      {input: JSON.stringify({bands: changed})},
      ...['contract', 'amend', 'old', '--from', '2026-12', '--file', '-', '--json'],
    )
})

describe('a tariff', () => {
  const add = (...flags: readonly string[]) =>
    program.run('contract', 'add', 'new', '--customer', 'Neu', '--from', '2026-11-01', ...flags, '--json')
  const writeTariff = (name: string, text: string) =>
    writeFileSync(join(program.store, 'tariffs', `${name}.json`), text)

  test('that does not exist is refused, and those that do are named', () => {
    const before = program.fingerprint()
    const {code, json} = add('--tariff', 'gold')
    expect([code, json.error.code]).toEqual([2, 'UNKNOWN_TARIFF'])
    expect(json.error.details.names).toEqual([
      ...['call-out-by-time', 'call-out-flat', 'hour-account', 'response-levels', 'standard-and-extended'],
    ])
    expect(json.error.hint).toContain('call-out-by-time')
    expect(program.fingerprint()).toBe(before)
  })

  test('is not given beside a file, which is complete', () => {
    const before = program.fingerprint()
    const both = [
      'contract',
      'add',
      '--file',
      fixture('call-out-flat'),
      '--tariff',
      'call-out-flat',
      '--json',
    ]
    const {code, json} = program.run(...both)
    expect([code, json.error.code]).toEqual([2, 'CONTRADICTION'])
    expect(json.error.message).toContain('--tariff')
    expect(program.fingerprint()).toBe(before)
  })

  test.each([
    ['that is not JSON', '{"summary": ', 'INVALID_JSON', 'broken.json'],
    [
      'with a field that there is not',
      '{"summary": "x", "terms": {"discount": 5}}',
      'INVALID_TERMS',
      'discount',
    ],
    ['without terms', '{"summary": "x"}', 'INVALID_TERMS', 'terms: missing'],
    [
      'with bands that overlap',
      JSON.stringify({
        summary: 'x',
        terms: {bands: {list: [core, core], otherwise: core, holiday: null, holidays: null}},
      }).replace(/"otherwise":\{[^}]*\}/, '"otherwise":{"name":"x","factor":1}'),
      ...(['INVALID_TERMS', 'terms.bands.list[1]'] as const),
    ],
  ])('of the provider’s own %s is refused and names the file', (_, text, error, says) => {
    writeTariff('broken', text)
    const before = program.fingerprint()
    const {code, json} = add('--tariff', 'broken')
    expect([code, json.error.code]).toEqual([2, error])
    expect(json.error.message).toContain('broken.json')
    expect(json.error.message).toContain(says)
    expect(program.fingerprint()).toBe(before)
  })

  test('of the provider’s own that is a folder is refused and names the folder', () => {
    const folder = join(program.store, 'tariffs', 'folder.json')
    mkdirSync(folder)
    const {code, json} = add('--tariff', 'folder')
    rmSync(folder, {recursive: true})
    expect([code, json.error.code]).toEqual([2, 'NO_FILE'])
    expect(json.error.message).toBe(`This is a folder, not a file: ${folder}.`)
  })

  test('of the provider’s own counts, is listed, and flags go before it', () => {
    writeTariff('broken', '{"summary": "mended", "terms": {}}')
    const terms = {creditMinutes: 300, vatPercent: 20, overdraft: {limitMinutes: 60, beyond: 'allow'}}
    writeTariff('silver', JSON.stringify({summary: 'Five hours a month', terms}))
    expect(squeezed(program.ok('contract', 'tariffs').stdout)).toMatch(
      /silver \(\S+silver\.json\) Five hours/,
    )
    const {code, json} = add('--tariff', 'silver', '--vat', '19', '--overdraft', '2h')
    expect(code).toBe(0)
    expect(json.terms[0]).toMatchObject({
      ...{creditMinutes: 300, vatPercent: 19},
      overdraft: {limitMinutes: 120, beyond: 'allow'},
    })
  })

  test('of the provider’s own takes the place of the one with the same name', () => {
    writeTariff('hour-account', '{"summary": "ours", "terms": {"creditMinutes": 90}}')
    const {tariffs} = program.ok('contract', 'tariffs', '--json').json
    expect(tariffs).toHaveLength(7)
    const flags = ['--customer', 'Neu', '--from', '2026-11-01', '--tariff', 'hour-account', '--json']
    expect(program.ok('contract', 'add', 'ours', ...flags).json.terms[0].creditMinutes).toBe(90)
  })
})

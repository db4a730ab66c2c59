import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../../support/program.js'
import {fixture, squeezed} from './scenario.js'

// From worked to charged time: contract `banded` has core Mon–Fri 8–18 × 1, otherwise × 1.5, holidays in Bavaria × 2, in
// started 15 minutes; `ticket` rounds a ticket's day as one sum; on the phone 5 minutes count, on site the first hour.
let program: Program
beforeAll(() => {
  program = new Program('2026-11-30T12:00:00+01:00').inOneProcess()
  program.ok('init', '--provider', 'Muster IT GmbH')
  program.ok('contract', 'add', '--file', fixture('banded'))
  program.ok('contract', 'add', '--file', fixture('ticket-days'))
})
afterAll(() => program.remove())

const log = (contract: string, ...args: readonly string[]) =>
  program.ok('log', contract, ...args, '--json').json
const entryOf = (id: string) => program.ok('entry', 'show', id, '--json').json.entry
const chargedOf = (...ids: readonly string[]) => ids.map(id => entryOf(id).chargedMinutes)

describe('work by the clock', () => {
  test.each([
    ['on a Friday evening counts by the parts', '2026-11-20 17:40', '32', 58],
    ['that is all in the core counts once', '2026-11-19 10:00', '60', 60],
    ['over midnight into a Saturday counts by the elapsed time', '2026-11-13 23:30', '60', 90],
    ['that reaches into a holiday counts double from midnight', '2026-10-31 23:30', '60', 105],
    ['on a holiday counts double, in the core as well', '2026-01-06 09:00', '30', 60],
    ['on the day after it counts once again', '2026-01-07 09:00', '30', 30],
    ['through the hour that is skipped in March lasts an hour', '2026-03-29 01:30-03:30', null, 90],
    ['through the hour that comes twice in October lasts three', '2026-10-25 01:30-03:30', null, 270],
  ])('%s', (_, at, minutes, charged) => {
    const [day = '', range = ''] = at.split(' ')
    const said = minutes === null ? [range, 'Nacht', '--at', day] : [minutes, 'Arbeit', '--at', at]
    expect(log('banded', ...said).entry.chargedMinutes).toBe(charged)
  })

  test('says how it came about', () => {
    const {entry} = log('banded', '32', 'Router', '--at', '2026-11-06 17:40')
    expect(entry.explanation.map(({text}: {text: string}) => text)).toEqual([
      'Extended support, charged',
      '32 minutes rounded up to 45: every started 15 minutes count',
      '20 minutes “core” × 1 and 25 minutes “off-hours” × 1.5: together 57.5, rounded up to 58 minutes',
    ])
  })

  test('cannot start at a time that the clocks skip: exit 2, nothing stored', () => {
    const before = program.fingerprint()
    const {code, json} = program.run('log', 'banded', '60', 'Nacht', '--at', '2026-03-29 02:30', '--json')
    expect([code, json.error.code]).toEqual([2, 'NONEXISTENT_TIME'])
    const quoted = program.run('quote', 'banded', '--at', '2026-03-29 02:30', '--minutes', '60', '--json')
    expect([quoted.code, quoted.json.error.code]).toEqual([2, 'NONEXISTENT_TIME'])
    expect(program.fingerprint()).toBe(before)
  })

  test('starts the first time where the clock shows it twice, with a warning', () => {
    const {entry, warnings} = log('banded', '30', 'Nacht', '--at', '2026-10-25 02:30')
    expect(entry).toMatchObject({start: '2026-10-25T02:30:00+02:00', end: '2026-10-25T02:00:00+01:00'})
    expect(warnings).toContainEqual(
      expect.objectContaining({kind: 'time-exists-twice', text: expect.stringContaining('02:30')}),
    )
  })
})

test('holidays are looked up once and kept: the second entry does not change the file', () => {
  const file = join(program.store, 'holidays', 'de-by.json')
  log('banded', '15', 'Erster', '--at', '2026-11-10 09:00')
  const kept = readFileSync(file, 'utf8')
  expect(JSON.parse(kept).years['2026']).toContain('2026-11-01')
  log('banded', '15', 'Zweiter', '--at', '2026-11-11 09:00')
  expect(readFileSync(file, 'utf8')).toBe(kept)
})

describe('a ticket’s day', () => {
  const on = (id: string, minutes: string, time: string, ...flags: readonly string[]) =>
    log('ticket', minutes, 'Drucker', '--ticket', '77', '--at', `2026-11-18 ${time}`, '--id', id, ...flags)
      .entry

  test('is rounded as one sum, and the last entry bears the surplus', () => {
    on('t1', '10', '09:00')
    on('t2', '7', '11:00')
    on('t3', '4', '15:00')
    expect(chargedOf('t1', 't2', 't3')).toEqual([10, 7, 13])
  })

  test('is rounded again when one is added before', () => {
    on('t0', '9', '08:00')
    expect(chargedOf('t0', 't1', 't2', 't3')).toEqual([9, 10, 7, 4])
  })

  test('is rounded again when the last is voided', () => {
    program.ok('entry', 'void', 't3', '--reason', 'Doppelt')
    expect(chargedOf('t0', 't1', 't2')).toEqual([9, 10, 11])
  })

  test('is rounded again when one is corrected, and the balance follows', () => {
    program.ok('entry', 'correct', 't1', '30', '--reason', 'War länger')
    expect(chargedOf('t0', 't2')).toEqual([9, 21])
    const [{chargedMinutes}] = program.ok('balance', 'ticket', '--json').json.balances
    expect(chargedMinutes).toBe(60)
  })

  test('explains itself', () => {
    expect(entryOf('t2').explanation.at(-1).text).toMatch(/^Together 46 minutes on this ticket that day/)
  })

  test('of another ticket, another day or no ticket is another sum', () => {
    const at = (time: string) => ['--at', time]
    expect(log('ticket', '7', 'Netz', '--ticket', '78', ...at('2026-11-18 16:00')).entry.chargedMinutes).toBe(
      15,
    )
    expect(log('ticket', '7', 'Netz', '--ticket', '77', ...at('2026-11-19 09:00')).entry.chargedMinutes).toBe(
      15,
    )
    expect(log('ticket', '7', 'Netz', ...at('2026-11-18 17:00')).entry.chargedMinutes).toBe(15)
  })
})

describe('overrides', () => {
  test.each([
    ['on the phone every started 5 minutes count', '6', ['--how', 'phone'], 10],
    ['on site the first hour is charged in full', '20', ['--where', 'Augsburg'], 60],
    ['on site started 15 minutes count beyond it', '61', ['--where', 'Augsburg'], 75],
    ['at one place the whole day has units of its own', '61', ['--where', 'Werk 2', '--how', 'email'], 90],
    ['elsewhere started 15 minutes count', '6', ['--how', 'email'], 15],
  ])('%s', (_, minutes, flags, charged) => {
    const {entry} = log('ticket', minutes, 'Hilfe', '--at', '2026-11-20 09:00', ...flags)
    expect(entry.chargedMinutes).toBe(charged)
  })
})

describe('an amendment of bands', () => {
  test('rates open months again, and not closed ones', () => {
    const amended = new Program('2026-10-20T12:00:00+02:00').inOneProcess()
    try {
      amended.ok('init', '--provider', 'Muster IT GmbH')
      amended.ok('contract', 'add', '--file', fixture('banded'))
      amended.ok('log', 'banded', '60', 'September', '--at', '2026-09-15 19:00', '--id', 'sep')
      amended.ok('log', 'banded', '60', 'Oktober', '--at', '2026-10-15 19:00', '--id', 'oct')
      amended.ok('rollover', 'banded')
      const closed = readFileSync(amended.page('banded', '2026-09'), 'utf8')
      const bands = {
        ...{list: [], otherwise: {name: 'any time', factor: 1.25}},
        ...{holiday: null, holidays: null},
      }
      const amend = (from: string) =>
        amended.runWith(
          {input: JSON.stringify({bands})},
          ...['contract', 'amend', 'banded', '--from', from, '--file', '-', '--json'],
        )
      const charged = (id: string) => amended.ok('entry', 'show', id, '--json').json.entry.chargedMinutes
      const before = amended.fingerprint()
      const refused = amend('2026-09')
      expect([refused.code, refused.json.error.code]).toEqual([3, 'MONTH_CLOSED'])
      expect(amended.fingerprint()).toBe(before)

      expect([charged('sep'), charged('oct')]).toEqual([90, 90])
      expect(amend('2026-10').code).toBe(0)
      expect([charged('sep'), charged('oct')]).toEqual([90, 75])
      expect(readFileSync(amended.page('banded', '2026-09'), 'utf8')).toBe(closed)
      expect(amended.ok('verify', '--json').json).toMatchObject({ok: true})
    } finally {
      amended.remove()
    }
  })
})

test('a call-out tariff that is silent about the provider’s own fault leaves it free, and says so', () => {
  expect(squeezed(program.ok('contract', 'show', 'banded').stdout)).toContain('caused by us: no fee, no work')
  const flags = ['--at', '2026-11-22 09:00', '--minutes', '30', '--cause', 'provider', '--json']
  expect(program.ok('quote', 'banded', ...flags).json.quotes).toMatchObject([{netCents: 0, grossCents: 0}])
})

test('a quote writes nothing, nor does it look up holidays', () => {
  const before = program.fingerprint()
  const quoted = program.ok('quote', 'banded', '--at', '2027-01-06 09:00', '--minutes', '30', '--json').json
  expect(quoted.quotes).toHaveLength(4)
  expect(program.fingerprint()).toBe(before)
})

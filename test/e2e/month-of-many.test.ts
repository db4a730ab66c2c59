import {readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {Program} from '../support/program.js'

// What an account manager does with 100 contracts from the first of a month to its statements, in one store.

const IDS = Array.from({length: 100}, (_, index) => `c${String(index + 1).padStart(3, '0')}`)
const FOLDER = 'statements'

let program: Program
beforeAll(() => {
  program = new Program('2026-11-30T18:00:00+01:00').inOneProcess()
  program.ok('init', '--provider', 'Muster IT GmbH')
})
afterAll(() => program.remove())

const write = (name: string, lines: readonly string[]) =>
  writeFileSync(join(program.folder, name), `${lines.join('\n')}\n`)
const json = (...args: string[]) => program.ok(...args, '--json').json

test('are added from one file, which may be taken again', () => {
  const rows = IDS.map((id, index) => `${id};Kunde ${index + 1};K-${index + 1};2026-11-01;1h;1h;charge;90`)
  write('contracts.csv', ['id;customer;number;from;credit;overdraft;beyond;rate', ...rows])
  expect(json('contract', 'add', '--file', 'contracts.csv').contracts).toHaveLength(100)
  expect(json('contract', 'add', '--file', 'contracts.csv')).toMatchObject({contracts: [], unchanged: 100})
})

test('are logged by an import; one entry is corrected, one moved', () => {
  // Every tenth is used for 3:00 of 1:00, with a limit of 1:00: 1:00 is billed.
  const rows = IDS.map((id, index) => `${id};2026-11-10;${index % 10 === 0 ? 180 : 30};Drucker ${id}`)
  write('month.csv', ['Kunde;Datum;Minuten;Text', ...rows])
  expect(json('import', 'csv', 'month.csv')).toMatchObject({imported: 100, refused: []})
  const found = (id: string) => json('entries', id, '--search', `DRUCKER ${id}`).entries[0].id
  program.ok('entry', 'correct', found('c002'), '45', '--reason', 'Longer')
  program.ok('entry', 'move', found('c003'), 'c004', '--reason', 'Other customer')
  const {entries, sums} = json('entries', '--month', 'this', '--sum', 'day')
  expect(entries).toHaveLength(100)
  expect(sums).toEqual([
    {key: '2026-11-10', contract: null, count: 100, workedMinutes: 4515, chargedMinutes: 4515},
  ])
})

test('are closed at once, each on its own', () => {
  program.env = {...program.env, HOURBANK_NOW: '2026-12-01T06:00:00+01:00'}
  expect(json('rollover').closed).toHaveLength(100)
  expect(json('rollover')).toMatchObject({closed: [], failed: []})
  expect(json('balance').balances).toHaveLength(100)
})

test('are billed as their statements say', () => {
  const {billing, totals} = json('billing')
  expect(billing.map(({contract}: {contract: string}) => contract)).toEqual(
    IDS.filter((_, index) => index % 10 === 0),
  )
  expect(totals).toEqual([{currency: 'EUR', netCents: 90_000, vatCents: 17_100, grossCents: 107_100}])
  const {statements} = json('statement', '--all', '--month', '2026-11')
  const gross = statements.reduce(
    (sum: number, {money}: {money: {grossCents: number}}) => sum + money.grossCents,
    0,
  )
  expect(gross).toBe(107_100)
})

test('get their statements into a folder; a second run changes nothing and says so in one line', () => {
  const csv = ['statement', '--all', '--month', '2026-11', '--format', 'csv', '--output', FOLDER]
  program.ok(...csv)
  program.ok('statement', 'c001', 'c002', '--format', 'pdf', '--output', FOLDER)
  expect(readdirSync(join(program.folder, FOLDER))).toHaveLength(102)
  const before = program.fingerprint()
  expect(program.ok(...csv).stderr).toBe('100 files are unchanged.\n')
  expect(json('import', 'csv', 'month.csv')).toMatchObject({imported: 0, repeated: 100})
  expect(program.fingerprint()).toBe(before)
  expect(json('verify')).toMatchObject({ok: true, contracts: 100})
})

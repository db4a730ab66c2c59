import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../support/program.js'

let program: Program
beforeAll(() => {
  program = Program.withAcme('2026-10-02T09:00:00+02:00', '2026-10-01').inOneProcess()
  program.ok('contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-10-01', '--credit', '5h')
  program.at('2026-10-05T10:00:00+02:00').ok('log', 'acme', '2h', 'Server moved', '--at', '9:00', '--id', 'a')
  program.at('2026-10-06T10:00:00+02:00')
  program.ok('log', 'acme', '30', 'Printer', '--at', '9:00', '--id', 'b')
  const {entry} = program.ok(
    'entry',
    'correct',
    'b',
    '--where',
    'Lager',
    '--reason',
    'on site',
    '--json',
  ).json
  program.okAll(
    ['entry', 'move', entry.id, 'beta', '--reason', 'wrong customer'],
    ['credit', 'acme', '1h', '--kind', 'goodwill', '--reason', 'Waited', '--approved-by', 'M. Chef'],
    ['ticket', 'open', 'acme', 'Mail is down', '--at', '9:00'],
  )
  program.runAll([['rollover']], {HOURBANK_NOW: '2026-11-01T06:00:00+01:00', HOURBANK_BY: '', USER: 'cron'})
  program.at('2026-11-03T09:00:00+01:00')
  const rows = join(program.folder, 'rows.csv')
  writeFileSync(rows, 'contract,start,minutes,text\nacme,2026-11-02 09:00,45,Router\n')
  const archive = join(program.folder, 'hours.tar.gz')
  program.okAll(
    ['entry', 'void', 'a', '--reason', 'never happened'],
    ['contract', 'amend', 'acme', '--from', '2026-12', '--credit', '12h'],
    ['contract', 'edit', 'acme', '--email', 'it@acme.example'],
    ['import', 'csv', rows],
    ['contract', 'end', 'acme', '--on', '2027-01-31'],
    ['backup', archive],
  )
  program.at('2026-11-04T09:00:00+01:00').ok('restore', archive)
})
afterAll(() => program.remove())

type Told = {what: string; by: string; id: string | null; at: string; details: Record<string, unknown>}
const told = (...args: readonly string[]): readonly Told[] =>
  program.ok('history', 'acme', ...args, '--json').json.events

describe('the history of an account', () => {
  test('has who did what and when, from the first to the last', () => {
    const events = told().map(({at, by, what, id}) => [at.slice(0, 10), by, what, id])
    expect(events).toEqual([
      ['2026-10-02', 'J. Weber', 'opened', null],
      ['2026-10-05', 'J. Weber', 'recorded', 'a'],
      ['2026-10-06', 'J. Weber', 'recorded', 'b'],
      ['2026-10-06', 'J. Weber', 'corrected', 'b'],
      ['2026-10-06', 'J. Weber', 'recorded', expect.any(String)],
      ['2026-10-06', 'J. Weber', 'moved', expect.any(String)],
      ['2026-10-06', 'J. Weber', 'credited', expect.any(String)],
      ['2026-10-06', 'J. Weber', 'ticket-event', '1'],
      ['2026-11-01', expect.any(String), 'closed', '1/2026'],
      ['2026-11-03', 'J. Weber', 'amended', null],
      ['2026-11-03', 'J. Weber', 'edited', null],
      ['2026-11-03', 'J. Weber', 'imported', null],
      ['2026-11-03', 'J. Weber', 'ended', null],
      ['2026-11-03', 'J. Weber', 'recorded', expect.any(String)],
      ['2026-11-03', 'J. Weber', 'voided', 'a'],
      ['2026-11-04', 'J. Weber', 'restored', null],
    ])
  })

  test('has the reasons that no customer reads, and what was changed of terms', () => {
    const details = Object.fromEntries(told().map(event => [event.what, event.details]))
    expect(details.amended).toEqual({
      ...{from: '2026-12', before: {creditMinutes: 600}, after: {creditMinutes: 720}},
    })
    expect(details.moved).toMatchObject({reason: 'wrong customer', movedTo: {contract: 'beta'}})
    expect(details.voided).toMatchObject({reason: 'never happened', bookedMonth: '2026-11'})
    expect(details.credited).toMatchObject({reason: 'Waited', approvedBy: 'M. Chef'})
    expect(details.imported).toEqual({format: 'csv', entries: 1})
    expect(details.ended).toEqual({on: '2027-01-31', before: null})
    expect(details.restored).toEqual({takenAt: '2026-11-03T09:00:00+01:00'})
  })

  test('says of the customer which fields changed, and not what is personal in them', () => {
    const edited = told().find(({what}) => what === 'edited')
    expect(edited?.details).toEqual({fields: ['email']})
  })

  test('is of a time and of a person, where these are named', () => {
    expect(told('--from', '1.11.2026', '--to', '1.11.2026').map(({what}) => what)).toEqual(['closed'])
    expect(told('--by', 'nobody')).toEqual([])
    expect(told('--by', 'weber').length).toBe(told().length - (closedBy() === 'J. Weber' ? 0 : 1))
  })

  const closedBy = () => told().find(({what}) => what === 'closed')?.by

  test('is a table on the terminal', () => {
    const {stdout} = program.ok('history', 'acme')
    expect(stdout).toContain('terms amended')
    expect(stdout).toContain('wrong customer')
  })

  test('is sealed with the months: what was changed in it is found', () => {
    const spoilt = program.copy()
    const page = spoilt.page('acme', '2026-10')
    const stored = spoilt.stored('contracts', 'acme', '2026-10.json')
    writeFileSync(page, JSON.stringify({...stored, closedBy: 'Somebody else'}))
    expect(spoilt.run('verify').code).toBe(5)
    writeFileSync(page, JSON.stringify({...stored, accountRecords: []}))
    expect(spoilt.run('verify').code).toBe(5)
    spoilt.remove()
  })

  test('of no contract is refused with the nearest one', () => {
    const {code, stderr} = program.run('history', 'acmee')
    expect([code, stderr]).toEqual([3, expect.stringContaining('acme')])
  })
})

import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

const ESCAPE = '\u001B'

describe('the store is', () => {
  test('what --store says, before HOURBANK_STORE, before the data folder of the user', () => {
    const program = programFor(() => Program.withAcme())
    const other = join(program.folder, 'other')
    program.ok('init', '--provider', 'Other GmbH', '--store', other)
    expect(program.ok('config', '--json').json).toMatchObject({
      store: program.store,
      provider: {name: 'Muster IT GmbH'},
    })
    expect(program.ok('config', '--store', other, '--json').json).toMatchObject({
      store: other,
      provider: {name: 'Other GmbH'},
    })
    const {stderr, code} = program.runWith(
      {env: {HOURBANK_STORE: '', XDG_DATA_HOME: program.folder}},
      'balance',
    )
    expect(code).toBe(2)
    expect(stderr).toContain(`There is no store in ${join(program.folder, 'hourbank')}`)
  })

  test('private: folders 0700 and files 0600, whatever the umask', async () => {
    const program = programFor(() => Program.withAcme())
    program.ok('log', 'acme', '1h')
    const {statSync} = await import('node:fs')
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(mode(program.store)).toBe('700')
    expect(mode(join(program.store, 'store.json'))).toBe('600')
    expect(mode(join(program.store, 'contracts', 'acme'))).toBe('700')
    expect(mode(join(program.store, 'contracts', 'acme', 'contract.json'))).toBe('600')
  })
})

describe('the consultant is', () => {
  test('--by, else HOURBANK_BY, else that of the profile, else an error that names the flag', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const consultant = (env: Record<string, string>, ...args: string[]) =>
      program.runWith({env}, 'log', 'acme', '10m', '--json', ...args).json
    expect(consultant({}, '--by', 'A. Kaya').entry).toMatchObject({
      consultant: 'A. Kaya',
      recordedBy: 'J. Weber',
    })
    expect(consultant({}).entry.consultant).toBe('J. Weber')
    expect(consultant({HOURBANK_BY: ''}).error).toMatchObject({
      code: 'MISSING_VALUE',
      hint: expect.stringContaining('--by'),
    })
    program.ok('config', 'set', 'by', 'Profile')
    expect(consultant({HOURBANK_BY: ''}).entry.consultant).toBe('Profile')
    expect(consultant({}).entry.consultant).toBe('J. Weber')
  })
})

describe('colour', () => {
  test('is never in a pipe, is forced by FORCE_COLOR, and NO_COLOR wins', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    for (const args of [['balance'], ['log', 'acme', '10m'], ['contract', 'list'], ['--help']]) {
      expect(program.ok(...args).stdout).not.toContain(ESCAPE)
    }
    const coloured = (env: Record<string, string>) =>
      program.runWith({env}, 'balance').stdout.includes(ESCAPE)
    expect(coloured({FORCE_COLOR: '1'})).toBe(true)
    expect(coloured({FORCE_COLOR: '0'})).toBe(false)
    expect(coloured({FORCE_COLOR: '1', NO_COLOR: '1'})).toBe(false)
    expect(program.runWith({env: {FORCE_COLOR: '1'}}, 'balance', '--json').json.balances).toHaveLength(1)
  })
})

describe('stored text', () => {
  const evil = `a${ESCAPE}[2J${ESCAPE}]0;title\u0007b\u202Egnp.exe\u200B\r\nc\u009B31m`

  test('keeps its quotes, umlauts, emoji and control characters, and shows none of the last', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const text = `"O'Brien" <tag> Ärger mit 🖨️ \\ ${evil}`
    program.ok(
      'contract',
      'add',
      'evil',
      '--customer',
      `Müller ${evil}`,
      '--from',
      '2026-10-01',
      '--credit',
      '10h',
    )
    const {entry} = program.ok(
      'log',
      'evil',
      '10m',
      '--text',
      text,
      '--for',
      `Łukasz ${evil}`,
      '--where',
      `Süd ${evil}`,
      '--by',
      evil,
      '--ticket',
      evil,
      '--at',
      '2026-10-05 9:00',
      '--json',
    ).json
    expect(entry).toMatchObject({text, requester: `Łukasz ${evil}`, consultant: evil, ticket: evil})
    program.ok('credit', 'evil', '1h', '--kind', 'goodwill', '--reason', evil, '--approved-by', evil)
    program.ok('config', 'set', 'address', evil)
    program.ok('rollover')
    const {stdout} = program.ok('entry', 'show', entry.id)
    expect(stdout).toContain('"O\'Brien" <tag> Ärger')

    const commands = [
      ['entry', 'show', entry.id],
      ['entries'],
      ['balance'],
      ['balance', 'evil'],
      ['contract', 'list'],
      ['contract', 'show', 'evil'],
      ['statement', 'evil'],
      ['statement', 'evil', '--format', 'csv'],
      ['config'],
      ['config', 'set', 'bank', evil],
      ['log', 'evil', '10m', evil],
      ['log', 'evil', '10m', evil, '--by', evil],
      ['entry', 'void', entry.id, '--reason', evil],
      ['verify'],
      ['log', evil],
      ['log', 'evil', evil],
      ['log', 'evil', '1h', '--how', evil],
      ['statement', 'evil', '--month', evil],
      ['config', 'set', evil, 'x'],
      [evil],
      ['balance', '--store', evil],
    ]
    for (const args of commands) {
      const {stdout, stderr} = program.run(...args)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
      const found = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u202E]/.exec(
        (stdout + stderr).replaceAll('\r\n', '\n'),
      )
      expect({args, found: found && JSON.stringify(stdout + stderr)}).toEqual({args, found: null})
    }
  })

  test('that looks like a flag is text after --', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const {entry} = program.ok('log', 'acme', '10m', '--json', '--', '--force', 'is', 'text').json
    expect(entry).toMatchObject({text: '--force is text', workedMinutes: 10, forcedBecause: null})
  })
})

describe.each(['UTC', 'America/New_York', 'Pacific/Auckland'])('on a host in %s, ', TZ => {
  test('times, months and closings are those of the contract’s zone', () => {
    const program = programFor(() => {
      const made = new Program('2026-10-31T23:30:00Z') // already November in Berlin
      made.env = {...made.env, TZ}
      made.okAll(
        ['init', '--provider', 'Muster IT GmbH', '--timezone', 'Europe/Berlin'],
        ['contract', 'add', 'acme', '--customer', 'ACME', '--from', '2026-09-01', '--credit', '10h'],
      )
      return made
    })
    const log = (...args: string[]) => program.ok('log', 'acme', ...args, '--json').json
    expect(log('15').entry).toMatchObject({
      start: '2026-11-01T00:15:00+01:00',
      end: '2026-11-01T00:30:00+01:00',
      bookedMonth: '2026-11',
    })
    expect(log('22:30-01:15', '--at', 'yesterday').entry).toMatchObject({
      start: '2026-10-31T22:30:00+01:00',
      end: '2026-11-01T01:15:00+01:00',
      workedMinutes: 165,
      bookedMonth: '2026-10',
    })
    // The night the clocks go back is an hour longer, and 2:30 comes twice: the first is meant.
    expect(log('1:30-3:30', '--at', '25.10.').entry).toMatchObject({workedMinutes: 180})
    const twice = log('10m', '--at', '25.10. 2:30')
    expect(twice.entry.start).toBe('2026-10-25T02:30:00+02:00')
    expect(twice.warnings[0]).toMatchObject({kind: 'time-exists-twice', text: expect.any(String)})
    expect(program.ok('rollover', '--json').json.closed.map(({month}: {month: string}) => month)).toEqual([
      '2026-09',
      '2026-10',
    ])
    const [tooEarly, verify] = program.runAll([
      ['rollover', '--through', '2026-12'],
      ['verify', '--json'],
    ])
    expect({tooEarly: tooEarly?.code, isSound: verify?.json.ok}).toEqual({tooEarly: 3, isSound: true})
  })
})

test('a contract may have another zone than the store', () => {
  const program = programFor(() => new Program('2026-11-21T15:00:00+01:00').inOneProcess())
  program.ok('init', '--provider', 'Muster IT GmbH')
  const terms = {
    id: 'kiwi',
    customer: {name: 'Kiwi Ltd'},
    from: '2026-11-01',
    timezone: 'Pacific/Auckland',
    terms: [{creditMinutes: 600}],
  }
  expect(program.runWith({input: JSON.stringify(terms)}, 'contract', 'add', '--file', '-').code).toBe(0)
  expect(program.ok('log', 'kiwi', '15', '--json').json.entry.start).toBe('2026-11-22T02:45:00+13:00')
  expect(program.ok('log', 'kiwi', '15', '--at', '1:00', '--json').json.entry.start).toBe(
    '2026-11-22T01:00:00+13:00',
  )
})

test('a store folder with spaces, quotes and umlauts in its name is a folder like any other', () => {
  const program = programFor(() => new Program())
  const store = join(program.folder, `Mein "Büro" 🏠`)
  mkdirSync(store)
  program.ok('init', '--provider', 'X', '--store', store)
  expect(program.ok('balance', '--store', store, '--json').json).toEqual({balances: []})
})

test('output that somebody stops reading is no fault', async () => {
  const program = programFor(() => Program.withAcme())
  const {process: child, finished} = program.start('contract', 'schema')
  child.stdout?.destroy()
  const {stderr} = await finished
  expect(stderr).not.toMatch(/^\s+at /m)
})

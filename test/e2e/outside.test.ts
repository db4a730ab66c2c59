import {spawnSync} from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

const acme = () => programFor(() => Program.withAcme())
const hasFifos = spawnSync('mkfifo', ['--version']).status === 0

/** Runs a command that must come to an end by itself. */
function ends(program: Program, ...args: readonly string[]) {
  const {status, stdout, stderr, signal} = spawnSync(process.execPath, [executable, ...args], {
    env: program.env,
    cwd: program.folder,
    encoding: 'utf8',
    input: '',
    timeout: 60_000,
  })
  expect({args, signal}).toEqual({args, signal: null})
  return {code: status, said: stdout + stderr}
}

describe('what never ends is not read', () => {
  test.runIf(hasFifos)('a pipe that nobody writes to, wherever a file is meant', () => {
    const program = acme()
    const pipe = join(program.folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    writeFileSync(join(program.folder, 'rows.csv'), 'contract,start,minutes\n')
    for (const args of [
      ['contract', 'add', 'new', '--file', pipe],
      ['import', 'csv', pipe],
      ['import', 'csv', 'rows.csv', '--mapping', pipe],
      ['import', 'watson', pipe],
      ['config', 'set', 'logo', pipe],
      ['restore', pipe],
      ['ticket', 'import', 'mbox', pipe, '--contract', 'acme', '--ours', 'a@b.example'],
    ]) {
      const {code, said} = ends(program, ...args)
      expect([args, code, said]).toEqual([args, 2, expect.stringMatching(/device|pipe/)])
    }
    mkdirSync(join(program.store, 'tariffs'))
    spawnSync('mkfifo', [join(program.store, 'tariffs/own.json')])
    expect(ends(program, 'verify')).toMatchObject({code: 5, said: expect.stringContaining('own.json')})
    expect(
      ends(program, 'contract', 'add', 'b', '--customer', 'B', '--tariff', 'own', '--from', '2026-01-01')
        .code,
    ).toBe(2)
  })

  test('a device that gives bytes for ever', () => {
    const program = acme()
    for (const args of [
      ['config', 'set', 'logo', '/dev/zero'],
      ['import', 'csv', '/dev/zero'],
      ['contract', 'add', 'new', '--file', '/dev/zero'],
    ])
      expect([args, ends(program, ...args).code]).toEqual([args, 2])
  })

  test('but what a shell pipes is', () => {
    const program = acme()
    const {status, stderr} = spawnSync(
      'bash',
      [
        '-c',
        `'${process.execPath}' '${executable}' import csv <(printf 'contract,start,minutes\\nacme,2026-11-19 9:00,30\\n')`,
      ],
      {env: program.env, cwd: program.folder, encoding: 'utf8'},
    )
    expect({status, stderr}).toEqual({status: 0, stderr: ''})
    expect(program.ok('entries', 'acme', '--json').json.entries).toHaveLength(1)
  })
})

describe('nothing is written into the store', () => {
  const closed = () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    program.okAll(['log', 'acme', '30', 'Drucker', '--at', '2026-10-10 9:00'], ['rollover'])
    return program
  }

  test.each<[string, (store: string) => readonly string[]]>([
    ['statement', store => ['statement', 'acme', '--output', `${store}/contracts/acme/2026-10.json`]],
    ['statement as PDF', store => ['statement', 'acme', '--format', 'pdf', '--output', `${store}/`]],
    [
      'statement beside pages',
      store => ['statement', 'acme', '--output', `${store}/contracts/../contracts/acme/x.csv`],
    ],
    ['export', store => ['export', 'csv', '--output', `${store}/contracts/acme/2026-10.json`]],
    ['rollover', store => ['rollover', '--statements', `${store}/statements`]],
    ['backup', store => ['backup', `${store}/a.tar.gz`]],
    ['through a link', store => ['export', 'csv', '--output', `${store}-link/contracts/acme/2026-10.json`]],
  ])('by %s', (_, argsFor) => {
    const program = closed()
    symlinkSync(program.store, `${program.store}-link`)
    const before = program.fingerprint()
    const {code, json} = program.run(...argsFor(program.store), '--json')
    expect([code, json.error.code]).toEqual([2, 'OUTPUT_IN_STORE'])
    expect(program.fingerprint()).toBe(before)
  })
})

describe('what is strange is told, and is no fault of the program', () => {
  test('contracts that are a link elsewhere', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    renameSync(join(program.store, 'contracts'), join(program.folder, 'elsewhere'))
    symlinkSync(join(program.folder, 'elsewhere'), join(program.store, 'contracts'))
    for (const args of [['balance', 'acme'], ['log', 'acme', '30', 'x'], ['verify']]) {
      const {code, stderr, stdout} = program.run(...args)
      expect([args, code, stdout + stderr]).toEqual([args, 5, expect.stringContaining('link')])
    }
  })

  test('a folder where the lock should be', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    rmSync(join(program.store, 'contracts/acme/lock'))
    mkdirSync(join(program.store, 'contracts/acme/lock'))
    expect(program.run('log', 'acme', '30', 'x')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('lock'),
    })
  })

  test.each([
    '9999-12-31T23:59:59Z',
    '9998-06-01T12:00:00Z',
    '1900-01-01T00:00:00Z',
  ])('a clock at %s', now => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const {code, stderr} = program.runWith({env: {HOURBANK_NOW: now}}, 'balance', 'acme')
    expect([code, stderr]).toEqual([2, expect.stringContaining('HOURBANK_NOW')])
  })

  test('a value of a megabyte, of which the beginning is told', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const long = 'x'.repeat(100_000)
    for (const args of [
      ['log', long, '30', 'x'],
      ['log', 'acme', long],
      ['balance', '--above', long],
      ['statement', 'acme', '--month', long],
      ['config', 'set', long, 'x'],
      ['ticket', 'show', long],
      [long],
    ])
      for (const form of [[], ['--json']]) {
        const {code, stdout, stderr} = program.run(...args, ...form)
        expect(code).toBeGreaterThan(1)
        expect((stdout + stderr).length, args[0]?.slice(0, 20)).toBeLessThan(10_000)
      }
  })

  test.each(['constructor', '__proto__', 'prototype'])('an activity named %s is refused, not lost', name => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const terms = `{"activities": {"${name}": "standard"}}`
    const file = join(program.folder, 'terms.json')
    writeFileSync(
      file,
      `{"id": "new", "customer": {"name": "New"}, "from": "2026-01-01", "terms": [${terms}]}`,
    )
    const {code, stderr} = program.run('contract', 'add', '--file', file)
    expect([code, stderr]).toEqual([2, expect.stringContaining('constructor')])
    expect(existsSync(join(program.store, 'contracts/new'))).toBe(false)
  })

  test('a formula in signs of full width is text in CSV', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    program.ok('log', 'acme', '30', '--text', '＝1+1')
    expect(program.ok('export', 'csv').stdout).toContain("'＝1+1")
  })

  test('a tariff of the provider that is broken is found by verify', () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    mkdirSync(join(program.store, 'tariffs'))
    writeFileSync(join(program.store, 'tariffs/own.json'), '{"summary": "x"}')
    const {code, json} = program.run('verify', '--json')
    expect([code, json.problems]).toEqual([
      5,
      [{file: join(program.store, 'tariffs/own.json'), what: expect.any(String)}],
    ])
    symlinkSync('/etc/hostname', join(program.store, 'tariffs/other.json'))
    const {stderr} = program.run('contract', 'tariffs')
    expect(stderr).not.toContain(readFileSync('/etc/hostname', 'utf8').trim().slice(0, 5))
  })
})

test('what a killed run left beside statements and exports is removed by the next, and nothing else', () => {
  const program = programFor(() => Program.withAcme().inOneProcess())
  const folder = join(program.folder, 'statements')
  mkdirSync(folder)
  const long = new Date(Date.now() - 120_000)
  const leave = (name: string, when = long) => {
    writeFileSync(join(folder, name), 'half')
    utimesSync(join(folder, name), when, when)
  }
  for (const name of [
    '.acme-2026-10.csv.abc.tmp',
    '.acme.csv.x1.tmp',
    '.acme-2026-10.csv.txt',
    '.mine.abc.tmp',
  ])
    leave(name)
  leave('.acme-2026-10.csv.now.tmp', new Date())
  program.okAll(
    ['rollover'],
    ['statement', 'acme', '--month', '2026-10', '--format', 'csv', '--output', `${folder}/`],
    ['export', 'csv', '--output', join(folder, 'acme.csv')],
  )
  expect(readdirSync(folder).sort()).toEqual([
    ...[
      '.acme-2026-10.csv.now.tmp',
      '.acme-2026-10.csv.txt',
      '.mine.abc.tmp',
      'acme-2026-10.csv',
      'acme.csv',
    ],
  ])
})

test('a store in a folder that is copied to and fro is made, with a warning that verify repeats', () => {
  const program = programFor(() => new Program().inOneProcess())
  const store = join(program.folder, 'Dropbox/hours')
  mkdirSync(join(program.folder, 'Dropbox/.git'), {recursive: true})
  const made = program.run('init', '--provider', 'X', '--store', store)
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('Dropbox copies')])
  const {code, stderr, json} = program.run('verify', '--store', store, '--json')
  expect([code, json.threats.map(({kind}: {kind: string}) => kind)]).toEqual([0, ['copied', 'versioned']])
  expect(stderr).toContain('"hourbank backup"')
})

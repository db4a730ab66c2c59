import {spawnSync} from 'node:child_process'
import {openSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

// On 21 November 2026: acme has used 18:30 of 20:00 and its October is not closed; beta has used half of its hour, which
// lapses, and ends with the year; idle has used nothing; old has ended; later begins in December.

const TARGETS = [{event: 'first-response', withinMinutes: 60}]

let program: Program
beforeAll(() => {
  program = new Program('2026-11-21T15:00:00+01:00').inOneProcess()
  const add = (id: string, from: string, credit: string, ...more: readonly string[]) => [
    ...['contract', 'add', id, '--customer', id.toUpperCase(), '--from', from, '--credit', credit, ...more],
  ]
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH'],
    add('acme', '2026-10-01', '10h', '--overdraft', '2h'),
    add('beta', '2026-11-01', '1h', '--rollover', 'none'),
    add('idle', '2026-11-01', '0h'),
    add('later', '2026-12-01', '1h'),
    add('old', '2026-09-01', '1h'),
    ['log', 'acme', '18h30', 'Umzug', '--at', '2026-11-03 2:00'],
    ['log', 'beta', '30', 'Netz', '--at', '2026-11-10 9:00'],
    ['contract', 'end', 'beta', '--on', '2026-12-31'],
    ['contract', 'end', 'old', '--on', '2026-09-30'],
    ['rollover', 'old', 'later'],
  )
})
afterAll(() => program.remove())

/** What monitoring sees of a check: one line, an exit code, and nothing on standard error. */
function check(...args: readonly string[]): string {
  const {code, stdout, stderr} = program.run('check', ...args)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^[^\n]+\n$/)
  const [, status = ''] = /^HOURBANK (\w+): /.exec(stdout) ?? []
  expect({status, code}).toEqual({status, code: ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'].indexOf(status)})
  return stdout.trimEnd()
}

describe('check says in one line how it stands with', () => {
  test.each([
    [
      'the hours used',
      [],
      "WARNING: 1 of 3: acme 92.5% used, 18:30 of 20:00 | 'acme'=92.5%;75;100;0; 'beta'=50%;75;100;0; 'idle'=0%;75;100;0;",
    ],
    [
      'what is available',
      ['acme', 'beta', '--mode', 'available'],
      "WARNING: 1 of 2: beta 0:30 available | 'beta'=30;120:;1:;; 'acme'=210;120:;1:;;",
    ],
    [
      'the day on which nothing is left',
      ['acme', '--mode', 'overdraft-in'],
      "WARNING: acme at its limit in 4 days, 25 Nov 2026 | 'acme'=4;14:;3:;0;",
    ],
    [
      'what lapses',
      ['beta', '--mode', 'lapsing'],
      "WARNING: beta 0:30 lapse, the first 30 Nov 2026 | 'beta'=30;0;;0;",
    ],
    [
      'what lapses within a week',
      ['beta', '--mode', 'lapsing', '--days', '7'],
      "OK: beta nothing lapses | 'beta'=0;0;;0;",
    ],
    [
      'contracts that end',
      ['--mode', 'ending'],
      "OK: beta ends in 40 days, 31 Dec 2026 | 'beta'=40;30:;7:;0;",
    ],
    [
      'months that are not closed',
      ['--mode', 'rollover', 'acme', 'old'],
      "CRITICAL: 1 of 2: acme October 2026 is not closed, due for 21 days | 'acme'=21;1;5;0; 'old'=0;1;5;0;",
    ],
    ['requests', ['acme', '--mode', 'requests'], 'OK: acme no request is due'],
    ['the store', ['--mode', 'store'], 'CRITICAL: 5 contracts verify; no backup was taken'],
    [
      'values by ranges of its own',
      ['beta', '-w@40:60', '--critical', '~:50.5'],
      "WARNING: beta 50% used, 0:30 of 1:00 | 'beta'=50%;@40:60;~:50.5;0;",
    ],
    [
      'a range below zero',
      ['beta', '-w', '-5:49'],
      "WARNING: beta 50% used, 0:30 of 1:00 | 'beta'=50%;-5:49;100;0;",
    ],
    ['a contract that has ended', ['old'], 'OK: no contract to look at'],
  ])('%s', (_, args, line) => {
    expect(check(...args)).toBe(`HOURBANK ${line}`)
  })

  test('requests that are due and missed', () => {
    const desk = program.copy()
    writeFileSync(join(desk.folder, 'sla.json'), JSON.stringify({sla: {targets: TARGETS, clock: 'always'}}))
    desk.okAll(
      ['contract', 'amend', 'acme', '--from', '2026-11', '--file', 'sla.json'],
      ['ticket', 'open', 'acme', 'Printer', '--number', '77', '--at', '2026-11-21 15:00'],
    )
    const at = (now: string) => desk.at(now).run('check', 'acme', '--mode', 'requests')
    expect(at('2026-11-21T15:00:00+01:00')).toMatchObject({
      ...{
        code: 0,
        stdout: "HOURBANK OK: acme request 77: first response due in 1:00 | 'acme'=60;60:;0:;;\n",
      },
    })
    expect(at('2026-11-21T15:30:00+01:00').code).toBe(1)
    expect(at('2026-11-21T18:00:01+01:00')).toMatchObject({
      ...{
        code: 2,
        stdout: "HOURBANK CRITICAL: acme request 77: first response 2:01 overdue | 'acme'=-121;60:;0:;;\n",
      },
    })
    desk.remove()
  })

  test('a store that is backed up, and one that is damaged', () => {
    const kept = program.copy()
    kept.ok('backup', 'hours.tar.gz')
    const {stdout, code} = kept.at('2026-11-25T14:00:00+01:00').run('check', '--mode', 'store')
    expect({stdout, code}).toEqual({
      stdout:
        "HOURBANK WARNING: 5 contracts verify; backed up 21 Nov 2026 15:00, 3 days ago | 'backup'=3;2;7;0;\n",
      code: 1,
    })
    writeFileSync(kept.page('beta', '2026-11'), '{')
    expect(kept.run('check', '--mode', 'store')).toMatchObject({
      ...{code: 2, stderr: ''},
      stdout: expect.stringContaining('CRITICAL: "hourbank verify" says what is wrong in beta; backed up'),
    })
    kept.remove()
  })
})

test('-v adds a line for each contract, the worst first', () => {
  const lines = check('acme').split('\n')
  for (const flag of ['-v', '--verbose', '-vv']) {
    const {stdout, code} = program.run('check', flag, 'idle', 'acme', 'beta')
    expect(code).toBe(1)
    expect(stdout.split('\n').slice(1)).toEqual([
      '[WARNING] acme 92.5% used, 18:30 of 20:00',
      '[OK] beta 50% used, 0:30 of 1:00',
      '[OK] idle 0% used, 0:00 of 0:00',
      '',
    ])
  }
  expect(lines).toHaveLength(1)
})

describe('whatever keeps it from checking is UNKNOWN, in one line on standard output:', () => {
  test.each([
    ['a contract that there is not', ['acm'], 'There is no contract "acm". Did you mean acme?'],
    ['what is no contract', ['a|b\nc'], '"a/b c" cannot be the id of a contract.'],
    ['a range that is none', ['-w', '20:10'], '--warning is "20:10", which is not a range.'],
    ['an empty range', ['-c', ''], '--critical is "", which is not a range.'],
    ['a range with a unit', ['-c', '90%'], '--critical is "90%", which is not a range.'],
    ['a mode that there is not', ['--mode', 'all'], 'Expected --mode=all to be one of: used, available,'],
    ['a flag that there is not', ['--hours'], 'Nonexistent flag: --hours.'],
    ['a flag without its value', ['-w'], 'Flag --warning expects a value.'],
    ['--json', ['--json'], 'check has a form of its own and no --json.'],
    ['--days where nothing lapses', ['--days', '3'], '--days is for --mode lapsing.'],
    ['contracts beside the store', ['acme', '--mode', 'store'], 'The store is checked as a whole.'],
    ['no store', ['--store', 'nowhere'], 'There is no store in nowhere.'],
    ['a store elsewhere than in a folder', ['--store', 'postgres://host/db'], ''],
  ])('%s', (_, args, message) => {
    expect(check(...args)).toContain(`HOURBANK UNKNOWN: ${message}`)
  })

  test('a clock that is none', () => {
    const {code, stdout, stderr} = program.runWith({env: {HOURBANK_NOW: 'soon'}}, 'check')
    expect({code, stderr}).toEqual({code: 3, stderr: ''})
    expect(stdout).toContain('HOURBANK UNKNOWN: HOURBANK_NOW is "soon"')
  })

  test('a damaged contract, beside what is known of the others', () => {
    const spoilt = program.copy()
    writeFileSync(spoilt.page('beta', '2026-11'), '{')
    const {code, stdout, stderr} = spoilt.run('check')
    expect({code, stderr}).toEqual({code: 3, stderr: ''})
    expect(stdout).toMatch(
      /^HOURBANK UNKNOWN: 2 of 3: beta: .*2026-11\.json is damaged: it is not valid JSON; acme 92\.5% used, .*\n$/,
    )
    writeFileSync(join(spoilt.store, 'store.json'), '[]')
    expect(spoilt.run('check').stdout).toContain('HOURBANK UNKNOWN: ')
    spoilt.remove()
  })

  test.skipIf(process.platform !== 'linux')('an answer that cannot be printed', () => {
    const {status} = spawnSync(process.execPath, [executable, 'check', 'idle'], {
      ...{env: program.env, stdio: ['ignore', openSync('/dev/full', 'w'), 'ignore']},
    })
    expect(status).toBe(3)
  })
})

test('nothing is written', () => {
  const before = program.fingerprint()
  check()
  check('--mode', 'store')
  check('--mode', 'requests')
  expect(program.fingerprint()).toBe(before)
})

test('of many contracts the worst are named, and the line stays short', () => {
  const firm = programFor(() => new Program('2026-11-21T15:00:00+01:00').inOneProcess())
  const contracts = Array.from({length: 300}, (_, index) => ({index, id: `customer-${index}`}))
  const rows = contracts.map(({id, index}) => `${id},${id},2026-11-01,${index % 2 === 0 ? '1h' : '10h'}`)
  writeFileSync(join(firm.folder, 'many.csv'), ['id,customer,from,credit', ...rows, ''].join('\n'))
  firm.okAll(['init', '--provider', 'Muster'], ['contract', 'add', '--file', 'many.csv'])
  const {code, stdout} = firm.run('check', '--mode', 'available')
  expect(code).toBe(1)
  expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(4096)
  expect(stdout).toMatch(/^HOURBANK WARNING: 150 of 300: customer-0 1:00 available; .*; and 142 more \| /)
})

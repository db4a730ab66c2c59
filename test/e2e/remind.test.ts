import {spawnSync} from 'node:child_process'
import {existsSync, openSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

// On Friday, 20 November 2026: J. Weber logged on the 17th and has 2:00 of 10:00 left at acme, which lapse on the 30th;
// A. Schmidt logged on the 12th; beta ends on 10 December.

let office: Program
beforeAll(() => {
  office = new Program('2026-11-20T08:00:00+01:00').inOneProcess()
  office.okAll(
    ['init', '--provider', 'Muster IT GmbH', '--country', 'DE', '--state', 'SN'],
    [
      'contract',
      'add',
      'acme',
      '--customer',
      'ACME',
      '--from',
      '2026-11-01',
      '--credit',
      '10h',
      '--rollover',
      'none',
    ],
    ['contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-11-01', '--credit', '10h'],
    ['contract', 'end', 'beta', '--on', '2026-12-10'],
    ['log', 'acme', '8h', 'Umzug', '--at', '2026-11-17 8:00'],
    ['log', 'beta', '1h', 'Netz', '--at', '2026-11-12 8:00', '--by', 'A. Schmidt'],
  )
})
afterAll(() => office.remove())

const copy = (): Program => programFor(() => office.copy().inOneProcess())
const lines = ({stdout}: {readonly stdout: string}) => stdout.trimEnd().split('\n')

const ALL = [
  'A. Schmidt has logged nothing for 4 working days, last on Thu 12 Nov 2026.',
  'acme: 80% of the hours of November 2026 are used, past the alert at 75% since 17 Nov 2026.',
  'acme: 2:00 lapse on Mon 30 Nov 2026 if they are not used.',
  'beta: the contract ends on Thu 10 Dec 2026.',
]

describe('remind', () => {
  test('tells everything once, and then prints nothing until there is something new', () => {
    const program = copy()
    // 18 November is a public holiday in Saxony only.
    expect(lines(program.ok('remind'))).toEqual(ALL)
    expect(program.ok('remind')).toMatchObject({stdout: '', stderr: ''})
    program.at('2026-11-23T08:00:00+01:00').ok('log', 'acme', '1h', 'Mehr', '--at', '2026-11-22 8:00')
    expect(lines(program.ok('remind'))).toEqual([
      'acme: 90% of the hours of November 2026 are used, past the alert at 90% since 22 Nov 2026.',
    ])
    expect(program.at('2026-12-12T08:00:00+01:00').ok('remind').stdout).toContain(
      'J. Weber has logged nothing for',
    )
    const {told} = program.stored('reminders', 'reminders.json')
    expect(told.map(({what}: {what: string}) => JSON.parse(what)[0])).not.toContain('ending')
    expect(program.ok('verify').stdout).toContain('All is well')
  })

  test('--dry-run tells it and keeps nothing', () => {
    const program = copy()
    expect(lines(program.ok('remind', '--dry-run'))).toEqual(ALL)
    expect(existsSync(join(program.store, 'reminders'))).toBe(false)
    expect(lines(program.ok('remind'))).toEqual(ALL)
    expect(program.ok('remind', '--dry-run').stdout).toBe('')
  })

  test('--days says after how many working days without an entry', () => {
    const program = copy()
    expect(program.ok('remind', '--days', '5').stdout).not.toContain('logged')
    expect(lines(program.ok('remind', '--days', '1'))).toEqual([
      'A. Schmidt has logged nothing for 4 working days, last on Thu 12 Nov 2026.',
      'J. Weber has logged nothing for 1 working day, last on Tue 17 Nov 2026.',
    ])
    for (const days of ['0', '31', 'three']) expect(program.run('remind', '--days', days).code).toBe(2)
  })

  test('in JSON', () => {
    const program = copy()
    expect(program.ok('remind', '--json').json).toEqual({
      reminders: [
        {kind: 'nothing-logged', consultant: 'A. Schmidt', workingDays: 4, since: '2026-11-12'},
        {
          ...{kind: 'alert', contract: 'acme', month: '2026-11', percent: 75, usedPercent: 80},
          since: '2026-11-17',
        },
        {kind: 'lapsing', contract: 'acme', minutes: 120, on: '2026-11-30', since: '2026-11-16'},
        {kind: 'ending', contract: 'beta', on: '2026-12-10', since: '2026-11-10'},
      ],
    })
    expect(program.ok('remind', '--json').json).toEqual({reminders: []})
  })

  test('of those whom the profile lists, by whatever name they logged', () => {
    const program = copy()
    program.ok('config', 'set', 'consultants', 'Jana Weber = J. Weber; Max Neu')
    expect(lines(program.ok('remind', '--days', '5')).filter(line => line.includes('logged'))).toEqual([
      'Max Neu has logged nothing for 13 working days.',
    ])
  })

  test('says nothing where there is nothing yet', () => {
    const program = programFor(() => new Program().inOneProcess())
    program.ok('init', '--provider', 'Muster')
    expect(program.ok('remind')).toMatchObject({stdout: '', stderr: ''})
  })
})

describe('nothing that was not read is taken for told:', () => {
  const asked = (program: Program, stdout: number | 'ignore', ...args: readonly string[]) =>
    spawnSync(process.execPath, [executable, 'remind', ...args], {
      ...{env: program.env, stdio: ['ignore', stdout, 'pipe'], encoding: 'utf8'},
    })

  test.skipIf(process.platform !== 'linux')('on a full disk', () => {
    const program = copy()
    expect(asked(program, openSync('/dev/full', 'w')).status).toBe(1)
    expect(asked(program, openSync('/dev/full', 'w'), '--json').status).toBe(1)
    expect(lines(program.ok('remind'))).toEqual(ALL)
  })

  test('where a contract cannot be read, which is told, and nobody is said to have logged nothing', () => {
    const program = copy()
    program.ok('remind')
    writeFileSync(program.page('beta', '2026-11'), '{')
    program.at('2026-11-27T08:00:00+01:00')
    const {code, stdout, stderr} = program.run('remind')
    expect({code, stdout}).toEqual({code: 5, stdout: ''})
    expect(stderr).toContain('beta')
    expect(program.run('remind', '--json').json).toMatchObject({reminders: [], failed: [{contract: 'beta'}]})
  })

  test('and verify finds what is wrong with what was told', () => {
    const program = copy()
    program.ok('remind')
    writeFileSync(join(program.store, 'reminders', 'reminders.json'), '{"format": 1, "told": [1]}')
    expect(program.run('verify')).toMatchObject({code: 5, stdout: expect.stringContaining('reminders.json')})
    expect(program.run('remind').code).toBe(5)
  })
})

test('of two that run at once one tells, and the other has nothing left to tell', async () => {
  const program = copy()
  const both = await Promise.all([program.start('remind').finished, program.start('remind').finished])
  expect(both.map(({code}) => code)).toEqual([0, 0])
  expect(both.flatMap(each => (each.stdout === '' ? [] : lines(each)))).toEqual(ALL)
})

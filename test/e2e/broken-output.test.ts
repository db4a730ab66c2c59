import {spawnSync} from 'node:child_process'
import {existsSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

// Whoever starts the program may have closed what it writes to, or a disk may be full behind it.

let template: Program
beforeAll(() => {
  template = Program.withAcme()
  template.ok('log', 'acme', '1h', 'Server', '--at', '2026-11-20 9:00', '--id', 'known')
  template.ok('contract', 'add', 'other', '--customer', 'Other', '--from', '2026-01-01', '--credit', '10h')
})
afterAll(() => template.remove())

function acme(): Program {
  const program = programFor(() => template.copy())
  writeFileSync(join(program.folder, 'rows.csv'), 'Kunde;Datum;Minuten;Text\nacme;2026-11-19;30;Drucker\n')
  return program
}

/** Runs a command in a shell, with what follows it: `>/dev/full`, or `2>&1 | true`. */
function shell(program: Program, args: readonly string[], redirection: string) {
  const command = `set -o pipefail; "$0" "$@" ${redirection}`
  const {status, stdout, stderr} = spawnSync('bash', ['-c', command, process.execPath, executable, ...args], {
    env: {...program.env},
    cwd: program.folder,
    encoding: 'utf8',
    input: '',
  })
  return {code: status, stdout, stderr}
}

interface Writing {
  readonly args: readonly string[]
  /** How the store shows that it was done. */
  readonly isDone: (program: Program) => boolean
}

const balanceOf = (program: Program) => program.ok('balance', 'acme', '--json').json.balances[0]
const entryOf = (program: Program, id: string) => program.ok('entry', 'show', id, '--json').json.entry

const WRITING: {readonly [command: string]: Writing} = {
  log: {
    args: ['log', 'acme', '30', 'Drucker', '--at', '2026-11-20 8:00', '--id', 'new'],
    isDone: program => entryOf(program, 'new').workedMinutes === 30,
  },
  'log that warns': {
    args: ['log', 'acme', '30', 'Drucker', '--at', '2026-11-20 9:00', '--id', 'new'],
    isDone: program => entryOf(program, 'new').workedMinutes === 30,
  },
  credit: {
    args: ['credit', 'acme', '2h', '--kind', 'goodwill', '--reason', 'Late', '--id', 'new'],
    isDone: program => balanceOf(program).creditMinutes === 720,
  },
  'entry correct': {
    args: ['entry', 'correct', 'known', '2h', '--reason', 'longer'],
    isDone: program => entryOf(program, 'known').voiding.replacedBy !== null,
  },
  'entry void': {
    args: ['entry', 'void', 'known', '--reason', 'twice'],
    isDone: program => entryOf(program, 'known').voided,
  },
  'entry move': {
    args: ['entry', 'move', 'known', 'other', '--reason', 'wrong'],
    isDone: program => entryOf(program, 'known').voiding.movedTo.contract === 'other',
  },
  'contract add': {
    args: ['contract', 'add', 'new', '--customer', 'Neu', '--from', '2026-11-01', '--credit', '1h'],
    isDone: program => program.run('contract', 'show', 'new').code === 0,
  },
  'contract amend': {
    args: ['contract', 'amend', 'acme', '--from', '2026-11', '--credit', '12h'],
    isDone: program => balanceOf(program).creditMinutes === 720,
  },
  'contract end': {
    args: ['contract', 'end', 'acme', '--on', '2026-12-31'],
    isDone: program => program.ok('contract', 'show', 'acme', '--json').json.to === '2026-12-31',
  },
  'config set': {
    args: ['config', 'set', 'bank', 'DE02'],
    isDone: program => program.ok('config', '--json').json.provider.bank === 'DE02',
  },
  'import csv': {
    args: ['import', 'csv', 'rows.csv'],
    isDone: program => balanceOf(program).chargedMinutes === 90,
  },
  rollover: {
    args: ['rollover', '--statements', 'out'],
    isDone: program =>
      program.ok('rollover', '--json').json.closed.length === 0 &&
      existsSync(join(program.folder, 'out/acme-2026-10.pdf')),
  },
}

const writing = Object.entries(WRITING)
/** One of each kind is enough: the answer takes the same way out. */
const IN_JSON: ReadonlySet<string> = new Set(['log', 'rollover', 'import csv'])

describe('a command that writes does its work', () => {
  test.each(writing)('and says what is unknown, where the disk behind its answer is full: %s', (_, {
    args,
    isDone,
  }) => {
    const program = acme()
    const {code, stderr} = shell(program, args, '>/dev/full')
    expect(stderr).toContain(
      'Error: OUTCOME_UNKNOWN: The answer could not be given. The disk is full: standard output.',
    )
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(code).toBe(1)
    expect(isDone(program)).toBe(true)
  })

  test.each(writing.filter(([name]) => IN_JSON.has(name)))('in JSON too: %s', (_, {args, isDone}) => {
    const program = acme()
    const {code, stderr} = shell(program, [...args, '--json'], '>/dev/full')
    expect(JSON.parse(stderr.slice(stderr.indexOf('{'))).error).toMatchObject({
      ...{code: 'OUTCOME_UNKNOWN', details: {file: 'standard output', errno: 'ENOSPC'}},
    })
    expect(code).toBe(1)
    expect(isDone(program)).toBe(true)
  })

  test.each(writing)('whoever stops to read: %s', (_, {args, isDone}) => {
    for (const redirection of [
      '2>&1 | true',
      '2>&1 >/dev/null | true',
      '| true',
      '>&-',
      '2>&-',
      '>&- 2>&-',
    ]) {
      const program = acme()
      const {code, stderr} = shell(program, args, redirection)
      expect({redirection, code, isDone: isDone(program)}).toEqual({redirection, code: 0, isDone: true})
      expect(stderr).not.toMatch(/^\s+at |Error/m)
    }
  })

  test.each(writing)('where nothing can be told to anybody: %s', (_, {args, isDone}) => {
    const program = acme()
    expect(shell(program, args, '>/dev/full 2>&1').code).toBe(1)
    expect(isDone(program)).toBe(true)
  })
})

test('a repeat with the same --id gives the answer that was lost, and records nothing', () => {
  const program = acme()
  const args = ['log', 'acme', '30', 'Drucker', '--at', '2026-11-20 8:00', '--id', 'new', '--json']
  shell(program, args, '>/dev/full')
  const before = program.fingerprint()
  expect(program.ok(...args).json).toMatchObject({repeated: true, entry: {id: 'new'}})
  expect(program.fingerprint()).toBe(before)
})

test('a failure keeps its exit code where it cannot be told', () => {
  const program = acme()
  for (const redirection of ['>/dev/full 2>&1', '2>&1 | true', '2>&-']) {
    expect(shell(program, ['log', 'nobody', '30'], redirection).code).toBe(3)
    expect(shell(program, ['log', 'nobody', '30', '--json'], redirection).code).toBe(3)
  }
})

test.each([
  ['balance'],
  ['--help'],
  ['log', '--help'],
  ['--version'],
  ['contract', 'schema'],
])('a command that only reads shows no stack trace where nobody reads its answer: %s %s', (...args) => {
  const program = acme()
  for (const redirection of ['2>&1 | true', '>/dev/full', '>/dev/full 2>&1']) {
    const {stderr} = shell(program, args, redirection)
    expect(stderr).not.toMatch(/^\s+at /m)
  }
})

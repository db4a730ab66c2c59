import {spawnSync} from 'node:child_process'
import {existsSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

// Whoever starts the program may have closed what it writes to, or a disk may be full behind it.

let template: Program
beforeAll(() => {
  template = Program.withAcme(undefined, '2026-10-01')
  template.okAll(
    ['log', 'acme', '1h', 'Server', '--at', '2026-11-20 9:00', '--id', 'known'],
    ['contract', 'add', 'other', '--customer', 'Other', '--from', '2026-10-01', '--credit', '10h'],
    ['ticket', 'open', 'acme', 'Drucker', '--number', '7', '--at', '2026-11-20 9:00'],
    ['ticket', 'ack', '7'],
  )
})
afterAll(() => template.remove())

function acme(): Program {
  const program = programFor(() => template.copy())
  writeFileSync(join(program.folder, 'rows.csv'), 'Kunde;Datum;Minuten;Text\nacme;2026-11-19;30;Drucker\n')
  const mail = 'From: a@acme.example\nDate: Fri, 20 Nov 2026 08:00:00 +0100\nSubject: [Ticket #8] Maus\n'
  writeFileSync(join(program.folder, 'mails.mbox'), `From a\n${mail}`)
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

const contractOf = (program: Program, id: string) => program.stored('contracts', id, 'contract.json')
const pageOf = (program: Program, month: string) => program.stored('contracts', 'acme', `${month}.json`)
const entryOf = (program: Program, id: string) =>
  pageOf(program, '2026-11').entries.find((entry: {id: string}) => entry.id === id)

const WRITING = {
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
    isDone: program => pageOf(program, '2026-11').credits[0].minutes === 120,
  },
  'entry correct': {
    args: ['entry', 'correct', 'known', '2h', '--reason', 'longer'],
    isDone: program => entryOf(program, 'known').voided.replacedBy !== null,
  },
  'entry void': {
    args: ['entry', 'void', 'known', '--reason', 'twice'],
    isDone: program => entryOf(program, 'known').voided.reason === 'twice',
  },
  undo: {
    args: ['undo'],
    isDone: program => entryOf(program, 'known').voided.reason === 'undone',
  },
  'entry move': {
    args: ['entry', 'move', 'known', 'other', '--reason', 'wrong'],
    isDone: program => entryOf(program, 'known').voided.movedTo.contract === 'other',
  },
  'contract add': {
    args: ['contract', 'add', 'new', '--customer', 'Neu', '--from', '2026-11-01', '--credit', '1h'],
    isDone: program => contractOf(program, 'new').customer.name === 'Neu',
  },
  'contract amend': {
    args: ['contract', 'amend', 'acme', '--from', '2026-11', '--credit', '12h'],
    isDone: program => contractOf(program, 'acme').terms[1].creditMinutes === 720,
  },
  'contract edit': {
    args: ['contract', 'edit', 'acme', '--number', 'K-2'],
    isDone: program => contractOf(program, 'acme').customer.number === 'K-2',
  },
  'contract end': {
    args: ['contract', 'end', 'acme', '--on', '2026-12-31'],
    isDone: program => contractOf(program, 'acme').to === '2026-12-31',
  },
  'contract remove': {
    args: ['contract', 'remove', 'other'],
    isDone: program => !existsSync(join(program.store, 'contracts/other/contract.json')),
  },
  'config set': {
    args: ['config', 'set', 'bank', 'DE02'],
    isDone: program => program.stored('store.json').provider.bank === 'DE02',
  },
  'ticket open': {
    args: ['ticket', 'open', 'acme', 'Drucker', '--number', '8'],
    isDone: program => pageOf(program, '2026-11').requestRecords.at(-1).facts?.number === '8',
  },
  'ticket respond': {
    args: ['ticket', 'respond', '7'],
    isDone: program => pageOf(program, '2026-11').requestRecords.at(-1).event?.kind === 'responded',
  },
  'ticket void': {
    args: ['ticket', 'void', '7', '--reason', 'spam'],
    isDone: program => pageOf(program, '2026-11').requestRecords.at(-1).record === 'request-voided',
  },
  'ticket event void': {
    args: ['ticket', 'event', 'void', '7', '2', '--reason', 'wrong'],
    isDone: program => pageOf(program, '2026-11').requestRecords.at(-1).record === 'event-voided',
  },
  'ticket import mbox': {
    args: [
      'ticket',
      'import',
      'mbox',
      'mails.mbox',
      '--contract',
      'acme',
      '--ours',
      'support@muster.example',
    ],
    isDone: program => pageOf(program, '2026-11').requestRecords.at(-1).facts?.number === '8',
  },
  'import csv': {
    args: ['import', 'csv', 'rows.csv'],
    isDone: program => pageOf(program, '2026-11').entries.length === 2,
  },
  rollover: {
    args: ['rollover', '--statements', 'out'],
    isDone: program =>
      pageOf(program, '2026-10').status === 'closed' &&
      existsSync(join(program.folder, 'out/other-2026-10.pdf')),
  },
} satisfies {readonly [command: string]: Writing}

const writing = Object.entries<Writing>(WRITING)
/** One of each kind is enough where the answer takes the same way out: words and a warning, a table with files, a report. */
const OF_EACH_KIND: ReadonlySet<string> = new Set(['log that warns', 'rollover', 'import csv'])
const ofEachKind = writing.filter(([name]) => OF_EACH_KIND.has(name))

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

  test.each(ofEachKind)('in JSON too: %s', (_, {args, isDone}) => {
    const program = acme()
    const {code, stderr} = shell(program, [...args, '--json'], '>/dev/full')
    expect(JSON.parse(stderr.slice(stderr.indexOf('{'))).error).toMatchObject({
      ...{code: 'OUTCOME_UNKNOWN', details: {file: 'standard output', errno: 'ENOSPC'}},
    })
    expect(code).toBe(1)
    expect(isDone(program)).toBe(true)
  })

  /** That nobody reads what it writes there is no failure. */
  function worksWith(redirection: string, {args, isDone}: Writing): void {
    const program = acme()
    const {code, stderr} = shell(program, args, redirection)
    expect({code, isDone: isDone(program)}).toEqual({code: 0, isDone: true})
    expect(stderr).not.toMatch(/^\s+at |Error/m)
  }

  test.each(writing)('where standard output has no reader and standard error is closed: %s', (_, command) => {
    worksWith('2>&- | true', command)
  })

  test.each(ofEachKind)('whoever stops to read both: %s', (_, command) => worksWith('2>&1 | true', command))

  test.each([
    '2>&1 >/dev/null | true',
    '| true',
    '>&-',
    '2>&-',
    '>&- 2>&-',
  ])('whoever stops to read, and what: %s', redirection => {
    worksWith(redirection, WRITING['log that warns'])
  })

  test.each(ofEachKind)('where nothing can be told to anybody: %s', (_, {args, isDone}) => {
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
  }
  expect(shell(program, ['log', 'nobody', '30', '--json'], '>/dev/full 2>&1').code).toBe(3)
})

test.each([
  ['balance'],
  ['--help'],
  ['log', '--help'],
  ['--version'],
  ['contract', 'schema'],
])('a command that only reads shows no stack trace where nobody reads its answer: %s %s', (...args) => {
  const program = acme()
  for (const redirection of ['2>&1 | true', '>/dev/full']) {
    const {stderr, code} = shell(program, args, redirection)
    expect(stderr).not.toMatch(/^\s+at /m)
    if (redirection === '>/dev/full') expect({args, code}).toEqual({args, code: 1})
  }
})

import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {checksumOf} from '../../src/storage/checksum.js'
import {type CommandLine, Program} from '../support/program.js'

/** A command that writes, and what is there before it is typed. */
export interface Deed {
  readonly name: string
  readonly args: (before: Program) => CommandLine
  /** What has to be in the store first, beside what is in every one. */
  readonly prepare?: (before: Program) => void
  /** It changes several contracts, one after the other: who is interrupted has done some of them. */
  readonly isOfMany?: true
  /** What it makes beside the store; false where it is not there. */
  readonly isMade?: (program: Program) => boolean
}

const WHY = ['--reason', 'was wrong'] as const

const CSV = `contract;start;minutes;text
acme;2026-11-03 09:00;30;From the file
acme;2026-10-05 09:00;30;Of an open month before
beta;2026-11-04 10:00;45;To another contract
`

const MAILBOX = `From kunde@acme.example Fri Nov 20 10:00:00 2026
From: Kunde <kunde@acme.example>
To: support@muster.example
Subject: Scanner is dark
Message-ID: <one@acme.example>
Date: Fri, 20 Nov 2026 10:00:00 +0100

It is dark.

From kunde@acme.example Fri Nov 20 11:00:00 2026
From: Kunde <kunde@acme.example>
To: support@muster.example
Subject: Fax is silent
Message-ID: <two@acme.example>
Date: Fri, 20 Nov 2026 11:00:00 +0100

It is silent.
`

const log = (...more: readonly string[]): CommandLine => ['log', 'acme', '45', 'Printer', ...more]
const FILES = {csv: 'work.csv', mailbox: 'mails.mbox', archive: 'hours.tar.gz'} as const
const input = (before: Program, name: keyof typeof FILES): string => join(before.folder, FILES[name])

/** Every command that writes to a store. */
export const DEEDS: readonly Deed[] = [
  {name: 'log', args: () => log('--at', '2026-11-20 9:00', '--id', 'new')},
  {name: 'log, late', args: () => log('--at', '2026-09-20 9:00', '--id', 'new')},
  {name: 'entry void', args: () => ['entry', 'void', 'nov', ...WHY]},
  {name: 'entry void, closed', args: () => ['entry', 'void', 'sep', ...WHY]},
  {name: 'entry correct', args: () => ['entry', 'correct', 'oct', '30', ...WHY]},
  {name: 'entry move', args: () => ['entry', 'move', 'oct', 'beta', ...WHY], isOfMany: true},
  {name: 'credit', args: () => ['credit', 'acme', '2h', '--kind', 'top-up', '--id', 'more', ...WHY]},
  {name: 'credit void', args: () => ['credit', 'void', 'bought', ...WHY]},
  {
    name: 'contract add',
    args: () => ['contract', 'add', 'delta', '--customer', 'Delta', '--from', '2026-10-01', '--credit', '3h'],
  },
  {name: 'contract amend', args: () => ['contract', 'amend', 'acme', '--from', '2026-11', '--credit', '4h']},
  {name: 'contract edit', args: () => ['contract', 'edit', 'acme', '--customer', 'ACME AG']},
  {name: 'contract end', args: () => ['contract', 'end', 'beta', '--on', '2026-12-31']},
  {name: 'contract remove', args: () => ['contract', 'remove', 'gamma', '--yes']},
  {
    name: 'rollover',
    args: () => ['rollover', '--statements', 'out'],
    isOfMany: true,
    isMade: ({folder}) => existsSync(join(folder, 'out')) && readdirSync(join(folder, 'out')).length > 0,
  },
  {name: 'rollover, no statements', args: () => ['rollover'], isOfMany: true},
  {name: 'ticket open', args: () => ['ticket', 'open', 'acme', 'Server', '--number', '7']},
  {name: 'ticket ack', args: () => ['ticket', 'ack', '1']},
  {name: 'ticket resolve', args: () => ['ticket', 'resolve', '1']},
  {name: 'ticket void', args: () => ['ticket', 'void', '1', ...WHY]},
  {
    name: 'ticket import',
    args: before => [
      ...['ticket', 'import', 'mbox', input(before, 'mailbox'), '--contract', 'acme'],
      ...['--ours', 'support@muster.example'],
    ],
  },
  {name: 'import csv', args: before => ['import', 'csv', input(before, 'csv')], isOfMany: true},
  {name: 'start', args: () => ['start', 'acme', 'Cabling', '--at', '14:00']},
  {
    name: 'stop',
    args: () => ['stop', 'Cabling'],
    prepare: before => before.okAll(['start', 'acme', '--at', '14:00']),
    isOfMany: true,
  },
  {
    name: 'start --switch',
    args: () => ['start', 'beta', 'Router', '--at', '14:30', '--switch'],
    prepare: before => before.okAll(['start', 'acme', 'Cabling', '--at', '14:00']),
    isOfMany: true,
  },
  {name: 'undo', args: () => ['undo', '--yes']},
  {name: 'config set', args: () => ['config', 'set', 'name', 'Muster AG']},
  {
    name: 'init',
    args: () => ['init', '--provider', 'Neu GmbH'],
    prepare: ({store}) => {
      rmSync(store, {recursive: true})
      mkdirSync(store)
    },
  },
  {
    name: 'backup',
    args: () => ['backup', 'now.tar.gz'],
    isMade: ({folder}) => existsSync(join(folder, 'now.tar.gz')),
  },
  {
    name: 'restore',
    args: before => ['restore', input(before, 'archive'), '--replace'],
    prepare: before => before.okAll(log('--id', 'later')),
    isOfMany: true,
  },
]

/** So many entries in the month before the running one, and 200 escapes in the text of each: six million. */
const MANY = 30_000
const ESCAPES_IN_EACH = 200

/** A store in which everything can be done that is a deed. Of three contracts, with closed months, work, a credit, a request. */
export function makeStore(isLarge: boolean): Program {
  const program = new Program().inOneProcess()
  const add = (id: string, from: string, ...terms: readonly string[]): CommandLine => [
    ...['contract', 'add', id, '--customer', `${id.toUpperCase()} GmbH`, '--from', from, ...terms],
  ]
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH'],
    add('acme', '2026-08-01', '--credit', '10h', '--tariff', 'response-levels'),
    add('beta', '2026-09-01', '--credit', '2h', '--overdraft', '5h', '--beyond', 'charge', '--rate', '120'),
    add('gamma', '2026-11-01', '--credit', '1h'),
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-09-10 9:00', '--id', 'sep'],
    ['log', 'beta', '1h', 'Router', '--at', '2026-09-11 9:00', '--id', 'beta-sep'],
    ['rollover', '--through', '2026-09'],
    ['log', 'acme', '2h', 'Switch', '--at', '2026-10-10 9:00', '--id', 'oct'],
    ['log', 'acme', '1h', 'Printer', '--for', 'Frau Muster', '--at', '2026-11-10 9:00', '--id', 'nov'],
    ['log', 'beta', '1h', 'Router', '--at', '2026-11-11 9:00', '--id', 'beta-nov'],
    ['credit', 'acme', '5h', '--kind', 'top-up', '--id', 'bought', '--reason', 'ordered'],
    ['ticket', 'open', 'acme', 'Scanner', '--number', '1', '--at', '2026-11-20 09:00'],
  )
  if (isLarge) addMany(program)
  writeFileSync(join(program.folder, FILES.csv), CSV)
  writeFileSync(join(program.folder, FILES.mailbox), MAILBOX)
  program.okAll(['backup', FILES.archive])
  return program
}

/** Written as the program writes it: to import so many takes minutes. */
function addMany(program: Program): void {
  const text = '"'.repeat(ESCAPES_IN_EACH)
  program.okAll(
    ['contract', 'amend', 'acme', '--from', '2026-10', '--beyond', 'allow', '--increment', '1'],
    ['log', 'acme', '1', '--text', text, '--at', '2026-10-12 9:00', '--id', 'many'],
  )
  const path = program.page('acme', '2026-10')
  const {checksum: _, ...page} = JSON.parse(readFileSync(path, 'utf8'))
  const one = page.entries.find(({id}: {id: string}) => id === 'many')
  const more = Array.from({length: MANY}, (_, index) => ({...one, id: `many-${index}`}))
  const whole = {...page, entries: [...page.entries, ...more]}
  const stored = {...whole, checksum: checksumOf(JSON.stringify(whole))}
  writeFileSync(path, `${JSON.stringify(stored, null, 2)}\n`)
}

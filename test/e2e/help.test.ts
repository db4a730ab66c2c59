import {spawnSync} from 'node:child_process'
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import responseLevels from '../../src/tariffs/response-levels.json' with {type: 'json'}
import {type CommandLine, type Outcome, Program, root} from '../support/program.js'
import {Shell} from '../support/shell.js'

interface Command {
  readonly summary: string
  readonly examples?: readonly string[]
}

const {oclif, version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))
const commands = Object.entries<Command>(manifest.commands)
const typed = (template: string) => template.replaceAll('<%= config.bin %>', 'hourbank')

const ENTRY = 'k3f9x2mp7q4d'
const NOW = '2026-11-21T15:00:00+01:00'

/** What examples speak of: the contract acme with an entry and a credit, and the files they name. */
function inhabited(): Program {
  const program = Program.withAcme(NOW)
  const tariff = ['--tariff', 'call-out-by-time', '--credit', '10h']
  const [, , shown] = program.okAll(
    ['config', 'set', 'by', 'J. Weber'],
    ['contract', 'add', 'spare', '--customer', 'Spare', '--from', '2026-01-01', ...tariff],
    ['contract', 'show', 'spare', '--json'],
  )
  const terms = shown?.json
  program.okAll(...['acme', 'spare'].map(id => ['contract', 'remove', id, '--yes']))
  const [agreed] = terms.terms
  const acme = {
    ...terms,
    id: 'acme',
    customer: {...terms.customer, name: 'ACME GmbH'},
    terms: [{...agreed, sla: responseLevels.terms.sla}],
  }
  const files = {
    'acme.json': JSON.stringify(acme),
    'tickets.csv': 'Kunde;Datum;Std.\nacme;20.11.2026;1\n',
    'contracts.csv': 'id,customer,from,credit\ndelta,Delta,2026-11-01,1h\n',
    'helpdesk.json': '{}',
    ...EXPORTS,
    'support.mbox': `From mueller Fri Nov 20 09:00:00 2026
From: mueller@acme.example
To: support@example.com
Date: Fri, 20 Nov 2026 09:00:00 +0100
Subject: Printer queue stuck

Good morning
`,
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(program.folder, name), content)
  program.okAll(
    ['contract', 'add', '--file', 'acme.json'],
    ['contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-01-01', '--credit', '10h'],
    ['log', 'acme', '30', 'Backup checked', '--at', '2026-10-20 9:00'],
    ['rollover'],
    ['contract', 'add', 'gamma', '--customer', 'Gamma', '--from', '2026-11-01', '--credit', '1h'],
    ['log', 'acme', '50', 'Printer queue stuck', '--id', ENTRY],
    ['credit', 'acme', '1h', '--kind', 'goodwill', '--reason', 'Late', '--id', ENTRY],
    ['ticket', 'open', 'acme', 'Printer queue stuck', '--number', '12345', '--at', '10.11. 9:00'],
    ['ticket', 'ack', '12345', '--at', '10.11. 9:01'],
    ['ticket', 'respond', '12345', '--at', '10.11. 9:05'],
    ['ticket', 'open', 'acme', 'Login', '--number', '12346', '--at', '13.11. 9:00'],
    ['ticket', 'wait', '12346', '--at', '13.11. 9:05'],
    ['ticket', 'open', 'acme', 'Mail', '--number', '12347', '--at', '13.11. 9:00'],
    ['ticket', 'resolve', '12347', '--at', '13.11. 9:30'],
  )
  return program
}

let program: Program
beforeAll(() => {
  program = inhabited()
})
afterAll(() => program.remove())

/** The words that a shell makes of a line. */
function wordsOf(line: string): CommandLine {
  const {status, stdout} = spawnSync('bash', ['-c', `hourbank() { printf '%s\\0' "$@"; }; ${line}`], {
    encoding: 'utf8',
  })
  expect({line, status}).toEqual({line, status: 0})
  return stdout.split('\0').slice(0, -1)
}

/** One piece of work each, as other programs export it. */
const EXPORTS = {
  'toggl.csv':
    'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration\nJ,j@x,ACME GmbH,S,,Mail,No,2026-11-16,09:00:00,00:45:00\n',
  'clockify.csv':
    'Project,Client,Description,Task,User,Start Date,Start Time,Duration (h)\nS,ACME GmbH,Mail,,J,16.11.2026,09:00,0:45\n',
  'harvest.csv':
    'Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n2026-11-16,ACME GmbH,S,Mail,,0.75,J,W\n',
  'kimai.csv':
    'Date,From,To,Customer,Project,Activity,Description,User\n2026-11-16,09:00,09:45,ACME GmbH,S,Mail,,J\n',
  'intervals.json': '[{"id":1,"start":"20261116T080000Z","end":"20261116T084500Z","tags":["acme","Mail"]}]',
  frames: '[[1794816000,1794818700,"acme","f1",["Mail"],1794818700]]',
  'klog.json':
    '{"records":[{"date":"2026-11-16","tags":["#acme"],"entries":[{"type":"duration","summary":"Mail","tags":[],"total_mins":45}]}]}',
  'hours.timeclock': 'i 2026/11/16 09:00:00 acme  Mail\no 2026/11/16 09:45:00\n',
}

/** Which store an example is typed for: what some make is in the store of the others already. */
function storeFor(example: string): 'none' | 'empty' | 'inhabited' {
  if (example.startsWith('hourbank init')) return 'none'
  return example.startsWith('hourbank contract add acme') ? 'empty' : 'inhabited'
}

/** What a database answers is asked in postgres.test.ts. */
const needsServer = (example: string): boolean => /postgres:|^hourbank store roles/.test(example)

/** What has to run before an example that is about a timer. */
function timersFor(example: string): readonly CommandLine[] {
  if (!/^hourbank (?:stop|pause|resume|status|cancel)\b/.test(example)) return []
  const started = ['start', 'acme', 'Printer queue stuck', '--at', '14:00']
  return example.startsWith('hourbank resume') ? [started, ['pause']] : [started]
}

describe('the examples of a command’s help can be typed as they stand:', () => {
  const examples = commands
    .flatMap(([, {examples = []}]) => examples.map(typed))
    .filter(example => !needsServer(example))
  let answers: ReadonlyMap<string, Outcome>
  beforeAll(() => {
    const stores = examples.map((example, index) => {
      const store = join(program.folder, `store-${index}`)
      const kind = storeFor(example)
      if (kind !== 'none') cpSync(program.store, store, {recursive: true})
      if (kind === 'empty') {
        rmSync(join(store, 'contracts'), {recursive: true})
        writeFileSync(join(store, 'seals.jsonl'), '')
      }
      return ['--store', store]
    })
    const before = examples.flatMap((example, index) =>
      timersFor(example).map(words => [...words, ...(stores[index] ?? [])]),
    )
    program.runAll(before, {HOURBANK_BY: ''})
    const lines = examples.map((example, index) => [...wordsOf(example), ...(stores[index] ?? [])])
    const outcomes = program.runAll(lines, {HOURBANK_BY: ''})
    answers = new Map(examples.map((example, index) => [example, outcomes[index] as Outcome]))
  })

  test.each(commands.map(([id, command]) => ({...command, id: id.replaceAll(':', ' ')})))('$id', ({
    id,
    examples = [],
  }) => {
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples.map(typed)) {
      expect(example).toMatch(new RegExp(`^hourbank ${id}( |$)`))
      if (needsServer(example)) continue
      const {code, stderr} = answers.get(example) ?? {}
      expect({example, code, stderr}).toMatchObject({example, code: 0})
    }
  })
})

describe('help', () => {
  const help = (...args: readonly string[]) => program.ok(...args).stdout
  /** What each shows, all of it in one process. */
  const helps = (...lines: readonly CommandLine[]) => program.okAll(...lines).map(({stdout}) => stdout)

  test('is what each command shows with -h', () => {
    const ids = commands.map(([id]) => id.split(':'))
    const short = helps(...ids.map(words => [...words, '-h']))
    expect(short).toEqual(helps(...ids.map(words => [...words, '--help'])))
    for (const text of short) expect(text).toContain('USAGE')
  })

  test('is what the program shows with -h, with --help, with help and with nothing', () => {
    const shown = help('--help')
    expect(helps(['-h'], ['help'], [])).toEqual([shown, shown, shown])
  })

  test('of one command is what `help log` and `help contract add` show', () => {
    const [log, add] = [['log'], ['contract', 'add']]
    expect(helps(['help', ...log], ['help', ...add])).toEqual(helps([...log, '--help'], [...add, '--help']))
  })

  test('for a command that there is not names it without the word help', () => {
    expect(program.run('help', 'nothing').stderr).toContain('There is no command "nothing".')
  })

  test('says of the last argument only that it may be several words', () => {
    const [log, balance, credit] = helps(['log', '--help'], ['balance', '--help'], ['credit', '--help'])
    expect(log).toMatch(/\$ hourbank log \[CONTRACT\] \[WORK\.\.\.\] /)
    expect(balance).toMatch(/\$ hourbank balance \[CONTRACT\.\.\.\] /)
    expect(credit).toContain('\n  CONTRACT     ')
  })

  test('begins with first steps that lead from no store to a statement', async () => {
    const steps = typed(oclif.description)
      .split('\n')
      .flatMap(line => /^\d\. (hourbank [^:]+):/.exec(line)?.[1] ?? [])
    expect(steps).toHaveLength(6)
    const [init, add, ...others] = steps
    const shell = new Shell()
    onTestFinished(() => shell.close())
    await shell.run(`export HOURBANK_STORE=${shell.home}/store HOURBANK_NOW=${NOW}`)
    const answers = []
    for (const line of [
      `${init} --provider Muster`,
      `${add} acme --customer ACME --from 2026-10-01 --credit 10h`,
      ...others,
      'hourbank statement acme',
    ])
      answers.push(await shell.run(line))
    expect(answers.map(({code}) => code)).toEqual(answers.map(() => 0))
    expect(answers.at(-1)?.text).toContain('1/2026')
    expect(help('--help').replaceAll(/\s+/g, ' ')).toContain(steps.at(-1))
  })

  test('of the version is what --version, -v, -V, version and help version say', () => {
    for (const args of [['--version'], ['-v'], ['-V'], ['version'], ['help', 'version']])
      expect(help(...args)).toBe(
        `hourbank/${version} ${process.platform}-${process.arch} node-${process.version}\n`,
      )
  })
})

describe('help that is about no command', () => {
  const plain = (text: string) => text.replaceAll(/[`|*]|\[|\]\([^)]*\)/g, '').replaceAll(/\s+/g, ' ')
  const page = (name: string) => readFileSync(join(root, 'docs', `${name}.md`), 'utf8')
  const shown = (...args: readonly string[]) => program.runAll([args])[0]?.stdout ?? ''

  test('concepts shows the page of that name, in German, too', () => {
    const text = plain(shown('help', 'concepts'))
    for (const paragraph of page('concepts')
      .split('\n\n')
      .filter(each => !/^[#|-]/.test(each)))
      expect(text).toContain(plain(paragraph).trim())
    expect(text).toContain('overdraft limit Dispositionsrahmen')
  })

  test('formats shows what can be typed, each in one line, and what it is', () => {
    const [, section = ''] = page('formats').split(/^## /m)
    const typed = [...section.matchAll(/`([^`]+)`/g)].map(([, each = '']) => each)
    expect(typed.length).toBeGreaterThan(100)
    const text = shown('help', 'formats')
    for (const each of typed) expect(text).toContain(each)
    expect(text).toMatch(/^now, jetzt +2026-11-20 15:40$/m)
    expect(text).not.toContain('Contracts as JSON')
  })

  test('is listed, and may be asked for by what it is about', () => {
    expect(shown('--help')).toMatch(/^ +help +What the words mean, and what can be typed$/m)
    expect(program.runAll([['glossar']])[0]?.stderr).toContain('hourbank help concepts')
    expect(program.runAll([['help', 'concepts', '--json']])[0]?.json.page).toBe(page('concepts'))
  })
})

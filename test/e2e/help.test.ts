import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program, root} from '../support/program.js'
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
  program.ok('config', 'set', 'by', 'J. Weber')
  const tariff = ['--tariff', 'call-out-by-time', '--credit', '10h']
  program.ok('contract', 'add', 'spare', '--customer', 'Spare', '--from', '2026-01-01', ...tariff)
  const terms = program.ok('contract', 'show', 'spare', '--json').json
  rmSync(join(program.store, 'contracts'), {recursive: true})
  const acme = {...terms, id: 'acme', customer: {...terms.customer, name: 'ACME GmbH'}}
  const files = {
    'acme.json': JSON.stringify(acme),
    'tickets.csv': 'Kunde;Datum;Std.\nacme;20.11.2026;1\n',
    'helpdesk.json': '{}',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(program.folder, name), content)
  program.ok('contract', 'add', '--file', 'acme.json')
  program.ok('contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-01-01', '--credit', '10h')
  program.at('2026-10-20T09:00:00+02:00').ok('log', 'acme', '30', 'Backup checked')
  program.at(NOW).ok('rollover')
  program.ok('log', 'acme', '50', 'Printer queue stuck', '--id', ENTRY)
  program.ok('credit', 'acme', '1h', '--kind', 'goodwill', '--reason', 'Late', '--id', ENTRY)
  return program
}

let program: Program
let shell: Shell
beforeAll(() => {
  program = inhabited()
  shell = new Shell()
})
afterAll(() => {
  program.remove()
  shell.close()
})

/** Runs what a help text says in a copy of that folder, or in one whose store is not made yet. */
async function runIn({hasStore}: {readonly hasStore: boolean}, ...lines: readonly string[]) {
  const copy = join(shell.home, 'copy')
  rmSync(copy, {recursive: true, force: true})
  cpSync(program.folder, copy, {recursive: true})
  if (!hasStore) rmSync(join(copy, 'store'), {recursive: true})
  await shell.run(`cd ${copy}; export HOURBANK_STORE=${copy}/store HOURBANK_NOW=${NOW}`)
  const answers = []
  for (const line of lines) answers.push(await shell.run(line))
  return answers
}

/** Some examples make what the store of the others has already. */
async function runExample(example: string) {
  if (example.startsWith('hourbank init')) return (await runIn({hasStore: false}, example)).at(-1)
  const makesAcme = example.startsWith('hourbank contract add acme')
  const before = makesAcme ? ['hourbank init --provider Muster'] : []
  return (await runIn({hasStore: !makesAcme}, ...before, example)).at(-1)
}

describe('the examples of a command’s help can be typed as they stand:', () => {
  test.each(commands.map(([id, command]) => ({...command, id: id.replaceAll(':', ' ')})))('$id', async ({
    id,
    examples = [],
  }) => {
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples.map(typed)) {
      expect(example).toMatch(new RegExp(`^hourbank ${id}( |$)`))
      expect({example, ...(await runExample(example))}).toMatchObject({example, code: 0})
    }
  })
})

describe('help', () => {
  const help = (...args: readonly string[]) => program.ok(...args).stdout

  test.each(commands.map(([id]) => id.split(':')))('is what %s %s shows with -h', (...words) => {
    const command = words.filter(word => word !== undefined)
    expect(help(...command, '-h')).toBe(help(...command, '--help'))
    expect(help(...command, '-h')).toContain('USAGE')
  })

  test('is what the program shows with -h, with --help, with help and with nothing', () => {
    const shown = help('--help')
    for (const args of [['-h'], ['help'], []]) expect(help(...args)).toBe(shown)
  })

  test('of one command is what `help log` and `help contract add` show', () => {
    expect(help('help', 'log')).toBe(help('log', '--help'))
    expect(help('help', 'contract', 'add')).toBe(help('contract', 'add', '--help'))
  })

  test('for a command that there is not names it without the word help', () => {
    expect(program.run('help', 'nothing').stderr).toContain('There is no command "nothing".')
  })

  test('says of the last argument only that it may be several words', () => {
    expect(help('log', '--help')).toMatch(/\$ hourbank log \[CONTRACT\] \[WORK\.\.\.\] /)
    expect(help('balance', '--help')).toMatch(/\$ hourbank balance \[CONTRACT\.\.\.\] /)
    expect(help('credit', '--help')).toContain('\n  CONTRACT     ')
  })

  test('begins with first steps that lead from no store to a statement', async () => {
    const steps = typed(oclif.description)
      .split('\n')
      .flatMap(line => /^\d\. (hourbank [^:]+):/.exec(line)?.[1] ?? [])
    expect(steps).toHaveLength(6)
    const [init, add, ...others] = steps
    const answers = await runIn(
      {hasStore: false},
      `${init} --provider Muster`,
      `${add} acme --customer ACME --from 2026-10-01 --credit 10h`,
      ...others,
      'hourbank statement acme',
    )
    expect(answers.map(({code}) => code)).toEqual(answers.map(() => 0))
    expect(answers.at(-1)?.text).toContain('1/2026')
    expect(help('--help').replaceAll(/\s+/g, ' ')).toContain(steps.at(-1))
  })

  test('of the version is what --version, -v, -V and version say', () => {
    for (const args of ['--version', '-v', '-V', 'version'])
      expect(help(args)).toBe(
        `hourbank/${version} ${process.platform}-${process.arch} node-${process.version}\n`,
      )
  })
})

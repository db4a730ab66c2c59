import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {hasPostgres, NEEDS_POSTGRES, PostgresServer} from '../support/postgres-server.js'
import {type CommandLine, Program, programFor, root} from '../support/program.js'

let server: PostgresServer | undefined
let schemas = 0
afterAll(() => server?.stop())

/** Real tasks of a company, which are not part of this project: in a folder beside it, or where the variable says. */
const TASKS = process.env.HOURBANK_TASKS ?? join(root, '../shared/data/sip-tasks-2005-2007.csv')
const hasTasks = existsSync(TASKS)

const fixture = (name: string) => join(root, 'fixtures/import', name)

interface Work {
  readonly customers: readonly string[]
  readonly from: string
  readonly now: string
  readonly rows: CommandLine
  /** The months of which the statements are compared. */
  readonly statements: CommandLine
}

/** What a store makes of work: what is said of the import and the closing, and every statement, by file. */
function madeOf(work: Work, isInDatabase: boolean): Readonly<Record<string, string>> {
  const program = programFor(() => new Program(work.now))
  if (isInDatabase) {
    server ??= new PostgresServer()
    program.env = {...program.env, HOURBANK_STORE: server.url(`import_${++schemas}`)}
  }
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH'],
    ...work.customers.map(id => [
      ...['contract', 'add', id.toLowerCase(), '--customer', id, '--from', work.from, '--credit', '40h'],
      ...['--cap', '80h', '--beyond', 'charge', '--rate', '120'],
    ]),
  )
  const outcomes = program.runAll([
    ['import', 'csv', ...work.rows, '--json'],
    ['import', 'csv', ...work.rows, '--json'],
    ['rollover'],
    ...['json', 'csv', 'table', 'pdf'].map(format => [
      ...['statement', '--all', ...work.statements, '--format', format, '--output', `${format}/`],
    ]),
    ['verify'],
  ])
  const said = outcomes.map(({code, stdout}, index) => [
    `command ${index}`,
    `${code} ${stdout.replaceAll(/"[0-9a-z]{12}"/g, '"ID"')}`,
  ])
  const files = readdirSync(program.folder, {recursive: true, encoding: 'utf8', withFileTypes: true})
    .filter(each => each.isFile() && /(?:json|csv|table|pdf)$/.test(each.parentPath))
    .filter(each => !each.parentPath.includes('contracts'))
    .map(({parentPath, name}) => {
      const path = join(parentPath, name)
      return [path.slice(program.folder.length), readFileSync(path, 'latin1')] as const
    })
  return Object.fromEntries([...said, ...files])
}

function expectTheSame(work: Work): void {
  const [inFolder, inDatabase] = [madeOf(work, false), madeOf(work, true)]
  expect(Object.keys(inFolder).filter(name => name.endsWith('.pdf')).length).toBeGreaterThan(1)
  expect(Object.keys(inDatabase).sort()).toEqual(Object.keys(inFolder).sort())
  const differing = Object.keys(inFolder).filter(name => inFolder[name] !== inDatabase[name])
  expect(
    differing.map(name => [name, inFolder[name]?.slice(0, 400), inDatabase[name]?.slice(0, 400)]),
  ).toEqual([])
}

describe.skipIf(!hasPostgres)(`work that is imported${NEEDS_POSTGRES}`, () => {
  test('comes to the same statements in a folder and in a database, to the byte, on paper too', () => {
    expectTheSame({
      customers: ['muster-soehne', 'beispiel-ag'],
      from: '2026-10-01',
      now: '2026-12-10T09:00:00+01:00',
      rows: [fixture('helpdesk.csv'), '--mapping', fixture('helpdesk-mapping.json')],
      statements: ['--from', '2026-10', '--to', '2026-11'],
    })
  })

  test.skipIf(!hasTasks)(
    `does so of thousands of real tasks of three years${hasTasks ? '' : ' (skipped: HOURBANK_TASKS names no file)'}`,
    () => {
      const columns = {ticket: 'task', contract: 'project', day: 'started', hours: 'hours', text: 'summary'}
      const people = {requester: 'raised_by', consultant: 'developer'}
      expectTheSame({
        customers: ['PC2', 'PC8', 'PC9', 'PC11', 'PC14', 'PC16', 'PC17', 'PC18', 'PC19'],
        from: '2005-01-01',
        now: '2008-02-10T09:00:00+01:00',
        rows: [TASKS, ...Object.entries({...columns, ...people}).flatMap(pair => ['--map', pair.join('=')])],
        statements: process.env.HOURBANK_TASKS ? ['--year', '2006'] : ['--month', '2006-03'],
      })
    },
  )
})

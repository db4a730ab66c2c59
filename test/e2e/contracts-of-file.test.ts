import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../support/program.js'

const HEADER = 'id;customer;number;from;credit;rollover;cap;overdraft;beyond;rate;address;email;increment'
const CSV = `${HEADER}
acme;"ACME GmbH";K-1;1.1.2026;10h;cap;15h;5h;charge;120,00;"Musterweg 1; 12345 Musterstadt";it@acme.example;15
beta;Beta AG;;2026-02-01;4h;;;;;;;;
`

let program: Program
beforeAll(() => {
  program = new Program().inOneProcess()
  program.ok('init', '--provider', 'Muster IT GmbH')
})
afterAll(() => program.remove())

const file = (name: string, content: unknown) => {
  writeFileSync(join(program.folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
const add = (...args: string[]) => program.run('contract', 'add', ...args, '--json')

describe('contract add --file', () => {
  test('of a CSV says first what it would add, adds it, and leaves it as it is a second time', () => {
    const csv = file('contracts.csv', CSV)
    const before = program.fingerprint()
    expect(add('--file', csv, '--dry-run').json).toMatchObject({unchanged: 0, failed: [], dryRun: true})
    expect(program.fingerprint()).toBe(before)
    const {code, json} = add('--file', csv)
    expect(code).toBe(0)
    expect(json).toMatchObject({
      contracts: [
        {
          id: 'acme',
          from: '2026-01-01',
          customer: {name: 'ACME GmbH', number: 'K-1', address: ['Musterweg 1', '12345 Musterstadt']},
          terms: [{creditMinutes: 600, rollover: {policy: 'cap', capMinutes: 900}, rateCents: 12_000}],
        },
        {id: 'beta', customer: {name: 'Beta AG', number: null}, terms: [{creditMinutes: 240}]},
      ],
      unchanged: 0,
      dryRun: false,
    })
    const after = program.fingerprint()
    expect(add('--file', csv)).toMatchObject({code: 0, json: {contracts: [], unchanged: 2, failed: []}})
    expect(program.fingerprint()).toBe(after)
  })

  test('takes back what contract list and contract show print', () => {
    const list = file('list.json', program.ok('contract', 'list', '--json').stdout)
    expect(add('--file', list).json).toMatchObject({contracts: [], unchanged: 2})
    const shown = program.ok('contract', 'show', 'acme', '--json')
    expect(add('--file', file('acme.json', shown.stdout))).toMatchObject({code: 0, json: shown.json})
    const stdin = program.runWith({input: CSV}, 'contract', 'add', '--file', '-', '--json')
    expect(stdin.json).toMatchObject({unchanged: 2})
  })

  test('names what is refused by its place, and adds the others', () => {
    const acme = program.ok('contract', 'show', 'acme', '--json').json
    const other = {...acme, customer: {...acme.customer, name: 'Other'}}
    const {code, json} = add('--file', file('many.json', [other, {...acme, id: 'gamma'}, {id: 'delta'}]))
    expect(code).toBe(3)
    expect(json.contracts.map(({id}: {id: string}) => id)).toEqual(['gamma'])
    expect(json.failed).toMatchObject([
      {contract: 'acme', index: 0, error: {code: 'CONTRACT_EXISTS', details: {differs: ['customer.name']}}},
      {contract: 'delta', index: 2, error: {code: 'INVALID_TERMS'}},
    ])
    const lines = [
      JSON.stringify({...acme, id: 'epsilon'}),
      '{"id": ',
      JSON.stringify({...other, id: 'epsilon'}),
    ]
    const ofLines = add('--file', file('many.jsonl', `${lines.join('\n')}\n`))
    expect(ofLines).toMatchObject({
      code: 3,
      json: {
        contracts: [{id: 'epsilon'}],
        failed: [
          {contract: null, line: 2, error: {code: 'INVALID_JSON'}},
          {contract: 'epsilon', line: 3},
        ],
      },
    })
    const {stdout, stderr} = program.run('contract', 'add', '--file', 'many.jsonl')
    expect(stdout).toBe('')
    expect(stderr).toContain('0 contracts added, 1 unchanged, 2 refused.')
    expect(stderr).toContain('✖ line 3 (epsilon): There is a contract "epsilon" already')
  })

  test('adds nothing of a file in which one is refused, if so asked', () => {
    const csv = file(
      'some.csv',
      `${HEADER}\nzeta;Zeta;;2026-02-01;4h;;;;;;;;\neta;Eta;;2026-02-01;10;;;;;;;;\n`,
    )
    const before = program.fingerprint()
    expect(add('--file', csv, '--all-or-nothing')).toMatchObject({
      code: 2,
      json: {contracts: [], heldBack: 1, failed: [{contract: 'eta', line: 3}]},
    })
    expect(program.fingerprint()).toBe(before)
  })

  test.each([
    ['a column that is no flag', 'id,colour\nx,red\n', 'UNKNOWN_COLUMN'],
    ['two columns of one name', 'id,id\nx,y\n', 'UNKNOWN_COLUMN'],
    ['quotes that never close', 'id\n"x\n', 'INVALID_CSV'],
  ])('refuses a CSV with %s', (_, content, code) => {
    expect(add('--file', file('bad.csv', content))).toMatchObject({code: 2, json: {error: {code}}})
  })

  test.each([
    ['a choice that there is not', 'beyond', 'maybe', 'UNKNOWN_CHOICE'],
    ['a number that is none', 'increment', '15m', 'INVALID_NUMBER'],
    ['more cells than columns', 'cap', '15h;1;2', 'COLUMN_COUNT'],
    ['nothing where something is needed', 'customer', '', 'MISSING_VALUE'],
  ])('refuses a row with %s', (_, column, value, code) => {
    const said = {id: 'x', customer: 'X', from: '1.1.2026', credit: '1h', beyond: '', increment: '', cap: ''}
    const row = {...said, [column]: value}
    const csv = `${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`
    expect(add('--file', file('row.csv', csv))).toMatchObject({
      code: 2,
      json: {failed: [{contract: 'x', line: 2, error: {code}}]},
    })
  })

  test('refuses an id beside a file of several', () => {
    expect(add('acme', '--file', 'contracts.csv')).toMatchObject({
      code: 2,
      json: {error: {code: 'CONTRADICTION'}},
    })
  })
})

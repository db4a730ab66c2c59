import {copyFileSync, readFileSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {Program, programFor, root} from '../support/program.js'

const fixture = (name: string) => join(root, 'fixtures/import', name)
const HELPDESK = [fixture('helpdesk.csv'), '--mapping', fixture('helpdesk-mapping.json')]

/** A store with the two customers of the helpdesk's file. */
function withCustomers(...terms: readonly string[]): Program {
  const program = programFor(() => new Program('2026-12-10T09:00:00+01:00').inOneProcess())
  program.ok('init', '--provider', 'Muster IT GmbH')
  for (const id of ['muster-soehne', 'beispiel-ag']) {
    const usual = terms.length > 0 ? terms : ['--credit', '10h', '--beyond', 'allow']
    program.ok('contract', 'add', id, '--customer', id, '--from', '2026-01-01', ...usual)
  }
  return program
}

/** Imports a file of these bytes. */
function importing(program: Program, content: string | Uint8Array, ...flags: readonly string[]) {
  const file = join(program.folder, 'rows.csv')
  writeFileSync(file, content)
  return program.run('import', 'csv', file, ...flags, '--json')
}

const entriesIn = (program: Program) => program.ok('entries', '--json').json.entries

describe('the file of a helpdesk with its mapping', () => {
  test('goes in but for the rows that cannot, which are named with line, column, value and reason', () => {
    const program = withCustomers()
    const {code, json} = program.run('import', 'csv', ...HELPDESK, '--json')
    expect(code).toBe(2)
    expect(json).toMatchObject({
      ...{imported: 6, repeated: 0, blankRows: 1, dryRun: false, unusedColumns: ['Interne Notiz']},
      dialect: {encoding: 'windows-1252', delimiter: ';'},
      refused: [
        {line: 12, column: 'Datum', value: '31.11.2026', code: 'IMPOSSIBLE_DAY'},
        {line: 13, column: 'Stunden', value: '26,5', code: 'OVER_A_DAY'},
        {line: 14, column: 'Stunden', value: '0', code: 'ZERO_DURATION'},
      ],
      contracts: [
        {name: 'Muster & Söhne', id: 'muster-soehne', imported: 2, repeated: 0, refused: 0},
        {name: 'Beispiel AG', id: 'beispiel-ag', imported: 4, repeated: 0, refused: 0},
      ],
    })
    const first = program.ok('entries', 'muster-soehne', '--ticket', '5001', '--json').json.entries[0]
    expect(first).toMatchObject({
      ...{start: '2026-11-02T09:15:00+01:00', workedMinutes: 45, class: 'extended', channel: 'ticket'},
      ...{requester: 'Frau Beispiel', consultant: 'J. Probe', text: 'Drucker druckt nur noch "Käse"'},
    })
    expect(program.ok('verify', '--json').json).toMatchObject({ok: true, entries: 6})
  })

  test('is reported in plain lines, with how it was understood first', () => {
    const {stdout, stderr} = withCustomers().run('import', 'csv', ...HELPDESK)
    expect(stdout.replaceAll('\n', ' ')).toContain('windows-1252 (given), delimiter semicolon (given)')
    expect(stdout).toContain('line 12: Datum "31.11.2026": There is no such day in the calendar.')
    expect(stdout).toMatch(/6 rows imported, 0 there already, 3 refused, 1 blank\.\n$/)
    expect(stderr).toBe('')
  })

  test('adds nothing the second time, nor when its months were closed in between', () => {
    const program = withCustomers()
    program.run('import', 'csv', ...HELPDESK)
    const once = program.fingerprint()
    expect(program.run('import', 'csv', ...HELPDESK, '--json').json).toMatchObject({imported: 0, repeated: 6})
    expect(program.fingerprint()).toBe(once)

    program.ok('rollover')
    const closed = program.fingerprint()
    expect(program.run('import', 'csv', ...HELPDESK, '--json').json).toMatchObject({imported: 0, repeated: 6})
    expect(program.fingerprint()).toBe(closed)
  })

  test('writes nothing in a dry run, which says the same as the import', () => {
    const program = withCustomers()
    const before = program.fingerprint()
    const dry = program.run('import', 'csv', ...HELPDESK, '--dry-run', '--json')
    expect(program.fingerprint()).toBe(before)
    const real = program.run('import', 'csv', ...HELPDESK, '--json')
    expect({...dry.json, dryRun: false}).toEqual(real.json)
    expect(dry.code).toBe(real.code)
  })
})

describe('a file of any dialect', () => {
  const rows = 'contract;day;hours;text\nmuster-soehne;2026-11-02;1,5;Tür geöffnet\n'

  test.each([
    {name: 'semicolons', content: rows, encoding: 'utf-8', delimiter: ';'},
    {name: 'a byte order mark', content: `\ufeff${rows}`, encoding: 'utf-8', delimiter: ';'},
    {name: 'Latin-1', content: Buffer.from(rows, 'latin1'), encoding: 'windows-1252', delimiter: ';'},
    {name: 'tabs', content: rows.replaceAll(';', '\t'), encoding: 'utf-8', delimiter: '\t'},
  ])('is understood without being told: $name', ({content, encoding, delimiter}) => {
    const program = withCustomers()
    const {code, json} = importing(program, content)
    expect({code, json}).toMatchObject({code: 0, json: {imported: 1, dialect: {encoding, delimiter}}})
    expect(entriesIn(program)).toMatchObject([
      {workedMinutes: 90, text: 'Tür geöffnet', consultant: 'J. Weber'},
    ])
  })

  test('can come from standard input', () => {
    const program = withCustomers()
    const {code, json} = program.runWith({input: rows}, 'import', 'csv', '-', '--json')
    expect({code, imported: json.imported}).toEqual({code: 0, imported: 1})
  })
})

describe('a file that cannot be understood as a whole is an input error, and nothing is written', () => {
  const good = 'contract,day,hours\nmuster-soehne,2026-11-02,1\n'

  test.each([
    {
      name: 'missing column',
      content: 'contract,day\nmuster-soehne,2026-11-02\n',
      flags: [],
      error: 'MISSING_FIELD',
    },
    {name: 'unknown column', content: good, flags: ['--map', 'contract=Kunde'], error: 'UNKNOWN_COLUMN'},
    {name: 'broken quotes', content: `${good}"muster,2026-11-03,1\n`, flags: [], error: 'BROKEN_QUOTES'},
    {name: 'empty file', content: '', flags: [], error: 'EMPTY_FILE'},
    {
      name: 'not that encoding',
      content: Uint8Array.of(0xff),
      flags: ['--encoding', 'utf-8'],
      error: 'UNDECODABLE',
    },
    {name: 'no such field', content: good, flags: ['--set', 'colour=red'], error: 'INVALID_MAPPING'},
    {name: 'no such delimiter', content: good, flags: ['--delimiter', '#'], error: 'INVALID_MAPPING'},
  ])('$name: $error', ({content, flags, error}) => {
    const program = withCustomers()
    const before = program.fingerprint()
    const {code, json} = importing(program, content, ...flags)
    expect({code, error: json.error.code}).toEqual({code: 2, error})
    expect(json.error.message).not.toBe('')
    expect(json.error.hint).not.toBe('')
    expect(program.fingerprint()).toBe(before)
  })

  test('a file that is not there is named', () => {
    expect(withCustomers().run('import', 'csv', 'nowhere.csv', '--json')).toMatchObject({
      code: 2,
      json: {error: {code: 'NO_FILE'}},
    })
  })
})

describe('rows that a rule refuses', () => {
  test('are named, those of an unknown contract with a suggestion, and the others go in', () => {
    const program = withCustomers()
    const content = [
      'contract,start,end,text',
      'muster-soehne,2025-12-31 09:00,10:00,before the contract',
      'muster-sohne,2026-11-02 09:00,10:00,mistyped',
      'muster-soehne,2026-03-29 02:30,04:00,a time that does not exist',
      'muster-soehne,2026-11-02 10:00,10:00,no time at all',
      'muster-soehne,2026-11-02 10:00,11:30,fine',
    ]
    const {code, json} = importing(program, content.join('\n'))
    expect(code).toBe(3)
    expect(json).toMatchObject({
      imported: 1,
      refused: [
        {line: 2, column: 'start', value: '2025-12-31 09:00', code: 'BEFORE_CONTRACT'},
        {line: 3, column: 'contract', value: 'muster-sohne', code: 'UNKNOWN_CONTRACT'},
        {line: 4, column: 'start', value: '2026-03-29 02:30', code: 'NONEXISTENT_TIME'},
        {line: 5, column: 'end', value: '10:00', code: 'END_NOT_AFTER_START'},
      ],
    })
    expect(json.refused[1].message).toContain('Did you mean muster-soehne?')
  })

  test('are those beyond an overdraft that the terms refuse, in the order of the file', () => {
    const program = withCustomers('--credit', '0', '--overdraft', '1h', '--beyond', 'refuse')
    const content = 'contract,day,hours,id\nmuster-soehne,2026-11-02,1,a\nmuster-soehne,2026-11-03,1,b\n'
    const {code, json} = importing(program, content)
    expect({code, imported: json.imported}).toEqual({code: 3, imported: 1})
    expect(json.refused).toMatchObject([{line: 3, column: null, value: null, code: 'OVERDRAFT_EXCEEDED'}])
  })

  test('are those whose id stands for something else; the same row twice is there already', () => {
    const program = withCustomers()
    const row = 'muster-soehne,2026-11-02,1,a'
    const {code, json} = importing(
      program,
      `contract,day,hours,id\n${row}\n${row}\n${row.replace(',1,', ',2,')}\n`,
    )
    expect({code, imported: json.imported, repeated: json.repeated}).toEqual({
      code: 3,
      imported: 1,
      repeated: 1,
    })
    expect(json.refused).toMatchObject([{line: 4, column: 'id', value: 'a', code: 'ID_TAKEN'}])
  })

  test('are all those of a damaged account, and the other contracts go in', () => {
    const program = withCustomers()
    truncateSync(program.page('beispiel-ag', '2026-01'), 10)
    const {code, json} = program.run('import', 'csv', ...HELPDESK, '--json')
    expect({code, imported: json.imported}).toEqual({code: 5, imported: 2})
    const damaged = json.refused.filter(({code}: {readonly code: string}) => code === 'STORE_DAMAGED')
    expect(damaged.map(({line}: {readonly line: number}) => line)).toEqual([4, 7, 11, 15])
  })
})

test('late rows, of a month that is closed, are booked in the first open month', () => {
  const program = withCustomers()
  program.ok('rollover')
  const {code} = importing(program, 'contract,day,hours\nmuster-soehne,2026-11-02,1\n')
  expect(code).toBe(0)
  expect(entriesIn(program)).toMatchObject([{bookedMonth: '2026-12', late: true}])
})

test('a row of somebody without a name needs --by, where nobody is known to be at the keyboard', () => {
  const program = withCustomers()
  program.env = {...program.env, HOURBANK_BY: ''}
  const content = 'contract,day,hours\nmuster-soehne,2026-11-02,1\n'
  expect(importing(program, content)).toMatchObject({code: 2, json: {error: {code: 'MISSING_VALUE'}}})
  expect(importing(program, content, '--by', 'A. Entwurf').code).toBe(0)
  expect(entriesIn(program)).toMatchObject([{consultant: 'A. Entwurf'}])
})

test('the file is only read', () => {
  const program = withCustomers()
  const file = join(program.folder, 'helpdesk.csv')
  copyFileSync(fixture('helpdesk.csv'), file)
  program.run('import', 'csv', file, '--mapping', fixture('helpdesk-mapping.json'))
  expect(readFileSync(file)).toEqual(readFileSync(fixture('helpdesk.csv')))
})

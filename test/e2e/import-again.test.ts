import {cpSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {Program, programFor, root} from '../support/program.js'

const fixture = (...path: readonly string[]) => join(root, 'fixtures', ...path)

/** A store with `acme` and `beta`, which may be ten hours in debt and no more. */
function twoContracts(): Program {
  const program = programFor(() => new Program('2026-12-10T09:00:00+01:00').inOneProcess())
  program.ok('init', '--provider', 'Muster IT GmbH')
  for (const id of ['acme', 'beta']) {
    const terms = ['--credit', '0', '--overdraft', '10h', '--beyond', 'refuse']
    program.ok('contract', 'add', id, '--customer', id, '--from', '2026-10-01', ...terms)
  }
  return program
}

/** Imports a file of these lines. */
function importing(program: Program, lines: readonly string[], ...flags: readonly string[]) {
  const file = join(program.folder, 'rows.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return program.run('import', 'csv', file, ...flags, '--json')
}

const ALL_THERE = {code: 0, json: {imported: 0, repeated: 2, refused: []}}

describe('the same work is never booked twice', () => {
  const found = [
    'Kunde;Datum;Uhrzeit;Std.;Betreff',
    'acme;02.11.2026;14:00;1,5;Rückruf',
    'acme;02.11.2026;14:00;1,5;Rückruf',
  ]

  test('whether its columns are found, mapped by flags or mapped by a file', () => {
    const program = twoContracts()
    expect(importing(program, found)).toMatchObject({code: 0, json: {imported: 2, repeated: 0}})
    const before = program.fingerprint()
    const columns = {contract: 'Kunde', day: 'Datum', time: 'Uhrzeit', hours: 'Std.', text: 'Betreff'}
    const maps = Object.entries(columns).flatMap(([field, column]) => ['--map', `${field}=${column}`])
    expect(importing(program, found, ...maps)).toMatchObject(ALL_THERE)
    const mapping = join(program.folder, 'mapping.json')
    writeFileSync(mapping, JSON.stringify({columns}))
    expect(importing(program, found, '--mapping', mapping)).toMatchObject(ALL_THERE)
    expect(program.fingerprint()).toBe(before)
  })

  test('however its days, times, lengths and names are written', () => {
    const program = twoContracts()
    importing(program, found)
    const otherwise = [
      'contract,start,end,consultant,text,place',
      'ACME,2026-11-02T14:00+01:00,15:30,J. Weber,"Rückruf ",remote',
      'Acme,2026-11-02T13:00Z,2026-11-02 15:30,J. Weber,Rückruf,remote',
    ]
    expect(importing(program, otherwise)).toMatchObject(ALL_THERE)
    const american = [
      'contract,day,time,minutes,text',
      ...[1, 2].map(() => 'acme,11/2/2026,14:00,90,Rückruf'),
    ]
    expect(importing(program, american, '--date-format', 'MM/DD/YYYY')).toMatchObject(ALL_THERE)
  })

  test('after somebody voided it, or when a colleague imports the file, who is told', () => {
    const program = twoContracts()
    importing(program, found)
    const [{id}] = program.ok('entries', '--json').json.entries
    program.ok('entry', 'void', id, '--reason', 'not theirs')
    expect(importing(program, found)).toMatchObject(ALL_THERE)
    expect(importing(program, found, '--by', 'M. Okafor')).toMatchObject({
      code: 3,
      json: {
        imported: 0,
        repeated: 0,
        refused: [
          {line: 2, code: 'ID_TAKEN'},
          {line: 3, code: 'ID_TAKEN'},
        ],
      },
    })
  })
})

describe('what the first version imported is known again', () => {
  function asImported(): Program {
    const program = programFor(() => new Program('2026-12-11T09:00:00+01:00').inOneProcess())
    cpSync(fixture('stores/format-1-imports'), program.store, {recursive: true})
    return program
  }

  test('by the file of a helpdesk with its mapping, in open and in closed months', () => {
    const program = asImported()
    const flags = ['--mapping', fixture('import/helpdesk-mapping.json'), '--json']
    const {json} = program.run('import', 'csv', fixture('import/helpdesk.csv'), ...flags)
    expect(json).toMatchObject({imported: 0, repeated: 6})
  })

  test('where a mapped column hid others, which are found now', () => {
    const program = asImported()
    const maps = ['--map', 'contract=Kunde', '--map', 'day=Datum', '--map', 'hours=Std.', '--json']
    const {json} = program.ok('import', 'csv', fixture('import/partly-mapped.csv'), ...maps)
    expect(json).toMatchObject({imported: 0, repeated: 3})
  })
})

test('one mapped column does not hide those that are found: the example of the help', () => {
  const program = twoContracts()
  const lines = ['Kunde;Datum;Std.;Betreff', 'acme;02.11.2026;1,5;Rückruf']
  const flags = ['--map', 'contract=Kunde', '--map', 'hours=Std.', '--set', 'channel=ticket']
  const {code, json} = importing(program, lines, ...flags)
  expect(code).toBe(0)
  expect(json.columns.map(({field}: {readonly field: string}) => field)).toEqual([
    'contract',
    'day',
    'hours',
    'text',
  ])
  expect(json.unusedColumns).toEqual([])
  expect(program.ok('entries', '--json').json.entries).toMatchObject([{text: 'Rückruf', channel: 'ticket'}])
})

describe('warnings', () => {
  const lines = [
    'contract,start,end,text',
    'acme,2026-11-02 14:00,15:00,in the file',
    'acme,2026-11-02 14:30,15:30,at the same time',
    'acme,2026-10-25 02:30,04:00,while the clocks go back',
    'acme,2026-11-03 09:30,10:00,beside a call',
  ]

  test('name overlaps and times that exist twice, with their lines, in JSON and below the table', () => {
    const program = twoContracts()
    program.ok('log', 'acme', '9:00-10:00', 'a call', '--at', '3.11.', '--id', 'call')
    const {json} = importing(program, lines, '--dry-run')
    expect(json.warnings).toMatchObject([
      {line: 3, contract: 'acme', kind: 'overlap', start: '2026-11-02T14:00:00+01:00', workedMinutes: 60},
      {line: 4, contract: 'acme', kind: 'time-exists-twice', start: '2026-10-25T02:30:00+02:00'},
      {line: 5, contract: 'acme', kind: 'overlap', entry: 'call', text: expect.stringContaining('overlaps')},
    ])
    const {stdout} = program.ok('import', 'csv', join(program.folder, 'rows.csv'))
    expect(stdout.replaceAll(/\n\s*/g, ' ')).toContain(
      '! line 5: It overlaps entry call of the same consultant',
    )
    expect(importing(program, lines).json).toMatchObject({repeated: 4, warnings: []})
  })
})

describe('--all-or-nothing', () => {
  const good = ['contract,day,hours,text', 'acme,2026-11-02,1,a', 'beta,2026-11-02,2,b']

  test('imports no row of any contract if one is refused, and says how many it held back', () => {
    const program = twoContracts()
    const before = program.fingerprint()
    for (const bad of [
      'beta,2026-11-02,11,beyond the limit',
      'gamma,2026-11-02,1,nobody',
      'acme,31.11.2026,1,no day',
    ]) {
      const {code, json} = importing(program, [...good, bad], '--all-or-nothing')
      expect(code).not.toBe(0)
      expect(json).toMatchObject({imported: 0, heldBack: 2, refused: [{line: 4}], warnings: []})
      expect(program.fingerprint()).toBe(before)
    }
    const {stdout} = program.run('import', 'csv', join(program.folder, 'rows.csv'), '--all-or-nothing')
    expect(stdout).toContain(
      '0 rows imported, 0 there already, 1 refused, 2 held back by those that are refused.',
    )
  })

  test('imports all if none is refused, and repeating it is harmless', () => {
    const program = twoContracts()
    expect(importing(program, good, '--all-or-nothing', '--dry-run').json).toMatchObject({
      imported: 2,
      dryRun: true,
    })
    expect(importing(program, good, '--all-or-nothing')).toMatchObject({
      code: 0,
      json: {imported: 2, heldBack: 0},
    })
    expect(importing(program, good, '--all-or-nothing')).toMatchObject({
      code: 0,
      json: {imported: 0, repeated: 2},
    })
  })
})

test('a mapping can come from standard input, but not with the file', () => {
  const program = twoContracts()
  const file = join(program.folder, 'rows.csv')
  writeFileSync(file, 'Wer,Wann,hours\nacme,2026-11-02,1\n')
  const input = JSON.stringify({columns: {contract: 'Wer', day: 'Wann'}})
  const mapped = program.runWith({input}, 'import', 'csv', file, '--mapping', '-', '--json')
  expect(mapped).toMatchObject({code: 0, json: {imported: 1}})
  const twice = program.runWith({input}, 'import', 'csv', '-', '--mapping', '-', '--json')
  expect(twice).toMatchObject({code: 2, json: {error: {code: 'INPUT_TWICE'}}})
})

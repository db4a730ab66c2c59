import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

// acme: open since September, in November 3:00 used; beta: overdrawn; gamma: exceeded; closed through October.
let template: Program
beforeAll(() => {
  template = Program.withAcme('2026-11-15T12:00:00+01:00', '2026-09-01').inOneProcess()
  for (const [id, name] of [
    ['beta', 'Beta AG'],
    ['gamma', 'Gamma & Söhne'],
  ] as const) {
    const terms = ['--credit', '1h', '--overdraft', '1h', '--beyond', 'allow', '--rollover', 'none']
    template.ok('contract', 'add', id, '--customer', name, '--from', '2026-10-01', ...terms)
  }
  template.ok('log', 'acme', '2h', '=HYPERLINK("x")', '--at', '2026-10-05 9:00', '--for', 'Müller, A. "Toni"')
  template.ok('log', 'acme', '3h', 'Server', '--at', '2026-11-02 9:00')
  template.ok('log', 'beta', '1:30', 'Mail', '--at', '2026-11-02 9:00')
  template.ok('log', 'gamma', '4h', 'Umzug', '--at', '2026-11-03 9:00')
  template.ok('rollover')
})
afterAll(() => template.remove())
const program = () => programFor(() => template.copy())

describe('balance', () => {
  const fields = {
    provisional: true,
    month: '2026-11',
    openingMinutes: 0,
    adjustmentMinutes: 0,
    overageMinutes: 0,
  }

  test('of all accounts: what is left, and whether it is in credit, overdrawn or exceeded', () => {
    const {balances} = program().ok('balance', '--json').json
    expect(balances).toEqual([
      {
        ...fields,
        contract: 'acme',
        customer: {name: 'ACME GmbH', number: null},
        openingMinutes: 900,
        creditMinutes: 600,
        chargedMinutes: 180,
        balanceMinutes: 1320,
        lapsedMinutes: 420,
        overdraftLimitMinutes: 300,
        availableMinutes: 1620,
        state: 'credit',
      },
      {
        ...fields,
        contract: 'beta',
        customer: {name: 'Beta AG', number: null},
        creditMinutes: 60,
        chargedMinutes: 90,
        balanceMinutes: -30,
        lapsedMinutes: 0,
        overdraftLimitMinutes: 60,
        availableMinutes: 30,
        state: 'overdrawn',
      },
      {
        ...fields,
        contract: 'gamma',
        customer: {name: 'Gamma & Söhne', number: null},
        creditMinutes: 60,
        chargedMinutes: 240,
        balanceMinutes: -180,
        lapsedMinutes: 0,
        overdraftLimitMinutes: 60,
        availableMinutes: -120,
        state: 'exceeded',
      },
    ])
    const {stdout} = program().ok('balance')
    for (const word of ['acme', 'beta', 'gamma', '22:00', '-0:30', 'overdrawn'])
      expect(stdout).toContain(word)
  })

  test('of one account comes with its forecast for the month’s end', () => {
    const {balances} = program().ok('balance', 'acme', '--json').json
    expect(balances).toHaveLength(1)
    // 3:00 in the first half of the month is 6:00 in all.
    expect(balances[0]).toMatchObject({
      state: 'credit',
      forecast: {
        month: '2026-11',
        chargedMinutes: 378,
        closingMinutes: 900,
        lapsedMinutes: 222,
        overageMinutes: 0,
      },
    })
    expect(program().ok('balance', 'acme').stdout).toMatch(/Balance +22:00/)
  })

  test('of an unclosed earlier month is carried forward as if it were closed today', () => {
    const late = program().at('2026-12-15T12:00:00+01:00')
    expect(late.ok('balance', 'acme', 'acme', '--json').json.balances[0]).toMatchObject({
      month: '2026-12',
      openingMinutes: 900,
      provisional: true,
    })
  })
})

describe('statement', () => {
  test('is of the last closed month: all its fields, as --json and as --format json', () => {
    const {json} = program().ok('statement', 'acme', '--json')
    expect(program().ok('statement', 'acme', '--format', 'json').json).toEqual(json)
    const [statement] = json.statements
    expect(Object.keys(statement)).toEqual(
      expect.arrayContaining([
        'number',
        'contract',
        'customer',
        'provider',
        'month',
        'status',
        'currency',
        'opening',
        'movements',
        'totals',
        'closing',
        'charges',
        'money',
        'seal',
      ]),
    )
    expect(statement).toMatchObject({
      number: '2/2026',
      month: '2026-10',
      status: 'closed',
      opening: {minutes: 600, lots: [{granted: '2026-09', minutes: 600, expires: null}]},
      totals: {
        creditMinutes: 600,
        chargedMinutes: 120,
        adjustmentMinutes: 0,
        lapsedMinutes: 180,
        overageMinutes: 0,
      },
      closing: {minutes: 900, overdraftLimitMinutes: 300, availableMinutes: 1200},
      charges: [],
      money: {netCents: 0, vat: [], grossCents: 0},
    })
    expect(statement.movements).toEqual([
      expect.objectContaining({
        kind: 'credit',
        bookingDate: '2026-10-01',
        valueDate: '2026-10-01',
        minutes: 600,
        balanceMinutes: 1200,
        text: expect.any(String),
      }),
      expect.objectContaining({
        kind: 'entry',
        bookingDate: '2026-11-15',
        valueDate: '2026-10-05',
        minutes: -120,
        balanceMinutes: 1080,
        entry: expect.objectContaining({workedMinutes: 120, requester: 'Müller, A. "Toni"'}),
      }),
      expect.objectContaining({
        kind: 'lapse',
        bookingDate: '2026-10-31',
        valueDate: '2026-10-31',
        minutes: -180,
        balanceMinutes: 900,
      }),
    ])
  })

  test('of the running month is provisional: without number and seal', () => {
    const [statement] = program().ok('statement', 'acme', '--month', 'this', '--json').json.statements
    expect(statement).toMatchObject({month: '2026-11', status: 'provisional', number: null, seal: null})
  })

  test('as a table is in the customer’s language', () => {
    const {stdout} = program().ok('statement', 'acme')
    for (const word of ['2/2026', 'Oktober 2026', 'Anfangssaldo', 'ACME GmbH', 'Muster IT GmbH'])
      expect(stdout).toContain(word)
  })

  test('as CSV has no cell that a spreadsheet takes for a formula', () => {
    const {stdout} = program().ok('statement', 'acme', '--format', 'csv')
    expect(stdout).toContain('"\'=HYPERLINK(""x"")"')
    expect(stdout).toContain('"Müller, A. ""Toni"""')
    expect(stdout).not.toMatch(/(^|[,;])"?=/m)
  })

  test('goes to a file, and several to a folder, one file each', () => {
    const made = program()
    const {stdout, stderr} = made.ok('statement', 'acme', '--output', 'acme.txt')
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^wrote acme.txt$/im)
    expect(readFileSync(join(made.folder, 'acme.txt'), 'utf8')).toContain('Oktober 2026')
    made.ok('statement', '--all', '--format', 'csv', '--output', 'out/')
    expect(readdirSync(join(made.folder, 'out')).sort()).toEqual([
      'acme-2026-10.csv',
      'beta-2026-10.csv',
      'gamma-2026-10.csv',
    ])
    made.ok('statement', 'acme', 'beta', '--format', 'json', '--month', '2026-10', '--output', 'new')
    expect(
      JSON.parse(readFileSync(join(made.folder, 'new', 'beta-2026-10.json'), 'utf8')).statements[0].contract,
    ).toBe('beta')
    writeFileSync(join(made.folder, 'file'), 'mine')
    const refused = made.run('statement', '--all', '--output', 'file')
    expect(refused.code).toBe(2)
    expect(readFileSync(join(made.folder, 'file'), 'utf8')).toBe('mine')
    expect(made.run('statement', 'acme', '--output', 'no/such/folder.txt').code).toBe(1)
    expect(existsSync(join(made.folder, 'no'))).toBe(false)
  })

  test('of all contracts passes over those that have none yet', () => {
    const made = program()
    made.ok('contract', 'add', 'young', '--customer', 'Young', '--from', '2026-11-01', '--credit', '1h')
    const {statements} = made.ok('statement', '--all', '--json').json
    expect(statements.map(({contract}: {contract: string}) => contract)).toEqual(['acme', 'beta', 'gamma'])
  })

  test('of a closed month never changes, whatever becomes of contract and profile', () => {
    const made = program()
    const before = made.ok('statement', 'acme').stdout
    made.ok('config', 'set', 'name', 'New name')
    made.ok('contract', 'amend', 'acme', '--from', '2026-11', '--credit', '99h')
    made.ok('log', 'acme', '1h', '--at', '2026-10-20 9:00')
    expect(made.ok('statement', 'acme').stdout).toBe(before)
  })
})

describe('rollover', () => {
  test('closes what was missed, in order, and each month once', () => {
    const made = program().at('2027-02-03T12:00:00+01:00')
    const months = ({closed}: {closed: readonly {month: string; number: string}[]}) =>
      closed.map(({month, number}) => `${number} ${month}`)
    const expected = ['3/2026 2026-11', '4/2026 2026-12', '1/2027 2027-01']
    expect(months(made.ok('rollover', 'acme', '--dry-run', '--json').json)).toEqual(expected)
    expect(months(made.ok('rollover', 'acme', '--json').json)).toEqual(expected)
    expect(months(made.ok('rollover', 'acme', '--json').json)).toEqual([])
    expect(made.ok('rollover', 'acme').stdout).toContain('Nothing to close')
  })

  test('closes the running month by name only', () => {
    const made = program()
    expect(made.ok('rollover', '--json').json.closed).toEqual([])
    expect(made.ok('rollover', 'acme', '--through', 'this', '--json').json.closed).toMatchObject([
      {contract: 'acme', month: '2026-11'},
    ])
    // What comes after is booked in the next month.
    expect(made.ok('log', 'acme', '1h', '--json').json.entry).toMatchObject({
      bookedMonth: '2026-12',
      late: true,
    })
  })

  test('--dry-run says what would happen and writes nothing', () => {
    const made = program()
    const before = made.fingerprint()
    const {closed, dryRun} = made.ok('rollover', '--through', 'nov', '--dry-run', '--json').json
    expect(dryRun).toBe(true)
    expect(closed).toHaveLength(3)
    expect(made.ok('rollover', '--through', 'nov', '--dry-run').stdout).toContain('acme')
    expect(made.fingerprint()).toBe(before)
  })

  test('closes only the contracts that are named', () => {
    const {closed} = program().ok('rollover', 'beta', 'gamma', '--through', 'this', '--json').json
    expect(closed.map(({contract}: {contract: string}) => contract)).toEqual(['beta', 'gamma'])
  })
})

test('verify finds a healthy store healthy, and counts what it has seen', () => {
  const made = program()
  mkdirSync(join(made.folder, 'elsewhere'))
  expect(made.ok('verify', '--json').json).toEqual({
    ok: true,
    contracts: 3,
    months: 4,
    entries: 4,
    problems: [],
    witnesses: [{file: join(made.store, 'seals.jsonl'), lines: 7}],
  })
  expect(made.ok('verify', 'beta', '--json').json).toEqual({
    ok: true,
    contracts: 1,
    months: 1,
    entries: 1,
    problems: [],
    witnesses: [{file: join(made.store, 'seals.jsonl'), lines: 7}],
  })
  expect(made.ok('verify').stdout).toContain('All is well')
})

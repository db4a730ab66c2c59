import {writeFileSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../support/program.js'

// Three contracts in November: one billed for overage and closed, one for a top-up and open, one for nothing; a fourth begins later.

let program: Program
beforeAll(() => {
  program = new Program('2026-11-20T09:00:00+01:00')
  program.ok('init', '--provider', 'Muster IT GmbH')
  const terms = ['--credit', '2h', '--overdraft', '1h', '--beyond', 'charge', '--rate', '120']
  for (const id of ['acme', 'beta', 'gamma']) {
    program.ok(
      'contract',
      'add',
      id,
      '--customer',
      `${id} GmbH`,
      '--number',
      `K-${id}`,
      '--from',
      '2026-11-01',
      ...terms,
    )
  }
  program.ok('contract', 'add', 'later', '--customer', 'Later', '--from', '2026-12-01', ...terms)
  program.ok('log', 'acme', '5h', 'Umzug', '--at', '2026-11-10 9:00')
  program.ok('credit', 'beta', '2h', '--kind', 'top-up', '--reason', 'Angebot', '--price', '100')
  program.at('2026-12-02T09:00:00+01:00').ok('rollover', 'acme')
})
afterAll(() => program.remove())

describe('billing', () => {
  test('takes the contracts that are named', () => {
    const {billing} = program.ok('billing', 'beta', 'acme', '--json').json
    expect(billing.map(({contract}: Record<string, unknown>) => contract)).toEqual(['beta', 'acme'])
  })

  test('has each customer with charges, VAT and sums as on the statement, and the totals', () => {
    const {billing, totals} = program.ok('billing', '--json').json
    const [statement] = program.ok('statement', 'acme', '--month', '2026-11', '--json').json.statements
    expect(billing).toEqual([
      {
        contract: 'acme',
        customer: {name: 'acme GmbH', number: 'K-acme'},
        ...{month: '2026-11', number: '1/2026', status: 'closed', currency: 'EUR'},
        charges: [{...statement.charges[0], text: 'Overage'}],
        ...statement.money,
      },
      expect.objectContaining({contract: 'beta', number: null, status: 'provisional', netCents: 10_000}),
    ])
    expect(totals).toEqual([{currency: 'EUR', netCents: 34_000, vatCents: 6_460, grossCents: 40_460}])
    expect(JSON.parse(program.ok('billing', '--format', 'json').stdout)).toEqual({billing, totals})
  })

  test('is a table of the last month, which says how many contracts it leaves out', () => {
    const {stdout, stderr} = program.ok('billing')
    for (const said of ['acme GmbH', 'Overage', '€240.00', 'Top-up of the', '€404.60', 'provisional'])
      expect(stdout).toContain(said)
    expect(stderr).toBe('1 contract bills nothing in this month.\n')
    expect(program.ok('billing', '--month', 'oct').stdout).toBe('Nothing is billed.\n')
  })

  test('is a CSV with a line for each charge, in the separators that are asked for', () => {
    const lines = program.ok('billing', 'acme', '--format', 'csv', '--csv-dialect', 'de').stdout.split('\r\n')
    expect(lines[1]).toBe(
      'acme;acme GmbH;K-acme;2026-11;1/2026;closed;overage;Overage;2:00;120,00;240,00;19;EUR;',
    )
    expect(program.ok('billing', 'acme', '--format', 'csv').stdout).toContain(',2:00,120.00,240.00,19,EUR,')
    const contradicting = program.run('billing', '--format', 'csv', '--json')
    expect([contradicting.code, contradicting.json.error.code]).toEqual([2, 'CONTRADICTION'])
  })

  test('reports a damaged contract, and bills the others', () => {
    const spoilt = program.copy()
    writeFileSync(spoilt.page('beta', '2026-11'), '{')
    const {code, stdout, stderr} = spoilt.run('billing')
    spoilt.remove()
    expect(code).toBe(5)
    expect(stdout).toContain('€285.60')
    expect(stderr).toContain('beta')
  })
})

import {cpSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {Program, root} from '../support/program.js'

/** Stores as earlier versions wrote them: two closed months, late bookings, a reversal, credits, a settled contract. */
const stores = join(root, 'fixtures/stores')

function storeOf(format: string): Program {
  const program = new Program('2026-03-10T12:30:00+01:00').inOneProcess()
  cpSync(join(stores, format), program.store, {recursive: true})
  return program
}

/** What the closed page in the fixture says, to the letter. */
const sealedPage = (format: string, contract: string, month: string) =>
  JSON.parse(readFileSync(join(stores, format, 'contracts', contract, `${month}.json`), 'utf8'))

describe('a store that format 1 wrote', () => {
  it('holds in every seal, balance and file', () => {
    const {json} = storeOf('format-1').ok('verify', '--json')
    expect(json).toEqual({ok: true, contracts: 3, months: 6, entries: 15, problems: [], witnesses: []})
  })

  it('has the balances that it had', () => {
    const {balances} = storeOf('format-1').ok('balance', '--json').json
    const left = balances.map(({contract, balanceMinutes, availableMinutes}: Record<string, unknown>) => [
      contract,
      balanceMinutes,
      availableMinutes,
    ])
    expect(left).toEqual([
      ['endend', 330, 330],
      ['muster', 1457, 1757],
      ['sample', 555, 675],
    ])
  })

  it.each([
    ['muster', '2026-01'],
    ['muster', '2026-02'],
    ['sample', '2026-01'],
    ['sample', '2026-02'],
    ['endend', '2026-02'],
  ])('shows the statement of %s for %s under the number and the seal that were sent', (contract, month) => {
    const page = sealedPage('format-1', contract, month)
    const {statements} = storeOf('format-1').ok('statement', contract, '--month', month, '--json').json
    const [statement] = statements
    expect(statement).toMatchObject({number: page.number, status: 'closed', seal: page.seal})
    expect(statement.totals).toEqual(page.end.totals)
    expect(statement.closing.minutes).toBe(page.end.closing.minutes)
    expect(statement.movements.at(-1).balanceMinutes).toBe(page.end.closing.minutes)
  })
})

describe('a store that format 2 wrote', () => {
  it('holds in every seal, balance and file, and has the balances that it had', () => {
    const store = storeOf('format-2')
    expect(store.ok('verify', '--json').json).toEqual({
      ...{ok: true, contracts: 2, months: 4, entries: 7, problems: [], witnesses: []},
    })
    const {balances} = store.ok('balance', '--json').json
    expect(balances.map(({balanceMinutes}: {balanceMinutes: number}) => balanceMinutes)).toEqual([1260, 390])
  })

  it.each([
    ['muster', '2026-01'],
    ['muster', '2026-02'],
    ['sample', '2026-01'],
    ['sample', '2026-02'],
  ])('shows the statement of %s for %s as it was sent', (contract, month) => {
    const page = sealedPage('format-2', contract, month)
    const {statements} = storeOf('format-2').ok('statement', contract, '--month', month, '--json').json
    const {closedAt: _, ...seal} = statements[0].seal
    expect(seal).toEqual(page.seal)
    expect({...statements[0], seal: undefined}).toEqual({...page.statement, seal: undefined})
  })

  it('is backed up and brought to today’s format by the first command that writes, and closes upon its pages', () => {
    const store = storeOf('format-2')
    const before = readFileSync(join(store.store, 'contracts/muster/2026-02.json'), 'utf8')
    expect(store.ok('log', 'muster', '45', 'Drucker', '--json').json.migrated).toMatchObject({from: 2, to: 5})
    store.at('2026-04-02T06:00:00+02:00').ok('rollover')
    expect(readFileSync(join(store.store, 'contracts/muster/2026-02.json'), 'utf8')).toBe(before)
    expect(store.ok('verify', '--json').json).toMatchObject({ok: true, months: 6})
  })
})

describe('a store that format 3 wrote', () => {
  it('holds in every seal, balance and file, has the balances that it had, and says that it has no witness yet', () => {
    const store = storeOf('format-3')
    const {json, stderr} = store.ok('verify', '--json')
    expect(json).toEqual({
      ...{ok: true, contracts: 2, months: 4, entries: 5, problems: [], witnesses: []},
    })
    expect(stderr).toContain('no witness of its seals yet')
    const {balances} = store.ok('balance', '--json').json
    expect(balances.map(({balanceMinutes}: {balanceMinutes: number}) => balanceMinutes)).toEqual([1635, 795])
  })

  it.each([
    ['muster', '2026-01'],
    ['muster', '2026-02'],
    ['sample', '2026-01'],
    ['sample', '2026-02'],
  ])('shows the statement of %s for %s as it was sent', (contract, month) => {
    const page = sealedPage('format-3', contract, month)
    const {statements} = storeOf('format-3').ok('statement', contract, '--month', month, '--json').json
    const {closedAt: _, ...seal} = statements[0].seal
    expect(seal).toEqual(page.seal)
    expect({...statements[0], seal: undefined}).toEqual({...page.statement, seal: undefined})
  })

  it('gets a witness of what is closed already by the first command that writes', () => {
    const store = storeOf('format-3')
    expect(store.ok('log', 'muster', '45', 'Drucker', '--json').json.migrated).toMatchObject({from: 3, to: 5})
    const lines = readFileSync(join(store.store, 'seals.jsonl'), 'utf8').trimEnd().split('\n')
    expect(
      lines.map(line => JSON.parse(line)).map(({contract, month = 'opened'}) => `${contract} ${month}`),
    ).toEqual([
      ...['muster opened', 'muster 2026-01', 'muster 2026-02'],
      ...['sample opened', 'sample 2026-01', 'sample 2026-02'],
    ])
    store.at('2026-04-02T06:00:00+02:00').ok('rollover')
    expect(store.ok('verify', '--json').json).toMatchObject({ok: true, months: 6, witnesses: [{lines: 8}]})
  })
})

describe('a store that format 4 wrote', () => {
  it('holds in every seal, balance, file and line of its witness, and has the balances that it had', () => {
    const store = storeOf('format-4')
    expect(store.ok('verify', '--json').json).toMatchObject({
      ...{ok: true, contracts: 2, months: 4, entries: 5, problems: [], witnesses: [{lines: 6}]},
    })
    const {balances} = store.ok('balance', '--json').json
    expect(balances.map(({balanceMinutes}: {balanceMinutes: number}) => balanceMinutes)).toEqual([1635, 420])
  })

  it.each([
    ['muster', '2026-01'],
    ['muster', '2026-02'],
    ['sample', '2026-01'],
    ['sample', '2026-02'],
  ])('shows the statement of %s for %s as it was sent', (contract, month) => {
    const page = sealedPage('format-4', contract, month)
    const {statements} = storeOf('format-4').ok('statement', contract, '--month', month, '--json').json
    const {closedAt: _, ...seal} = statements[0].seal
    expect(seal).toEqual(page.seal)
    expect({...statements[0], seal: undefined}).toEqual({...page.statement, seal: undefined})
  })

  it('keeps its witness, and has what is changed of a contract on record from then on', () => {
    const store = storeOf('format-4')
    const before = readFileSync(join(store.store, 'seals.jsonl'), 'utf8')
    const {migrated} = store.ok('contract', 'edit', 'muster', '--email', 'it@muster.example', '--json').json
    expect(migrated ?? {from: 4, to: 5}).toMatchObject({from: 4, to: 5})
    store.at('2026-04-02T06:00:00+02:00').ok('rollover')
    expect(readFileSync(join(store.store, 'seals.jsonl'), 'utf8').startsWith(before)).toBe(true)
    expect(store.ok('verify', '--json').json).toMatchObject({ok: true, months: 6})
    const {stdout, stderr} = store.ok('history', 'muster')
    expect(stdout).toContain('customer edited')
    expect(stderr).toContain('kept no record')
  })

  it.each([
    'accountRecords',
    'closedBy',
  ])('is damaged where a page of it says %s, which its format cannot', key => {
    const store = storeOf('format-4')
    const file = join(store.store, 'contracts/muster/2026-02.json')
    const page = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({...page, [key]: key === 'closedBy' ? null : []}))
    const {json} = store.run('verify', '--json')
    expect(json.problems.map(({what}: {what: string}) => what).join()).toContain(`${key}: unknown field`)
  })
})

import {cpSync, readFileSync} from 'node:fs'
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
    expect(json).toEqual({ok: true, contracts: 3, months: 6, entries: 15, problems: []})
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

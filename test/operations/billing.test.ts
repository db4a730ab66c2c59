import {describe, expect, test} from 'vitest'
import {billingOf} from '../../src/operations/billing.js'
import {Books} from '../support/account-builder.js'

const billed = (minutes: number) => {
  const books = new Books({
    terms: {creditMinutes: 0, overdraft: {limitMinutes: 0, beyond: 'charge'}, rateCents: 6_000},
  })
  books.log('2026-01-10', minutes)
  return books.statement('2026-01')
}

describe('billing', () => {
  test('adds up what stands on the statements, by currency', () => {
    const statements = [billed(60), billed(7), {...billed(30), currency: 'CHF'}]
    expect(billingOf(statements).totals).toEqual([
      {currency: 'CHF', netCents: 3_000, vatCents: 570, grossCents: 3_570},
      // VAT is rounded on each statement (domain §2): 1140 + 133, and not 19 % of the sum.
      {currency: 'EUR', netCents: 6_700, vatCents: 1_273, grossCents: 7_973},
    ])
    expect(billingOf([])).toEqual({statements: [], totals: []})
  })

  test('is about what costs something: what is waived alone is no bill', () => {
    const statement = billed(60)
    const waived = statement.charges.map(charge => ({...charge, netCents: 0}))
    const all = [{...statement, charges: waived}, statement, {...statement, charges: []}]
    expect(billingOf(all).statements).toEqual([statement])
  })
})

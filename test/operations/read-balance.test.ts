import {describe, expect, test} from 'vitest'
import {Books} from '../support/account-builder.js'

describe('the balance', () => {
  test('is opening + credits − charged + adjustments, before what a closing would lapse or bill', () => {
    const books = new Books({
      terms: {
        creditMinutes: 100,
        rollover: {policy: 'none'},
        overdraft: {limitMinutes: 30, beyond: 'charge'},
      },
    })
    books.log('2026-01-10', 40)
    expect(books.balance('2026-01-31')).toEqual({
      contract: 'acme',
      customer: {name: 'ACME GmbH', number: 'K-1001'},
      month: '2026-01',
      provisional: true,
      openingMinutes: 0,
      creditMinutes: 100,
      chargedMinutes: 40,
      adjustmentMinutes: 0,
      lapsedMinutes: 60,
      overageMinutes: 0,
      balanceMinutes: 60,
      overdraftLimitMinutes: 30,
      availableMinutes: 90,
      state: 'credit',
    })
  })

  test.each([
    [100, 'credit', 0, 0],
    [101, 'overdrawn', -1, 0],
    [130, 'overdrawn', -30, 0],
    [131, 'exceeded', -31, 1],
  ] as const)('after %i of 100 minutes, limit 30, is %s', (minutes, state, balanceMinutes, overageMinutes) => {
    const books = new Books({terms: {creditMinutes: 100, overdraft: {limitMinutes: 30, beyond: 'charge'}}})
    books.log('2026-01-10', minutes)
    expect(books.balance('2026-01-31')).toMatchObject({state, balanceMinutes, overageMinutes})
  })

  test('carries open months forward as if they were closed today', () => {
    const books = new Books({terms: {rollover: {policy: 'cap', capMinutes: 700}}})
    expect(books.balance('2026-03-10')).toMatchObject({
      month: '2026-03',
      openingMinutes: 700,
      balanceMinutes: 1300,
    })
    expect(books.balance('2026-03-10', '2026-02')).toMatchObject({openingMinutes: 600, balanceMinutes: 1200})
    expect(books.account.closed).toEqual([])
  })

  test('grants no credit of a month that has not begun', () => {
    expect(new Books({from: '2026-03-01'}).balance('2026-02-10')).toMatchObject({
      month: '2026-03',
      balanceMinutes: 0,
    })
    expect(new Books().balance('2026-01-31', '2026-02')).toMatchObject({
      openingMinutes: 600,
      creditMinutes: 0,
    })
  })

  test('at a contract’s end is what is there, before it is paid out', () => {
    const books = new Books({to: '2026-01-31', terms: {settlement: 'paid-out'}})
    expect(books.balance('2026-01-31')).toMatchObject({
      balanceMinutes: 600,
      adjustmentMinutes: 0,
      lapsedMinutes: 0,
    })
    expect(books.balance('2026-02-01')).toMatchObject({openingMinutes: 0, balanceMinutes: 0})
  })
})

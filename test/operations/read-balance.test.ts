import {describe, expect, test} from 'vitest'
import {
  type Balance,
  type BalanceChoice,
  balanceIn,
  chooseBalances,
} from '../../src/operations/read-balance.js'
import {accepted, Books, day, month, refusalOf} from '../support/account-builder.js'

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

  test('of a contract that has ended has no limit', () => {
    const books = new Books({to: '2026-01-20', terms: {overdraft: {limitMinutes: 30, beyond: 'allow'}}})
    expect(books.balance('2026-01-20')).toMatchObject({state: 'credit', overdraftLimitMinutes: 30})
    const ended = {state: 'ended', overdraftLimitMinutes: 0}
    expect(books.balance('2026-01-21')).toMatchObject({...ended, availableMinutes: 387})
    expect(books.balance('2026-02-01')).toMatchObject({...ended, availableMinutes: 0})
    const settled = new Books({from: '2025-12-01', to: '2026-01-20'})
    expect(settled.balance('2026-02-01', '2025-12')).toMatchObject({state: 'credit', availableMinutes: 600})
  })
})

describe('the balance in a month', () => {
  const balanceOf = (books: Books, which: string, today: string) =>
    balanceIn(books.account, month(which), day(today))

  test('that is closed is what it was closed with, lapse and overage included', () => {
    const terms = {creditMinutes: 100, rollover: {policy: 'cap', capMinutes: 20}, overdraft: BILLED} as const
    const books = new Books({terms})
    books.log('2026-01-10', 40)
    books.close('2026-01')
    expect(accepted(balanceOf(books, '2026-01', '2026-02-01'))).toEqual({
      contract: 'acme',
      customer: {name: 'ACME GmbH', number: 'K-1001'},
      month: '2026-01',
      provisional: false,
      openingMinutes: 0,
      creditMinutes: 100,
      chargedMinutes: 40,
      adjustmentMinutes: 0,
      lapsedMinutes: 40,
      overageMinutes: 0,
      balanceMinutes: 20,
      overdraftLimitMinutes: 30,
      availableMinutes: 50,
      state: 'credit',
    })
    expect(accepted(balanceOf(books, '2026-02', '2026-02-01'))).toMatchObject({
      ...{month: '2026-02', provisional: true, openingMinutes: 20},
    })
  })

  test('that is the contract’s last one has ended when it is closed', () => {
    const books = new Books({to: '2026-01-31', terms: {overdraft: BILLED}})
    books.close('2026-01')
    expect(accepted(balanceOf(books, '2026-01', '2026-02-01'))).toMatchObject({
      ...{state: 'ended', balanceMinutes: 0, overdraftLimitMinutes: 0, availableMinutes: 0},
    })
  })

  test('is refused before the contract, and before the month has begun or has bookings', () => {
    const books = new Books({from: '2026-01-01'})
    expect(refusalOf(balanceOf(books, '2025-12', '2026-01-10'))).toMatchObject({
      kind: 'month-before-contract',
    })
    expect(refusalOf(balanceOf(books, '2026-02', '2026-01-31'))).toMatchObject({kind: 'month-not-begun'})
    books.log('2026-02-01', 10, {}, {now: '2026-01-31'})
    expect(accepted(balanceOf(books, '2026-02', '2026-01-31'))).toMatchObject({chargedMinutes: 10})
    expect(refusalOf(balanceOf(books, '2026-03', '2026-01-31'))).toMatchObject({kind: 'month-not-begun'})
  })
})

describe('of many balances are chosen', () => {
  const balance = (contract: string, more: Partial<Balance>): Balance => ({
    ...{...new Books().balance('2026-01-10'), openingMinutes: 0, creditMinutes: 0, chargedMinutes: 0},
    ...{balanceMinutes: 0, availableMinutes: 0, contract, ...more},
  })
  const all = [
    balance('b', {creditMinutes: 100, chargedMinutes: 75, balanceMinutes: 25, availableMinutes: 25}),
    balance('a', {
      chargedMinutes: 1,
      balanceMinutes: -1,
      availableMinutes: 9,
      customer: {name: 'X', number: null},
    }),
    balance('d', {chargedMinutes: 2, balanceMinutes: -2, availableMinutes: 0}),
    balance('c', {}),
    balance('e', {state: 'ended'}),
  ]
  const NO_CHOICE = {withEnded: false, overdrawn: false, abovePercent: null, order: null, isReversed: false}
  const chosen = (choice: Partial<BalanceChoice>) => {
    const {balances, endedCount} = chooseBalances(all, {...NO_CHOICE, ...choice})
    return [balances.map(({contract}) => contract).join(''), endedCount]
  }

  test.each([
    [{}, 'badc', 1],
    [{withEnded: true}, 'badce', 0],
    [{isReversed: true}, 'cdab', 1],
    [{overdrawn: true, withEnded: true}, 'ad', 0],
    [{overdrawn: true}, 'ad', 0],
    [{abovePercent: 75}, 'ad', 0],
    [{abovePercent: 74.99}, 'bad', 0],
    [{order: 'contract'}, 'abcd', 1],
    [{order: 'customer'}, 'bcda', 1],
    [{order: 'balance'}, 'dacb', 1],
    [{order: 'available'}, 'cdab', 1],
    [{order: 'used'}, 'adbc', 1],
    [{order: 'used', isReversed: true}, 'cbda', 1],
  ] as const)('%o', (choice, contracts, endedCount) => {
    expect(chosen(choice)).toEqual([contracts, endedCount])
  })
})

const BILLED = {limitMinutes: 30, beyond: 'charge'} as const

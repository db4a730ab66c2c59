import {describe, expect, test} from 'vitest'
import type {Terms} from '../../src/domain/contract.js'
import {
  amendContract,
  editCustomer,
  endContract,
  neededToAmend,
  openAccount,
  refuseRemoval,
} from '../../src/operations/change-contract.js'
import {accepted, Books, byWeber, contractOf, day, month, refusalOf} from '../support/account-builder.js'
import {ONE_FLAT_FEE} from '../support/call-out-tariffs.js'

const amend = (books: Books, from: string, changes: Partial<Terms>) =>
  amendContract(books.account, {from: month(from), changes}, byWeber())
const increment = {minutes: 15, minimum: 15, per: 'entry', overrides: []} as const

test('a new account opens empty, in the month its contract starts in', () => {
  expect(openAccount(contractOf({from: '2026-03-15'}), byWeber())).toMatchObject({
    open: [{month: '2026-03', opening: {minutes: 0, lots: [], previous: null}, entries: []}],
    closed: [],
  })
})

describe('what is said of the customer', () => {
  test('changes at any time, and only what is named; closed months keep what they were closed with', () => {
    const books = new Books()
    books.close('2026-01')
    const {account, before} = editCustomer(
      books.account,
      {name: 'ACME AG', email: 'it@acme.example'},
      byWeber(),
    )
    expect(before).toBe(books.account.contract)
    expect(account.contract).toEqual({
      ...before,
      customer: {...before.customer, name: 'ACME AG', email: 'it@acme.example'},
    })
    expect(account.closed[0]?.customer).toEqual(before.customer)
  })
  test('leaves the account as it is where it is the same as before', () => {
    const {account} = new Books()
    const {name, address} = account.contract.customer
    expect(editCustomer(account, {name, address: [...address]}, byWeber()).account).toBe(account)
    expect(editCustomer(account, {address: [address.join(',')]}, byWeber()).account).not.toBe(account)
  })
})

describe('a contract can be removed', () => {
  const used = {
    kind: 'contract-used',
    contract: 'acme',
    entries: 0,
    credits: 0,
    requests: 0,
    hasClosedMonths: false,
  }

  test('that was never used, also when it was amended and ended', () => {
    const books = new Books()
    books.amend('2026-03', {creditMinutes: 60})
    expect(
      refuseRemoval(accepted(endContract(books.account, day('2026-12-31'), byWeber())).account),
    ).toBeNull()
  })
  test.each<[string, (books: Books) => void, object]>([
    ['an entry', books => void books.log('2026-01-10', 30), {entries: 1}],
    ['a credit, in whichever month', books => void books.credit('2026-03-10', 30), {credits: 1}],
    ['a closed month', books => void books.close('2026-01'), {hasClosedMonths: true}],
  ])('but not with %s', (_, use, what) => {
    const books = new Books()
    use(books)
    expect(refuseRemoval(books.account)).toEqual({...used, ...what})
  })
  test('nor with what was voided', () => {
    const books = new Books()
    books.log('2026-01-10', 30, {}, {id: 'e'})
    books.void('e', '2026-01-10')
    const {id} = books.credit('2026-01-10', 30)
    books.voidCredit(id, '2026-01-10')
    expect(refuseRemoval(books.account)).toEqual({...used, entries: 1, credits: 1})
  })
})

describe('an amendment', () => {
  test('holds from its month on', () => {
    const books = new Books()
    books.amend('2026-03', {creditMinutes: 720})
    expect(books.balance('2026-03-01')).toMatchObject({openingMinutes: 1200, creditMinutes: 720})
  })
  test('of the first month changes the terms of the start', () => {
    const books = new Books()
    books.amend('2026-01', {creditMinutes: 720})
    expect(books.account.contract.terms).toMatchObject([{from: '2026-01', creditMinutes: 720}])
  })
  test('adds to another of the same month, what was said last counts, and all stand by month', () => {
    const books = new Books()
    books.amend('2026-05', {creditMinutes: 60})
    books.amend('2026-03', {creditMinutes: 720, vatPercent: 20})
    books.amend('2026-03', {creditMinutes: 700})
    expect(books.account.contract.terms.slice(1)).toEqual([
      {from: '2026-03', creditMinutes: 700, vatPercent: 20},
      {from: '2026-05', creditMinutes: 60},
    ])
  })
  test('rates what is booked in its months again, and leaves earlier and voided work alone', () => {
    const books = new Books()
    books.log('2026-01-20', 20, {}, {id: 'january'})
    books.log('2026-02-10', 20, {}, {id: 'february'})
    books.log('2026-02-11', 20, {}, {id: 'voided'})
    books.void('voided', '2026-02-11')
    books.amend('2026-02', {increment})
    const charged = books.account.open.flatMap(page =>
      page.entries.map(({id, chargedMinutes}) => [id, chargedMinutes]),
    )
    expect(charged).toEqual([
      ['january', 20],
      ['february', 30],
      ['voided', 20],
    ])
  })
  test('never changes a closed month, nor work of one that was booked late', () => {
    const books = new Books()
    books.close('2026-01')
    books.log('2026-01-20', 20, {}, {now: '2026-02-02'})
    expect(refusalOf(amend(books, '2026-01', {increment}))).toEqual({
      kind: 'month-closed',
      month: '2026-01',
      openFrom: '2026-02',
    })
    books.amend('2026-02', {increment})
    expect(books.balance('2026-02-03').chargedMinutes).toBe(20)
  })
  test('before the contract is refused', () => {
    expect(refusalOf(amend(new Books(), '2025-12', {})).kind).toBe('month-before-contract')
  })
})

describe('the end of a contract', () => {
  const end = (books: Books, on: string) => endContract(books.account, day(on), byWeber())

  test('prorates the credit of its last month', () => {
    const books = new Books()
    books.account = accepted(end(books, '2026-01-10')).account
    expect(books.balance('2026-01-10').creditMinutes).toBe(194)
  })
  test.each([
    {rule: 'lapses what is left', terms: {}, used: 60, settled: {lapsedMinutes: 540, netCents: 0}},
    {
      rule: 'pays out what is left',
      terms: {settlement: 'paid-out'},
      used: 60,
      settled: {paidOutMinutes: 540, netCents: -108_000},
    },
    {rule: 'bills what is overdrawn', terms: {}, used: 630, settled: {billedMinutes: 30, netCents: 6_000}},
    {
      rule: 'writes off what is overdrawn where an hour costs nothing',
      terms: {rateCents: 0},
      used: 630,
      settled: {writtenOffMinutes: 30, netCents: 0},
    },
    {rule: 'does nothing to an account at zero', terms: {}, used: 600, settled: {netCents: 0}},
  ] as const)('$rule, and says so before', ({terms, used, settled}) => {
    const books = new Books({terms: {rollover: {policy: 'unlimited'}, ...terms}})
    books.log('2026-01-10', used, {}, {force: 'agreed'})
    expect(accepted(end(books, '2026-01-31')).settlement).toEqual({
      ...{on: '2026-01-31', lapsedMinutes: 0, paidOutMinutes: 0, billedMinutes: 0, writtenOffMinutes: 0},
      ...settled,
    })
  })
  test('may be moved while its month is open', () => {
    const books = new Books({to: '2026-01-10'})
    expect(accepted(end(books, '2026-03-31')).account.contract.to).toBe('2026-03-31')
    expect(accepted(end(books, '2026-01-05')).account.contract.to).toBe('2026-01-05')
  })
  test('cannot be moved once the account is settled', () => {
    const books = new Books({to: '2026-01-10'})
    books.close('2026-01')
    expect(refusalOf(end(books, '2026-03-31'))).toEqual({
      kind: 'end-in-closed-month',
      on: '2026-01-10',
      openFrom: '2026-02',
    })
  })
  test('is not before its start, nor in a closed month', () => {
    const books = new Books()
    expect(refusalOf(end(books, '2025-12-31'))).toMatchObject({kind: 'end-before-start', from: '2026-01-01'})
    books.close('2026-01')
    expect(refusalOf(end(books, '2026-01-31'))).toMatchObject({
      kind: 'end-in-closed-month',
      openFrom: '2026-02',
    })
    expect(end(books, '2026-02-01').ok).toBe(true)
  })
  test('is not before work that counts, nor a month before a credit', () => {
    const books = new Books()
    books.log('2026-01-20', 20, {}, {id: 'a'})
    expect(refusalOf(end(books, '2026-01-19'))).toEqual({
      kind: 'movements-after-end',
      on: '2026-01-19',
      entries: ['a'],
    })
    expect(end(books, '2026-01-20').ok).toBe(true)
    books.void('a', '2026-01-21')
    expect(end(books, '2026-01-19').ok).toBe(true)
    books.credit('2026-02-10', 60, {id: 'c'})
    expect(refusalOf(end(books, '2026-01-31'))).toMatchObject({entries: ['c']})
    expect(end(books, '2026-02-01').ok).toBe(true)
  })
})

test('the emergency tariff of call-outs that are booked cannot be taken away', () => {
  const books = new Books({terms: {emergency: ONE_FLAT_FEE}})
  const {entry} = books.log('2026-01-20', 50, {class: 'emergency'})
  expect(
    refusalOf(amendContract(books.account, {from: month('2026-01'), changes: {emergency: null}}, byWeber())),
  ).toEqual({
    kind: 'tariff-in-use',
    month: '2026-01',
    entries: [entry.id],
  })
  expect(
    amendContract(books.account, {from: month('2026-02'), changes: {emergency: null}}, byWeber()).ok,
  ).toBe(true)
})

describe('to amend a contract, the closed pages are needed', () => {
  test('of none, where nothing was booked late', () => {
    const books = new Books()
    books.log('2026-01-20', 30)
    expect(neededToAmend(books.account)).toEqual({})
  })

  test('from the earliest month on of what was booked late', () => {
    const books = new Books()
    for (const each of ['2026-01', '2026-02']) books.close(each)
    for (const date of ['2026-02-20', '2026-01-20', '2026-02-21', '2026-03-02'])
      books.log(date, 30, {}, {now: '2026-03-03'})
    expect(neededToAmend(books.account)).toEqual({closedFrom: '2026-01'})
  })
})

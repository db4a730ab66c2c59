import {describe, expect, test} from 'vitest'
import {endContract} from '../../src/operations/change-contract.js'
import {listCredits} from '../../src/operations/list-credits.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {neededToVoidCredit, voidCredit} from '../../src/operations/void-credit.js'
import {accepted, at, Books, byWeber, day, refusalOf, type Setup} from '../support/account-builder.js'

const request = (id: string, now: string) => ({
  ...{id, reason: 'wrong', tell: null},
  ...{at: at(now), by: 'J. Weber'},
})
const leftOf = ({account}: Books, today: string) =>
  Object.fromEntries(
    listCredits(account, day(today)).map(({credit, leftMinutes}) => [credit.id, leftMinutes]),
  )

describe('a credit of an open month that is voided', () => {
  const books = new Books({terms: {creditMinutes: 0}})
  books.credit('2026-01-10', 60, {priceCents: 10_000})
  books.voidCredit('c1', '2026-01-11')

  test('stays in the store, with the reason, the time and the name', () => {
    const voided = {reason: 'wrong', tell: null, at: '2026-01-11T12:00:00+00:00', by: 'J. Weber'}
    expect(books.account.open[0].credits).toMatchObject([{id: 'c1', voided}])
  })
  test('counts no more, is no movement, and is not billed', () => {
    expect(books.balance('2026-01-12')).toMatchObject({creditMinutes: 0, balanceMinutes: 0})
    expect(books.statement('2026-01')).toMatchObject({movements: [], charges: []})
    expect(leftOf(books, '2026-01-12')).toEqual({c1: 0})
  })
  test('cannot be voided twice, and must be there', () => {
    const again = (id: string) => refusalOf(voidCredit(books.account, request(id, '2026-01-12')))
    expect(again('c1')).toEqual({kind: 'credit-already-voided', credit: 'c1'})
    expect(again('x')).toEqual({kind: 'unknown-credit', credit: 'x'})
  })
  test('leaves others of its month as they are', () => {
    const two = new Books({terms: {creditMinutes: 0}})
    two.credit('2026-01-10', 60)
    two.credit('2026-01-10', 30)
    two.voidCredit('c1', '2026-01-11')
    expect(leftOf(two, '2026-01-12')).toEqual({c1: 0, c2: 30})
  })
  test('does not keep the contract from ending before its month', () => {
    const later = new Books({terms: {creditMinutes: 0}})
    later.credit('2026-02-10', 60)
    later.voidCredit('c1', '2026-02-11')
    expect(endContract(later.account, day('2026-01-31'), byWeber()).ok).toBe(true)
  })
})

describe('a credit of a closed month that is voided', () => {
  /** An hour for 100.00 in January, which is closed; what is used of it, and then voided in February. */
  const booksWithUseOf = (minutes: number, setup: Setup = {terms: {creditMinutes: 0}}, expires?: string) => {
    const books = new Books(setup)
    books.credit('2026-01-10', 60, {priceCents: 10_000, ...(expires && {expires: day(expires)})})
    if (minutes > 0) books.log('2026-01-20', minutes)
    books.close('2026-01')
    return books
  }

  test('is a movement of the earliest open month, which gives the price back; the closed one stays as it was', () => {
    const books = booksWithUseOf(0)
    books.voidCredit('c1', '2026-02-03', 'Nicht bestellt')
    expect(books.account.closed[0]?.credits[0]?.voided).toBe(null)
    const {movements, charges, totals, money} = books.statement('2026-02')
    expect(movements).toMatchObject([
      {kind: 'reversal', minutes: -60, bookingDate: '2026-02-03', valueDate: '2026-01-10', balanceMinutes: 0},
    ])
    expect(charges).toMatchObject([{kind: 'top-up', quantityMinutes: -60, netCents: -10_000, vatPercent: 19}])
    expect(totals.adjustmentMinutes).toBe(-60)
    expect(money.grossCents).toBe(-11_900)
    books.close('2026-02')
    expect(verifyAccount(books.account)).toEqual([])
  })

  test('that cost nothing gives nothing back', () => {
    const books = new Books({terms: {creditMinutes: 0}})
    books.credit('2026-01-10', 60, {priceCents: 0})
    books.close('2026-01')
    books.voidCredit('c1', '2026-02-03')
    expect(books.statement('2026-02').charges).toEqual([])
  })

  test('is answered marked, with the month it is booked in', () => {
    const voided = accepted(voidCredit(booksWithUseOf(0).account, request('c1', '2026-02-03')))
    expect(voided).toMatchObject({
      bookedMonth: '2026-01',
      leftMinutes: 0,
      credit: {id: 'c1', voided: {reason: 'wrong'}},
      balance: {month: '2026-02', adjustmentMinutes: -60, balanceMinutes: 0},
    })
  })

  test('takes what was used of it from the balance, first what would be lost first', () => {
    const books = booksWithUseOf(45, {terms: {creditMinutes: 0}})
    books.credit('2026-02-02', 30, {expires: day('2026-02-28')})
    books.voidCredit('c1', '2026-02-03')
    expect(books.account.open[0].creditReversals).toMatchObject([{minutes: 60, lotMinutes: 15}])
    expect(books.balance('2026-02-03').balanceMinutes).toBe(-15)
  })

  test('takes its own lot, whatever would be lost before it', () => {
    const books = booksWithUseOf(0, {terms: {creditMinutes: 0}})
    books.credit('2026-02-02', 30, {expires: day('2026-02-28')})
    books.voidCredit('c1', '2026-02-03')
    expect(books.closed('2026-02').end.totals).toMatchObject({lapsedMinutes: 30, adjustmentMinutes: -60})
  })

  test('does not take a second time what had lapsed of it', () => {
    const books = booksWithUseOf(45, {terms: {creditMinutes: 0}}, '2026-01-31')
    books.voidCredit('c1', '2026-02-03')
    expect(books.account.open[0].creditReversals).toMatchObject([{minutes: 45, lotMinutes: 0}])
    expect(books.balance('2026-02-03').balanceMinutes).toBe(-45)
  })

  test('gives back the VAT it was billed with, and nothing where it had no price', () => {
    const books = booksWithUseOf(0)
    books.credit('2026-02-10', 30, {kind: 'goodwill'})
    books.close('2026-02')
    books.amend('2026-03', {vatPercent: 7})
    books.voidCredit('c1', '2026-03-03')
    books.voidCredit('c2', '2026-03-03')
    expect(books.statement('2026-03').charges).toMatchObject([{netCents: -10_000, vatPercent: 19}])
  })

  test('cannot be voided twice', () => {
    const books = booksWithUseOf(0)
    books.voidCredit('c1', '2026-02-03')
    expect(refusalOf(voidCredit(books.account, request('c1', '2026-02-04')))).toMatchObject({
      kind: 'credit-already-voided',
    })
  })
})

describe('of credits of one kind, month and expiry', () => {
  const books = new Books({terms: {creditMinutes: 0}})
  books.credit('2026-01-10', 60)
  books.credit('2026-01-11', 30)
  books.credit('2026-01-12', 40, {kind: 'goodwill'})
  books.log('2026-01-20', 70)
  books.close('2026-01')

  test('use takes the oldest first; others are others', () => {
    expect(leftOf(books, '2026-02-01')).toEqual({c1: 0, c2: 20, c3: 40})
  })
  test('each is taken back as far as it is its own, the rest from the balance', () => {
    const voided = new Books()
    voided.account = books.account
    voided.voidCredit('c2', '2026-02-02')
    expect(voided.account.open[0].creditReversals).toMatchObject([{minutes: 30, lotMinutes: 20}])
    voided.voidCredit('c1', '2026-02-02')
    expect(voided.account.open[0].creditReversals[1]).toMatchObject({minutes: 60, lotMinutes: 0})
    expect(voided.balance('2026-02-03').balanceMinutes).toBe(60 - 30 - 60)
    expect(leftOf(voided, '2026-02-03')).toEqual({c1: 0, c2: 0, c3: 0})
  })
})

test('a repeat of the call that booked one says that it was voided since', () => {
  const books = new Books({terms: {creditMinutes: 0}})
  books.credit('2026-01-10', 60, {id: 'key', ticket: '# 4711'})
  books.close('2026-01')
  books.voidCredit('key', '2026-02-03')
  const repeat = books.tryCredit('2026-02-04', 60, {id: 'key', ticket: '4711'})
  expect(accepted(repeat)).toMatchObject({
    ...{isRepeat: true, leftMinutes: 0, bookedMonth: '2026-01'},
    credit: {ticket: '4711', voided: {reason: 'wrong'}},
  })
})

test('what has lapsed of a credit is not left of it', () => {
  const books = new Books({terms: {creditMinutes: 0}})
  books.credit('2026-01-10', 60, {expires: day('2026-01-31')})
  expect(leftOf(books, '2026-01-31')).toEqual({c1: 60})
  expect(leftOf(books, '2026-02-01')).toEqual({c1: 0})
})

test('a credit is left until the end of the month that pays it out', () => {
  const books = new Books({to: '2026-01-31', terms: {creditMinutes: 0, settlement: 'paid-out'}})
  books.credit('2026-01-10', 60)
  expect(leftOf(books, '2026-01-31')).toEqual({c1: 60})
})

describe('to void a credit, the closed pages are needed', () => {
  const books = new Books()
  books.credit('2026-01-10', 60)
  books.close('2026-01')

  test('that name it, and those from the month on that it is booked in', () => {
    expect(neededToVoidCredit('c1')(books.account)).toEqual({entryIds: ['c1'], closedFrom: '2026-01'})
  })
  test('that name it, where the pages that were read have none of that id', () => {
    expect(neededToVoidCredit('x')(books.account)).toEqual({entryIds: ['x']})
  })
})

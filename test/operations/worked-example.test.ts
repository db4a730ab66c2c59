import {describe, expect, test} from 'vitest'
import {closeDueMonths} from '../../src/operations/close-month.js'
import {accepted, Books, closingAt, month} from '../support/account-builder.js'

function example(): Books {
  const books = new Books({
    terms: {
      creditMinutes: 600,
      rollover: {policy: 'cap', capMinutes: 900},
      overdraft: {limitMinutes: 300, beyond: 'charge'},
      rateCents: 12_000,
    },
  })
  books.log('2026-01-12', 240)
  for (const worked of [900, 750]) books.log('2026-03-10', worked)
  books.log('2026-04-14', 840)
  books.log('2026-05-05', 180)
  return books
}

describe('ten hours a month, cap 15:00, overdraft 5:00, beyond it charged at 120.00 (domain §8)', () => {
  const books = example()
  test.each([
    ['2026-01', {opening: 0, charged: 240, lapsed: 0, overage: 0, closing: 360}],
    ['2026-02', {opening: 360, charged: 0, lapsed: 60, overage: 0, closing: 900}],
    ['2026-03', {opening: 900, charged: 1650, lapsed: 0, overage: 0, closing: -150}],
    ['2026-04', {opening: -150, charged: 840, lapsed: 0, overage: 90, closing: -300}],
    ['2026-05', {opening: -300, charged: 180, lapsed: 0, overage: 0, closing: 120}],
  ])('%s closes as the example says', (which, {opening, charged, lapsed, overage, closing}) => {
    const {end} = books.closed(which)
    expect(end.opening.minutes).toBe(opening)
    expect(end.totals).toEqual({
      creditMinutes: 600,
      chargedMinutes: charged,
      adjustmentMinutes: 0,
      lapsedMinutes: lapsed,
      overageMinutes: overage,
    })
    expect(end.closing.minutes).toBe(closing)
  })

  test('April bills 1:30 beyond the limit with 180.00 and VAT', () => {
    const april = books.closed('2026-04')
    expect(april.end.charges).toEqual([
      {
        kind: 'overage',
        quantityMinutes: 90,
        unitPriceCents: 12_000,
        perMinutes: 60,
        netCents: 18_000,
        vatPercent: 19,
        entry: null,
      },
    ])
    expect(april.money).toEqual({
      netCents: 18_000,
      vat: [{percent: 19, netCents: 18_000, vatCents: 3_420}],
      grossCents: 21_420,
    })
  })

  test('bills nothing in the other months', () => {
    books.close('2026-05')
    const billed = books.account.closed.filter(page => page.money.netCents !== 0).map(page => page.month)
    expect(billed).toEqual(['2026-04'])
  })

  test('the hour that lapses in February is of January, and what is carried says when it was granted', () => {
    const {end} = books.closed('2026-02')
    expect(end.lapsed).toEqual([{kind: 'credit', granted: '2026-01', minutes: 60, expires: null}])
    expect(end.closing.lots).toEqual([
      {kind: 'credit', granted: '2026-01', minutes: 300, expires: null},
      {kind: 'credit', granted: '2026-02', minutes: 600, expires: null},
    ])
  })

  test('a provisional balance of May is what closing April and May comes to', () => {
    expect(example().balance('2026-05-31')).toMatchObject({
      month: '2026-05',
      openingMinutes: -300,
      balanceMinutes: 120,
      availableMinutes: 420,
      state: 'credit',
    })
  })

  test('dry run: the plan to close leaves the account that was given as it was', () => {
    const {account} = example()
    const before = structuredClone(account)
    const closing = closingAt('2026-06-01')
    expect(accepted(closeDueMonths(account, month('2026-05'), closing)).closed).toHaveLength(5)
    expect(account).toEqual(before)
  })
})

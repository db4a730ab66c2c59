import {describe, expect, test} from 'vitest'
import type {Settlement} from '../../src/domain/policies.js'
import {isSealed} from '../../src/domain/seal.js'
import {closeDueMonths} from '../../src/operations/close-month.js'
import {readBalance} from '../../src/operations/read-balance.js'
import {accepted, Books, closingAt, day, month, PROVIDER, refusalOf} from '../support/account-builder.js'

const closingsOf = (books: Books, through: string) => {
  books.close(through)
  return books.account.closed.map(({end}) => end.closing.minutes)
}

describe('rollover', () => {
  test('`none`: what is not used lapses at the end of its month', () => {
    const books = new Books({terms: {rollover: {policy: 'none'}}})
    books.log('2026-01-20', 100)
    const {end} = books.closed('2026-01')
    expect(end.lapsed).toEqual([{kind: 'credit', granted: '2026-01', minutes: 500, expires: '2026-01'}])
    expect(end.closing).toEqual({minutes: 0, lots: []})
  })

  test('`unlimited`: nothing ever lapses', () => {
    expect(closingsOf(new Books(), '2026-03')).toEqual([600, 1200, 1800])
  })

  test('`cap`: at most so many minutes are carried', () => {
    expect(closingsOf(new Books({terms: {rollover: {policy: 'cap', capMinutes: 900}}}), '2026-03')).toEqual([
      600, 900, 900,
    ])
  })

  test('`expiry`: a credit of January lapses after 3 months when April is closed', () => {
    const books = new Books({terms: {rollover: {policy: 'expiry', afterMonths: 3}}})
    expect(closingsOf(books, '2026-05')).toEqual([600, 1200, 1800, 1800, 1800])
    expect(books.closed('2026-04').end.lapsed).toEqual([
      {kind: 'credit', granted: '2026-01', minutes: 600, expires: '2026-04'},
    ])
  })

  test('`expiry` after 0 months is `none`', () => {
    expect(closingsOf(new Books({terms: {rollover: {policy: 'expiry', afterMonths: 0}}}), '2026-02')).toEqual(
      [0, 0],
    )
  })

  test('`expiry` with a cap: first what has expired lapses, then what is above the cap', () => {
    const books = new Books({terms: {rollover: {policy: 'expiry', afterMonths: 1, capMinutes: 500}}})
    expect(closingsOf(books, '2026-02')).toEqual([500, 500])
    expect(books.closed('2026-02').end.lapsed).toEqual([
      {kind: 'credit', granted: '2026-01', minutes: 500, expires: '2026-02'},
      {kind: 'credit', granted: '2026-02', minutes: 100, expires: '2026-03'},
    ])
  })

  test('a top-up is not counted into the cap and lapses by its own date only', () => {
    const books = new Books({terms: {rollover: {policy: 'cap', capMinutes: 0}}})
    books.credit('2026-01-10', 120)
    books.credit('2026-01-10', 60, {kind: 'goodwill', expires: day('2026-02-10')})
    expect(closingsOf(books, '2026-03')).toEqual([180, 120, 120])
    expect(books.closed('2026-02').end.lapsed).toContainEqual({
      kind: 'goodwill',
      granted: '2026-01',
      minutes: 60,
      expires: '2026-02',
    })
  })

  test.each([
    ['none', {policy: 'none'}, {lapsed: 500, kept: 0}],
    ['unlimited', {policy: 'unlimited'}, {lapsed: 0, kept: 500}],
    ['cap', {policy: 'cap', capMinutes: 200}, {lapsed: 300, kept: 200}],
    ['expiry', {policy: 'expiry', afterMonths: 1}, {lapsed: 0, kept: 500}],
    ['expiry and cap', {policy: 'expiry', afterMonths: 1, capMinutes: 0}, {lapsed: 500, kept: 0}],
  ] as const)('a debt is carried under `%s`, and only what is left after it is paid back can lapse', (_, rollover, march) => {
    const books = new Books({terms: {rollover}})
    books.log('2026-01-20', 1300)
    expect(closingsOf(books, '2026-02')).toEqual([-700, -100])
    const {end} = books.closed('2026-03')
    expect(end.opening.minutes).toBe(-100)
    expect({lapsed: end.totals.lapsedMinutes, kept: end.closing.minutes}).toEqual(march)
  })

  test('a credit keeps the date of expiry it was granted with when the terms change', () => {
    const books = new Books({terms: {rollover: {policy: 'expiry', afterMonths: 1}}})
    books.close('2026-01')
    books.amend('2026-02', {rollover: {policy: 'unlimited'}})
    expect(closingsOf(books, '2026-02')).toEqual([600, 600])
  })
})

describe('overage', () => {
  test('bills what is below the limit by the terms of the month, and books it back', () => {
    const books = new Books({
      terms: {
        creditMinutes: 0,
        overdraft: {limitMinutes: 30, beyond: 'charge'},
        rateCents: 10_000,
        vatPercent: 20,
      },
    })
    books.log('2026-01-20', 50)
    const {end, money} = books.closed('2026-01')
    expect(end).toMatchObject({
      totals: {overageMinutes: 20},
      closing: {minutes: -30},
      charges: [{netCents: 3_333}],
    })
    expect(money.grossCents).toBe(4_000)
  })

  test('bills nothing at the limit', () => {
    const books = new Books({terms: {creditMinutes: 0, overdraft: {limitMinutes: 50, beyond: 'charge'}}})
    books.log('2026-01-20', 50)
    expect(books.closed('2026-01').end.charges).toEqual([])
  })

  test('is billed anew when the limit is lowered', () => {
    const books = new Books({terms: {creditMinutes: 0, overdraft: {limitMinutes: 50, beyond: 'charge'}}})
    books.log('2026-01-20', 50)
    books.amend('2026-02', {overdraft: {limitMinutes: 20, beyond: 'charge'}})
    expect(closingsOf(books, '2026-02')).toEqual([-50, -20])
  })
})

describe('at the contract’s end', () => {
  const ended = (settlement: Settlement) =>
    new Books({to: '2026-02-14', terms: {settlement, rollover: {policy: 'unlimited'}}})

  test('a positive balance `lapses`, top-ups too', () => {
    const books = ended('lapses')
    books.credit('2026-02-01', 60)
    const {end} = books.closed('2026-02')
    expect(end.totals).toMatchObject({creditMinutes: 360, lapsedMinutes: 960})
    expect(end.closing).toEqual({minutes: 0, lots: []})
    expect(end.charges).toEqual([])
  })

  test('what is given back in the last month `lapses` with the rest', () => {
    const books = ended('lapses')
    books.log('2026-01-10', 60, {}, {id: 'a'})
    books.close('2026-01')
    books.void('a', '2026-02-03')
    expect(books.closed('2026-02').end).toMatchObject({
      paidOutMinutes: 0,
      totals: {adjustmentMinutes: 60, lapsedMinutes: 900},
    })
  })

  test('a positive balance is `paid-out` at the overage rate', () => {
    const {end, money} = ended('paid-out').closed('2026-02')
    expect(end).toMatchObject({
      paidOutMinutes: 900,
      totals: {lapsedMinutes: 0, adjustmentMinutes: -900},
      closing: {minutes: 0, lots: []},
    })
    expect(end.charges).toEqual([
      {
        kind: 'pay-out',
        quantityMinutes: -900,
        unitPriceCents: 12_000,
        perMinutes: 60,
        netCents: -180_000,
        vatPercent: 19,
        entry: null,
      },
    ])
    expect(money.grossCents).toBe(-214_200)
  })

  test.each([
    'lapses',
    'paid-out',
  ] as const)('a negative balance is billed whole, whatever the limit (%s)', settlement => {
    const books = ended(settlement)
    books.log('2026-02-10', 990, {}, {force: 'agreed'})
    expect(books.closed('2026-02').end).toMatchObject({
      totals: {overageMinutes: 90},
      charges: [{kind: 'overage', netCents: 18_000}],
      closing: {minutes: 0},
    })
  })

  test.each([
    'lapses',
    'paid-out',
  ] as const)('a negative balance is written off without a charge where an hour costs nothing (%s)', settlement => {
    const books = new Books({to: '2026-02-14', terms: {settlement, rateCents: 0}})
    books.log('2026-02-10', 990, {}, {force: 'agreed'})
    const {end, money} = books.closed('2026-02')
    const owed = -end.balanceMinutes
    expect(owed).toBeGreaterThan(0)
    expect(end).toMatchObject({
      totals: {overageMinutes: 0, adjustmentMinutes: owed},
      writtenOffMinutes: owed,
      charges: [],
      closing: {minutes: 0},
    })
    expect(money.netCents).toBe(0)
  })

  test('the balance is told as it is before it is written off', () => {
    const books = new Books({to: '2026-01-31', terms: {creditMinutes: 60, rateCents: 0}})
    books.log('2026-01-20', 90, {}, {force: 'agreed'})
    expect(readBalance(books.account, '2026-01-31' as never)).toMatchObject({
      adjustmentMinutes: 0,
      overageMinutes: 0,
      balanceMinutes: -30,
    })
  })

  test('months are closed up to the last one and no further', () => {
    const books = ended('lapses')
    books.close('2026-06')
    expect(books.account.closed.map(page => page.month)).toEqual(['2026-01', '2026-02'])
    expect(books.close('2026-07')).toEqual([])
  })

  test('a late entry is booked in the month after, without credit, and billed there', () => {
    const books = ended('lapses')
    books.close('2026-02')
    books.log('2026-02-10', 30, {}, {now: '2026-03-05'})
    expect(
      books
        .close('2026-06')
        .map(({month, end}) => [month, end.totals.creditMinutes, end.totals.overageMinutes]),
    ).toEqual([['2026-03', 0, 30]])
  })
})

describe('closing', () => {
  test('takes every month that has ended, in order, and not the running one', () => {
    const closing = closingAt('2026-03-31T21:59:59Z')
    const inBerlin = new Books({timezone: 'Europe/Berlin'}).account
    expect(accepted(closeDueMonths(inBerlin, null, closing)).closed.map(page => page.month)).toEqual([
      '2026-01',
      '2026-02',
    ])
    const aSecondLater = closingAt('2026-03-31T22:00:00Z')
    expect(accepted(closeDueMonths(inBerlin, null, aSecondLater)).closed).toHaveLength(3)
  })

  test('takes the running month by name only', () => {
    const books = new Books()
    expect(books.close('2026-01', '2026-01-20').map(page => page.month)).toEqual(['2026-01'])
    expect(books.balance('2026-01-20')).toMatchObject({
      month: '2026-02',
      creditMinutes: 0,
      balanceMinutes: 600,
    })
    expect(books.log('2026-01-25', 10).bookedMonth).toBe('2026-02')
  })

  test('never takes a month that has not begun', () => {
    const closing = closingAt('2026-01-31')
    expect(refusalOf(closeDueMonths(new Books().account, month('2026-02'), closing))).toEqual({
      kind: 'month-not-begun',
      month: '2026-02',
      today: '2026-01-31',
    })
  })

  test('does nothing where there is nothing to close', () => {
    const books = new Books({from: '2026-05-01'})
    expect(books.close('2026-03')).toEqual([])
  })

  test('keeps what was booked in later months', () => {
    const books = new Books()
    books.log('2026-01-20', 10, {}, {now: '2026-03-02'})
    books.log('2026-02-20', 20, {}, {now: '2026-03-02'})
    books.log('2026-03-01', 30, {}, {now: '2026-03-02'})
    books.log('2026-02-21', 5, {}, {now: '2026-03-02'})
    expect(books.account.open.map(page => page.month)).toEqual(['2026-01', '2026-02', '2026-03'])
    expect(closingsOf(books, '2026-03')).toEqual([590, 1165, 1735])
  })

  test('freezes terms, customer and provider: an amendment changes later months only', () => {
    const books = new Books({terms: {creditMinutes: 100}})
    books.close('2026-01')
    const [page] = books.account.closed
    books.amend('2026-02', {creditMinutes: 200})
    books.close('2026-02')
    expect(books.account.closed[0]).toBe(page)
    expect(books.account.closed.map(({terms}) => terms.creditMinutes)).toEqual([100, 200])
    expect(page).toMatchObject({
      provider: PROVIDER,
      customer: {name: 'ACME GmbH'},
      currency: 'EUR',
      timezone: 'UTC',
    })
  })
})

describe('statements are numbered', () => {
  test('within a year, without gaps, from 1', () => {
    const books = new Books({from: '2025-11-20'})
    books.close('2026-02')
    expect(books.account.closed.map(page => page.number)).toEqual(['1/2025', '2/2025', '1/2026', '2/2026'])
  })

  test('beyond nine as well', () => {
    expect(new Books().closed('2026-12').number).toBe('12/2026')
  })
})

describe('the seal', () => {
  const books = new Books()
  books.log('2026-01-20', 45)
  books.close('2026-03')
  const [january, february, march] = books.account.closed

  test('is a chain: each page seals the seal before it, the first one none', () => {
    expect(january?.seal.previous).toBe(null)
    expect(february?.seal.previous).toBe(january?.seal.sha256)
    expect(march?.seal.previous).toBe(february?.seal.sha256)
    expect(books.account.open[0].opening.previous).toEqual({
      month: '2026-03',
      number: '3/2026',
      seal: march?.seal.sha256,
      closings: march?.closings,
    })
  })
  test('is 64 hexadecimal digits over the content, in whatever order the keys stand', () => {
    if (january === undefined) throw new Error('not closed')
    expect(january.seal.sha256).toMatch(/^[0-9a-f]{64}$/)
    const {month: which, ...rest} = january
    expect(isSealed({...rest, month: which})).toBe(true)
  })
})

test('a closed page keeps how the last twelve months closed, itself included', () => {
  const books = new Books({from: '2025-01-01', terms: {creditMinutes: 60}})
  books.close('2026-02')
  const page = books.account.closed.at(-1)
  expect(page?.closings).toHaveLength(12)
  expect(page?.closings[0]).toEqual({month: '2025-03', minutes: 180, chargedMinutes: 0})
  expect(page?.closings.at(-1)).toEqual({
    month: '2026-02',
    minutes: page?.end.closing.minutes,
    chargedMinutes: page?.end.totals.chargedMinutes,
  })
})

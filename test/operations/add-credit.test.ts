import {describe, expect, test} from 'vitest'
import {MAX_MINUTES} from '../../src/domain/minutes.js'
import {WHOLE_HISTORY} from '../../src/domain/scope.js'
import {neededToAddCredit} from '../../src/operations/add-credit.js'
import {accepted, at, Books, day, refusalOf} from '../support/account-builder.js'

describe('a credit', () => {
  test('counts at once in the running month, and is a lot of its own', () => {
    const {credit, balance} = accepted(new Books().tryCredit('2026-01-10', 120))
    expect(credit).toMatchObject({
      kind: 'top-up',
      minutes: 120,
      recordedAt: '2026-01-10T12:00:00+00:00',
      recordedBy: 'J. Weber',
    })
    expect(balance).toMatchObject({creditMinutes: 720, balanceMinutes: 720})
  })

  test('that was bought is billed with the VAT of the month', () => {
    const books = new Books()
    books.credit('2026-01-10', 90, {priceCents: 15_000})
    const {end, money} = books.closed('2026-01')
    expect(end.charges).toEqual([
      {
        kind: 'top-up',
        quantityMinutes: 90,
        unitPriceCents: 15_000,
        perMinutes: 90,
        netCents: 15_000,
        vatPercent: 19,
        entry: null,
      },
    ])
    expect(money.grossCents).toBe(17_850)
  })

  test('is booked in the first open month where the running one is closed', () => {
    const books = new Books()
    books.close('2026-01', '2026-01-20')
    books.credit('2026-01-25', 60, {kind: 'goodwill', approvedBy: 'A. Kaya'})
    expect(books.account.open[0]).toMatchObject({
      month: '2026-02',
      credits: [{kind: 'goodwill', approvedBy: 'A. Kaya'}],
    })
  })

  test('may be booked while earlier months are open', () => {
    const books = new Books()
    books.credit('2026-03-10', 60)
    expect(books.account.open.map(({month, credits}) => [month, credits.length])).toEqual([
      ['2026-01', 0],
      ['2026-03', 1],
    ])
  })

  test('lapses at the end of the month its last day is in, never earlier than promised', () => {
    const books = new Books({terms: {creditMinutes: 0}})
    books.credit('2026-01-10', 60, {expires: day('2026-02-03')})
    expect(books.closed('2026-01').end.closing.minutes).toBe(60)
    expect(books.closed('2026-02').end.totals.lapsedMinutes).toBe(60)
  })

  test('is dated by the contract’s time zone', () => {
    const books = new Books({timezone: 'Europe/Berlin'})
    books.credit('2026-01-31T23:30Z', 60)
    expect(books.account.open.map(page => page.month)).toEqual(['2026-01', '2026-02'])
  })

  test.each([0, -60, MAX_MINUTES + 1])('of %i minutes is refused', minutes => {
    expect(refusalOf(new Books().tryCredit('2026-01-10', minutes)).kind).toBe('duration-out-of-range')
  })

  test('that would have lapsed already is refused', () => {
    const expires = day('2025-12-31')
    expect(refusalOf(new Books().tryCredit('2026-01-10', 60, {expires}))).toEqual({
      kind: 'expiry-before-booking',
      expires,
      month: '2026-01',
    })
    expect(new Books().tryCredit('2026-01-10', 60, {expires: day('2026-01-10')}).ok).toBe(true)
  })

  test('that nobody could use, after the contract’s last month, is refused', () => {
    const books = new Books({to: '2026-02-10'})
    expect(books.tryCredit('2026-02-20', 60).ok).toBe(true)
    expect(refusalOf(books.tryCredit('2026-03-01', 60))).toEqual({
      kind: 'after-contract',
      start: at('2026-03-01'),
      to: '2026-02-10',
    })
  })

  test('whose call is repeated with its id is booked once, also when its month was closed', () => {
    const books = new Books()
    const expires = day('2026-02-03')
    const credit = books.credit('2026-01-10', 60, {id: 'key', expires})
    const repeat = accepted(books.tryCredit('2026-01-11', 60, {id: 'key', expires, by: 'A. Kaya'}))
    expect(repeat).toMatchObject({credit, isRepeat: true, balance: {creditMinutes: 660}})
    expect(repeat.account).toBe(books.account)
    books.close('2026-01', '2026-02-01')
    expect(accepted(books.tryCredit('2026-02-02', 60, {id: 'key', expires})).isRepeat).toBe(true)
  })

  test('with the id of another one is refused, with what differs', () => {
    const books = new Books()
    books.credit('2026-01-10', 60, {id: 'key'})
    expect(refusalOf(books.tryCredit('2026-01-10', 90, {id: 'key', reason: 'other'}))).toEqual({
      kind: 'id-taken',
      id: 'key',
      contract: 'acme',
      differs: ['minutes', 'reason'],
    })
  })

  test('needs the history only under an id that may be known', () => {
    expect(neededToAddCredit(undefined)).toEqual({})
    expect(neededToAddCredit('key')).toBe(WHOLE_HISTORY)
  })
})

import {describe, expect, test} from 'vitest'
import {forecastMonthEnd} from '../../src/operations/forecast.js'
import {Books, day, type Setup} from '../support/account-builder.js'

const forecast = (books: Books, today: string) => forecastMonthEnd(books.account, day(today))
const booksUsing = (minutes: number, on: string, setup: Setup = {}) => {
  const books = new Books({
    ...setup,
    terms: {rollover: {policy: 'none'}, overdraft: {limitMinutes: 0, beyond: 'charge'}, ...setup.terms},
  })
  books.log(on, minutes)
  return books
}

describe('the forecast', () => {
  test('goes on as the days so far, today included', () => {
    expect(forecast(booksUsing(100, '2026-01-05'), '2026-01-10')).toEqual({
      month: '2026-01',
      chargedMinutes: 310,
      closingMinutes: 0,
      lapsedMinutes: 290,
      overageMinutes: 0,
    })
  })
  test('bills what would be billed', () => {
    expect(forecast(booksUsing(300, '2026-01-05'), '2026-01-10')).toMatchObject({
      chargedMinutes: 930,
      overageMinutes: 330,
    })
  })
  test('is what is booked on the last day', () => {
    expect(forecast(booksUsing(100, '2026-01-05'), '2026-01-31')?.chargedMinutes).toBe(100)
  })
  test('counts from the contract’s first day', () => {
    expect(forecast(booksUsing(60, '2026-01-20', {from: '2026-01-20'}), '2026-01-25')?.chargedMinutes).toBe(
      120,
    )
  })
  test('counts to the contract’s last day, and no further after it', () => {
    const books = booksUsing(60, '2026-01-05', {to: '2026-01-12'})
    expect(forecast(books, '2026-01-06')?.chargedMinutes).toBe(120)
    expect(forecast(books, '2026-01-20')?.chargedMinutes).toBe(60)
  })
  test('expects nothing of a month after the contract’s last day', () => {
    const books = booksUsing(60, '2026-01-05', {to: '2026-01-12'})
    expect(forecast(books, '2026-02-10')).toMatchObject({month: '2026-02', chargedMinutes: 0})
  })
  test('does not go on with late bookings, nor with what was taken back', () => {
    const books = booksUsing(60, '2026-01-05')
    books.close('2026-01')
    books.log('2026-01-06', 100, {}, {now: '2026-02-02'})
    books.log('2026-02-01', 10, {}, {id: 'wrong'})
    books.void('wrong', '2026-02-02')
    expect(forecast(books, '2026-02-02')?.chargedMinutes).toBe(100)
  })
  test.each([
    ['before the contract', '2025-12-31'],
    ['before the contract within its month', '2026-01-09'],
  ])('is nothing %s', (_, today) => {
    expect(forecast(new Books({from: '2026-01-10'}), today)).toBe(null)
  })
  test('is nothing where the running month is closed already', () => {
    const books = new Books()
    books.close('2026-01', '2026-01-20')
    expect(forecast(books, '2026-01-21')).toBe(null)
  })
})

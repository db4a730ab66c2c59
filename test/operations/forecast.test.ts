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
/** January to March closed, with so much charged in each. */
const booksWithMonths = (...charged: readonly number[]) => {
  const books = new Books({terms: {creditMinutes: 6000}})
  for (const [index, minutes] of charged.entries()) {
    const month = `2026-0${index + 1}`
    if (minutes > 0) books.log(`${month}-15`, minutes)
    books.close(month)
  }
  return books
}

// January 2026 begins on a Thursday and has 22 days from Monday to Friday.
describe('the forecast goes by the pace of working days', () => {
  test('today included', () => {
    expect(forecast(booksUsing(100, '2026-01-05'), '2026-01-14')).toEqual({
      month: '2026-01',
      chargedMinutes: 220,
      closingMinutes: 0,
      lapsedMinutes: 380,
      overageMinutes: 0,
      basis: {kind: 'pace', workingDays: 10, of: 22},
    })
  })
  test('and bills what would be billed', () => {
    expect(forecast(booksUsing(300, '2026-01-05'), '2026-01-14')).toMatchObject({
      chargedMinutes: 660,
      overageMinutes: 60,
    })
  })
  test('and a weekend changes nothing', () => {
    const books = booksUsing(100, '2026-01-05')
    expect(forecast(books, '2026-01-18')).toEqual(forecast(books, '2026-01-16'))
  })
  test('without the public holidays that are known', () => {
    const region = {country: 'DE', state: 'BY'}
    const books = booksUsing(100, '2026-01-05')
    const [terms] = books.account.contract.terms
    const bands = {...terms.bands, holiday: {name: 'holiday', factor: 2}, holidays: region}
    const account = {
      ...books.account,
      contract: {...books.account.contract, terms: [{...terms, bands}] as const},
      holidays: [{region, years: {'2026': [day('2026-01-01'), day('2026-01-06')]}}],
    }
    expect(forecastMonthEnd(account, day('2026-01-14'))?.basis).toEqual({
      kind: 'pace',
      workingDays: 8,
      of: 20,
    })
    expect(forecastMonthEnd({...account, holidays: []}, day('2026-01-14'))?.basis).toMatchObject({of: 22})
  })
  test('and is what is booked on the last day', () => {
    expect(forecast(booksUsing(100, '2026-01-05'), '2026-01-31')?.chargedMinutes).toBe(100)
  })
  test('from the contract’s first day', () => {
    const books = booksUsing(60, '2026-01-20', {from: '2026-01-20'})
    expect(forecast(books, '2026-01-23')).toMatchObject({
      chargedMinutes: 135,
      basis: {workingDays: 4, of: 9},
    })
  })
  test('to the contract’s last day, and no further after it', () => {
    const books = booksUsing(60, '2026-01-05', {to: '2026-01-12'})
    expect(forecast(books, '2026-01-06')).toMatchObject({chargedMinutes: 120, basis: {workingDays: 4, of: 8}})
    expect(forecast(books, '2026-01-20')?.chargedMinutes).toBe(60)
  })
  test('but not with late bookings, nor with what was taken back', () => {
    const books = booksUsing(60, '2026-01-05')
    books.close('2026-01')
    books.log('2026-01-06', 100, {}, {now: '2026-02-12'})
    books.log('2026-02-02', 10, {}, {id: 'wrong'})
    books.void('wrong', '2026-02-12')
    expect(forecast(books, '2026-02-12')?.chargedMinutes).toBe(100)
  })
})

describe('until a quarter of the working days has passed, the forecast goes by the closed months', () => {
  test('of which the last three speak', () => {
    const books = booksWithMonths(0, 300, 400, 500)
    books.log('2026-05-01', 165)
    expect(forecast(books, '2026-05-04')).toMatchObject({
      chargedMinutes: 400,
      basis: {kind: 'closed-months', months: 3},
    })
  })
  test('or fewer, if there are fewer', () => {
    expect(forecast(booksWithMonths(301), '2026-02-02')).toMatchObject({
      chargedMinutes: 301,
      basis: {kind: 'closed-months', months: 1},
    })
  })
  test('but for those closed in format 1, which did not keep what was charged', () => {
    const books = booksWithMonths(300, 500)
    const [first] = books.account.open
    const {previous} = first.opening
    const closings = previous?.closings.map((closing, index) =>
      index === 0 ? {...closing, chargedMinutes: null} : closing,
    )
    const opening = {...first.opening, previous: previous && {...previous, closings: closings ?? []}}
    books.account = {...books.account, open: [{...first, opening}]}
    expect(forecast(books, '2026-03-02')).toMatchObject({
      chargedMinutes: 500,
      basis: {kind: 'closed-months', months: 1},
    })
  })
  test('and is never less than what is booked', () => {
    const books = booksWithMonths(100)
    books.log('2026-02-02', 150)
    expect(forecast(books, '2026-02-02')?.chargedMinutes).toBe(150)
  })
  test('and not a day longer: May 2026 has 21 working days, of which the 6th passes on the 8th', () => {
    const books = booksWithMonths(0, 300, 400, 500)
    expect(forecast(books, '2026-05-07')?.basis).toMatchObject({kind: 'closed-months'})
    expect(forecast(books, '2026-05-08')?.basis).toEqual({kind: 'pace', workingDays: 6, of: 21})
  })
  test('or by its own pace where none is closed', () => {
    expect(forecast(booksUsing(165, '2026-01-02'), '2026-01-02')).toMatchObject({
      chargedMinutes: 1815,
      basis: {kind: 'pace', workingDays: 2, of: 22},
    })
  })
})

describe('the forecast has nothing to go by', () => {
  test('on a weekend before the first working day', () => {
    const books = new Books({from: '2026-08-01'})
    books.log('2026-08-01', 30)
    expect(forecast(books, '2026-08-01')).toMatchObject({chargedMinutes: 30, basis: {kind: 'nothing'}})
  })
  test('and is none in a month after the contract’s last day', () => {
    const books = booksUsing(60, '2026-01-05', {to: '2026-01-12'})
    expect(forecast(books, '2026-02-10')).toBeNull()
  })
  test.each([
    ['before the contract', '2025-12-31'],
    ['before the contract within its month', '2026-01-09'],
  ])('and is none %s', (_, today) => {
    expect(forecast(new Books({from: '2026-01-10'}), today)).toBe(null)
  })
  test('and is none where the running month is closed already', () => {
    const books = new Books()
    books.close('2026-01', '2026-01-20')
    expect(forecast(books, '2026-01-21')).toBe(null)
  })
})

import {describe, expect, test} from 'vitest'
import {paceOf} from '../../src/operations/pace.js'
import {Books, day, type Setup} from '../support/account-builder.js'

const TEN_HOURS = {creditMinutes: 600, overdraft: {limitMinutes: 120, beyond: 'charge'}} as const

/** From January 2026: ten hours a month that are kept, and two of overdraft. */
const booksOf = ({terms, ...setup}: Setup = {}) => new Books({...setup, terms: {...TEN_HOURS, ...terms}})
const pace = (books: Books, today: string) => paceOf(books.account, day(today))
const reached = (books: Books, today: string) => pace(books, today)?.ofMonth?.reachedOn

// January 2026 begins on a Thursday and has 22 days from Monday to Friday, February has 20.
describe('the even line', () => {
  test('is opening and credits by working days, today included', () => {
    const books = booksOf()
    books.log('2026-01-05', 300)
    expect(pace(books, '2026-01-15')).toMatchObject({
      month: '2026-01',
      workingDays: {passed: 11, all: 22},
      evenMinutes: 300,
      chargedMinutes: 300,
    })
  })

  test('starts with the contract, and is nothing where there is nothing to use', () => {
    const books = booksOf({from: '2026-01-19', terms: {creditMinutes: 0}})
    expect(pace(books, '2026-01-19')).toMatchObject({workingDays: {passed: 1, all: 10}, evenMinutes: 0})
  })

  test('is all of it where a month has no working day', () => {
    const books = booksOf({from: '2026-01-31', terms: {prorate: false}})
    expect(pace(books, '2026-01-31')).toMatchObject({
      workingDays: {passed: 0, all: 0},
      evenMinutes: 600,
      ofMonth: null,
    })
  })
})

describe('the limit is reached', () => {
  test('on the working day that uses the last of balance and overdraft', () => {
    const books = booksOf()
    books.log('2026-01-05', 600) // by the 14th, the tenth working day: an hour a day, two of overdraft are left
    expect(reached(books, '2026-01-14')).toBe('2026-01-16')
  })

  test('today, where nothing is available any more', () => {
    const books = booksOf()
    books.log('2026-01-05', 720)
    expect(reached(books, '2026-01-14')).toBe('2026-01-14')
  })

  test('in a later month, with its credit and what lapses before it', () => {
    const books = booksOf({terms: {rollover: {policy: 'none'}}})
    // 30 minutes a day: 660 in January leave -60, 600 in February as well, and March has 22 days.
    books.log('2026-01-05', 330)
    expect(reached(books, '2026-01-15')).toBe('2026-03-31')
    books.amend('2026-02', {overdraft: {limitMinutes: 60, beyond: 'charge'}})
    expect(reached(books, '2026-01-15')).toBe('2026-02-27')
  })

  test('on the first day of a month that has nothing to begin with', () => {
    const books = booksOf({terms: {creditMinutes: 60, overdraft: {limitMinutes: 0, beyond: 'allow'}}})
    books.amend('2026-02', {creditMinutes: 0})
    books.log('2026-01-05', 30)
    books.log('2026-01-30', 29)
    expect(reached(books, '2026-01-30')).toBe('2026-02-02')
    const none = booksOf({
      terms: {creditMinutes: 60, rollover: {policy: 'none'}, overdraft: {limitMinutes: 0, beyond: 'allow'}},
    })
    none.amend('2026-02', {creditMinutes: 0})
    expect(reached(none, '2026-01-30')).toBe('2026-02-01')
  })

  test('never at a pace of nothing, nor within a year at a small one, nor after the contract has ended', () => {
    expect(reached(booksOf(), '2026-01-14')).toBeNull()
    const small = booksOf()
    small.log('2026-01-05', 30)
    expect(reached(small, '2026-01-14')).toBeNull()
    const ending = booksOf({to: '2026-02-28', terms: {overdraft: {limitMinutes: 6000, beyond: 'allow'}}})
    ending.log('2026-01-05', 600)
    expect(reached(ending, '2026-01-14')).toBeNull()
  })
})

describe('the pace of the months before', () => {
  const withMonths = (...charged: readonly number[]) => {
    const books = booksOf()
    for (const [index, minutes] of charged.entries()) {
      if (minutes > 0) books.log(`2026-0${index + 1}-15`, minutes)
      books.close(`2026-0${index + 1}`)
    }
    return books
  }

  test('is that of the last three that are closed', () => {
    const books = withMonths(1400, 600, 600, 600)
    // February, March and April have 20, 22 and 22 days from Monday to Friday.
    expect(pace(books, '2026-05-04')?.ofMonthsBefore).toMatchObject({
      months: 3,
      chargedMinutes: 1800,
      workingDays: 64,
    })
  })

  test('is not known where none is closed', () => {
    expect(pace(booksOf(), '2026-01-14')?.ofMonthsBefore).toBeNull()
  })

  test('leaves out months that were closed without knowing what was charged', () => {
    const books = withMonths(600)
    const [first, ...others] = books.account.open
    const previous = first.opening.previous
    const closings = previous?.closings.map(closing => ({...closing, chargedMinutes: null})) ?? []
    const opening = {...first.opening, previous: previous && {...previous, closings}}
    const account = {...books.account, open: [{...first, opening}, ...others] as const}
    expect(paceOf(account, day('2026-02-10'))?.ofMonthsBefore).toBeNull()
  })
})

test.each([
  ['before the contract', '2025-12-31', {}],
  ['after it has ended', '2026-02-10', {to: '2026-01-31'}],
])('there is none %s', (_, today, setup) => {
  expect(pace(booksOf(setup), today)).toBeNull()
})

test('there is none in a month that is closed', () => {
  const books = booksOf()
  books.close('2026-01', '2026-01-31')
  expect(pace(books, '2026-01-31')).toBeNull()
})

import {describe, expect, test} from 'vitest'
import {type AccountMode, measureAccount} from '../../src/operations/check-account.js'
import {at, Books} from '../support/account-builder.js'
import {Desk, levelsOf} from '../support/requests.js'

const measure = (books: Books, mode: AccountMode, now: string, days = 14) =>
  measureAccount(books.account, mode, {now: at(now), days})
const NEVER = Number.POSITIVE_INFINITY

describe('used is what alerts are about:', () => {
  test('percent of opening and credits, to the hundredth, upwards', () => {
    const books = new Books()
    books.log('2026-01-10', 401)
    expect(measure(books, 'used', '2026-01-20')).toEqual({
      ...{kind: 'used', value: 66.84, chargedMinutes: 401, disposableMinutes: 600},
    })
  })
  test('all of it is 100, and a minute more is more, however much there was', () => {
    const books = new Books({terms: {creditMinutes: 14_400}})
    for (let day = 11; day <= 20; day++) books.log(`2026-01-${day}`, 1440)
    expect(measure(books, 'used', '2026-01-20')?.value).toBe(100)
    books.log('2026-01-20', 1)
    expect(measure(books, 'used', '2026-01-20')?.value).toBe(100.01)
  })
  test('an account that has nothing to begin with is unused, whatever is charged', () => {
    const books = new Books({terms: {creditMinutes: 0}})
    books.log('2026-01-10', 60)
    expect(measure(books, 'used', '2026-01-20')?.value).toBe(0)
  })
  test('where a debt has taken all, no percent can say how much', () => {
    const books = new Books({terms: {creditMinutes: 60}})
    books.log('2026-01-10', 600)
    expect(measure(books, 'used', '2026-02-01')).toMatchObject({value: NEVER, disposableMinutes: -480})
  })
})

test('available is what is left with the overdraft', () => {
  const books = new Books({terms: {overdraft: {limitMinutes: 120, beyond: 'allow'}}})
  books.log('2026-01-10', 700)
  expect(measure(books, 'available', '2026-01-20')).toEqual({kind: 'available', value: 20})
})

describe('overdraft-in counts days until nothing is left', () => {
  // January 2026 has 22 working days, of which the 9th is the sixth and the 14th the tenth.
  test('at the pace of the month', () => {
    const books = new Books()
    books.log('2026-01-05', 400)
    expect(measure(books, 'overdraft-in', '2026-01-14')).toEqual({
      ...{kind: 'overdraft-in', value: 7, on: '2026-01-21'},
    })
  })
  test('while the month is young at that of the months before', () => {
    const books = new Books({terms: {rollover: {policy: 'none'}}})
    books.log('2026-01-05', 900)
    books.close('2026-01')
    books.log('2026-02-02', 10)
    expect(measure(books, 'overdraft-in', '2026-02-02')).toMatchObject({
      on: expect.stringMatching(/^2026-02-/),
    })
    expect(measure(books, 'overdraft-in', '2026-02-20')).toMatchObject({value: NEVER, on: null})
  })
  test('in the first month at that of its first days', () => {
    const books = new Books()
    books.log('2026-01-01', 300)
    expect(measure(books, 'overdraft-in', '2026-01-01')).toMatchObject({on: '2026-01-02', value: 1})
  })
  test('never where nothing is used, and not while there is no pace', () => {
    expect(measure(new Books(), 'overdraft-in', '2026-01-14')).toMatchObject({value: NEVER, on: null})
    const early = new Books({from: '2026-08-01'}) // a Saturday
    expect(measure(early, 'overdraft-in', '2026-08-01')).toMatchObject({value: NEVER, on: null})
    const closed = new Books()
    closed.close('2026-01', '2026-01-31')
    expect(measure(closed, 'overdraft-in', '2026-01-31')).toBeNull()
  })
})

describe('lapsing counts what is lost within some days if nothing more is used', () => {
  const books = new Books({terms: {rollover: {policy: 'expiry', afterMonths: 1}}})
  books.log('2026-01-10', 100)
  test.each([
    ['2026-01-20', 14, {value: 0, on: null}],
    ['2026-02-13', 14, {value: 0, on: null}],
    ['2026-02-14', 14, {value: 500, on: '2026-02-28'}],
    ['2026-02-28', 0, {value: 500, on: '2026-02-28'}],
    ['2026-02-28', 31, {value: 1100, on: '2026-02-28'}],
  ])('from %s within %i days', (now, days, expected) => {
    expect(measure(books, 'lapsing', now, days)).toEqual({kind: 'lapsing', ...expected})
  })
  test('and nothing of what an open month before has lost already', () => {
    expect(measure(books, 'lapsing', '2026-03-01', 14)).toMatchObject({value: 0})
  })
})

describe('ending counts the days of contracts that end', () => {
  test.each([
    ['2026-03-01', 30],
    ['2026-03-31', 0],
  ])('on %s', (now, value) => {
    const books = new Books({to: '2026-03-31'})
    expect(measure(books, 'ending', now)).toEqual({kind: 'ending', value, on: '2026-03-31'})
  })
  test('and none of those that go on', () => {
    expect(measure(new Books(), 'ending', '2026-03-01')).toBeNull()
  })
})

describe('before a contract begins and after it ended there are no hours to check:', () => {
  test.each(['used', 'available', 'overdraft-in', 'lapsing', 'ending'] as const)('%s', mode => {
    const books = new Books({from: '2026-01-10', to: '2026-03-20'})
    expect(measure(books, mode, '2026-01-09')).toBeNull()
    expect(measure(books, mode, '2026-01-10')).not.toBeNull()
    expect(measure(books, mode, '2026-03-20')).not.toBeNull()
    expect(measure(books, mode, '2026-03-21')).toBeNull()
  })
})

describe('rollover counts the days on which a month could have been closed', () => {
  test.each([
    ['2026-01-31', 0, []],
    ['2026-02-01', 1, ['2026-01']],
    ['2026-03-02', 30, ['2026-01', '2026-02']],
  ])('on %s', (now, value, months) => {
    expect(measure(new Books(), 'rollover', now)).toEqual({kind: 'rollover', value, months})
  })
  test('also of a contract that has ended, up to its last month', () => {
    const books = new Books({to: '2026-01-15'})
    expect(measure(books, 'rollover', '2026-04-01')).toMatchObject({months: ['2026-01']})
    books.close('2026-01')
    expect(measure(books, 'rollover', '2026-04-01')).toMatchObject({value: 0, months: []})
  })
})

describe('requests counts the minutes until something is due that was promised', () => {
  const desk = () =>
    new Desk(
      levelsOf({
        targets: [
          {event: 'first-response', withinMinutes: 60},
          {event: 'update', withinMinutes: 120},
          {event: 'resolved', withinMinutes: 1440},
        ],
      }),
    )
  const owed = (books: Books, now: string) => measure(books, 'requests', now)

  test('nothing is due where nobody waits', () => {
    expect(owed(desk(), '2026-03-10')).toEqual({kind: 'requests', value: NEVER, owed: null})
  })
  test('the soonest of all requests', () => {
    const books = desk()
    books.open('2026-03-10T10:00:00+01:00', {number: '1'})
    books.open('2026-03-10T09:30:00+01:00', {number: '2', now: '2026-03-10T10:00:00+01:00'})
    expect(owed(books, '2026-03-10T10:15:00+01:00')).toEqual({
      ...{kind: 'requests', value: 15},
      owed: {ticket: '2', event: 'first-response', dueAt: '2026-03-10T10:30:00+01:00'},
    })
  })
  test('what is missed is overdue until it is done, and then no more', () => {
    const books = desk()
    books.open('2026-03-10T10:00:00+01:00', {number: '1'})
    expect(owed(books, '2026-03-10T11:00:00+01:00')).toMatchObject({value: 0})
    expect(owed(books, '2026-03-10T11:30:00+01:00')).toMatchObject({
      value: -30,
      owed: {event: 'first-response'},
    })
    books.event('1', 'responded', '2026-03-10T12:00:00+01:00')
    expect(owed(books, '2026-03-10T12:00:00+01:00')).toMatchObject({value: 120, owed: {event: 'update'}})
  })
  test('a word that is owed is overdue since its first deadline, until it comes', () => {
    const books = desk()
    books.open('2026-03-10T10:00:00+01:00', {number: '1'})
    books.event('1', 'responded', '2026-03-10T10:10:00+01:00')
    expect(owed(books, '2026-03-10T16:20:00+01:00')).toMatchObject({
      ...{value: -250, owed: {event: 'update', dueAt: '2026-03-10T12:10:00+01:00'}},
    })
    books.event('1', 'updated', '2026-03-10T16:20:00+01:00')
    expect(owed(books, '2026-03-10T16:20:00+01:00')).toMatchObject({value: 120})
  })
  test('a word that came at its deadline was in time', () => {
    const books = desk()
    books.open('2026-03-10T10:00:00+01:00', {number: '1'})
    books.event('1', 'responded', '2026-03-10T10:10:00+01:00')
    books.event('1', 'updated', '2026-03-10T12:10:00+01:00')
    expect(owed(books, '2026-03-10T12:20:00+01:00')).toMatchObject({value: 110})
  })
  test('nothing is due while the customer was asked, or once it is resolved', () => {
    const books = desk()
    books.open('2026-03-10T10:00:00+01:00', {number: '1'})
    books.event('1', 'waiting', '2026-03-10T10:10:00+01:00')
    expect(owed(books, '2026-03-12T10:00:00+01:00')).toMatchObject({value: NEVER})
    books.event('1', 'resolved', '2026-03-12T10:00:00+01:00')
    expect(owed(books, '2026-03-20T10:00:00+01:00')).toMatchObject({value: NEVER})
  })
})

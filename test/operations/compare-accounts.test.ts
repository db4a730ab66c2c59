import {describe, expect, test} from 'vitest'
import {lackingIn} from '../../src/operations/compare-accounts.js'
import {Books} from '../support/account-builder.js'
import {Desk, levelsOf} from '../support/requests.js'

/** What an account of before lacks of what was done since. */
function lackingAfter<B extends Books>(books: B, change: (books: B) => void) {
  const before = books.account
  change(books)
  return lackingIn(before, books.account)
}

const withEntry = () => {
  const books = new Books()
  books.log('2026-01-10', 30, {}, {id: 'january'})
  books.credit('2026-01-10', 60)
  return books
}

const NOTHING = {entries: 0, credits: 0, closedMonths: 0, requestRecords: 0, isOtherwise: false}

describe('an account lacks', () => {
  test('nothing of itself', () => {
    const {account} = withEntry()
    expect(lackingIn(account, account)).toBeNull()
  })

  test('all of one where there is none', () => {
    expect(lackingIn(undefined, withEntry().account)).toEqual({
      ...NOTHING,
      entries: 1,
      credits: 1,
      isOtherwise: true,
    })
  })

  test.each<[string, (books: Books) => void, Partial<typeof NOTHING>]>([
    ['an entry', books => books.log('2026-01-11', 30), {entries: 1}],
    ['a credit', books => books.credit('2026-01-11', 30), {credits: 1}],
    ['that an entry was taken back', books => books.void('january', '2026-01-11'), {isOtherwise: true}],
    ['that a credit was taken back', books => books.voidCredit('c2', '2026-01-11'), {isOtherwise: true}],
    ['new terms', books => books.amend('2026-02', {rateCents: 9900}), {isOtherwise: true}],
    ['a month that was closed', books => books.close('2026-01'), {closedMonths: 1}],
    [
      'an entry of a closed month that was taken back',
      books => {
        books.close('2026-01')
        books.void('january', '2026-02-11')
      },
      {closedMonths: 1, isOtherwise: true},
    ],
  ])('%s', (_, change, lacking) => {
    expect(lackingAfter(withEntry(), change)).toEqual({...NOTHING, ...lacking})
  })

  test('what happened to a request', () => {
    const desk = new Desk(levelsOf())
    const number = desk.open('2026-03-10T10:00:00+01:00')
    const lacking = lackingAfter(desk, () => desk.event(number, 'responded', '2026-03-10T10:05:00+01:00'))
    expect(lacking).toEqual({...NOTHING, requestRecords: 1})
  })

  test('nothing of one from before', () => {
    const books = withEntry()
    const before = books.account
    books.log('2026-01-11', 30)
    expect(lackingIn(books.account, before)).toBeNull()
  })
})

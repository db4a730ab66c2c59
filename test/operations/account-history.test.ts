import {describe, expect, test} from 'vitest'
import type {RequestRecord} from '../../src/domain/request-month.js'
import {type HistoryFilter, historyOf, isOnRecord} from '../../src/operations/account-history.js'
import {openPage, withPage} from '../../src/operations/ledger.js'
import {sendEntry} from '../../src/operations/move-entry.js'
import {accepted, at, Books, day, month} from '../support/account-builder.js'

const EVER: HistoryFilter = {from: null, to: null, by: null}
const whats = (books: Books, filter = EVER) =>
  historyOf(books.account, filter).map(({what, id}) => [what, id])

describe('the history of an account', () => {
  test('has an entry of a closed month that was taken back once, when that was done', () => {
    const books = new Books()
    books.log('2026-01-10', 60, {}, {id: 'a'})
    books.close('2026-01')
    books.void('a', '2026-02-03')
    expect(whats(books)).toEqual([
      ['opened', null],
      ['recorded', 'a'],
      ['closed', '1/2026'],
      ['voided', 'a'],
    ])
  })

  test('tells what was voided from what was corrected and what was moved', () => {
    const books = new Books()
    for (const id of ['a', 'b', 'c']) books.log('2026-01-10', 60, {}, {id})
    books.void('a', '2026-01-11')
    books.correct('b', '2026-01-11', 30, {}, {id: 'd'})
    const to = {contract: 'beta', id: 'c'}
    const said = {id: 'c', reason: 'wrong', tell: null, at: at('2026-01-12'), by: 'J. Weber'}
    books.account = accepted(sendEntry(books.account, said, to)).account
    expect(whats(books).slice(4)).toEqual([
      ['voided', 'a'],
      ['corrected', 'b'],
      ['recorded', 'd'],
      ['moved', 'c'],
    ])
  })

  test('has a credit that was taken back, in an open month and after its month was closed', () => {
    const books = new Books()
    books.credit('2026-01-10', 60)
    books.credit('2026-01-11', 30)
    books.voidCredit('c2', '2026-01-12')
    books.close('2026-01')
    books.voidCredit('c1', '2026-02-03')
    expect(whats(books).slice(1)).toEqual([
      ['credited', 'c1'],
      ['credited', 'c2'],
      ['credit-voided', 'c2'],
      ['closed', '1/2026'],
      ['credit-voided', 'c1'],
    ])
  })

  test('has what was recorded of requests, and nothing that is only kept', () => {
    const at = '2026-01-05T09:00:00+00:00'
    const event = {
      ...{id: '1', kind: 'received', at, by: 'J. Weber', recordedAt: at, note: null, escalation: null},
      ...{expected: null, voided: null},
    }
    const voided = {reason: 'wrong', at, by: 'M. Chef'}
    const facts = {number: '7'}
    const records = [
      {record: 'opened', facts, event},
      {record: 'event', number: '7', event: {...event, id: '2', kind: 'responded', note: 'on it'}},
      {record: 'event-voided', number: '7', event: '2', voided},
      {record: 'kept', number: '7', until: '2026-02'},
      {record: 'recalled', request: facts},
      {record: 'request-voided', number: '7', voided},
    ] as unknown as readonly RequestRecord[]
    const books = new Books()
    const page = openPage(books.account, month('2026-01'))
    books.account = withPage(books.account, {...page, requestRecords: records})
    const events = historyOf(books.account, EVER).slice(1)
    expect(events.map(({what, id, by}) => [what, id, by])).toEqual([
      ['ticket-event', '7', 'J. Weber'],
      ['ticket-event', '7', 'J. Weber'],
      ['ticket-event-voided', '7', 'M. Chef'],
      ['ticket-voided', '7', 'M. Chef'],
    ])
  })

  test('is of days by the clocks of the contract, and of names by a part of them', () => {
    const books = new Books({timezone: 'Pacific/Auckland'})
    books.log('2026-01-10T20:00:00Z', 30, {}, {id: 'a', now: '2026-01-10T21:00:00Z'})
    const on = (text: string) => ({...EVER, from: day(text), to: day(text)})
    expect(whats(books, on('2026-01-10'))).toEqual([])
    expect(whats(books, on('2026-01-11'))).toEqual([['recorded', 'a']])
    expect(historyOf(books.account, {...EVER, by: 'WEB'})).toHaveLength(2)
    expect(historyOf(books.account, {...EVER, by: 'chef'})).toEqual([])
  })

  test('has nothing by a name where nobody was named', () => {
    const books = new Books()
    const page = openPage(books.account, month('2026-01'))
    const accountRecords = page.accountRecords.map(record => ({...record, by: null}))
    books.account = withPage(books.account, {...page, accountRecords})
    expect(historyOf(books.account, {...EVER, by: 'w'})).toEqual([])
    expect(historyOf(books.account, EVER)).toHaveLength(1)
  })

  test('is not all on record where an earlier version opened the account', () => {
    const books = new Books()
    expect(isOnRecord(books.account)).toBe(true)
    const page = openPage(books.account, month('2026-01'))
    books.account = withPage(books.account, {...page, accountRecords: []})
    expect(isOnRecord(books.account)).toBe(false)
  })
})

import {expect, test} from 'vitest'
import {importEntries} from '../../src/operations/import-entries.js'
import {at, Books, workOn} from '../support/account-builder.js'

// That it does as `logEntry` would is in properties/import.test.ts; here is what else it promises.

const NOW = at('2026-03-31')
const row = (id: string, start: string, minutes = 60) => ({id, request: workOn(start, minutes)})

test('rows that are all there already leave the very same account', () => {
  const books = new Books()
  books.log('2026-01-10', 60, {}, {id: 'a'})
  const {account, repeated} = importEntries(books.account, [row('a', '2026-01-10')], {
    now: NOW,
    by: 'Importer',
  })
  expect(account).toBe(books.account)
  expect(repeated).toHaveLength(1)
})

test('pages without new entries stay the same objects, so that they are not written', () => {
  const books = new Books()
  books.log('2026-01-10', 60)
  books.log('2026-02-10', 60)
  const {account} = importEntries(books.account, [row('a', '2026-02-11')], {now: NOW, by: 'Importer'})
  expect(account.open[0]).toBe(books.account.open[0])
  expect(account.open[1]).not.toBe(books.account.open[1])
})

test('an entry is recorded by who imports it, else by its consultant', () => {
  const {account} = new Books()
  const recordedBy = (by: string | null) =>
    importEntries(account, [row('a', '2026-01-10')], {now: NOW, by}).account.open[0].entries[0]?.recordedBy
  expect(recordedBy('Importer')).toBe('Importer')
  expect(recordedBy(null)).toBe('J. Weber')
})

test('rows beyond the overdraft limit are refused in the order of the file, and smaller ones still go in', () => {
  const {account} = new Books({terms: {creditMinutes: 100, overdraft: {limitMinutes: 20, beyond: 'refuse'}}})
  const rows = [row('a', '2026-01-10', 300), row('b', '2026-01-11', 20), row('c', '2026-01-12', 1)]
  const {booked, refused} = importEntries(account, rows, {now: at('2026-01-31'), by: null})
  expect(booked.map(({id}) => id)).toEqual(['b', 'c'])
  expect(refused.map(({refusal}) => refusal.kind)).toEqual(['overdraft-exceeded'])
})

test('six thousand rows over 36 months go in at once', () => {
  const {account} = new Books({from: '2023-01-01'})
  const rows = Array.from({length: 6000}, (_, index) => {
    const start = new Date(Date.UTC(2023, 0, 1 + Math.floor(index / 6), 9)).toISOString()
    return {id: `e${index}`, request: workOn(start, 20, {ticket: String(index % 300)})}
  })
  const {booked} = importEntries(account, rows, {now: at('2026-01-05'), by: null})
  expect(booked).toHaveLength(6000)
})

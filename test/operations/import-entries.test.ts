import {expect, test} from 'vitest'
import {importEntries} from '../../src/operations/import-entries.js'
import {Books} from '../support/account-builder.js'
import {importedOn, importRow} from '../support/import-rows.js'

// That it does as `logEntry` would is in properties/import.test.ts, by what a row is known again in
// known-rows.test.ts; here is what else it promises.

const MARCH = importedOn('2026-03-31')
const row = (id: string, start: string, minutes = 60) => importRow(start, minutes, {}, {id})

test('rows that are all there already leave the very same account', () => {
  const books = new Books()
  books.log('2026-01-10', 60, {}, {id: 'a'})
  const {account, repeated} = importEntries(books.account, [row('a', '2026-01-10')], MARCH)
  expect(account).toBe(books.account)
  expect(repeated).toHaveLength(1)
})

test('pages without new entries stay the same objects, so that they are not written', () => {
  const books = new Books()
  books.log('2026-01-10', 60)
  books.log('2026-02-10', 60)
  const {account} = importEntries(books.account, [row('a', '2026-02-11')], MARCH)
  expect(account.open[0]).toBe(books.account.open[0])
  expect(account.open[1]).not.toBe(books.account.open[1])
})

test('an entry is recorded by who imports it, else by its consultant', () => {
  const {account} = new Books()
  const recordedBy = (by: string | null) =>
    importEntries(account, [row('a', '2026-01-10')], {...MARCH, by}).account.open[0].entries[0]?.recordedBy
  expect(recordedBy('Importer')).toBe('Importer')
  expect(recordedBy(null)).toBe('J. Weber')
})

test('rows beyond the overdraft limit are refused in the order of the file, and smaller ones still go in', () => {
  const {account} = new Books({terms: {creditMinutes: 100, overdraft: {limitMinutes: 20, beyond: 'refuse'}}})
  const rows = [row('a', '2026-01-10', 300), row('b', '2026-01-11', 20), row('c', '2026-01-12', 1)]
  const {booked, refused} = importEntries(account, rows, importedOn('2026-01-31'))
  expect(booked.map(({id}) => id)).toEqual(['b', 'c'])
  expect(refused.map(({refusal}) => refusal.kind)).toEqual(['overdraft-exceeded'])
})

test('all or nothing holds back every row if one is refused, and nothing is changed or warned of', () => {
  const {account} = new Books()
  const rows = [row('a', '2026-01-10'), row('b', '2026-01-10'), row('c', '2025-01-01')]
  const held = importEntries(account, rows, {...MARCH, isAllOrNothing: true})
  expect(held.account).toBe(account)
  expect(held).toMatchObject({booked: [], heldBack: [{id: 'a'}, {id: 'b'}], warnings: []})
  expect(held.refused.map(({refusal}) => refusal.kind)).toEqual(['before-contract'])
  const whole = importEntries(account, rows.slice(0, 2), {...MARCH, isAllOrNothing: true})
  expect(whole).toMatchObject({booked: [{id: 'a'}, {id: 'b'}], heldBack: [], refused: []})
})

test('an id of its own that stands twice in a file is there already, or refused if it says something else', () => {
  const {account} = new Books()
  const rows = [row('a', '2026-01-10'), row('a', '2026-01-10'), row('a', '2026-01-11')]
  const {booked, repeated, refused} = importEntries(account, rows, MARCH)
  expect([booked.length, repeated.length]).toEqual([1, 1])
  expect(refused.map(({refusal}) => refusal)).toMatchObject([{kind: 'id-taken', differs: ['start']}])
})

test('six thousand rows over 36 months go in at once', () => {
  const {account} = new Books({from: '2023-01-01'})
  const rows = Array.from({length: 6000}, (_, index) => {
    const start = new Date(Date.UTC(2023, 0, 1 + Math.floor(index / 6), 9)).toISOString()
    return importRow(start, 20, {ticket: String(index % 300)})
  })
  const {booked} = importEntries(account, rows, importedOn('2026-01-05'))
  expect(booked).toHaveLength(6000)
})

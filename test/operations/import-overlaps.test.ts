import {expect, test} from 'vitest'
import {importEntries} from '../../src/operations/import-entries.js'
import type {ImportRow} from '../../src/operations/known-rows.js'
import {Books} from '../support/account-builder.js'
import {importedOn, importRow} from '../support/import-rows.js'

/** Which rows are warned of, and with which entries. */
function overlaps(books: Books, ...rows: readonly ImportRow[]) {
  const {warnings} = importEntries(books.account, rows, importedOn('2026-03-31'))
  return warnings.map(({row, warning}) => [row.id, warning.kind === 'overlap' ? warning.entry : warning.kind])
}

const row = (id: string, clock: string, minutes: number, consultant = 'J. Weber') =>
  importRow(`2026-01-10T${clock}Z`, minutes, {consultant}, {id})

test('a row is warned of if another entry of its consultant runs at the same time', () => {
  const books = new Books()
  books.log('2026-01-10T09:00Z', 60, {}, {id: 'open'})
  expect(overlaps(books, row('a', '09:59', 10))).toEqual([['a', 'open']])
  expect(overlaps(books, row('a', '08:30', 31))).toEqual([['a', 'open']])
  expect(overlaps(books, row('a', '10:00', 10), row('b', '08:30', 30))).toEqual([])
  expect(overlaps(books, row('a', '09:30', 10, 'M. Okafor'))).toEqual([])
})

test('entries of closed months count, those that were taken back do not', () => {
  const books = new Books()
  books.log('2026-01-10T09:00Z', 60, {}, {id: 'closed'})
  books.close('2026-01')
  books.log('2026-01-10T14:00Z', 60, {}, {id: 'wrong', now: '2026-02-01'})
  books.void('wrong', '2026-02-01')
  expect(overlaps(books, row('a', '09:30', 10), row('b', '14:30', 10))).toEqual([['a', 'closed']])
})

test('of two rows of a file the later one is warned of, and each of many once', () => {
  const rows = [row('a', '09:30', 60), row('b', '09:00', 60), row('c', '09:15', 120)]
  expect(overlaps(new Books(), ...rows)).toEqual([
    ['b', 'a'],
    ['c', 'b'],
  ])
})

test('a row without a time of day is not warned of, as its time is assumed', () => {
  const dayOnly = importRow('2026-01-10T09:00Z', 60, {}, {id: 'a', isDayOnly: true})
  expect(overlaps(new Books(), dayOnly, row('b', '09:30', 10))).toEqual([])
})

import {describe, expect, test} from 'vitest'
import type {Entry} from '../../src/domain/entry.js'
import {movedId, receiveEntry} from '../../src/operations/move-entry.js'
import {lastRecorded, latestOf, type RecordedEntry, refuseUndo} from '../../src/operations/undo-entry.js'
import {accepted, at, Books} from '../support/account-builder.js'

const anybody = () => true
const idOf = (found: RecordedEntry | undefined) => found?.entry.id

describe('the last entry is', () => {
  test('the one that was recorded last, not the one of the latest work', () => {
    const books = new Books()
    books.log('2026-02-10', 30, {}, {id: 'february', now: '2026-02-10'})
    books.log('2026-01-20', 30, {}, {id: 'forgotten', now: '2026-02-11'})
    expect(idOf(lastRecorded(books.account, anybody))).toBe('forgotten')
    expect(lastRecorded(books.account, anybody)?.contract).toBe(books.account.contract)
  })
  test('of several of one second the last of them', () => {
    const books = new Books()
    for (const id of ['one', 'two', 'three']) books.log('2026-01-10', 30, {}, {id})
    expect(idOf(lastRecorded(books.account, anybody))).toBe('three')
  })
  test('of whoever is asked for', () => {
    const books = new Books()
    books.log('2026-01-10', 30, {}, {id: 'weber'})
    books.log('2026-01-11', 30, {consultant: 'A. Kaya'}, {id: 'kaya'})
    const isWebers = ({consultant}: Entry) => consultant === 'J. Weber'
    expect(idOf(lastRecorded(books.account, isWebers))).toBe('weber')
    expect(lastRecorded(books.account, () => false)).toBeUndefined()
  })
  test('none that was voided, and none of a closed month', () => {
    const books = new Books()
    books.log('2026-01-10', 30, {}, {id: 'january'})
    books.close('2026-01')
    expect(lastRecorded(books.account, anybody)).toBeUndefined()
    books.log('2026-02-10', 30, {}, {id: 'voided'})
    books.void('voided', '2026-02-10')
    expect(lastRecorded(books.account, anybody)).toBeUndefined()
  })
  test('of several contracts the latest, whatever their time zones are', () => {
    const [early, late] = [new Books({timezone: 'Pacific/Auckland'}), new Books()]
    early.log('2026-01-10T08:00Z', 30, {}, {id: 'early'})
    late.log('2026-01-10T09:00Z', 30, {}, {id: 'late'})
    const found = [late, early].flatMap(({account}) => lastRecorded(account, anybody) ?? [])
    expect(idOf(latestOf(found))).toBe('late')
    expect(latestOf([])).toBeUndefined()
  })
})

describe('undone is', () => {
  const refusalOf = ({account}: Books) => {
    const last = lastRecorded(account, anybody)
    return last && refuseUndo(last)
  }
  test('what was recorded for itself', () => {
    const books = new Books()
    books.log('2026-01-10', 30)
    expect(refusalOf(books)).toBeNull()
  })
  test('no correction: neither it nor what it replaces would count', () => {
    const books = new Books()
    books.log('2026-01-10', 30, {}, {id: 'e1'})
    books.correct('e1', '2026-01-10', 20, {}, {id: 'e2'})
    expect(refusalOf(books)).toEqual({
      ...{kind: 'undo-of-correction', entry: 'e2', contract: 'acme', replaces: 'e1'},
    })
  })
  test('no move: the work would be in neither contract', () => {
    const old = new Books().log('2026-01-10', 30, {}, {id: 'e1'}).entry
    const books = new Books()
    const moving = {from: {contract: 'other', id: 'e1'}, now: at('2026-01-10'), by: 'J. Weber'}
    books.account = accepted(receiveEntry(books.account, old, moving)).account
    expect(refusalOf(books)).toEqual({
      ...{kind: 'undo-of-move', entry: movedId(moving.from, 'acme'), contract: 'acme', from: 'other'},
    })
  })
})

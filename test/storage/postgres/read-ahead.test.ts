import {expect, test} from 'vitest'
import type {Session} from '../../../src/storage/postgres/database.js'
import {ReadAhead} from '../../../src/storage/postgres/read-ahead.js'

/** A database with so many accounts, and how many were asked for in each question. */
function database(count: number) {
  const ids = Array.from({length: count}, (_, index) => `a-${String(index).padStart(4, '0')}`)
  const asked: number[] = []
  const session: Session = {
    ask: async (_, wanted) => {
      const named = wanted as readonly string[]
      asked.push(named.length)
      return named
        .filter(id => ids.includes(id))
        .map(account => ({part: 'account', account, month: null, position: '0', record: null}))
    },
  }
  return {ids, asked, session}
}

test('accounts that are read in their order are read a hundred at a time, each once', async () => {
  const {ids, asked, session} = database(350)
  const ahead = new ReadAhead(session)
  ahead.expect(ids)
  for (const id of ids) expect(await ahead.rowsOf(id)).toBeDefined()
  expect(asked).toEqual([1, 100, 100, 100, 49])
})

test('an account by itself is read by itself, and of one that is not there nothing is known', async () => {
  const {ids, asked, session} = database(350)
  const ahead = new ReadAhead(session)
  expect(await ahead.rowsOf('a-0007')).toBeDefined()
  ahead.expect(ids)
  expect(await ahead.rowsOf('a-0007')).toBeDefined()
  expect(await ahead.rowsOf('a-0003')).toBeDefined()
  expect(await ahead.rowsOf('nobody')).toBeUndefined()
  expect(asked).toEqual([1, 1, 1, 1])
})

test('what was read before something was written is read anew', async () => {
  const {ids, asked, session} = database(10)
  const ahead = new ReadAhead(session)
  ahead.expect(ids)
  for (const id of ids.slice(0, 3)) await ahead.rowsOf(id)
  expect(asked).toEqual([1, 9])
  ahead.forget()
  await ahead.rowsOf('a-0003')
  expect(asked).toEqual([1, 9, 1])
})

import {expect, test} from 'vitest'
import {isOfSeal} from '../../src/domain/seal.js'
import {Books} from '../support/account-builder.js'

const books = new Books()
books.log('2026-01-10', 60)
books.close('2026-01')
const [page] = books.account.closed

test('what the customer has is of its seal, and is not where a letter was changed', () => {
  const {statement, seal} = page as NonNullable<typeof page>
  expect(isOfSeal(statement as object, seal)).toBe(true)
  expect(isOfSeal({...statement, number: '9/2026'}, seal)).toBe(false)
})

test('by rule 1 only the store can tell', () => {
  const {statement, seal} = page as NonNullable<typeof page>
  expect(isOfSeal(statement as object, {...seal, rule: 1})).toBeNull()
})

import {expect, test} from 'vitest'
import {isWhole, madeWhole} from '../../src/domain/whole-text.js'

test.each<[string, unknown]>([
  ['a text in letters of one half', 'Grüße'],
  ['a letter of two halves', 'Drucker 🖨'],
  ['a document without texts', {a: [1, null, true]}],
])('%s is whole', (_, value) => {
  expect(isWhole(value)).toBe(true)
  expect(madeWhole(value)).toBe(value)
})

test.each<[string, unknown, unknown]>([
  ['a first half at the end', 'a\ud83d', 'a\ufffd'],
  ['a second half alone', '\udda8b', '\ufffdb'],
  ['two halves in the wrong order', '\udda8\ud83d', '\ufffd\ufffd'],
  ['half a letter deep in a document', {a: [{b: 'x\ud83d', c: 1}]}, {a: [{b: 'x\ufffd', c: 1}]}],
])('%s is not, and is made so', (_, value, whole) => {
  expect(isWhole(value)).toBe(false)
  expect(madeWhole(value)).toEqual(whole)
})

test('a document that nests deeper than the call stack is looked through', () => {
  let nested: unknown = '\ud83d'
  for (let depth = 0; depth < 200_000; depth++) nested = [nested]
  expect(isWhole(nested)).toBe(false)
})

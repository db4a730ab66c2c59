import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {isSealed} from '../../src/domain/seal.js'
import {decodePage} from '../../src/storage/account-codec.js'
import {month} from '../support/account-builder.js'

const JANUARY = month('2026-01')
const recordOfFormat1 = (which = '2026-01') =>
  JSON.parse(readFileSync(`fixtures/stores/format-1/contracts/muster/${which}.json`, 'utf8'))

/** The page as it is read; it has to be a closed one. */
function read(record: unknown, which = JANUARY) {
  const page = decodePage(record, 'muster', which)
  if (page.status === 'open') throw new Error('is open')
  return page
}

describe('a page that format 1 wrote', () => {
  it('has what held before of all that it could not say', () => {
    const page = read(recordOfFormat1())
    expect(page).toMatchObject({format: 1, creditReversals: [], terms: {defaults: {place: null}}})
    expect(page.entries.every(({movedFrom}) => movedFrom === null)).toBe(true)
  })

  it.each([
    ['entries and a credit', '2026-01'],
    ['a reversal', '2026-02'],
  ])('keeps its seal, with %s', (_, which) => {
    expect(isSealed(read(recordOfFormat1(which), month(which)))).toBe(true)
  })

  it.each([
    ['creditReversals', (page: Record<string, unknown>) => ({...page, creditReversals: []})],
    ['terms', (page: {terms: object}) => ({...page, terms: {...page.terms, defaults: {}}})],
    ['entries', (page: {entries: object[]}) => ({...page, entries: [{...page.entries[0], movedFrom: null}]})],
  ])('is damaged where its %s say what only format 2 can', (field, spoil) => {
    const read = () => decodePage(spoil(recordOfFormat1()), 'muster', JANUARY)
    expect(read).toThrow(
      expect.objectContaining({
        defect: expect.objectContaining({
          problems: [expect.objectContaining({path: expect.stringContaining(field)})],
        }),
      }),
    )
  })

  it('is not taken for one of format 2', () => {
    expect(() => read({...recordOfFormat1(), format: 2})).toThrow('invalid-fields')
  })
})

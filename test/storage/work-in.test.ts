import {describe, expect, test} from 'vitest'
import {workIn} from '../../src/storage/account-codec.js'
import {day} from '../support/account-builder.js'

const entry = {
  id: 'e1',
  start: '2026-11-20T09:00:00+01:00',
  workedMinutes: 60,
  consultant: 'J. Weber',
  voided: null,
}
const WANTED = {consultant: 'J. Weber', days: [day('2026-11-20')]}
const found = (page: unknown) => workIn(JSON.stringify(page), 'acme', WANTED).map(({id}) => id)

describe('work is found in the text of a page', () => {
  test('where it counts and is of the consultant', () => {
    expect(workIn(JSON.stringify({entries: [entry]}), 'acme', WANTED)).toEqual([
      {contract: 'acme', id: 'e1', start: entry.start, workedMinutes: 60},
    ])
    expect(
      found({
        entries: [
          {...entry, voided: {reason: 'x'}},
          {...entry, consultant: 'J. Weber jun.', id: 'e2'},
        ],
      }),
    ).toEqual([])
  })
  test.each([
    [null],
    ['J. Weber'],
    [{entries: 'J. Weber'}],
    [{entries: [null, 'J. Weber', {consultant: 'J. Weber'}, {...entry, workedMinutes: '60'}]}],
  ])('and none in what is no such page: %j', page => {
    expect(found(page)).toEqual([])
  })
})

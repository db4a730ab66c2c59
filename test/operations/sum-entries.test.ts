import {describe, expect, test} from 'vitest'
import {listEntries} from '../../src/operations/list-entries.js'
import {type SumKey, sumEntries} from '../../src/operations/sum-entries.js'
import {Books} from '../support/account-builder.js'

const ALL = {
  ...{month: null, from: null, to: null, search: null, consultant: null, requester: null, place: null},
  ...{ticket: null, channel: null, class: null, cause: null, withVoided: true},
}

function entries() {
  const kept = new Books()
  kept.log('2026-01-21', 20, {ticket: '#7', consultant: 'A. Kaya', requester: 'Tara'}, {id: 'a'})
  kept.log('2026-01-20', 10, {ticket: '7', place: 'remote'}, {id: 'b'})
  kept.log('2026-01-20T10:00Z', 30, {place: 'remote', class: 'standard'}, {id: 'c'})
  kept.log('2026-01-22', 50, {ticket: '9'}, {id: 'voided'})
  kept.void('voided', '2026-01-22')
  const listed = listEntries(kept.account, ALL)
  return ['acme', 'beta'].flatMap(contract => listed.map(({entry}) => ({contract, entry})))
}

/** Of each sum its key, contract, count, worked and charged minutes. */
const sumsBy = (key: SumKey) =>
  sumEntries(entries(), key).map(sum => [
    ...[sum.key, sum.contract, sum.count, sum.workedMinutes, sum.chargedMinutes],
  ])

const charged = (id: string) => entries().find(({entry}) => entry.id === id)?.entry.chargedMinutes ?? 0

describe('sums of entries', () => {
  const [a, b] = [charged('a'), charged('b')]

  test('by consultant are of all contracts, most charged first, without what was voided', () =>
    expect(sumsBy('by')).toEqual(
      [
        ['A. Kaya', null, 2, 40, 2 * a],
        ['J. Weber', null, 4, 80, 2 * b],
      ].toSorted((x, y) => Number(y[4]) - Number(x[4]) || Number(y[3]) - Number(x[3])),
    ))
  test('by day are in the order of days', () =>
    expect(sumsBy('day')).toEqual([
      ['2026-01-20', null, 4, 80, 2 * b],
      ['2026-01-21', null, 2, 40, 2 * a],
    ]))
  test('by ticket take the number with and without its sign, for each contract', () =>
    expect(sumsBy('ticket')).toEqual([
      ['7', 'acme', 2, 30, a + b],
      ['7', 'beta', 2, 30, a + b],
      [null, 'acme', 1, 30, 0],
      [null, 'beta', 1, 30, 0],
    ]))
  test('by place have those of whom nobody said it under no key', () =>
    expect(sumsBy('place').map(([key, contract, count]) => [key, contract, count])).toEqual(
      expect.arrayContaining([
        ['remote', 'acme', 2],
        [null, 'acme', 1],
      ]),
    ))
  test('by requester are of one customer', () =>
    expect(sumsBy('requester')).toContainEqual(['Tara', 'beta', 1, 20, a]))
  test('of nothing are none', () => expect(sumEntries([], 'day')).toEqual([]))
  test('come to what the entries come to, whatever they are summed by', () => {
    const worked = entries().reduce((sum, {entry}) => sum + (entry.voided ? 0 : entry.workedMinutes), 0)
    for (const key of ['by', 'ticket', 'requester', 'place', 'day'] as const)
      expect(sumsBy(key).reduce((sum, each) => sum + Number(each[3]), 0)).toBe(worked)
  })
})

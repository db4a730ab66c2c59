import {describe, expect, test} from 'vitest'
import {WHOLE_HISTORY} from '../../src/domain/scope.js'
import {
  type EntryFilter,
  findBookedEntry,
  listEntries,
  neededToListEntries,
} from '../../src/operations/list-entries.js'
import {Books, day, month} from '../support/account-builder.js'

const ALL: EntryFilter = {
  month: null,
  from: null,
  to: null,
  search: null,
  consultant: null,
  requester: null,
  place: null,
  ticket: null,
  channel: null,
  class: null,
  cause: null,
  withVoided: false,
}

function books(): Books {
  const kept = new Books()
  kept.log('2026-01-21', 10, {ticket: '7', text: 'Straße übersehen'}, {id: 'ticket'})
  kept.log('2026-01-20T10:00Z', 10, {consultant: 'A. Kaya', channel: 'phone'}, {id: 'b'})
  kept.log('2026-01-20T10:00Z', 10, {requester: 'Łukasz Čapek', class: 'standard'}, {id: 'a'})
  kept.log('2026-01-21T13:00Z', 10, {ticket: '17', place: 'Augsburg', consultant: 'Tara'}, {id: 'site'})
  kept.log('2026-01-22', 10, {}, {id: 'voided'})
  kept.void('voided', '2026-01-22')
  kept.log('2026-01-23', 10, {}, {id: 'reversed'})
  kept.close('2026-01')
  kept.void('reversed', '2026-02-03')
  kept.log('2026-01-24', 10, {cause: 'unknown', ticket: 'ABC-12'}, {id: 'late', now: '2026-02-04'})
  return kept
}

const idsOf = (filter: Partial<EntryFilter>) =>
  listEntries(books().account, {...ALL, ...filter}).map(({entry}) => entry.id)

describe('the list of entries', () => {
  test.each<[string, Partial<EntryFilter>, readonly string[]]>([
    ['is by start, then by id, without what was taken back', {}, ['a', 'b', 'ticket', 'site', 'late']],
    [
      'has what was taken back on request, in open and closed months',
      {withVoided: true},
      ['a', 'b', 'ticket', 'site', 'voided', 'reversed', 'late'],
    ],
    ['of a month has what is booked in it', {month: month('2026-02')}, ['late']],
    [
      'of a closed month leaves out what a later one took back',
      {month: month('2026-01')},
      ['a', 'b', 'ticket', 'site'],
    ],
    [
      'from a day on has what began then or later, also if it was booked late',
      {from: day('2026-01-21')},
      ['ticket', 'site', 'late'],
    ],
    ['to a day has what began then or earlier', {to: day('2026-01-20')}, ['a', 'b']],
    ['takes a part of the text, in any case', {search: 'STRAßE'}, ['ticket']],
    ['takes an umlaut however it is written', {search: 'ÜBER'}, ['ticket']],
    ['can be of one consultant', {consultant: 'A. Kaya'}, ['b']],
    ['can be of one requester', {requester: 'Łukasz Čapek'}, ['a']],
    ['takes a part of a consultant’s name, in any case', {consultant: 'kay'}, ['b']],
    ['takes a part of a requester’s name, in any case', {requester: 'łukasz č'}, ['a']],
    ['lists all whose names have the part', {consultant: 'a'}, ['b', 'site']],
    ['takes a part of a place', {place: 'augs'}, ['site']],
    ['takes a ticket by its whole number, since a part of it is another one', {ticket: '1'}, []],
    ['takes a ticket with or without its sign', {ticket: '#17'}, ['site']],
    ['takes a part of a ticket that is more than a number', {ticket: 'abc-1'}, ['late']],
    ['can be of one ticket', {ticket: '7'}, ['ticket']],
    ['can be of one channel', {channel: 'phone'}, ['b']],
    ['can be of one class', {class: 'standard'}, ['a']],
    ['can be of one cause', {cause: 'unknown'}, ['late']],
    ['must fit everything that is asked for', {ticket: '7', channel: 'phone'}, []],
  ])('%s', (_, filter, ids) => expect(idsOf(filter)).toEqual(ids))
})

test('a list of a month or from a day on needs the pages from then on, and any other needs all', () => {
  const {account} = books()
  const needed = (period: Partial<EntryFilter>) =>
    neededToListEntries(() => ({month: null, from: null, ...period}))(account)
  expect(needed({month: month('2026-02')})).toEqual({closedFrom: '2026-02'})
  expect(needed({from: day('2026-01-20')})).toEqual({closedFrom: '2026-01'})
  expect(needed({to: day('2026-01-20')})).toBe(WHOLE_HISTORY)
})

test('what has the same start is listed by id, however it was recorded', () => {
  for (const order of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    const recorded = new Books()
    for (const id of order) recorded.log('2026-01-20', 10, {}, {id})
    expect(listEntries(recorded.account, ALL).map(({entry}) => entry.id)).toEqual(['a', 'b'])
  }
})

describe('one entry', () => {
  test('is shown as it stands now: voided, though its closed page never changes', () => {
    const {account} = books()
    expect(account.closed[0]?.entries.find(({id}) => id === 'reversed')?.voided).toBe(null)
    expect(findBookedEntry(account, 'reversed')).toMatchObject({
      bookedMonth: '2026-01',
      entry: {voided: {reason: 'wrong', at: '2026-02-03T12:00:00+00:00', by: 'J. Weber', replacedBy: null}},
    })
  })
  test('may not be there', () => expect(findBookedEntry(books().account, 'x')).toBe(undefined))
})

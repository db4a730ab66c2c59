import {describe, expect, test} from 'vitest'
import {countingEntries, recentValues, recentWork, workAgain} from '../../src/operations/recent-work.js'
import {at, Books} from '../support/account-builder.js'

const all = (books: Books) => countingEntries(books.account, () => true)
const idsOf = (books: Books) => recentWork(all(books)).map(({entry}) => entry.id)

describe('recent work', () => {
  test('has what was recorded last first, whenever the work was', () => {
    const books = new Books()
    books.log('2026-02-10', 30, {text: 'new'}, {id: 'new', now: '2026-02-10'})
    books.log('2026-01-20', 30, {text: 'late'}, {id: 'late', now: '2026-02-11'})
    expect(idsOf(books)).toEqual(['late', 'new'])
  })

  test('has the same work once, as it was done last', () => {
    const books = new Books()
    books.log('2026-01-10', 30, {text: 'Backup'}, {id: 'first', now: '2026-01-10'})
    books.log('2026-01-11', 45, {text: 'Backup'}, {id: 'second', now: '2026-01-11'})
    books.log('2026-01-12', 45, {text: 'Backup', ticket: '7'}, {id: 'other', now: '2026-01-12'})
    expect(idsOf(books)).toEqual(['other', 'second'])
  })

  test('has the later of two of one second first', () => {
    const books = new Books()
    for (const id of ['one', 'two']) books.log('2026-01-10', 30, {text: id}, {id})
    expect(idsOf(books)).toEqual(['two', 'one'])
  })

  test('has what was read of closed months, and nothing that was voided or is another’s', () => {
    const books = new Books()
    books.log('2026-01-10', 30, {text: 'closed'}, {id: 'closed'})
    books.close('2026-01')
    books.log('2026-02-10', 30, {text: 'voided'}, {id: 'voided'})
    books.void('voided', '2026-02-10')
    books.log('2026-02-11', 30, {text: 'theirs', consultant: 'A. Kaya'}, {id: 'theirs'})
    expect(idsOf(books)).toEqual(['theirs', 'closed'])
    const webers = countingEntries(books.account, ({consultant}) => consultant === 'J. Weber')
    expect(webers.map(({entry}) => entry.id)).toEqual(['closed'])
  })
})

describe('what is offered', () => {
  test('is what was said of the latest work, each once, and nothing that was left unsaid', () => {
    const books = new Books()
    for (const [index, requester] of ['Frau Müller', null, 'Herr Maier', 'Frau Müller'].entries())
      books.log('2026-01-10', 30, {text: `work ${index}`, ...(requester && {requester})}, {id: `e${index}`})
    books.log('2026-01-10', 30, {text: ''}, {id: 'silent'})
    const recent = recentWork(all(books))
    expect(recentValues(recent, 'requester')).toEqual(['Frau Müller', 'Herr Maier'])
    expect(recentValues(recent, 'ticket')).toEqual([])
    expect(recentValues(recent, 'text')).toEqual(['work 3', 'work 2', 'work 1', 'work 0'])
  })
})

describe('work is done again', () => {
  const entryOf = (more: Parameters<Books['log']>[2]) => {
    const books = new Books()
    books.log('2026-01-10', 30, {text: 'Backup', requester: 'Frau Müller', ...more}, {id: 'it'})
    return all(books)[0]?.entry as never
  }

  test('as it was, and over now', () => {
    expect(
      workAgain(entryOf({place: 'remote', channel: 'phone', cause: 'provider', ticket: '7'}), {}),
    ).toEqual({
      ...{workedMinutes: 30, consultant: 'J. Weber', text: 'Backup', requester: 'Frau Müller'},
      ...{
        place: 'remote',
        channel: 'phone',
        cause: 'provider',
        ticket: '7',
        activity: null,
        class: 'extended',
      },
    })
  })

  test('but for what is said now', () => {
    const start = at('2026-02-01T08:00:00Z')
    expect(
      workAgain(entryOf({}), {start, workedMinutes: 45, text: 'Restore', class: 'standard'}),
    ).toMatchObject({
      ...{start, workedMinutes: 45, text: 'Restore', class: 'standard', requester: 'Frau Müller'},
    })
  })

  test('with the channel left to the rules where the place is another', () => {
    expect(workAgain(entryOf({place: 'remote', channel: 'phone'}), {place: 'Augsburg'})).not.toHaveProperty(
      'channel',
    )
  })

  test('with the class left to the rules where an activity says it', () => {
    expect(workAgain(entryOf({activity: 'Backup'}), {})).not.toHaveProperty('class')
    expect(workAgain(entryOf({}), {activity: 'Backup'})).not.toHaveProperty('class')
    expect(workAgain(entryOf({activity: 'Backup'}), {class: 'standard'})).toHaveProperty('class', 'standard')
  })
})

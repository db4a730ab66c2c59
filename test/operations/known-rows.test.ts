import {describe, expect, it} from 'vitest'
import {importEntries} from '../../src/operations/import-entries.js'
import type {ImportRow} from '../../src/operations/known-rows.js'
import {Books} from '../support/account-builder.js'
import {importedOn, importRow} from '../support/import-rows.js'

const MARCH = importedOn('2026-03-31')
const TEN = '2026-01-10T09:00Z'

/** What an import made of the rows: how many were booked and there already, and why others were refused. */
function importing(books: Books, ...rows: readonly ImportRow[]) {
  const {account, booked, repeated, refused} = importEntries(books.account, rows, MARCH)
  books.account = account
  return {
    ...{booked: booked.length, repeated: repeated.length},
    differs: refused.map(({refusal}) => (refusal.kind === 'id-taken' ? refusal.differs : refusal.kind)),
  }
}

const BOOKED = {booked: 1, repeated: 0, differs: []}
const REPEATED = {booked: 0, repeated: 1, differs: []}

/** Books into which these rows were imported. */
function booksWith(...rows: readonly ImportRow[]): Books {
  const books = new Books()
  importing(books, ...rows)
  return books
}

const lastEntry = ({account}: Books) => account.open.flatMap(page => page.entries).at(-1)

describe('a row without an id', () => {
  it.each([
    {means: 'the same instant', start: '2026-01-10T10:00+01:00', more: {}},
    {means: 'the same ticket', start: TEN, more: {ticket: '#7'}},
    {means: 'the same ticket in a subject', start: TEN, more: {ticket: null, text: '[Ticket #7] Drucker'}},
    {means: 'the same text in other spaces', start: TEN, more: {text: ' Drucker\r\n streikt '}},
    {means: 'the same text in other letters', start: TEN, more: {text: 'Dru\u0308cker'}},
  ])('is there already if it means $means', ({start, more}) => {
    const text = more.text?.includes('\u0308') ? 'Dr\u00fccker' : (more.text?.trim() ?? 'Drucker')
    const earlier = more.text?.startsWith('[') ? 'Drucker' : text
    const books = booksWith(importRow(TEN, 60, {ticket: '7', text: earlier}))
    expect(importing(books, importRow(start, 60, {ticket: '7', ...more}))).toEqual(REPEATED)
  })

  it.each([
    {means: 'start', row: importRow('2026-01-10T09:01Z', 60)},
    {means: 'length', row: importRow(TEN, 61)},
    {means: 'consultant', row: importRow(TEN, 60, {consultant: 'M. Okafor'})},
    {means: 'ticket', row: importRow(TEN, 60, {ticket: '8'})},
    {means: 'text', row: importRow(TEN, 60, {text: 'Scanner'})},
  ])('is new if it means another $means', ({row}) => {
    expect(importing(booksWith(importRow(TEN, 60)), row)).toEqual(BOOKED)
  })

  it('gets the same id in every store, and another for each of those that mean the same', () => {
    const rows = [importRow(TEN, 60), importRow(TEN, 60)]
    const ids = [booksWith(...rows), booksWith(...rows)].map(({account}) =>
      account.open[0].entries.map(({id}) => id),
    )
    expect(ids[0]).toEqual(ids[1])
    expect(new Set(ids[0]).size).toBe(2)
    expect(ids[0]?.[0]).toMatch(/^csv-[0-9a-f]{20}$/)
  })

  it('is booked as often as it stands in the file, and once more where it stands once more', () => {
    const rows = [importRow(TEN, 60), importRow(TEN, 60)]
    expect(importing(booksWith(...rows), ...rows, importRow(TEN, 60))).toEqual({
      booked: 1,
      repeated: 2,
      differs: [],
    })
  })

  it('is there already if somebody recorded the same by hand, but not if it was taken back by hand', () => {
    const books = new Books()
    books.log(TEN, 60, {}, {id: 'by-hand'})
    expect(importing(books, importRow(TEN, 60))).toEqual(REPEATED)
    books.void('by-hand', '2026-01-11')
    expect(importing(books, importRow(TEN, 60))).toEqual(BOOKED)
    expect(importing(books, importRow(TEN, 60))).toEqual(REPEATED)
  })

  it('is there already if it was imported under an id of its own', () => {
    expect(importing(booksWith(importRow(TEN, 60, {}, {id: 'T-1'})), importRow(TEN, 60))).toEqual(REPEATED)
  })

  it('is there already if its entry was voided or corrected, in an open month or after it was closed', () => {
    const row = importRow(TEN, 60)
    for (const closes of [false, true]) {
      const voided = booksWith(row)
      if (closes) voided.close('2026-01')
      const id = closes ? voided.account.closed[0]?.entries[0]?.id : lastEntry(voided)?.id
      voided.void(id ?? '', '2026-02-01')
      expect(importing(voided, row)).toEqual(REPEATED)
    }
    const corrected = booksWith(row)
    corrected.correct(lastEntry(corrected)?.id ?? '', TEN, 60, {class: 'standard'})
    expect(importing(corrected, row)).toEqual(REPEATED)
    expect(importing(corrected, row, row)).toEqual({booked: 1, repeated: 1, differs: []})
  })

  it('is there already if it was imported for an alias of its consultant, and new if for somebody unlisted', () => {
    const {account} = booksWith(
      importRow(TEN, 60, {consultant: 'jw'}),
      importRow(TEN, 60, {consultant: 'Nobody'}),
    )
    const recording = {...MARCH, consultants: [{name: 'J. Weber', aliases: ['jw']}]}
    const {booked, repeated} = importEntries(account, [importRow(TEN, 60), importRow(TEN, 60)], recording)
    expect([booked.length, repeated.length]).toEqual([1, 1])
  })

  it('takes the entry that says all the same first, whatever the order', () => {
    const [a, b] = ['Frau A', 'Frau B'].map(requester => importRow(TEN, 60, {requester}))
    if (a === undefined || b === undefined) throw new Error('two rows')
    expect(importing(booksWith(a, b), b, a)).toEqual({booked: 0, repeated: 2, differs: []})
    expect(importing(booksWith(a), b, a)).toEqual({booked: 1, repeated: 1, differs: []})
  })

  it('leaves an entry to the row that says all of it, where another row leaves some unsaid', () => {
    const [said, unsaid] = [importRow(TEN, 60, {class: 'standard'}), importRow(TEN, 60)]
    expect(importing(booksWith(said, unsaid), unsaid, said)).toEqual({booked: 0, repeated: 2, differs: []})
    expect(importing(booksWith(said), unsaid, said)).toEqual({booked: 1, repeated: 1, differs: []})
  })

  it('is refused if it says something else of an entry; what one of them leaves unsaid is no difference', () => {
    const books = booksWith(importRow(TEN, 60, {channel: 'phone', requester: 'Frau A'}))
    const {requester: _, ...request} = importRow(TEN, 60).request
    expect(importing(books, {...importRow(TEN, 60), request})).toEqual(REPEATED)
    expect(importing(books, importRow(TEN, 60, {requester: 'Frau A', place: 'remote'}))).toEqual(REPEATED)
    expect(importing(books, importRow(TEN, 60, {channel: 'chat', requester: 'Frau A'}))).toEqual({
      ...{booked: 0, repeated: 0},
      differs: [['channel']],
    })
  })

  it('is refused if it names nobody and was imported for somebody else', () => {
    const books = booksWith(importRow(TEN, 60))
    const nameless = importRow(TEN, 60, {consultant: 'M. Okafor'}, {namesConsultant: false})
    expect(importing(books, nameless)).toEqual({booked: 0, repeated: 0, differs: [['consultant']]})
    const byHand = new Books()
    byHand.log(TEN, 60)
    expect(importing(byHand, nameless)).toEqual(BOOKED)
  })
})

describe('a row of a day without a time', () => {
  const dayOnly = importRow('2026-01-10T07:00Z', 60, {}, {isDayOnly: true})

  it('is there already if its time was known or assumed otherwise', () => {
    expect(importing(booksWith(importRow(TEN, 60)), dayOnly)).toEqual(REPEATED)
  })

  it('is new beside what somebody recorded at another time of that day', () => {
    const books = new Books()
    books.log(TEN, 60)
    expect(importing(books, dayOnly)).toEqual(BOOKED)
  })
})

describe('a row that the first version imported', () => {
  const formerIdentity = () => '[["contract","acme"],["day","2026-11-02"],["hours","1"]]#1'
  const id = 'csv-62236a870b5363615348'

  it('is there already by the id it had, however it is understood now', () => {
    const books = new Books()
    books.log(TEN, 60, {text: ''}, {id})
    const row = importRow('2026-01-10T14:00Z', 60, {}, {formerIdentity})
    expect(importing(books, row)).toEqual(REPEATED)
    expect(importing(books, row, importRow('2026-01-10T14:00Z', 60))).toEqual({
      booked: 1,
      repeated: 1,
      differs: [],
    })
  })

  it('is there already by what it means, however it is written now', () => {
    const books = new Books()
    books.log(TEN, 60, {}, {id})
    expect(importing(books, importRow(TEN, 60, {}, {formerIdentity: () => '[]#1'}))).toEqual(REPEATED)
  })
})

describe('a row with an id', () => {
  it('is another than one that means the same under another id', () => {
    const books = booksWith(importRow(TEN, 60, {}, {id: 'T-1'}))
    expect(importing(books, importRow(TEN, 60, {}, {id: 'T-2'}))).toEqual(BOOKED)
  })

  it('is there already if it was imported without it', () => {
    expect(importing(booksWith(importRow(TEN, 60)), importRow(TEN, 60, {}, {id: 'T-1'}))).toEqual(REPEATED)
  })

  it('is refused if an entry with it says something else', () => {
    const books = booksWith(importRow(TEN, 60, {}, {id: 'T-1'}))
    expect(importing(books, importRow(TEN, 61, {}, {id: 'T-1'}))).toEqual({
      ...{booked: 0, repeated: 0},
      differs: [['workedMinutes']],
    })
  })
})

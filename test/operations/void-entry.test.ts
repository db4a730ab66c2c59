import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Charge} from '../../src/domain/charge.js'
import type {Increment} from '../../src/domain/contract.js'
import type {Work} from '../../src/domain/entry.js'
import {correctedWork, neededToTakeBack, voidEntry} from '../../src/operations/void-entry.js'
import {accepted, at, Books, refusalOf} from '../support/account-builder.js'

const voidOf = (books: Books, id: string) =>
  voidEntry(books.account, {id, reason: 'wrong', tell: null, at: at('2026-02-03'), by: 'J. Weber'})
const entryOf = ({account}: Books, id: string) =>
  [...account.open, ...account.closed].flatMap(page => page.entries).find(entry => entry.id === id)

describe('an entry of an open month that is voided', () => {
  const books = new Books()
  books.log('2026-01-20', 45, {}, {id: 'a'})
  books.log('2026-01-21', 30, {}, {id: 'b'})
  books.void('a', '2026-01-22')

  test('stays in the store, with the reason, the time and the name', () => {
    expect(entryOf(books, 'a')).toMatchObject({
      chargedMinutes: 45,
      voided: {reason: 'wrong', at: '2026-01-22T12:00:00+00:00', by: 'J. Weber', replacedBy: null},
    })
  })
  test('counts no more, and is no movement', () => {
    expect(books.balance('2026-01-22')).toMatchObject({
      chargedMinutes: 30,
      adjustmentMinutes: 0,
      balanceMinutes: 570,
    })
    expect(books.statement('2026-01').movements.map(({minutes}) => minutes)).toEqual([600, -30])
  })
  test('is answered with the balance after it', () => {
    const fresh = new Books()
    fresh.log('2026-01-20', 45, {}, {id: 'a'})
    expect(accepted(voidOf(fresh, 'a')).balance).toMatchObject({month: '2026-02', balanceMinutes: 1200})
  })
  test('cannot be voided twice', () => {
    expect(refusalOf(voidOf(books, 'a'))).toEqual({
      kind: 'entry-already-voided',
      entry: 'a',
      replacedBy: null,
    })
  })
  test('must be there', () => {
    expect(refusalOf(voidOf(books, 'x'))).toEqual({kind: 'unknown-entry', entry: 'x'})
  })
})

describe('an entry of a closed month that is voided', () => {
  const booksWithUseOf = (minutes: number) => {
    const books = new Books({terms: {creditMinutes: 100, rollover: {policy: 'none'}}})
    books.log('2026-01-20', 60, {}, {id: 'a'})
    books.close('2026-01')
    if (minutes > 0) books.log('2026-02-02', minutes)
    books.void('a', '2026-02-03')
    return books
  }

  test('is answered marked, as any entry that is voided', () => {
    const books = new Books()
    books.log('2026-01-20', 60, {}, {id: 'a'})
    books.close('2026-01')
    expect(accepted(voidOf(books, 'a'))).toMatchObject({
      bookedMonth: '2026-01',
      entry: {id: 'a', voided: {reason: 'wrong', replacedBy: null}},
    })
  })
  test('is a movement of the earliest open month; the closed one stays as it was', () => {
    const books = booksWithUseOf(10)
    expect(books.account.closed[0]?.entries[0]?.voided).toBe(null)
    expect(books.statement('2026-02').movements).toContainEqual(
      expect.objectContaining({
        kind: 'reversal',
        minutes: 60,
        bookingDate: '2026-02-03',
        valueDate: '2026-01-20',
      }),
    )
    expect(books.balance('2026-02-03')).toMatchObject({
      chargedMinutes: 10,
      adjustmentMinutes: 60,
      balanceMinutes: 150,
    })
  })

  test('counts against that month’s use first: the credit that was not needed lapses', () => {
    const {end} = booksWithUseOf(80).closed('2026-02')
    expect(end.totals).toMatchObject({
      creditMinutes: 100,
      chargedMinutes: 80,
      adjustmentMinutes: 60,
      lapsedMinutes: 80,
    })
    expect(end.closing).toEqual({minutes: 0, lots: []})
  })

  test('is, where there is no use, a lot without expiry', () => {
    const books = booksWithUseOf(0)
    expect(books.closed('2026-02').end.closing.lots).toEqual([
      {kind: 'reversal', granted: '2026-02', minutes: 60, expires: null},
    ])
    expect(books.closed('2026-04').end.closing.minutes).toBe(60)
  })

  test('is split between use and a lot', () => {
    expect(booksWithUseOf(20).closed('2026-02').end.closing).toEqual({
      minutes: 40,
      lots: [{kind: 'reversal', granted: '2026-02', minutes: 40, expires: null}],
    })
  })

  test('pays back a debt', () => {
    const books = new Books({terms: {creditMinutes: 0}})
    books.log('2026-01-20', 60, {}, {id: 'a'})
    books.log('2026-01-21', 30)
    expect(books.closed('2026-01').end.closing.minutes).toBe(-90)
    books.void('a', '2026-02-03')
    expect(books.closed('2026-02').end.closing).toEqual({minutes: -30, lots: []})
  })

  test('cannot be voided twice, not even later', () => {
    const books = booksWithUseOf(0)
    expect(refusalOf(voidOf(books, 'a')).kind).toBe('entry-already-voided')
    books.close('2026-03')
    expect(refusalOf(voidOf(books, 'a')).kind).toBe('entry-already-voided')
  })

  test('gives its charges back as negative lines, but for a waived one, of which there is nothing to give', () => {
    const books = new Books()
    books.log('2026-01-20', 60, {}, {id: 'a'})
    const charge = (netCents: number): Charge => ({
      ...{
        kind: 'call-out',
        quantityMinutes: 0,
        unitPriceCents: 2_495,
        perMinutes: 15,
        netCents,
        vatPercent: 19,
        entry: 'a',
      },
    })
    const [page] = books.account.open
    const entries = page.entries.map(entry => ({...entry, charges: [charge(2_495), charge(0)]}))
    books.account = {...books.account, open: [{...page, entries}]}
    expect(books.closed('2026-01').money.grossCents).toBe(2_969)
    books.void('a', '2026-02-03')
    const february = books.closed('2026-02')
    expect(february.end.charges).toEqual([charge(-2_495)])
    expect(february.money).toMatchObject({netCents: -2_495, grossCents: -2_969})
  })
})

describe('a correction', () => {
  test('in an open month voids the old entry and adds one that names it', () => {
    const books = new Books()
    books.log('2026-01-20', 45, {}, {id: 'a'})
    const corrected = books.correct('a', '2026-01-20', 30, {}, {id: 'b', now: '2026-01-21'})
    expect(corrected.entry).toMatchObject({id: 'b', replaces: 'a', workedMinutes: 30, voided: null})
    expect(corrected.voided).toMatchObject({id: 'a', voided: {replacedBy: 'b'}})
    expect(books.balance('2026-01-21').chargedMinutes).toBe(30)
    expect(corrected.warnings).toEqual([])
  })

  test('in a closed month is a reversal and a late entry', () => {
    const books = new Books()
    books.log('2026-01-20', 45, {}, {id: 'a'})
    books.close('2026-01')
    const corrected = books.correct('a', '2026-01-20', 30, {}, {id: 'b', now: '2026-02-03'})
    expect(corrected.bookedMonth).toBe('2026-02')
    expect(books.balance('2026-02-03')).toMatchObject({chargedMinutes: 30, adjustmentMinutes: 45})
    expect(books.statement('2026-02').movements.map(({kind, minutes}) => [kind, minutes])).toEqual([
      ['credit', 600],
      ['reversal', 45],
      ['entry', -30],
    ])
    expect(books.account.open[0].reversals[0]).toMatchObject({replacedBy: 'b', entryMonth: '2026-01'})
  })

  test('may move work to another month', () => {
    const books = new Books()
    books.log('2026-02-01', 45, {}, {id: 'a'})
    books.correct('a', '2026-01-31', 45, {}, {id: 'b', now: '2026-02-03'})
    expect(books.closed('2026-01').end.totals.chargedMinutes).toBe(45)
    expect(books.closed('2026-02').end.totals.chargedMinutes).toBe(0)
  })

  test('is held against the limit by what it adds only', () => {
    const books = new Books({terms: {creditMinutes: 60, overdraft: {limitMinutes: 0, beyond: 'refuse'}}})
    books.log('2026-01-20', 60, {}, {id: 'a'})
    expect(refusalOf(books.tryCorrect('a', '2026-01-20', 70))).toMatchObject({
      chargedMinutes: 10,
      availableMinutes: 0,
    })
    expect(books.tryCorrect('a', '2026-01-20', 60).ok).toBe(true)
    expect(books.tryCorrect('a', '2026-01-20', 70, {}, {force: 'agreed'}).ok).toBe(true)
  })

  test('that is refused voids nothing', () => {
    const books = new Books()
    books.log('2026-01-20', 45, {}, {id: 'a'})
    expect(refusalOf(books.tryCorrect('a', '2026-01-20', 0)).kind).toBe('duration-out-of-range')
    expect(refusalOf(books.tryCorrect('x', '2026-01-20', 10)).kind).toBe('unknown-entry')
    expect(entryOf(books, 'a')?.voided).toBe(null)
  })

  test('of a corrected entry is refused and names the one that took its place', () => {
    const books = new Books()
    books.log('2026-01-20', 45, {}, {id: 'a'})
    books.correct('a', '2026-01-20', 30, {}, {id: 'b'})
    expect(refusalOf(books.tryCorrect('a', '2026-01-20', 20))).toEqual({
      kind: 'entry-already-voided',
      entry: 'a',
      replacedBy: 'b',
    })
    expect(books.tryCorrect('b', '2026-01-20', 20).ok).toBe(true)
  })

  test('told twice is done once', () => {
    const books = new Books()
    books.log('2026-01-20', 45, {}, {id: 'a'})
    books.correct('a', '2026-01-20', 30, {}, {id: 'b'})
    const {account} = books
    expect(books.correct('a', '2026-01-20', 30, {}, {id: 'b'})).toMatchObject({
      isRepeat: true,
      voided: {id: 'a'},
    })
    expect(books.account).toBe(account)
    expect(refusalOf(books.tryCorrect('a', '2026-01-20', 31, {}, {id: 'b'}))).toMatchObject({
      differs: ['workedMinutes'],
    })
  })

  test('cannot take an id that another entry has', () => {
    const books = new Books()
    for (const id of ['a', 'b']) books.log('2026-01-20', 45, {}, {id})
    for (const id of ['a', 'b']) {
      expect(refusalOf(books.tryCorrect('a', '2026-01-20', 30, {}, {id}))).toMatchObject({
        kind: 'id-taken',
        id,
        differs: ['replaces'],
      })
    }
    expect(refusalOf(books.tryCorrect('x', '2026-01-20', 30, {}, {id: 'b'})).kind).toBe('id-taken')
  })
})

describe('a ticket’s day, rounded as one sum', () => {
  const increment: Increment = {minutes: 15, minimum: 15, per: 'ticket-day', overrides: []}
  const ticket = {ticket: '1'}
  const booksWith = (...minutes: readonly number[]) => {
    const books = new Books({terms: {increment}})
    for (const [index, worked] of minutes.entries()) {
      books.log(`2026-01-20T1${index}:00Z`, worked, ticket, {id: `e${index}`})
    }
    return books
  }
  const charged = (books: Books, ...ids: readonly string[]) =>
    ids.map(id => entryOf(books, id)?.chargedMinutes)

  test('the surplus belongs to the last entry, whatever the order in which they are recorded', () => {
    expect(charged(booksWith(8, 8, 8), 'e0', 'e1', 'e2')).toEqual([8, 8, 14])
    const books = new Books({terms: {increment}})
    for (const hour of [2, 0, 1]) books.log(`2026-01-20T1${hour}:00Z`, 8, ticket, {id: `e${hour}`})
    expect(charged(books, 'e0', 'e1', 'e2')).toEqual([8, 8, 14])
  })

  test('entries of the same minute are told apart by their ids', () => {
    const books = new Books({terms: {increment}})
    for (const id of ['b', 'a']) books.log('2026-01-20', 8, ticket, {id})
    expect(charged(books, 'a', 'b')).toEqual([8, 8 + 14])
  })

  test.each([
    ['another ticket', {ticket: '2'}, '2026-01-20T15:00Z'],
    ['no ticket', {}, '2026-01-20T15:00Z'],
    ['another day', ticket, '2026-01-21T10:00Z'],
  ])('%s is rounded for itself', (_, more, start) => {
    const books = booksWith(8)
    expect(books.log(start, 8, more).entry.chargedMinutes).toBe(15)
    expect(charged(books, 'e0')).toEqual([15])
  })

  test('free work is not part of the sum', () => {
    const books = booksWith(8)
    books.log('2026-01-20T15:00Z', 30, {...ticket, class: 'standard'})
    books.log('2026-01-20T16:00Z', 30, {...ticket, cause: 'provider'})
    expect(charged(books, 'e0')).toEqual([15])
  })

  test('the day is that of the contract’s time zone', () => {
    const books = new Books({timezone: 'Europe/Berlin', terms: {increment}})
    books.log('2026-01-20T22:50Z', 8, ticket, {id: 'a'})
    books.log('2026-01-20T23:10Z', 8, ticket, {id: 'b'})
    expect(charged(books, 'a', 'b')).toEqual([15, 15])
  })

  test('voiding the last gives the surplus to the one before', () => {
    const books = booksWith(8, 8)
    books.void('e1', '2026-01-21')
    expect(charged(books, 'e0')).toEqual([15])
  })

  test('what is voided keeps the charge it had', () => {
    const books = booksWith(8, 8)
    books.void('e1', '2026-01-21')
    books.log('2026-01-20T15:00Z', 20, ticket, {id: 'e2', now: '2026-01-21'})
    expect(charged(books, 'e0', 'e1', 'e2')).toEqual([8, 22, 22])
  })

  test('a correction rounds the day again', () => {
    const books = booksWith(8, 8)
    books.correct('e0', '2026-01-20T10:00Z', 3, ticket, {id: 'c', now: '2026-01-21'})
    expect(charged(books, 'c', 'e1')).toEqual([3, 12])
  })

  test('a late entry pays only what the sum is more than was charged already', () => {
    const books = booksWith(1)
    books.close('2026-01')
    for (const [id, minutes] of [
      ['l0', 5],
      ['l1', 5],
      ['l2', 10],
    ] as const) {
      books.log(`2026-01-20T0${id.slice(1)}:00Z`, minutes, ticket, {id, now: '2026-02-03'})
    }
    expect(charged(books, 'e0', 'l0', 'l1', 'l2')).toEqual([15, 0, 0, 15])
  })

  test('a closed entry that is taken back leaves its late neighbours to pay for themselves', () => {
    const books = booksWith(1)
    books.close('2026-01')
    books.log('2026-01-20T15:00Z', 10, ticket, {id: 'late', now: '2026-02-03'})
    expect(charged(books, 'late')).toEqual([0])
    books.void('e0', '2026-02-04')
    expect(charged(books, 'late')).toEqual([15])
    expect(books.balance('2026-02-04')).toMatchObject({chargedMinutes: 15, adjustmentMinutes: 15})
  })
})

test('what is taken back after the contract was settled is paid out, as it may have been billed: it never lapses', () => {
  const books = new Books({
    to: '2026-01-31',
    terms: {
      creditMinutes: 0,
      rateCents: 12000,
      settlement: 'lapses',
      overdraft: {limitMinutes: 0, beyond: 'charge'},
    },
  })
  books.log('2026-01-20', 600, {}, {id: 'typo'})
  books.close('2026-01')
  expect(books.closed('2026-01').money.netCents).toBe(120000)
  books.correct('typo', '2026-01-20', 60, {}, {now: '2026-02-03'})
  books.close('2026-02')
  const {end, money} = books.closed('2026-02')
  expect(end).toMatchObject({paidOutMinutes: 540, lapsed: [], closing: {minutes: 0}})
  expect(money.netCents).toBe(-108000)
})

test('a ticket-day rounds entries with other units among themselves: a call does not undo the first hour on site', () => {
  const books = new Books({
    terms: {
      increment: {
        minutes: 15,
        minimum: 15,
        per: 'ticket-day',
        overrides: [
          {channel: 'phone', minutes: 5, minimum: 5},
          {channel: 'on-site', minutes: 15, minimum: 60},
        ],
      },
    },
  })
  books.log('2026-01-20T09:00Z', 20, {ticket: '1', channel: 'on-site'}, {id: 'on-site'})
  books.log('2026-01-20T12:00Z', 4, {ticket: '1', channel: 'phone'}, {id: 'call'})
  expect(entryOf(books, 'on-site')?.chargedMinutes).toBe(60)
  expect(entryOf(books, 'call')?.chargedMinutes).toBe(5)
})

describe('what a correction leaves unsaid', () => {
  const books = new Books()
  const old = {activity: 'panel-help', place: 'Werk 2', channel: 'phone', ticket: '7'} as const
  const {entry} = books.log('2026-01-20', 45, old, {id: 'a'})

  test.each<[string, Partial<Work>, object]>([
    ['stays as it was', {workedMinutes: 30}, {...old, class: 'standard', workedMinutes: 30, text: 'Drucker'}],
    [
      'is classed again where the activity changes',
      {activity: 'web-design'},
      {class: 'extended', place: 'Werk 2'},
    ],
    [
      'comes by another channel where the place changes',
      {place: 'remote'},
      {channel: null, class: 'standard'},
    ],
  ])('%s', (_, said, expected) => {
    const corrected = new Books()
    expect(corrected.log('2026-01-20', 45, correctedWork(entry, said)).entry).toMatchObject(expected)
  })
})

test('differences are told in the order of the fields', () => {
  const books = new Books()
  books.log('2026-01-20', 45, {}, {id: 'a'})
  const other = {class: 'standard', text: 'Scanner', place: 'Werk 2'} as const
  expect(refusalOf(books.tryLog('2026-01-19', 30, other, {id: 'a'}))).toMatchObject({
    differs: ['place', 'text', 'workedMinutes', 'start', 'class'],
  })
})

describe('a ticket-day rounds as one sum', () => {
  const booksWith = (overrides: Increment['overrides']) =>
    new Books({terms: {increment: {minutes: 15, minimum: 15, per: 'ticket-day', overrides}}})

  test('what has equal units and minimum, whatever gave them', () => {
    const books = booksWith([
      {channel: 'phone', minutes: 5, minimum: 5},
      {channel: 'chat', minutes: 5, minimum: 5},
    ])
    books.log('2026-01-20T08:00Z', 3, {ticket: '7', channel: 'phone'}, {id: 'call'})
    const {account} = books.log('2026-01-20T09:00Z', 1, {ticket: '7', channel: 'chat'}, {id: 'chat'})
    expect(account.open.flatMap(page => page.entries).map(entry => entry.chargedMinutes)).toEqual([3, 2])
  })

  test('entries of #7 and of 7: they are one ticket', () => {
    const books = booksWith([])
    books.log('2026-01-20T08:00Z', 10, {ticket: '#7'}, {id: 'a'})
    const {account, entry} = books.log('2026-01-20T09:00Z', 5, {ticket: '7'}, {id: 'b'})
    expect(account.open.flatMap(page => page.entries).map(each => each.chargedMinutes)).toEqual([10, 5])
    expect(books.log('2026-01-20T08:00Z', 10, {ticket: '# 7'}, {id: 'a'})).toMatchObject({
      isRepeat: true,
      entry: {ticket: '7'},
    })
    expect(entry.ticket).toBe('7')
  })
})

describe('to take an entry back, the closed pages are needed', () => {
  test('that name it, and once it was read those from its month on', () => {
    const books = new Books()
    books.log('2026-01-20', 30, {}, {id: 'known'})
    books.close('2026-01')
    const needed = neededToTakeBack('known')
    expect(needed({...books.account, closed: []})).toEqual({entryIds: ['known']})
    expect(needed(books.account)).toEqual({entryIds: ['known'], closedFrom: '2026-01'})
  })

  test('from the month on of what takes its place, if that is earlier', () => {
    const books = new Books()
    books.log('2026-02-20', 30, {}, {id: 'known'})
    expect(neededToTakeBack('known', () => at('2026-01-10'))(books.account).closedFrom).toBe('2026-01')
    expect(neededToTakeBack('known', () => at('2026-03-10'))(books.account).closedFrom).toBe('2026-02')
  })
})

describe('an entry of a ticket’s day that is closed gives back what the day is charged less without it', () => {
  const increment = {minutes: 15, minimum: 15, per: 'ticket-day', overrides: []} as const
  const booksWith = (...minutes: readonly number[]) => {
    const books = new Books({terms: {increment, rollover: {policy: 'unlimited'}}})
    for (const [index, each] of minutes.entries()) {
      books.log(
        `2026-01-20T${String(8 + index).padStart(2, '0')}:00Z`,
        each,
        {ticket: '7'},
        {id: `e${index}`},
      )
    }
    books.close('2026-01')
    return books
  }
  const givenBack = (books: Books) =>
    books.account.open.flatMap(page => page.reversals).map(({minutes}) => minutes)

  test.each(['e0', 'e1'])('10 and 10 minutes are charged 30, and 15 without %s', id => {
    const books = booksWith(10, 10)
    books.void(id, '2026-02-03')
    expect(givenBack(books)).toEqual([15])
  })
  test('3 and 4 minutes are charged 15, and 15 without either of them', () => {
    const books = booksWith(3, 4)
    books.void('e0', '2026-02-03')
    expect(givenBack(books)).toEqual([0])
  })
  test('late work of that day is rounded anew with what is left', () => {
    const books = booksWith(10, 10)
    books.log('2026-01-20T12:00Z', 5, {ticket: '7'}, {id: 'late', now: '2026-02-02'})
    books.void('e1', '2026-02-03')
    const late = books.account.open.flatMap(page => page.entries).find(({id}) => id === 'late')
    expect([...givenBack(books), late?.chargedMinutes]).toEqual([20, 5])
  })
  test('and all of it where all entries are taken back, in any order', () => {
    const taking = fc.property(
      fc.array(fc.integer({min: 1, max: 100}), {minLength: 1, maxLength: 6}),
      fc.integer(),
      (minutes, seed) => {
        const books = booksWith(...minutes)
        const [january] = books.account.closed
        const ids = minutes.map((_, index) => `e${(index + Math.abs(seed)) % minutes.length}`)
        for (const id of ids) books.void(id, '2026-02-03')
        expect(givenBack(books).reduce((sum, each) => sum + each, 0)).toBe(january?.end.totals.chargedMinutes)
      },
    )
    fc.assert(taking)
  })
})

import {describe, expect, test} from 'vitest'
import type {Statement} from '../../src/domain/statement.js'
import {
  buildStatement,
  lastClosedMonth,
  neededForStatements,
  statementOf,
} from '../../src/operations/build-statement.js'
import {accepted, at, Books, month, PROVIDER, refusalOf} from '../support/account-builder.js'
import {levelsOf} from '../support/requests.js'

const linesOf = ({movements}: Statement) =>
  movements.map(({kind, bookingDate, valueDate, minutes, balanceMinutes}) => [
    kind,
    bookingDate,
    valueDate,
    minutes,
    balanceMinutes,
  ])

function busyMonth(): Books {
  const books = new Books({
    from: '2026-01-16',
    terms: {creditMinutes: 62, rollover: {policy: 'none'}, overdraft: {limitMinutes: 30, beyond: 'charge'}},
  })
  books.log('2026-01-20', 100, {}, {id: 'a'})
  books.close('2026-01')
  books.log('2026-02-10', 15, {class: 'standard'}, {id: 'free'})
  books.log('2026-01-21', 5, {}, {id: 'late', now: '2026-02-03'})
  books.credit('2026-02-05', 20, {priceCents: 4_000})
  books.credit('2026-02-06', 10, {kind: 'goodwill'})
  books.void('a', '2026-02-07')
  return books
}

describe('a statement', () => {
  test('lists the credit, then everything by the day it counts, and last what the month’s end does', () => {
    const books = busyMonth()
    expect(linesOf(books.statement('2026-01', '2026-02-20'))).toEqual([
      ['credit', '2026-01-16', '2026-01-16', 32, 32],
      ['entry', '2026-01-20', '2026-01-20', -100, -68],
      ['overage', '2026-01-31', '2026-01-31', 38, -30],
    ])
    expect(linesOf(books.statement('2026-02', '2026-02-20'))).toEqual([
      ['credit', '2026-02-01', '2026-02-01', 62, 32],
      ['entry', '2026-02-03', '2026-01-21', -5, 27],
      ['top-up', '2026-02-05', '2026-02-05', 20, 47],
      ['goodwill', '2026-02-06', '2026-02-06', 10, 57],
      ['reversal', '2026-02-07', '2026-01-20', 100, 157],
      ['entry', '2026-02-10', '2026-02-10', 0, 157],
      ['lapse', '2026-02-28', '2026-02-28', -32, 125],
    ])
  })

  const daysOf = ({movements}: Statement) =>
    movements.map(({kind, day, bookingDate}) => [kind, day, bookingDate])

  test('has work of its month on the day it was done, in that order, whenever it was booked', () => {
    const books = new Books()
    books.log('2026-01-20T09:00Z', 10, {}, {id: 'third', now: '2026-01-20T10:00Z'})
    books.log('2026-01-05T14:00Z', 10, {}, {id: 'second', now: '2026-01-25'})
    books.log('2026-01-05T09:00Z', 10, {}, {id: 'first', now: '2026-01-26'})
    books.credit('2026-01-12', 60)
    const statement = books.statement('2026-01')
    expect(daysOf(statement).slice(1)).toEqual([
      ['entry', '2026-01-05', '2026-01-26'],
      ['entry', '2026-01-05', '2026-01-25'],
      ['top-up', '2026-01-12', '2026-01-12'],
      ['entry', '2026-01-20', '2026-01-20'],
    ])
    expect(statement.movements.map(({balanceMinutes}) => balanceMinutes)).toEqual([600, 590, 580, 640, 630])
  })

  test('has late work and reversals on the day they were booked, a reversal directly before what replaces it', () => {
    const books = new Books()
    books.log('2026-01-20', 10, {}, {id: 'old'})
    books.log('2026-01-22', 20, {}, {id: 'other'})
    books.close('2026-01')
    books.log('2026-02-03', 30, {}, {id: 'new'})
    books.log('2026-01-30', 5, {}, {id: 'late', now: '2026-02-04'})
    books.correct('old', '2026-02-02', 15, {}, {id: 'instead', now: '2026-02-10'})
    books.void('other', '2026-02-11')
    const {movements} = books.statement('2026-02')
    const ids = movements.map(movement =>
      movement.kind === 'entry' ? movement.entry.id : `${movement.kind} ${movement.day}`,
    )
    expect(ids).toEqual([
      'credit 2026-02-01',
      'reversal 2026-02-10',
      'instead',
      'new',
      'late',
      'reversal 2026-02-11',
    ])
    expect(movements.find(({kind, day}) => kind === 'entry' && day === '2026-02-04')).toBeDefined()
  })

  test('never has a day outside its period: what was booked after it stands at its end', () => {
    const books = new Books({to: '2026-01-10'})
    books.log('2026-01-05', 10, {}, {id: 'a', now: '2026-01-20'})
    books.credit('2026-01-20', 30)
    const days = books.statement('2026-01').movements.map(({kind, day}) => [kind, day])
    expect(days).toEqual([
      ['credit', '2026-01-01'],
      ['entry', '2026-01-05'],
      ['top-up', '2026-01-10'],
      ['lapse', '2026-01-10'],
      ['lapse', '2026-01-10'],
    ])
  })

  test('says why credit lapsed: its time was over, there was more than the cap, or the contract ended', () => {
    const reasons = (books: Books, which: string) =>
      books
        .statement(which)
        .movements.flatMap(movement => (movement.kind === 'lapse' ? movement.because : []))
    expect(reasons(new Books({terms: {rollover: {policy: 'none'}}}), '2026-01')).toEqual(['expiry'])
    expect(reasons(new Books({terms: {rollover: {policy: 'cap', capMinutes: 60}}}), '2026-01')).toEqual([
      'cap',
    ])
    expect(reasons(new Books({to: '2026-01-31'}), '2026-01')).toEqual(['end'])
  })

  test('has no limit and nothing available once the contract has ended', () => {
    const books = new Books({to: '2026-01-20', terms: {overdraft: {limitMinutes: 60, beyond: 'allow'}}})
    expect(books.statement('2026-01', '2026-01-20')).toMatchObject({
      endedOn: null,
      closing: {overdraftLimitMinutes: 60, availableMinutes: 60},
    })
    const none = {overdraftLimitMinutes: 0, availableMinutes: 0}
    expect(books.statement('2026-01', '2026-01-21')).toMatchObject({endedOn: '2026-01-20', closing: none})
    books.close('2026-01')
    expect(books.statement('2026-01')).toMatchObject({endedOn: '2026-01-20', closing: none})
  })

  test('of an open month is provisional and has the figures that closing gives it', () => {
    const books = busyMonth()
    const provisional = books.statement('2026-02', '2026-02-28')
    books.close('2026-02')
    const closed = books.statement('2026-02')
    expect(provisional).toMatchObject({status: 'provisional', number: null, seal: null})
    expect(closed).toMatchObject({
      status: 'closed',
      number: '2/2026',
      seal: {closedAt: '2026-03-01T12:00:00+00:00'},
    })
    const {seal: _, number: __, status: ___, asOf, printed, ...figures} = closed
    expect([provisional.asOf, asOf]).toEqual(['2026-02-28', null])
    expect(printed).toMatchObject({
      number: '2/2026',
      status: 'closed',
      closing: {minutes: closed.closing.minutes},
    })
    expect(provisional).toMatchObject(figures)
  })

  test('has the account in one look', () => {
    expect(busyMonth().statement('2026-01', '2026-02-20')).toMatchObject({
      period: {from: '2026-01-16', to: '2026-01-31'},
      opening: {minutes: 0, lots: []},
      totals: {
        creditMinutes: 32,
        chargedMinutes: 100,
        adjustmentMinutes: 0,
        lapsedMinutes: 0,
        overageMinutes: 38,
      },
      closing: {minutes: -30, overdraftLimitMinutes: 30, availableMinutes: 0},
      money: {netCents: 7_600, grossCents: 9_044},
    })
  })

  test('of the last month ends on the contract’s last day and shows what was paid out', () => {
    const books = new Books({to: '2026-01-15', terms: {settlement: 'paid-out'}})
    const statement = books.statement('2026-01')
    expect(statement.period).toEqual({from: '2026-01-01', to: '2026-01-15'})
    expect(linesOf(statement).at(-1)).toEqual(['pay-out', '2026-01-15', '2026-01-15', -290, 0])
  })

  test('of a month after the contract’s end shows the whole month', () => {
    const books = new Books({to: '2026-01-15'})
    books.close('2026-01')
    books.log('2026-01-10', 20, {}, {now: '2026-02-03'})
    expect(books.statement('2026-02').period).toEqual({from: '2026-02-01', to: '2026-02-28'})
  })

  test('of a contract without credit has no line for it', () => {
    expect(new Books({terms: {creditMinutes: 0}}).statement('2026-01').movements).toEqual([])
  })

  test('orders what has the same time by id, however it was recorded', () => {
    const ids = (order: readonly string[]) => {
      const books = new Books()
      for (const id of order) books.log('2026-01-20', 5, {}, {id})
      return books
        .statement('2026-01')
        .movements.flatMap(line => (line.kind === 'entry' ? [line.entry.id] : []))
    }
    expect(ids(['b', 'a', 'c'])).toEqual(['a', 'b', 'c'])
    expect(ids(['c', 'b', 'a'])).toEqual(['a', 'b', 'c'])
  })

  test('leaves out what was voided in the same month', () => {
    const books = new Books()
    books.log('2026-01-20', 5, {}, {id: 'a'})
    books.void('a', '2026-01-21')
    expect(books.statement('2026-01').movements).toHaveLength(1)
  })
})

test('a closed month whose page was not read is a fault of the program, not an empty statement', () => {
  const books = new Books()
  books.close('2026-02')
  books.account = {...books.account, closed: books.account.closed.slice(1)}
  expect(() => books.statement('2026-01')).toThrow('2026-01 is closed, and its page was not read')
})

describe('there is no statement', () => {
  const build = (books: Books, which: string, today: string) =>
    buildStatement(books.account, month(which), PROVIDER, at(today))

  test('of a month before the contract', () => {
    expect(refusalOf(build(new Books(), '2025-12', '2026-01-10'))).toEqual({
      kind: 'month-before-contract',
      month: '2025-12',
      from: '2026-01',
    })
  })
  test('of a month that has not begun, unless something is booked in it', () => {
    const books = new Books()
    expect(refusalOf(build(books, '2026-02', '2026-01-31')).kind).toBe('month-not-begun')
    books.log('2026-02-01', 10, {}, {now: '2026-01-31'})
    expect(accepted(build(books, '2026-02', '2026-01-31')).totals.chargedMinutes).toBe(10)
  })
})

test('the statement that is shown if none is named is the last closed one', () => {
  const books = new Books()
  expect(refusalOf(lastClosedMonth(books.account))).toEqual({kind: 'nothing-closed', contract: 'acme'})
  books.close('2026-02')
  expect(accepted(lastClosedMonth(books.account))).toBe('2026-02')
})

describe('for statements, the closed pages are needed', () => {
  const books = new Books()
  books.close('2026-01')

  test('of the last closed month, where no month is named', () => {
    expect(neededForStatements(null)(books.account)).toEqual({lastClosed: true})
  })

  test('of the months that are closed, and of none that is open', () => {
    const [january, february] = [month('2026-01'), month('2026-02')]
    expect(neededForStatements(() => [january, february])(books.account)).toEqual({closedMonths: [january]})
    expect(neededForStatements(() => [february])(books.account)).toEqual({})
  })
})

test('a month that was closed before response times were measured says nothing of them, whatever was promised', () => {
  const books = new Books({terms: {sla: levelsOf()}})
  const page = books.closed('2026-01')
  expect(statementOf(page).responseTimes?.targets).toHaveLength(3)
  expect(statementOf({...page, format: 2}).responseTimes).toBeNull()
  expect(new Books().statement('2026-01').responseTimes).toBeNull()
})

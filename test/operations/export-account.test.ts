import {describe, expect, test} from 'vitest'
import {dayIn} from '../../src/domain/calendar.js'
import {exportedMonths, exportedStatements, voidedIn} from '../../src/operations/export-account.js'
import {isWithin, type MonthRange} from '../../src/operations/statement-months.js'
import {accepted, at, Books, month, PROVIDER, refusalOf} from '../support/account-builder.js'

const EVER: MonthRange = {from: null, to: null}
const monthsOf = ({account}: Books, now: string, range = EVER) =>
  exportedMonths(account, range, dayIn(at(now), account.contract.timezone))
const statementsOf = ({account}: Books, now: string, range = EVER) =>
  accepted(exportedStatements(account, {range, provider: PROVIDER, now: at(now)}))

describe('the months of an export', () => {
  test('are all from the first to the running one, closed or not', () => {
    const books = new Books({from: '2026-01-15'})
    books.close('2026-02')
    expect(monthsOf(books, '2026-04-10')).toEqual(['2026-01', '2026-02', '2026-03', '2026-04'])
  })

  test('are those of the range', () => {
    const range = {from: month('2026-02'), to: month('2026-03')}
    expect(monthsOf(new Books(), '2026-04-10', range)).toEqual(['2026-02', '2026-03'])
    expect(isWithin({from: month('2026-02'), to: null}, month('2026-01'))).toBe(false)
  })

  test('end with the contract, and with what was booked after its end', () => {
    const books = new Books({to: '2026-02-20'})
    expect(monthsOf(books, '2026-05-01')).toEqual(['2026-01', '2026-02'])
    books.close('2026-02')
    books.log('2026-02-10', 30, {}, {now: '2026-04-03'})
    expect(monthsOf(books, '2026-05-01')).toEqual(['2026-01', '2026-02', '2026-03'])
  })

  test('are none before the contract begins', () => {
    expect(monthsOf(new Books({from: '2026-06-01'}), '2026-05-01')).toEqual([])
  })

  test('go on to one that was closed, or booked in, before it is over', () => {
    const books = new Books()
    books.close('2026-02', '2026-02-27')
    expect(monthsOf(books, '2026-02-28')).toEqual(['2026-01', '2026-02'])
    books.log('2026-02-28', 30)
    expect(monthsOf(books, '2026-02-28')).toEqual(['2026-01', '2026-02', '2026-03'])
  })
})

describe('the running month', () => {
  const terms = {
    creditMinutes: 60,
    rollover: {policy: 'none'},
    overdraft: {limitMinutes: 30, beyond: 'charge'},
  } as const

  test('stands as its balance does: nothing of it has lapsed yet', () => {
    const books = new Books({terms})
    books.log('2026-01-10', 20)
    const [january] = statementsOf(books, '2026-01-20')
    expect(january).toMatchObject({
      status: 'provisional',
      totals: {chargedMinutes: 20, lapsedMinutes: 0, overageMinutes: 0},
      closing: {minutes: 40, lots: [{minutes: 40}], availableMinutes: 70},
    })
    expect(january?.closing.minutes).toBe(books.balance('2026-01-20').balanceMinutes)
    expect(january?.movements.map(({kind}) => kind)).toEqual(['credit', 'entry'])
  })

  test('bills what was ordered in it, and no overage yet', () => {
    const books = new Books({terms})
    books.log('2026-01-10', 300)
    books.credit('2026-01-11', 30, {priceCents: 5000})
    const [january] = statementsOf(books, '2026-01-20')
    expect(january?.closing).toMatchObject({minutes: -210, availableMinutes: -180})
    expect(january?.charges.map(({kind}) => kind)).toEqual(['top-up'])
    expect(january?.money.netCents).toBe(5000)
  })

  test('of a contract that has ended in it is not settled yet, and nothing is available', () => {
    const books = new Books({to: '2026-01-15', terms: {...terms, settlement: 'paid-out'}})
    books.log('2026-01-10', 10)
    const [january] = statementsOf(books, '2026-01-20')
    expect(january?.closing).toMatchObject({minutes: 19, availableMinutes: 0})
    expect(january?.totals.adjustmentMinutes).toBe(0)
  })

  test('is as its statement says once it is over, and once it is closed', () => {
    const books = new Books({terms})
    books.log('2026-01-10', 20)
    const over = statementsOf(books, '2026-02-01')[0]
    expect(over).toMatchObject({status: 'provisional', totals: {lapsedMinutes: 40}, closing: {minutes: 0}})
    books.close('2026-01', '2026-01-31')
    const closed = statementsOf(books, '2026-01-31')
    expect(closed).toHaveLength(1)
    expect(closed[0]).toMatchObject({status: 'closed', totals: {lapsedMinutes: 40}, closing: {minutes: 0}})
  })
})

test('a month without a statement is refused as that is', () => {
  const books = new Books()
  books.log('2026-01-05', 30)
  const [page] = books.account.open
  const later = {...page, month: month('2026-03'), opening: null}
  const account = {...books.account, open: [page, later] as const}
  const refused = exportedStatements(account, {range: EVER, provider: PROVIDER, now: at('2026-01-05')})
  expect(refusalOf(refused)).toMatchObject({kind: 'month-not-begun', month: '2026-02'})
})

test('what was voided while its month was open moved nothing', () => {
  const books = new Books()
  books.log('2026-01-10', 20, {}, {id: 'wrong'})
  books.log('2026-01-11', 30, {}, {id: 'right'})
  books.void('wrong', '2026-01-12')
  const {id} = books.credit('2026-01-12', 60)
  books.voidCredit(id, '2026-01-13')
  expect(voidedIn(books.account, month('2026-01'))).toMatchObject([
    {kind: 'entry', entry: {id: 'wrong'}, day: '2026-01-10', minutes: 0},
    {kind: 'top-up', credit: {id}, day: '2026-01-12', minutes: 0},
  ])
  expect(voidedIn(books.account, month('2026-02'))).toEqual([])
})

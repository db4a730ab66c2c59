import {describe, expect, test} from 'vitest'
import {CAUSES} from '../../src/domain/contract.js'
import {quoteCallOut} from '../../src/operations/quote.js'
import {accepted, at, Books, contractOf, refusalOf} from '../support/account-builder.js'
import {BY_TIME_OF_DAY, IN_HOURS, ONE_FLAT_FEE} from '../support/call-out-tariffs.js'

const SATURDAY = '2026-01-24T16:50+01:00'
const EMERGENCY = {class: 'emergency'} as const
const withTariff = (emergency: typeof BY_TIME_OF_DAY | typeof IN_HOURS, vatPercent = 19) => ({
  timezone: 'Europe/Berlin',
  terms: {emergency, vatPercent},
})

const netsOf = (charges: readonly {readonly netCents: number}[]) => charges.map(charge => charge.netCents)

describe('a call-out in money', () => {
  test('is billed on the statement and leaves the hours alone', () => {
    const books = new Books(withTariff(BY_TIME_OF_DAY))
    expect(books.log(SATURDAY, 40, EMERGENCY).balance.balanceMinutes).toBe(600)
    books.close('2026-01')
    const {closing, charges, money} = books.statement('2026-01')
    expect(closing.minutes).toBe(600)
    expect(netsOf(charges)).toEqual([2495, 7485])
    expect(money).toMatchObject({netCents: 9980, grossCents: 11_876})
  })

  test('that is the provider’s fault shows its waived lines with 0', () => {
    const books = new Books(withTariff(BY_TIME_OF_DAY))
    books.log(SATURDAY, 40, {...EMERGENCY, cause: 'provider'})
    const {charges, money} = books.statement('2026-01')
    expect(charges).toMatchObject([
      {kind: 'call-out', unitPriceCents: 2495, netCents: 0},
      {kind: 'work', quantityMinutes: 45, netCents: 0},
    ])
    expect(money.grossCents).toBe(0)
  })

  test('that is voided in its month is not billed', () => {
    const books = new Books(withTariff(BY_TIME_OF_DAY))
    const {entry} = books.log(SATURDAY, 40, EMERGENCY)
    books.void(entry.id, '2026-01-25')
    expect(books.statement('2026-01').charges).toEqual([])
  })

  test('that is taken back after its month was closed comes back with negative lines', () => {
    const books = new Books(withTariff(BY_TIME_OF_DAY))
    const {entry} = books.log(SATURDAY, 40, EMERGENCY)
    const january = books.closed('2026-01')
    books.void(entry.id, '2026-02-03')
    const {end} = books.closed('2026-02')
    expect(end.charges).toMatchObject([
      {kind: 'call-out', quantityMinutes: null, perMinutes: null, netCents: -2495, entry: entry.id},
      {kind: 'work', quantityMinutes: -45, perMinutes: 15, netCents: -7485, entry: entry.id},
    ])
    expect(end.totals).toMatchObject({adjustmentMinutes: 0, chargedMinutes: 0})
    const {money, movements} = books.statement('2026-02')
    expect(money).toEqual({
      netCents: -9980,
      vat: [{percent: 19, netCents: -9980, vatCents: -1896}],
      grossCents: -11_876,
    })
    expect(money.grossCents + january.money.grossCents).toBe(0)
    expect(movements).toContainEqual(expect.objectContaining({kind: 'reversal', minutes: 0}))
  })

  test('that was waived has nothing to give back', () => {
    const books = new Books(withTariff(BY_TIME_OF_DAY))
    const {entry} = books.log(SATURDAY, 40, {...EMERGENCY, cause: 'provider'})
    books.close('2026-01')
    books.void(entry.id, '2026-02-03')
    expect(books.closed('2026-02').end.charges).toEqual([])
  })

  test('that turns out to have another cause is corrected to its price', () => {
    const books = new Books(withTariff(ONE_FLAT_FEE, 20))
    const {entry} = books.log(SATURDAY, 50, {...EMERGENCY, cause: 'unknown'})
    books.close('2026-01')
    books.correct(entry.id, SATURDAY, 50, {...EMERGENCY, cause: 'provider'}, {now: '2026-02-03'})
    const {charges, money} = books.statement('2026-02')
    expect(netsOf(charges)).toEqual([20_000, 0, -20_000, -6667])
    expect(money.grossCents).toBe(-8000)
  })
})

describe('a call-out in hours', () => {
  test('is taken from the account, and given back with a reversal', () => {
    const books = new Books(withTariff(IN_HOURS))
    const {entry, balance} = books.log(SATURDAY, 40, EMERGENCY)
    expect(balance.balanceMinutes).toBe(600 - 60 - 68)
    books.close('2026-01')
    books.void(entry.id, '2026-02-03')
    expect(books.balance('2026-02-03').balanceMinutes).toBe(1200)
    expect(books.statement('2026-02').charges).toEqual([])
  })
})

describe('a quote', () => {
  const contract = contractOf(withTariff(ONE_FLAT_FEE, 20))
  const quoted = (start: string, workedMinutes: number) =>
    quoteCallOut(contract, {start: at(start), workedMinutes})

  test('has the price for every cause side by side', () => {
    const prices = accepted(quoted(SATURDAY, 50)).map(({cause, money}) => [cause, money.grossCents])
    expect(Object.fromEntries(prices)).toEqual({
      ...{customer: 32_000, provider: 24_000, application: 44_000, unknown: 32_000},
    })
  })

  test('is by the clock of the contract, wherever it was asked', () => {
    const books = new Books(withTariff(BY_TIME_OF_DAY))
    const request = {start: at('2026-01-24T15:59Z'), workedMinutes: 40}
    const quotes = accepted(quoteCallOut(books.account.contract, request))
    expect(quotes.map(({money}) => money.grossCents)).toEqual(
      CAUSES.map(cause => (cause === 'provider' ? 0 : 11_876)),
    )
  })

  test('is refused without an emergency tariff', () => {
    const refusal = refusalOf(quoteCallOut(contractOf(), {start: at(SATURDAY), workedMinutes: 50}))
    expect(refusal).toEqual({kind: 'no-emergency-service', contract: 'acme'})
  })

  test('is refused where the entry would be', () => {
    expect(refusalOf(quoted('2025-12-31', 50))).toMatchObject({kind: 'before-contract'})
    expect(refusalOf(quoted(SATURDAY, 1441))).toMatchObject({kind: 'duration-out-of-range'})
  })
})

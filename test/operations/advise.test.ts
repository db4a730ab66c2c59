import {describe, expect, test} from 'vitest'
import type {Account} from '../../src/domain/page.js'
import {creditLadder} from '../../src/operations/advice-candidates.js'
import {type Advice, type AdviceRequest, advise} from '../../src/operations/advise.js'
import {accepted, Books, month, refusalOf, type Setup} from '../support/account-builder.js'
import {BY_TIME_OF_DAY, ONE_FLAT_FEE} from '../support/call-out-tariffs.js'

const ask = (account: Account, request: Partial<AdviceRequest> = {}) =>
  advise(account, {from: null, to: null, credits: [], hourPriceCents: null, tariffs: [], ...request})

/** Three closed months of so many hours of work. */
function threeMonths(hours: readonly [number, number, number], setup: Setup = {}): Books {
  const books = new Books(setup)
  hours.forEach((worked, index) => {
    books.log(`2026-0${index + 1}-10`, 60 * worked, {}, {force: 'agreed'})
  })
  books.close('2026-03')
  return books
}

const find = (advice: readonly Advice[], creditMinutes: number, policy: string) =>
  advice.find(({terms, kind}) => {
    const isCredit = kind === 'credit' || kind === 'agreed'
    return isCredit && terms.creditMinutes === creditMinutes && terms.rollover.policy === policy
  })

describe('what other terms would have cost', () => {
  const {account} = threeMonths([4, 12, 8], {terms: {overdraft: {limitMinutes: 60, beyond: 'charge'}}})

  test('is the credits at the rate, what was billed, and what is owed at the end', () => {
    const {advice, months} = accepted(ask(account, {credits: [0, 420]}))
    expect(months).toEqual({from: '2026-01', to: '2026-03'})
    // 10:00 a month: +6:00, +4:00, +6:00.
    expect(advice[0]).toMatchObject({
      ...{
        kind: 'agreed',
        tariff: null,
        costCents: 360_000,
        creditCents: 360_000,
        chargedCents: 0,
        owedCents: 0,
      },
      ...{lapsedMinutes: 0, overageMinutes: 0, lowestMinutes: 240, monthsPastLimit: 0},
      closings: [
        {month: '2026-01', minutes: 360},
        {month: '2026-02', minutes: 240},
        {month: '2026-03', minutes: 360},
      ],
    })
    // 7:00 a month that lapse: 0:00, -5:00 of which 4:00 are billed, -2:00 of which 1:00 is billed.
    expect(find(advice, 420, 'none')).toMatchObject({
      ...{creditCents: 252_000, chargedCents: 60_000, owedCents: 12_000, costCents: 324_000},
      ...{lapsedMinutes: 180, overageMinutes: 300, lowestMinutes: -300, monthsPastLimit: 2},
    })
  })

  test('has the credits at another price of an hour, which leaves the overage at its rate', () => {
    const {advice, hourPriceCents} = accepted(ask(account, {credits: [420], hourPriceCents: 10_000}))
    expect(hourPriceCents).toBe(10_000)
    expect(find(advice, 420, 'none')).toMatchObject({
      creditCents: 210_000,
      chargedCents: 60_000,
      owedCents: 12_000,
    })
  })

  test('takes what is owed at the price of an hour of credit where overage has no rate', () => {
    const {account} = threeMonths([4, 12, 8], {terms: {rateCents: 0}})
    const {advice} = accepted(ask(account, {credits: [420], hourPriceCents: 10_000}))
    expect(find(advice, 420, 'unlimited')).toMatchObject({owedCents: 30_000, chargedCents: 0})
    expect(refusalOf(ask(account))).toMatchObject({kind: 'missing-value', flag: '--hour-price'})
  })

  test('takes overage that no rate bills, and a debt that is written off, at the price of an hour of credit', () => {
    const overdraft = {limitMinutes: 0, beyond: 'charge'} as const
    const unbilled = threeMonths([4, 12, 8], {terms: {rateCents: 0, overdraft}})
    const ended = threeMonths([4, 12, 8], {to: '2026-03-31', terms: {rateCents: 0}})
    for (const {account} of [unbilled, ended]) {
      const {advice} = accepted(ask(account, {credits: [420], hourPriceCents: 10_000}))
      expect(find(advice, 420, 'unlimited')).toMatchObject({
        owedCents: 30_000,
        chargedCents: 0,
        costCents: 240_000,
      })
    }
  })

  test('is that of the months that are asked for, upon what they opened with', () => {
    const {advice, months} = accepted(ask(account, {from: month('2026-02'), to: month('2026-02')}))
    expect(months).toEqual({from: '2026-02', to: '2026-02'})
    expect(advice[0].closings).toEqual([{month: '2026-02', minutes: 240}])
    expect(advice[0].creditCents).toBe(120_000)
  })

  test('cannot be said without a closed month', () => {
    const {account: open} = new Books()
    const nothing = {kind: 'nothing-to-replay', contract: 'acme'}
    expect(refusalOf(ask(open))).toEqual({...nothing, from: null, to: null})
    expect(refusalOf(ask(account, {from: month('2026-04')}))).toEqual({...nothing, from: '2026-04', to: null})
  })
})

describe('the credits that are tried', () => {
  test('are average, median, 75th and 90th percentile and maximum of the use in half hours, and the agreed one', () => {
    expect(creditLadder([70, 100, 600], 480)).toEqual([120, 270, 480, 600])
    expect(creditLadder([0], 0)).toEqual([0])
    expect(creditLadder([10, 20, 31, 40, 50, 61, 70, 80, 91, 100], 90)).toEqual([60, 90, 120])
  })

  test('come with every policy, the agreed one with what was agreed of it', () => {
    const rollover = {policy: 'expiry', afterMonths: 2, capMinutes: 900} as const
    const {account} = threeMonths([4, 12, 8], {terms: {rollover}})
    const {advice} = accepted(ask(account, {credits: [480]}))
    const tried = advice.filter(({kind}) => kind === 'credit').map(({terms}) => terms.rollover)
    expect(tried).toHaveLength(4)
    expect(tried).toEqual(
      expect.arrayContaining([
        rollover,
        {policy: 'none'},
        {policy: 'unlimited'},
        {policy: 'cap', capMinutes: 480},
      ]),
    )
  })

  test('without a credit there is nothing to roll over, and no policy but the agreed one', () => {
    const {advice} = accepted(ask(threeMonths([4, 12, 8]).account, {credits: [0]}))
    expect(advice.filter(({kind}) => kind === 'credit')).toHaveLength(1)
  })

  test('leave out what is agreed already, but for months in which it was not', () => {
    const inAll = accepted(ask(threeMonths([4, 12, 8]).account, {credits: [600]}))
    expect(inAll.advice.filter(({kind}) => kind === 'credit')).toHaveLength(3)
    const amendments = [{from: month('2026-02'), creditMinutes: 300}]
    const amended = accepted(ask(threeMonths([4, 12, 8], {amendments}).account, {credits: [300]}))
    expect(amended.advice[0].creditCents).toBe(240_000)
    expect(find(amended.advice.slice(1), 300, 'unlimited')?.creditCents).toBe(180_000)
  })
})

describe('what fits best', () => {
  const bestOf = (setup: Setup, request: Partial<AdviceRequest> = {}) =>
    accepted(ask(threeMonths([4, 12, 8], setup).account, request)).best

  test('stays within the limit where more is not billed, even if less credit would cost less', () => {
    const limitMinutes = 60
    for (const beyond of ['refuse', 'allow'] as const) {
      const best = bestOf(
        {terms: {creditMinutes: 300, overdraft: {limitMinutes, beyond}}},
        {credits: [300, 420, 480]},
      )
      expect(best).toMatchObject({
        monthsPastLimit: 0,
        terms: {creditMinutes: 480, rollover: {policy: 'unlimited'}},
      })
    }
  })

  test('is past the limit in the fewest months where no credit stays within it', () => {
    const overdraft = {limitMinutes: 0, beyond: 'refuse'} as const
    const best = bestOf({terms: {creditMinutes: 60, overdraft, rollover: {policy: 'none'}}}, {credits: [300]})
    expect(best).toMatchObject({monthsPastLimit: 2, terms: {creditMinutes: 300}})
  })

  test('is the cheapest where more is billed, then the one of which least lapses, then the smallest', () => {
    const overdraft = {limitMinutes: 0, beyond: 'charge'} as const
    const cheapest = bestOf({terms: {overdraft}}, {credits: [240, 480, 720], hourPriceCents: 6_000})
    expect(cheapest).toMatchObject({costCents: 144_000, terms: {creditMinutes: 480}})
    const smallest = bestOf({terms: {overdraft, creditMinutes: 720}}, {credits: [240, 180]})
    expect(smallest).toMatchObject({costCents: 288_000, lapsedMinutes: 0, terms: {creditMinutes: 180}})
  })

  test('is what is agreed where nothing else fits better', () => {
    const overdraft = {limitMinutes: 0, beyond: 'charge'} as const
    expect(bestOf({terms: {overdraft, creditMinutes: 240}}, {credits: [240, 600]}).kind).toBe('agreed')
  })
})

describe('beside the credits', () => {
  const perTicket = {ticket: '7', channel: 'phone'} as const
  const rounded = {minutes: 15, minimum: 15, per: 'entry', overrides: []} as const

  function withTicket(setup: Setup): Books {
    const books = new Books(setup)
    books.log('2026-01-10T10:00Z', 5, perTicket)
    books.log('2026-01-10T11:00Z', 5, perTicket)
    return books
  }

  const roundingOf = (account: Account) =>
    accepted(ask(account)).advice.filter(({kind}) => kind === 'rounding')

  test('stands the other rounding, of entries one by one or of a ticket’s day', () => {
    const byEntry = withTicket({terms: {increment: rounded}})
    byEntry.close('2026-01')
    expect(roundingOf(byEntry.account)).toMatchObject([
      {terms: {increment: {per: 'ticket-day', minutes: 15}}, closings: [{minutes: 585}]},
    ])
    const byTicketDay = withTicket({terms: {increment: {...rounded, per: 'ticket-day'}}})
    byTicketDay.close('2026-01')
    expect(roundingOf(byTicketDay.account)).toMatchObject([
      {terms: {increment: {per: 'entry'}}, closings: [{minutes: 570}]},
    ])
  })

  test('an entry that was recorded after a reversal of its day, or voided after it, counts for what it gives back as it was then', () => {
    const live = (per: 'entry' | 'ticket-day') => {
      const books = new Books({terms: {increment: {...rounded, per}}})
      books.log('2026-01-31T10:00Z', 10, perTicket, {id: 'old', now: '2026-01-31'})
      books.close('2026-01', '2026-02-01T00:00Z')
      books.log('2026-01-31T11:00Z', 10, perTicket, {id: 'voided', now: '2026-02-01'})
      books.log('2026-02-01T08:00Z', 20, {}, {now: '2026-02-01'})
      books.void('old', '2026-02-02')
      books.void('voided', '2026-02-03')
      books.log('2026-01-31T12:00Z', 3, perTicket, {id: 'later', now: '2026-02-04'})
      books.close('2026-02')
      return books.account
    }
    const closings = live('ticket-day').closed.map(({month, end}) => ({month, minutes: end.closing.minutes}))
    expect(roundingOf(live('entry'))).toMatchObject([{closings}])
  })

  test('a credit that was taken back takes what other terms have left of it', () => {
    const live = (setup: Setup) => {
      const books = new Books(setup)
      const {id} = books.credit('2026-01-10', 120, {priceCents: 10_000})
      books.log('2026-01-15', 660)
      books.close('2026-01')
      books.voidCredit(id, '2026-02-10')
      books.close('2026-02')
      return books.account
    }
    const {advice} = accepted(ask(live({}), {credits: [300]}))
    const other = live({terms: {creditMinutes: 300}})
    expect(find(advice, 300, 'unlimited')).toMatchObject({
      closings: other.closed.map(({month, end}) => ({month, minutes: end.closing.minutes})),
      chargedCents: 0,
    })
  })

  const tariff = (terms: AdviceRequest['tariffs'][number]['terms']) => ({name: 'ours', terms})
  const tariffsIn = (account: Account, terms: Parameters<typeof tariff>[0]) =>
    accepted(ask(account, {tariffs: [tariff(terms)]})).advice.filter(({kind}) => kind === 'tariff')

  test('stand the tariffs that change a figure', () => {
    const {account} = threeMonths([4, 12, 8])
    const overdraft = {limitMinutes: 0, beyond: 'charge'} as const
    expect(tariffsIn(account, {creditMinutes: 0, overdraft})).toMatchObject([
      {tariff: 'ours', overageMinutes: 24 * 60, costCents: 288_000},
    ])
    expect(tariffsIn(account, {sla: null, vatPercent: 7})).toEqual([])
    expect(tariffsIn(account, {emergency: BY_TIME_OF_DAY})).toEqual([])
  })

  test('call-outs are priced by other tariffs, and not by one that has no emergency service', () => {
    const books = new Books({terms: {emergency: ONE_FLAT_FEE}})
    books.log('2026-01-10T10:00Z', 40, {class: 'emergency'})
    books.close('2026-01')
    const [agreed] = accepted(ask(books.account)).advice
    expect(agreed.chargedCents).toBe(23_333)
    expect(tariffsIn(books.account, {emergency: BY_TIME_OF_DAY})).toMatchObject([{chargedCents: 9_980}])
    expect(tariffsIn(books.account, {emergency: null, creditMinutes: 0})).toEqual([])
  })
})

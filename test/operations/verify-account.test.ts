import {describe, expect, test} from 'vitest'
import type {Account, ClosedPage} from '../../src/domain/page.js'
import {sealOf} from '../../src/domain/seal.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {Books, month} from '../support/account-builder.js'

/** Two months with everything a page can hold. */
function busyAccount(): Account {
  const books = new Books({
    to: '2026-12-31',
    terms: {
      creditMinutes: 100,
      overdraft: {limitMinutes: 30, beyond: 'charge'},
      rollover: {policy: 'expiry', afterMonths: 1, capMinutes: 90},
      increment: {
        minutes: 15,
        minimum: 15,
        per: 'ticket-day',
        overrides: [{channel: 'phone', minutes: 5, minimum: 5}],
      },
    },
  })
  books.log('2026-01-20', 300, {ticket: '7'}, {id: 'a'})
  books.log('2026-01-21', 20, {}, {id: 'b'})
  books.correct('b', '2026-01-21', 25, {class: 'standard'}, {id: 'c', force: 'agreed'})
  books.close('2026-01')
  books.credit('2026-02-05', 500, {priceCents: 4_000, approvedBy: 'A. Kaya'})
  books.credit('2026-02-06', 10, {kind: 'goodwill'})
  books.void('a', '2026-02-07')
  books.log('2026-02-10', 7)
  books.close('2026-03')
  return books.account
}

const account = busyAccount()
const withPage = (index: number, page: ClosedPage): Account => ({
  ...account,
  closed: account.closed.with(index, page),
})
const kinds = (tampered: Account) =>
  verifyAccount(tampered).map(problem => `${problem.month} ${problem.kind}`)

/** Every way to change one value inside, or one element of a list, so that a schema would still let it through. */
function* tamperings(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      yield [`${path}[${index}] lost`, value.toSpliced(index, 1)]
      yield [`${path}[${index}] twice`, value.toSpliced(index, 0, each)]
      for (const [where, changed] of tamperings(each, `${path}[${index}]`))
        yield [where, value.with(index, changed)]
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      for (const [where, changed] of tamperings(each, `${path}.${key}`))
        yield [where, {...value, [key]: changed}]
    }
  } else if (typeof value === 'number') yield [path, value + 1]
  else if (typeof value === 'boolean') yield [path, !value]
  else if (typeof value === 'string') yield [path, otherText(value)]
  else yield [`${path} set`, '2026-05']
}

/** The last digit or letter turned into another one. */
const otherText = (text: string) =>
  text.replace(/\w(?=\W*$)/, last => (last === '5' ? '6' : last === 'a' ? 'b' : /\d/.test(last) ? '5' : 'a'))

describe('an account that nobody touched', () => {
  test('has no problem', () => expect(verifyAccount(account)).toEqual([]))
  test('has none after it was stored and read again', () => {
    expect(verifyAccount(JSON.parse(JSON.stringify(account)))).toEqual([])
  })
  test('has none where nothing is closed', () => expect(verifyAccount(new Books().account)).toEqual([]))
})

describe('every single change of a closed page is found', () => {
  test.each([
    [0, 150],
    [1, 150],
    [2, 70],
  ])('in page %i', (index, atLeast) => {
    const page = account.closed[index]
    const all = [...tamperings(page)]
    const missed = all.filter(([, changed]) => kinds(withPage(index, changed as ClosedPage)).length === 0)
    expect(missed.map(([where]) => where)).toEqual([])
    expect(all.length).toBeGreaterThan(atLeast)
  })

  test('by the seal alone, wherever it is but in the seal itself', () => {
    for (const page of account.closed) {
      const missed = [...tamperings(page)].filter(
        ([, changed]) => sealOf(changed as ClosedPage) === page.seal.sha256,
      )
      expect(missed.map(([where]) => where)).toEqual(['.seal.sha256'])
    }
  })

  test('also where a value is lost, or one is added that no schema knows', () => {
    const [page] = account.closed
    if (page === undefined) throw new Error('not closed')
    for (const key of Object.keys(page).filter(name => name !== 'seal')) {
      const {[key]: _, ...less} = page as unknown as Record<string, unknown>
      expect(sealOf(less as unknown as ClosedPage)).not.toBe(page.seal.sha256)
    }
    expect(sealOf({...page, note: 'paid'} as ClosedPage)).not.toBe(page.seal.sha256)
  })
})

describe('a change that was sealed again is found', () => {
  const resealed = (index: number, change: (page: ClosedPage) => ClosedPage) => {
    const page = account.closed[index]
    if (page === undefined) throw new Error('no such page')
    const changed = change(page)
    return withPage(index, {...changed, seal: {...changed.seal, sha256: sealOf(changed)}})
  }

  test('by the seal that the next page names', () => {
    expect(kinds(resealed(0, page => ({...page, entries: []})))).toEqual([
      '2026-01 wrong-figures',
      '2026-02 chain-broken',
    ])
  })
  test('by the seal that the first open month names, in the last page', () => {
    expect(
      kinds(resealed(2, page => ({...page, closedAt: page.closedAt.replace('12:', '13:') as never}))),
    ).toEqual(['2026-04 wrong-opening'])
  })
  test.each<[string, (page: ClosedPage) => ClosedPage]>([
    ['wrong-figures', page => ({...page, end: {...page.end, balanceMinutes: page.end.balanceMinutes + 1}})],
    ['wrong-money', page => ({...page, money: {...page.money, grossCents: 1}})],
    ['wrong-number', page => ({...page, number: '7/2026'})],
    ['wrong-contract', page => ({...page, contract: 'other'})],
    ['wrong-opening', page => ({...page, end: {...page.end, opening: {minutes: 1, lots: []}}})],
    ['chain-broken', page => ({...page, seal: {...page.seal, previous: null}})],
  ])('by what does not hold: %s', (kind, change) => {
    expect(kinds(resealed(1, change))).toContain(`2026-02 ${kind}`)
  })
})

describe('what is missing, swapped or doubled is found', () => {
  test('a page in the middle', () => {
    expect(kinds({...account, closed: account.closed.toSpliced(1, 1)})).toContain('2026-02 page-missing')
  })
  test('the first page', () => {
    expect(kinds({...account, closed: account.closed.slice(1)})).toContain('2026-01 page-missing')
  })
  test('the last page', () => {
    expect(kinds({...account, closed: account.closed.slice(0, 2)})).toEqual([
      '2026-03 page-missing',
      '2026-04 wrong-opening',
    ])
  })
  test('pages in another order', () => {
    expect(kinds({...account, closed: account.closed.toReversed()}).length).toBeGreaterThan(0)
  })
  test('another opening of the first open month', () => {
    const [first] = account.open
    const opening = {...first.opening, minutes: first.opening.minutes + 1}
    expect(kinds({...account, open: [{...first, opening}]})).toEqual(['2026-04 wrong-opening'])
  })
  test('an entry that stands in two pages', () => {
    const [first] = account.open
    const entry = account.closed[0]?.entries[0]
    if (entry === undefined) throw new Error('no entry')
    expect(verifyAccount({...account, open: [{...first, entries: [entry]}]})).toEqual([
      {month: month('2026-04'), kind: 'entry-twice', entry: 'a'},
    ])
  })
})

import {describe, expect, test} from 'vitest'
import type {Entry} from '../../src/domain/entry.js'
import {totalOf} from '../../src/domain/money.js'
import {endMonth} from '../../src/domain/month-end.js'
import {type Account, type ClosedPage, emptyPage, openingAfter} from '../../src/domain/page.js'
import {isSealed} from '../../src/domain/seal.js'
import {importEntries} from '../../src/operations/import-entries.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {Books, day, month, resealed} from '../support/account-builder.js'
import {BY_TIME_OF_DAY} from '../support/call-out-tariffs.js'
import {importedOn, importRow} from '../support/import-rows.js'

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

/** Another policy, where it is the name of one; else the last digit or letter turned into another one. */
const otherText = (text: string) =>
  OTHER_POLICIES[text] ??
  text.replace(/\w(?=\W*$)/, last => (last === '5' ? '6' : last === 'a' ? 'b' : /\d/.test(last) ? '5' : 'a'))

const OTHER_POLICIES: Readonly<Record<string, string>> = {
  expiry: 'unlimited',
  charge: 'allow',
  lapses: 'paid-out',
}

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
      const missed = [...tamperings(page)].filter(([, changed]) => isSealed(changed as ClosedPage))
      expect(missed.map(([where]) => where)).toEqual([])
    }
  })

  test('also where a value is lost, or one is added that no schema knows', () => {
    const [page] = account.closed
    if (page === undefined) throw new Error('not closed')
    for (const key of Object.keys(page).filter(name => name !== 'seal')) {
      const {[key]: _, ...less} = page as unknown as Record<string, unknown>
      expect(isSealed(less as unknown as ClosedPage)).toBe(false)
    }
    expect(isSealed({...page, note: 'paid'} as ClosedPage)).toBe(false)
  })
})

describe('a change that was sealed again is found', () => {
  const sealedAgain = (index: number, change: (page: ClosedPage) => ClosedPage) => {
    const page = account.closed[index]
    if (page === undefined) throw new Error('no such page')
    return withPage(index, resealed(change(page)))
  }

  test('by the seal that the next page names', () => {
    expect(kinds(sealedAgain(0, page => ({...page, entries: []})))).toEqual([
      '2026-01 wrong-figures',
      '2026-01 wrong-statement',
      '2026-02 chain-broken',
    ])
  })
  test('by the seal that the first open month names, in the last page', () => {
    expect(
      kinds(sealedAgain(2, page => ({...page, closedAt: page.closedAt.replace('12:', '13:') as never}))),
    ).toEqual(['2026-04 wrong-opening'])
  })
  test.each<[string, (page: ClosedPage) => ClosedPage]>([
    ['wrong-figures', page => ({...page, end: {...page.end, balanceMinutes: page.end.balanceMinutes + 1}})],
    ['wrong-money', page => ({...page, money: {...page.money, grossCents: 1}})],
    ['wrong-number', page => ({...page, number: '7/2026'})],
    ['wrong-contract', page => ({...page, contract: 'other'})],
    ['wrong-opening', page => ({...page, end: {...page.end, opening: {minutes: 1, lots: []}}})],
    ['chain-broken', page => ({...page, seal: {...page.seal, previous: null}})],
    ['wrong-statement', page => ({...page, statement: page.statement && {...page.statement, movements: []}})],
  ])('by what does not hold: %s', (kind, change) => {
    expect(kinds(sealedAgain(1, change))).toContain(`2026-02 ${kind}`)
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
    expect(verifyAccount({...account, open: [{...first, entries: [entry]}]})).toContainEqual({
      month: month('2026-04'),
      kind: 'entry-twice',
      entry: 'a',
    })
  })
  test('a credit that stands in two pages', () => {
    const [first] = account.open
    const credits = account.closed[1]?.credits.slice(0, 1) ?? []
    expect(verifyAccount({...account, open: [{...first, credits}]})).toEqual([
      {month: month('2026-04'), kind: 'credit-twice', entry: credits[0]?.id},
    ])
  })
})

const HOLIDAYS = {country: 'DE', state: 'BY'}

/** January closed; open: late work beside closed work of its ticket's day, a call-out, and what was rated anew. */
function openBooks(): Books {
  const books = new Books({
    terms: {
      increment: {minutes: 15, minimum: 15, per: 'ticket-day', overrides: []},
      bands: {
        list: [
          {name: 'core', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', factor: 1},
        ],
        otherwise: {name: 'off-hours', factor: 1.5},
        holiday: {name: 'holiday', factor: 2},
        holidays: HOLIDAYS,
      },
      emergency: BY_TIME_OF_DAY,
    },
  })
  books.account = {...books.account, holidays: [{region: HOLIDAYS, years: {2026: ['2026-02-02' as never]}}]}
  books.log('2026-01-20', 20, {ticket: '7'}, {id: 'closed'})
  books.close('2026-01')
  books.log('2026-01-20T13:00Z', 20, {ticket: '7'}, {id: 'late', now: '2026-02-01'})
  books.log('2026-02-02', 50, {ticket: '8'}, {id: 'first'})
  books.log('2026-02-02T13:00Z', 50, {ticket: '8'}, {id: 'second'})
  books.log('2026-02-02T14:00Z', 50, {ticket: '8'}, {id: 'wrong'})
  books.void('wrong', '2026-02-03')
  books.log('2026-02-04', 50, {class: 'emergency'}, {id: 'call-out'})
  books.log('2026-03-03T16:30Z', 61, {}, {id: 'amended'})
  books.log('2026-03-04', 61, {cause: 'provider'}, {id: 'free'})
  books.amend('2026-03', {increment: {minutes: 30, minimum: 30, per: 'entry', overrides: []}})
  const row = importRow('2026-02-02T15:00Z', 5, {ticket: '8'}, {id: 'imported'})
  const {account} = importEntries(books.account, [row], importedOn('2026-03-05'))
  books.account = account
  return books
}

describe('an entry of an open month', () => {
  const {account: open} = openBooks()
  const entries = open.open.flatMap(page => page.entries)
  const problemsWith = (changed: Entry) => {
    const withEntry = <P extends Account['open'][number]>(page: P): P => ({
      ...page,
      entries: page.entries.map(entry => (entry.id === changed.id ? changed : entry)),
    })
    const [first, ...later] = open.open
    return verifyAccount({...open, open: [withEntry(first), ...later.map(withEntry)]})
  }

  test('that was charged by the rules is no problem, however it came to be', () => {
    expect(entries).toHaveLength(8)
    expect(verifyAccount(open)).toEqual([])
    expect(verifyAccount(JSON.parse(JSON.stringify(open)))).toEqual([])
  })

  test.each(
    entries.filter(entry => entry.voided === null).map(entry => ({id: entry.id, entry})),
  )('is found if any part of what it is charged was changed: $id', ({id, entry}) => {
    const {chargedMinutes, charges, explanation} = entry
    const all = [...tamperings({chargedMinutes, charges, explanation})]
    expect(all.length).toBeGreaterThan(3)
    for (const [where, rated] of all) {
      const found = problemsWith({...entry, ...(rated as object)}).map(
        problem => `${problem.kind} ${problem.entry}`,
      )
      expect({where, found}).toEqual({where, found: expect.arrayContaining([`wrong-charge ${id}`])})
    }
    expect(problemsWith({...entry, workedMinutes: entry.workedMinutes + 1})).not.toEqual([])
  })

  test('that is voided is charged nothing, so its charge is not asked for', () => {
    const voided = entries.find(entry => entry.voided !== null)
    if (voided === undefined) throw new Error('none is voided')
    expect(problemsWith({...voided, chargedMinutes: 1})).toEqual([])
  })

  test('whose tariff or whose holidays are missing cannot be checked, which is a problem', () => {
    const ofKind = (changed: Account) =>
      verifyAccount(changed)
        .filter(({kind}) => kind === 'unknown-charge')
        .map(({entry}) => entry)
    const weekly = ['late', 'first', 'second', 'amended', 'imported']
    expect(ofKind({...open, holidays: []})).toEqual(expect.arrayContaining(['second', 'amended']))
    expect(ofKind({...open, holidays: []}).every(id => weekly.includes(id ?? ''))).toBe(true)
    const [terms, ...amendments] = open.contract.terms
    const contract = {...open.contract, terms: [{...terms, emergency: null}, ...amendments] as const}
    expect(ofKind({...open, contract})).toEqual(['call-out'])
  })

  test('is not blamed for an error of the program', () => {
    expect(() => verifyAccount({...open, holidays: null as never})).toThrow(TypeError)
  })
})

describe('a contract that ended below zero, where an hour costs nothing,', () => {
  const books = new Books({to: '2026-01-31', terms: {creditMinutes: 60, rateCents: 0}})
  books.log('2026-01-20', 90, {}, {force: 'agreed'})
  books.close('2026-02')
  const [page] = books.account.closed as [ClosedPage]

  test('was closed with a write-off, and holds', () => {
    expect(page.end.writtenOffMinutes).toBe(30)
    expect(verifyAccount(books.account)).toEqual([])
  })

  test('was closed with overage of no price by an earlier rule, and still holds', () => {
    const {contract, holidays} = books.account
    const end = endMonth(contract, page.end.opening, page, '2026-01-01' as never, 0, () => true)
    expect(end).toMatchObject({totals: {overageMinutes: 30, adjustmentMinutes: 0}, closing: {minutes: 0}})
    const closings = page.closings.map(closing => ({...closing, chargedMinutes: null}))
    const money = totalOf(end.charges)
    const earlier = resealed({...page, format: 1, end, closings, money, statement: null})
    const open = [{...emptyPage(month('2026-02')), opening: openingAfter(earlier)}] as const
    expect(verifyAccount({contract, holidays, closed: [earlier], open})).toEqual([])
    const today = {...earlier, format: 2 as const}
    const found = verifyAccount({contract, holidays, closed: [today], open}).map(({kind}) => kind)
    expect(found).toContain('wrong-figures')
  })
})

test.each([
  {kind: 'timezone-changed', changed: {timezone: 'Pacific/Auckland'}},
  {kind: 'currency-changed', changed: {currency: 'CHF'}},
  {kind: 'first-day-changed', changed: {from: day('2026-01-02')}},
])('what closed months hold and the contract says otherwise now is found: $kind', ({kind, changed}) => {
  const found = kinds({...account, contract: {...account.contract, ...changed}})
  expect(found).toEqual(expect.arrayContaining(['01', '02', '03'].map(each => `2026-${each} ${kind}`)))
})

test('other terms for closed months than they were closed with are found, for the months they are about', () => {
  const [terms, ...amendments] = account.contract.terms
  for (const [where, changed] of tamperings({...terms, from: undefined, emergency: undefined})) {
    const contract = {
      ...account.contract,
      terms: [{...(changed as typeof terms), from: terms.from}, ...amendments],
    }
    const found = kinds({...account, contract: contract as never})
    expect({where, found}).toEqual({where, found: expect.arrayContaining(['2026-01 terms-changed'])})
  }
  const amended = [terms, {from: month('2026-02'), rateCents: 1}] as const
  expect(kinds({...account, contract: {...account.contract, terms: amended}})).toEqual([
    '2026-02 terms-changed',
    '2026-03 terms-changed',
  ])
})

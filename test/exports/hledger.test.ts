import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {dayIn} from '../../src/domain/calendar.js'
import type {Account} from '../../src/domain/page.js'
import {harmless, harmlessValue} from '../../src/exports/harmless.js'
import {hledger} from '../../src/exports/hledger.js'
import {timeclock} from '../../src/exports/timeclock.js'
import type {ExportedAccount} from '../../src/exports/writing.js'
import {exportedStatements} from '../../src/operations/export-account.js'
import type {MonthRange} from '../../src/operations/statement-months.js'
import {accepted, at, Books, month, PROVIDER} from '../support/account-builder.js'
import {amountOf, askHledger, hasHledger, tableOf} from '../support/hledger.js'

function exported(
  account: Account,
  when: string,
  range: MonthRange = {from: null, to: null},
): ExportedAccount {
  const now = at(when)
  const statements = accepted(exportedStatements(account, {range, provider: PROVIDER, now}))
  return {account, statements, range, now, today: dayIn(now, account.contract.timezone)}
}

const journalOf = (books: Books, when: string, range?: MonthRange) =>
  hledger.textOf(exported(books.account, when, range))
const timeclockOf = (books: Books, when: string, range?: MonthRange) =>
  timeclock.textOf(exported(books.account, when, range))

describe('a transaction', () => {
  test('stands when it was booked, with the day of the work as second date', () => {
    const books = new Books()
    books.log('2026-01-02', 60, {ticket: '12', text: 'Drucker'}, {id: 'e1', now: '2026-01-06'})
    expect(journalOf(books, '2026-01-20')).toContain(
      [
        '2026-01-06=2026-01-02 ! (e1) Drucker',
        '    ; ticket:12, requester:Frau Müller, consultant:J. Weber, worked:60',
        '    hours:acme            -60 min',
        '    movements:entry:acme   60 min\n',
      ].join('\n'),
    )
  })

  test('does not leave its month, and says when it was really booked', () => {
    const books = new Books()
    books.log('2026-01-30', 60, {}, {id: 'e1', now: '2026-02-03'})
    expect(journalOf(books, '2026-02-20')).toMatch(/^2026-01-31=2026-01-30 ! \(e1\).*\n.*booked:2026-02-03$/m)
  })

  test('of work whose month was closed stands in the month that it is booked in', () => {
    const books = new Books()
    books.close('2026-01')
    books.log('2026-01-30', 60, {}, {id: 'e1', now: '2026-02-03'})
    expect(journalOf(books, '2026-02-20')).toContain('\n2026-02-03=2026-01-30 ! (e1)')
  })

  test('is pending while its month is open, and cleared once it is closed', () => {
    const books = new Books()
    expect(journalOf(books, '2026-01-20')).toContain('2026-01-01 ! Monatsgutschrift')
    books.close('2026-01')
    expect(journalOf(books, '2026-01-31')).toContain('2026-01-01 * Monatsgutschrift')
  })

  test('of a charge stands at the entry it comes from', () => {
    const books = new Books({terms: {emergency: FLAT}})
    books.log('2026-01-10', 50, {class: 'emergency'}, {id: 'e1', now: '2026-01-11'})
    const journal = journalOf(books, '2026-01-20')
    expect(journal).toMatch(
      /2026-01-11=2026-01-10 ! \(e1\) Notfalleinsatz.*\n.*vat:19\n +charges:acme +200\.00 EUR\n +income:call-out:acme +-200\.00 EUR\n/,
    )
    expect(journal).toContain('charges:acme  0.00 EUR = 266.67 EUR')
  })
})

const FLAT = {
  settle: 'money',
  callOut: {bands: [], otherwiseFeeCents: 20_000},
  includedMinutes: 30,
  work: {rateCents: 20_000, perMinutes: 60, incrementMinutes: 1},
  causes: {},
  callBackMinutes: null,
} as const

describe('a journal', () => {
  test('that begins in a later month takes the balance over', () => {
    const books = new Books()
    books.log('2026-01-10', 60)
    books.close('2026-01')
    const journal = journalOf(books, '2026-02-20', {from: month('2026-02'), to: null})
    expect(journal).toContain('2026-02-01 ! Anfangssaldo\n    hours:acme               540 min = 540 min\n')
    expect(journal).not.toContain('2026-01-')
  })

  test('of the first month on takes nothing over', () => {
    expect(journalOf(new Books(), '2026-01-20', {from: month('2025-01'), to: null})).not.toContain('opening')
  })

  test('of a contract that has not begun declares nothing but its currency', () => {
    expect(journalOf(new Books({from: '2026-06-01'}), '2026-01-20')).toBe(
      '\n; acme: ACME GmbH\ncommodity 1000.00 EUR\n',
    )
  })
})

describe('text', () => {
  test.each([
    ['Drucker; defekt | Büro', 'Drucker, defekt / Büro'],
    ['(12) defekt', "'(12) defekt"],
    ['* wichtig', "'* wichtig"],
    ['! wichtig', "'! wichtig"],
    ['=2026-01-01', "'=2026-01-01"],
    ['zwei\n  Zeilen\t', 'zwei Zeilen'],
    ['\u001b[31mrot', '\ufffd[31mrot'],
  ])('%j is harmless as %j', (text, expected) => {
    expect(harmless(text)).toBe(expected)
  })

  test('of a tag has no comma, which would end it', () => {
    expect(harmlessValue('Frau Müller, Einkauf')).toBe('Frau Müller Einkauf')
  })

  test.skipIf(!hasHledger)('of any kind changes nothing of what hledger reads (needs hledger)', () => {
    const text = fc.oneof(
      fc.string({unit: 'binary', maxLength: 40}),
      fc.string({unit: fc.constantFrom(...'();|*!=:,"\'[]{}@#  \n\t\\-a1äß€'), maxLength: 20}),
    )
    const texts = fc.sample(text, Number(process.env.FC_RUNS ?? 300))
    const books = new Books()
    for (const [index, said] of texts.entries())
      books.log(
        '2026-01-10',
        7,
        {text: said, requester: said || null, ticket: said || null},
        {id: `e${index}`},
      )
    const journal = hledger.head + journalOf(books, '2026-01-20')
    expect(askHledger('journal', journal, 'check', '-s')).toBe('')
    const rows = tableOf('journal', journal, 'register', '^hours:', 'code:^e')
    expect(rows.map(({amount = ''}) => amountOf(amount))).toEqual(texts.map(() => -7))
    const sessions = tableOf('timeclock', timeclockOf(books, '2026-01-20'), 'register')
    expect(sessions.map(({account, amount}) => `${account} ${amount}`)).toEqual(
      texts.map(() => '(acme) 0.12h'),
    )
  })
})

describe('a timeclock file', () => {
  const inBerlin = () => new Books({timezone: 'Europe/Berlin'})

  test('has each entry that counts, in and out, by the clocks of the contract', () => {
    const books = inBerlin()
    books.log('2026-01-11T22:30:00+01:00', 165, {text: 'Umzug'})
    books.log('2026-01-10T09:00:00+01:00', 60, {text: ''}, {id: 'e2'})
    books.log('2026-01-10T09:30:00+01:00', 60, {text: '(zugleich)'})
    books.log('2026-01-12T09:00:00+01:00', 60, {text: 'falsch'}, {id: 'wrong'})
    books.void('wrong', '2026-01-12')
    expect(timeclockOf(books, '2026-01-20')).toBe(
      [
        'i 2026-01-10 09:00:00 acme',
        'o 2026-01-10 10:00:00',
        "i 2026-01-10 09:30:00 acme  '(zugleich)",
        'o 2026-01-10 10:30:00',
        'i 2026-01-11 22:30:00 acme  Umzug',
        'o 2026-01-12 01:15:00\n',
      ].join('\n'),
    )
  })

  test('clocks out and in where the clocks go forward, so that nothing is won', () => {
    const books = inBerlin()
    books.log('2026-03-29T01:30:00+01:00', 60)
    expect(timeclockOf(books, '2026-03-30')).toBe(
      [
        'i 2026-03-29 01:30:00 acme  Drucker',
        'o 2026-03-29 02:00:00',
        'i 2026-03-29 03:00:00 acme  Drucker',
        'o 2026-03-29 03:30:00\n',
      ].join('\n'),
    )
  })

  test('and where they go back, so that nothing is lost', () => {
    const books = inBerlin()
    books.log('2026-10-25T01:30:00+02:00', 180)
    expect(timeclockOf(books, '2026-10-26')).toBe(
      [
        'i 2026-10-25 01:30:00 acme  Drucker',
        'o 2026-10-25 03:00:00',
        'i 2026-10-25 02:00:00 acme  Drucker',
        'o 2026-10-25 03:30:00\n',
      ].join('\n'),
    )
  })

  test('does not when work ends as they change', () => {
    const books = inBerlin()
    books.log('2026-03-29T01:30:00+01:00', 30)
    expect(timeclockOf(books, '2026-03-30')).toBe(
      'i 2026-03-29 01:30:00 acme  Drucker\no 2026-03-29 02:00:00\n',
    )
  })

  test('has the months of the range', () => {
    const books = inBerlin()
    books.log('2026-01-10', 60)
    books.log('2026-02-10', 60)
    const range = {from: month('2026-02'), to: month('2026-02')}
    expect(timeclockOf(books, '2026-03-01', range)).toMatch(/^i 2026-02-10 .*\no .*\n$/)
  })
})

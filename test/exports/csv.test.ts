import {describe, expect, test} from 'vitest'
import {dayIn} from '../../src/domain/calendar.js'
import {csvWriting} from '../../src/exports/csv.js'
import {exportedStatements} from '../../src/operations/export-account.js'
import {accepted, at, Books, PROVIDER} from '../support/account-builder.js'

/** The table as records by the headings of their cells; no cell of these books has a quote or a separator in it. */
function tableOf({account}: Books, when: string, dialect: 'de' | 'en' = 'en') {
  const [now, range] = [at(when), {from: null, to: null}]
  const statements = accepted(exportedStatements(account, {range, provider: PROVIDER, now}))
  const writing = csvWriting(dialect)
  const today = dayIn(now, account.contract.timezone)
  const text = writing.head + writing.textOf({account, statements, range, now, today})
  const [headings = [], ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map(line => line.split(dialect === 'de' ? ';' : ','))
  return rows.map(cells => Object.fromEntries(headings.map((heading, index) => [heading, cells[index]])))
}

describe('the table of everything', () => {
  const books = new Books()
  books.log('2026-01-10', 60, {text: '=HYPERLINK("x")'}, {id: 'e1', force: 'agreed by telephone'})
  books.log('2026-01-11', 30, {}, {id: 'e2'})
  books.void('e2', '2026-01-12')
  books.close('2026-01')
  books.void('e1', '2026-02-03')
  books.credit('2026-02-04', 90, {priceCents: 15_000})
  const gone = books.credit('2026-02-05', 45)
  books.voidCredit(gone.id, '2026-02-06')
  const table = tableOf(books, '2026-02-20')

  test('has opening, movements, charges, what was voided, and closing, month by month', () => {
    expect(table.map(({Month, Kind}) => `${Month} ${Kind}`)).toEqual([
      '2026-01 Opening balance',
      '2026-01 Credit',
      '2026-01 Support',
      '2026-01 Support (voided)',
      '2026-01 Closing balance',
      '2026-02 Opening balance',
      '2026-02 Credit',
      '2026-02 Reversal',
      '2026-02 Top-up',
      '2026-02 Charge',
      '2026-02 Top-up (voided)',
      '2026-02 Closing balance',
    ])
  })

  test('adds up: opening and all minutes are the closing balance', () => {
    const last = (month: string) => table.findLast(({Month}) => Month === month)?.['Balance (minutes)']
    const sum = table.reduce((total, row) => total + Number(row['Time (minutes)'] ?? 0), 0)
    expect(last('2026-01')).toBe('540')
    expect(last('2026-02')).toBe(String(sum))
    expect(sum).toBe(books.balance('2026-02-20').balanceMinutes)
  })

  test('says what only the provider should read', () => {
    expect(table[2]).toMatchObject({'Recorded by': 'J. Weber', 'Internal reason': 'agreed by telephone'})
    expect(table[3]).toMatchObject({'Internal reason': 'wrong', Entry: 'e2', 'Worked (minutes)': '30'})
    expect(table[7]).toMatchObject({'Internal reason': 'wrong', 'Recorded at': '2026-02-03T12:00:00+00:00'})
    expect(table[10]).toMatchObject({'Internal reason': 'wrong', 'Time (minutes)': '', Balance: ''})
  })

  test('has charges in the main unit of the currency', () => {
    expect(table[9]).toMatchObject({Quantity: '1', Net: '150.00', Currency: 'EUR', 'VAT (%)': '19'})
    expect(tableOf(books, '2026-02-20', 'de')[9]).toMatchObject({Net: '150,00'})
  })

  test('runs no formula', () => {
    expect(table[2]?.Text).toBe(`"'=HYPERLINK(""x"")"`)
  })
})

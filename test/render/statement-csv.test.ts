import {parse} from 'csv-parse/sync'
import {describe, expect, test} from 'vitest'
import type {Statement} from '../../src/domain/statement.js'
import {csvText} from '../../src/render/csv-text.js'
import {renderStatementsCsv} from '../../src/render/statement-csv.js'
import {STATEMENTS} from './statements.js'

const build = (name: string) => STATEMENTS[name]?.() as Statement
const read = (text: string, delimiter: string) =>
  parse(text, {delimiter, columns: true, bom: false}) as Record<string, string>[]

describe('CSV', () => {
  test.each(['de-cap-overage', 'en-expiry-lapse'])('%s reads as it was accepted', async name => {
    await expect(renderStatementsCsv([build(name)])).toMatchFileSnapshot(
      `../../fixtures/statements/${name}.csv`,
    )
  })

  test('has a line for the opening, each movement and the closing', () => {
    const statement = build('de-cap-overage')
    const rows = read(renderStatementsCsv([statement]), ';')
    expect(rows.map(row => row.Art)).toEqual([
      'Anfangssaldo',
      'Gutschrift',
      'Leistung',
      'Leistung',
      'Leistung',
      'Leistung',
      'Mehrverbrauch',
      'Endsaldo',
    ])
    const sum = rows.reduce((total, row) => total + Number(row['Zeit (Minuten)']), 0)
    expect(sum).toBe(statement.closing.minutes - statement.opening.minutes)
  })

  test('keeps words and separators apart', () => {
    const [row] = read(
      renderStatementsCsv([build('de-none-credits')], {locale: 'en', dialect: 'de'}),
      ';',
    ).slice(1)
    expect(row?.['Time (decimal hours)']).toBe('10,00')
  })

  test('is English where the customers have no language in common', () => {
    expect(renderStatementsCsv([build('de-none-credits'), build('en-expiry-lapse')])).toMatch(/^Contract,/)
  })

  test('begins with a byte order mark where it is for Excel', () => {
    const text = renderStatementsCsv([build('en-expiry-lapse')], {dialect: 'de', hasByteOrderMark: true})
    expect(text).toMatch(/^\ufeffContract;/)
    expect(text).toContain(';10,00\r\n')
  })

  test('ends every record with CRLF and quotes what needs it', () => {
    expect(csvText([['a"b', 'c;d', 'e,f', '']], ';')).toBe('"a""b";"c;d";e,f;\r\n')
  })

  test.each(['=1+1', '+1', '-1', '@x', '  =1', '\t=1', '\r\n=1', '\u00a0=1'])('makes %j harmless', text => {
    expect(csvText([[text]], ',')).toMatch(/^' *[=+@-]/)
  })

  test('replaces NUL and other control characters', () => {
    expect(csvText([['\u0000=1', 'a\nb']], ',')).toBe('\ufffd=1,a b\r\n')
  })

  test('leaves numbers as they are', () => {
    expect(csvText([[{number: -60}, {number: '-1:00'}]], ',')).toBe('-60,-1:00\r\n')
  })
})

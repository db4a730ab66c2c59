import type {Locale} from '../domain/contract.js'
import type {Statement} from '../domain/statement.js'
import {en} from '../locale/en.js'
import {wordsOf} from '../locale/languages.js'
import type {Words} from '../locale/words.js'
import {type MovementCells, type MovementColumn, movementsOf} from '../sections/movements.js'
import {responseTimesOf} from '../sections/response-times.js'
import type {Cell} from '../sections/section.js'
import {type CsvCell, csvText} from './csv-text.js'

/** `locale` says which words, `dialect` which separators: `;` and decimal comma as German spreadsheets read them. */
export interface CsvLook {
  readonly locale: Locale
  readonly dialect: Locale
  /** Begins with U+FEFF, without which Excel takes UTF-8 for the Windows code page and spoils every umlaut. */
  readonly hasByteOrderMark?: boolean
}

const COLUMNS = Object.keys(en.csv.headings) as readonly MovementColumn[]

/**
 * Statements as CSV: a header, then for each statement the opening balance, every movement, the closing balance, and
 * what is told of response times.
 * Days and times are in ISO form, time as whole minutes, as hours and minutes, and as decimal hours.
 * @param wanted what is left out is as the customers' language has it, and there is no byte order mark
 */
export function renderStatementsCsv(statements: readonly Statement[], wanted: Partial<CsvLook> = {}): string {
  const {locale, dialect, hasByteOrderMark = false} = {...csvLookFor(statements), ...wanted}
  const [words, written] = [wordsOf(locale), wordsOf(dialect)]
  const records = statements.flatMap(statement => {
    const {opening, rows, closing} = movementsOf(statement, words, written)
    const movements = [...opening, ...rows, closing].map(({cells}) => cells)
    return [...movements, ...responsesIn(statement, words)].map(cells =>
      COLUMNS.map(column => csvCell(cells[column] ?? {text: ''})),
    )
  })
  const {headings} = words.csv
  const text = csvText([COLUMNS.map(column => headings[column]), ...records], written.csv.delimiter)
  return hasByteOrderMark ? `\ufeff${text}` : text
}

/** What is told of response times, a line each, without time: so whatever sums up the columns is as before. */
function responsesIn(statement: Statement, words: Words): readonly Partial<MovementCells>[] {
  const {contract, customer, month, number} = statement
  const {heading, rows} = responseTimesOf(statement, words)
  const head = {contract: {text: contract}, customer: {text: customer.name}, month: {text: month}}
  return rows.map(({cells: {promise, met, missed}}) => {
    const {met: kept, missed: notKept} = words.responseTimes
    const counts = met && missed ? `; ${kept}: ${met.text}, ${notKept}: ${missed.text}` : ''
    return {
      ...head,
      number: {text: number ?? ''},
      kind: {text: heading},
      text: {text: `${promise?.text ?? ''}${counts}`},
    }
  })
}

/** The customers' language, or English where they have not got one in common. */
function csvLookFor(statements: readonly Statement[]): CsvLook {
  const [locale = 'en', ...others] = new Set(statements.map(({customer}) => customer.locale))
  return others.length > 0 ? {locale: 'en', dialect: 'en'} : {locale, dialect: locale}
}

/** A cell of a section as a record has it. */
export const csvCell = ({text, data = text, isFigure}: Cell): CsvCell => (isFigure ? {number: data} : data)

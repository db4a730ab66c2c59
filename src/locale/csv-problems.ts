import type {CsvReading} from '../exchange/csv.js'
import type {CsvDialect} from '../exchange/csv-dialect.js'
import type {CsvReason, CsvRefusal} from '../exchange/csv-problem.js'
import {either, rowReasonText} from './import-problems.js'
import type {RefusalText, Said} from './refusals.js'

/** Why nothing of a CSV file was imported, in English. It may hold text of the file as it is. */
export function wordsOfCsvRefusal(refusal: CsvRefusal): RefusalText {
  const words = REFUSALS[refusal.kind] as (of: CsvRefusal) => RefusalText
  return words(refusal)
}

/**
 * Why a row of a CSV file was not imported and what would be right, in English.
 * @example csvReasonText({kind: 'impossible-day'}) // 'There is no such day in the calendar.'
 */
export function csvReasonText(reason: CsvReason): string {
  switch (reason.kind) {
    case 'column-count':
      return `The row has ${reason.found} cells and the header ${reason.expected}: a cell with a delimiter or a line break in it must be quoted.`
    case 'ambiguous-day':
      return `This could be two days: say how it is written with --date-format ${either(reason.formats)}.`
    case 'invalid-number':
      return reason.decimal === undefined
        ? 'This is not a number: write it as 1.5 or 1,5.'
        : `This is not a number: write it as 1${reason.decimal}5, or say --decimal "${reason.decimal === ',' ? '.' : ','}".`
    default:
      return rowReasonText(reason)
  }
}

const REFUSALS: Said<CsvRefusal> = {
  undecodable: ({encoding}) => ({
    message: `The file is not ${encoding}: it holds bytes that mean nothing there.`,
    hint: 'Name the encoding with --encoding, such as windows-1252, or leave it out to have it detected.',
  }),
  'empty-file': () => ({
    message: 'The file has no header: there is nothing in it.',
    hint: 'Its first line has to name the columns.',
  }),
  'broken-quotes': ({line}) => ({
    message: `From line ${line} on, the quotes do not match: it cannot be said where a cell ends.`,
    hint: 'A cell with quotes in it is quoted as a whole and doubles them, as in "the ""new"" server".',
  }),
  'invalid-mapping': ({problems}) => ({
    message: `The mapping is not valid: ${problems.map(({path, message}) => (path === '' ? message : `${path}: ${message}`)).join('; ')}.`,
    hint: 'Write --map field=column and --set field=value; "hourbank import csv --help" names the fields.',
  }),
  'unknown-column': ({field, column, header}) => ({
    message: `There is no column "${column}", which ${field} is mapped to.`,
    hint: columnsOf(header),
  }),
  'ambiguous-column': ({field, columns}) => ({
    message: `Several columns could be ${field}: ${columns.map(quoted).join(', ')}.`,
    hint: `Give each column a name of its own, and say which one is meant with --map ${field}=COLUMN.`,
  }),
  'missing-field': ({oneOf, header}) => ({
    message: `No column is known to hold ${WHAT[oneOf[0] ?? ''] ?? oneOf[0]}.`,
    hint: `Name it with --map ${either(oneOf.map(field => `${field}=COLUMN`))}, or give all rows the same with --set ${oneOf[0]}=VALUE. ${columnsOf(header)}`,
  }),
  'conflicting-fields': ({fields}) => ({
    message:
      fields.length > 1
        ? `${fields.join(' and ')} say the same thing, and only one of them can.`
        : `${fields.join()} has a column and a fixed value.`,
    hint:
      fields.length > 1
        ? 'Map one of them only, with --map field=column.'
        : 'Give it either --map or --set, not both.',
  }),
}

const WHAT: Readonly<Record<string, string>> = {
  contract: 'the contract',
  start: 'the day of the work',
  duration: 'how long the work took',
}

/** How a file was understood, sentence by sentence. */
export function csvSentences({
  dialect,
  columns,
  constants,
  unusedColumns,
}: Pick<CsvReading, 'dialect' | 'columns' | 'constants' | 'unusedColumns'>): readonly string[] {
  const same = Object.entries(constants).map(([field, value]) => `${field} ${quoted(value)}`)
  return [
    `${dialectText(dialect)}.`,
    `Columns: ${columns.map(({field, column}) => `${field} from ${quoted(column)}`).join(', ')}.`,
    ...(same.length > 0 ? [`In every row: ${same.join(', ')}.`] : []),
    ...(unusedColumns.length > 0 ? [`Not used: ${unusedColumns.map(quoted).join(', ')}.`] : []),
  ]
}

/** How a file was read, and why so. */
const dialectText = ({encoding, encodingFrom, delimiter, delimiterFrom}: CsvDialect): string =>
  `${encoding} (${ENCODING_FROM[encodingFrom]}), delimiter ${DELIMITERS[delimiter]} (${delimiterFrom === 'given' ? 'given' : 'found in the header'})`

const ENCODING_FROM: Readonly<Record<CsvDialect['encodingFrom'], string>> = {
  given: 'given',
  bom: 'by its byte order mark',
  content: 'its bytes are valid as that',
  fallback: 'assumed, as it is not UTF-8',
}

const DELIMITERS: Readonly<Record<CsvDialect['delimiter'], string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
}

const quoted = (text: string): string => `"${text}"`
const columnsOf = (header: readonly string[]): string => `The columns are ${header.map(quoted).join(', ')}.`

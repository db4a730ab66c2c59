import {addMinutes} from '../domain/calendar.js'
import type {Locale} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import type {Movement, Statement} from '../domain/statement.js'
import {en} from '../locale/en.js'
import {formatDecimalHours} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {movementText} from '../locale/movements.js'
import type {Words} from '../locale/words.js'
import {type CsvCell, csvText} from './csv-text.js'

/** `locale` says which words, `dialect` which separators: `;` and decimal comma as German spreadsheets read them. */
export interface CsvLook {
  readonly locale: Locale
  readonly dialect: Locale
  /** Begins with U+FEFF, without which Excel takes UTF-8 for the Windows code page and spoils every umlaut. */
  readonly hasByteOrderMark?: boolean
}

/** The words, and the language whose separators are written. */
interface Languages {
  readonly words: Words
  readonly written: Words
}

type CsvColumn = keyof Words['csv']['headings']

const COLUMNS = Object.keys(en.csv.headings) as readonly CsvColumn[]

type Cells = Partial<Readonly<Record<CsvColumn, CsvCell>>>

/**
 * Statements as CSV: a header, then for each statement the opening balance, every movement, and the closing balance.
 * Days and times are in ISO form, time as whole minutes, as hours and minutes, and as decimal hours.
 * @param wanted what is left out is as the customers' language has it, and there is no byte order mark
 */
export function renderStatementsCsv(statements: readonly Statement[], wanted: Partial<CsvLook> = {}): string {
  const {locale, dialect, hasByteOrderMark = false} = {...csvLookFor(statements), ...wanted}
  const languages = {words: wordsOf(locale), written: wordsOf(dialect)}
  const {delimiter} = languages.written.csv
  const {headings} = languages.words.csv
  const records = statements
    .flatMap(statement => linesOf(statement, languages))
    .map(cells => COLUMNS.map(column => cells[column] ?? ''))
  const text = csvText([COLUMNS.map(column => headings[column]), ...records], delimiter)
  return hasByteOrderMark ? `\ufeff${text}` : text
}

/** The customers' language, or English where they have not got one in common. */
function csvLookFor(statements: readonly Statement[]): CsvLook {
  const [locale = 'en', ...others] = new Set(statements.map(({customer}) => customer.locale))
  return others.length > 0 ? {locale: 'en', dialect: 'en'} : {locale, dialect: locale}
}

function linesOf(statement: Statement, languages: Languages): readonly Cells[] {
  const labels = languages.words.statement
  const {contract, customer, month, number, period, opening, closing} = statement
  const common = {contract, customer: customer.name, month, number: number ?? labels.provisionalTitle}
  const edge = (kind: string, day: string, minutes: Minutes): Cells => ({
    ...{kind, bookingDate: day, valueDate: day, ...balanceCells(minutes)},
  })
  return [
    edge(labels.opening, period.from, opening.minutes),
    ...statement.movements.map(movement => movementCells(movement, statement, languages)),
    edge(labels.closing, period.to, closing.minutes),
  ].map(cells => ({...common, ...cells}))
}

function movementCells(movement: Movement, statement: Statement, {words, written}: Languages): Cells {
  return {
    kind: words.statement.kinds[movement.kind],
    bookingDate: movement.bookingDate,
    valueDate: movement.valueDate,
    text: movementText(movement, statement, words),
    ...(movement.kind === 'entry' && entryCells(movement.entry, statement.timezone, words.entry)),
    minutes: {number: movement.minutes},
    time: {number: formatDuration(movement.minutes)},
    decimalHours: {number: formatDecimalHours(movement.minutes, written)},
    ...balanceCells(movement.balanceMinutes),
  }
}

function entryCells(entry: Entry, timezone: string, words: Words['entry']): Cells {
  return {
    start: entry.start,
    end: addMinutes(entry.start, entry.workedMinutes, timezone),
    requester: entry.requester ?? '',
    place: entry.place === 'remote' ? words.remote : entry.place,
    channel: words.channels[entry.channel],
    consultant: entry.consultant,
    ticket: entry.ticket ?? '',
    class: words.classes[entry.class],
    cause: words.causes[entry.cause],
    entry: entry.id,
    workedMinutes: {number: entry.workedMinutes},
    worked: {number: formatDuration(entry.workedMinutes)},
  }
}

const balanceCells = (minutes: Minutes): Cells => ({
  balanceMinutes: {number: minutes},
  balance: {number: formatDuration(minutes)},
})

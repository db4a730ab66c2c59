import type {Locale} from '../domain/contract.js'
import type {Movement, Statement} from '../domain/statement.js'
import {chargeQuantity, chargeText} from '../locale/charges.js'
import {en} from '../locale/en.js'
import {formatDecimal} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {terminal} from '../locale/terminal.js'
import type {Words} from '../locale/words.js'
import {voidedIn} from '../operations/export-account.js'
import {type CsvCell, csvText} from '../render/csv-text.js'
import {csvCell} from '../render/statement-csv.js'
import {chargeDays} from '../sections/charge-days.js'
import {type MovementCells, type MovementColumn, movementsOf} from '../sections/movements.js'
import {fromRangeOn, type Writing} from './writing.js'

type ProviderColumn = keyof typeof terminal.exported.headings
type Column = MovementColumn | ProviderColumn

const HEADINGS: Readonly<Record<Column, string>> = {...en.csv.headings, ...terminal.exported.headings}
const COLUMNS = Object.keys(HEADINGS) as readonly Column[]

type CsvRow = Readonly<Partial<Record<Column, CsvCell>>>

/**
 * One table in English: the columns of a statement's CSV, and those that only the provider should read. Each month has its
 * opening balance, every movement, its charges, what was voided while it was open, and its closing balance.
 * @param dialect which separators: `;` and decimal comma as German spreadsheets read them
 */
export function csvWriting(dialect: Locale): Writing {
  const written = wordsOf(dialect)
  const textOf = (records: readonly (readonly CsvCell[])[]) => csvText(records, written.csv.delimiter)
  return {
    name: 'csv',
    scope: fromRangeOn,
    head: textOf([COLUMNS.map(column => HEADINGS[column])]),
    textOf: ({account, statements}) =>
      textOf(
        statements
          .flatMap(statement => rowsOf(statement, voidedIn(account, statement.month), written))
          .map(row => COLUMNS.map(column => row[column] ?? '')),
      ),
  }
}

function rowsOf(statement: Statement, voided: readonly Movement[], written: Words): readonly CsvRow[] {
  const {opening, rows, closing} = movementsOf(statement, en, written)
  return [
    ...opening.map(({cells}) => asRow(cells)),
    ...rows.map(({cells}, index) => ({...asRow(cells), ...recorded(statement.movements[index])})),
    ...chargeRows(statement, written),
    ...voidedRows({...statement, movements: voided}, written),
    asRow(closing.cells),
  ]
}

const asRow = (cells: MovementCells): CsvRow =>
  Object.fromEntries(MOVEMENT_COLUMNS.map(column => [column, csvCell(cells[column])]))

const MOVEMENT_COLUMNS = Object.keys(en.csv.headings) as readonly MovementColumn[]

/** What the provider should read of it: who recorded it and when, and why where a reason was given. */
function recorded(movement: Movement | undefined): CsvRow {
  if (movement === undefined) return {}
  if ('reversal' in movement) {
    const {at, by, reason} = movement.reversal
    return {recordedAt: at, recordedBy: by, reason}
  }
  if ('entry' in movement) {
    const {recordedAt, recordedBy, voided, forcedBecause} = movement.entry
    return {recordedAt, recordedBy, reason: voided?.reason ?? forcedBecause ?? ''}
  }
  if (!('credit' in movement)) return {}
  const {recordedAt, recordedBy, voided} = movement.credit
  return {recordedAt, recordedBy, reason: voided?.reason ?? ''}
}

/** They never moved anything, so they have no time and no balance. */
function voidedRows(statement: Statement, written: Words): readonly CsvRow[] {
  const moved = {minutes: '', time: '', decimalHours: '', balanceMinutes: '', balance: ''}
  return movementsOf(statement, en, written).rows.map(({cells}, index) => ({
    ...{...asRow(cells), ...recorded(statement.movements[index]), ...moved},
    kind: terminal.exported.voided(cells.kind.text),
  }))
}

/** The charges, of which the columns of time know nothing. */
function chargeRows(statement: Statement, written: Words): readonly CsvRow[] {
  const {contract, customer, month, number, currency, charges, period} = statement
  const dayOfCharge = chargeDays(statement)
  return charges.map(charge => ({
    ...{contract, customer: customer.name, month, kind: terminal.exported.charge},
    number: number ?? en.statement.provisionalTitle,
    day: dayOfCharge(charge) ?? period.to,
    text: chargeText(charge, dayOfCharge(charge), en),
    entry: charge.entry ?? '',
    quantity: {number: chargeQuantity(charge)},
    net: {number: written.decimal((charge.netCents / 100).toFixed(2))},
    currency,
    vatPercent: {number: formatDecimal(charge.vatPercent, written)},
  }))
}

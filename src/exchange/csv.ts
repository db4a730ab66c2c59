import {MAX_TEXT_LENGTH} from '../domain/entry.js'
import {ok, type Result} from '../domain/refusal.js'
import {type CellResult, type Cells, problem} from './cells.js'
import {type CsvCells, cellsOf} from './csv-cells.js'
import {assignColumns} from './csv-columns.js'
import {type MappingWithDays, withDays} from './csv-days.js'
import {type CsvDialect, type CsvRecord, type CsvTable, readCsvTable} from './csv-dialect.js'
import {formerIdentities} from './csv-former-identities.js'
import {readLength} from './csv-lengths.js'
import type {CsvMapping} from './csv-mapping.js'
import {readStart} from './csv-moments.js'
import type {CsvReason, CsvRefusal} from './csv-problem.js'
import {readDraft, type When} from './draft.js'
import type {Draft, Reading, Row} from './reading.js'

/** A CSV file, row by row, and how it was understood. */
export interface CsvReading extends Reading<CsvReason> {
  readonly dialect: CsvDialect
  readonly header: readonly string[]
  readonly unusedColumns: readonly string[]
}

/** Reads the bytes of a CSV file; nothing is left out but blank rows, which are counted. */
export function readCsv(bytes: Uint8Array, mapping: CsvMapping): Result<CsvReading, CsvRefusal> {
  const table = readCsvTable(bytes, mapping)
  return table.ok ? readCsvRows(table.value, mapping) : table
}

/** Reads what the bytes of a CSV file were split into. */
export function readCsvRows(
  {header, records, dialect, blankRows}: CsvTable,
  mapping: CsvMapping,
): Result<CsvReading, CsvRefusal> {
  const assigned = assignColumns(header, mapping)
  if (!assigned.ok) return assigned

  const drafted: CsvRecord[] = []
  const mappingWithDays = withDays(mapping)
  const formerIdentity = formerIdentities(drafted, header, assigned.value, mapping)
  const rows = records.map((record): Row<CsvReason> => {
    const {line} = record
    const cells = cellsOf(record, header, assigned.value, mapping)
    const draft = readRow(cells, record, header, mappingWithDays)
    if (!draft.ok) return {kind: 'problem', line, problem: {line, ...draft.refusal}}
    drafted.push(record)
    return {
      ...{kind: 'draft', line, contractName: cells.get('contract')?.text ?? '', typed: cells.typed()},
      draft: {...draft.value, formerIdentity: () => formerIdentity(record)},
    }
  })

  const used = new Set(assigned.value.values())
  return ok({
    dialect,
    header,
    columns: [...assigned.value].map(([field, index]) => ({field, column: header[index] ?? ''})),
    constants: mapping.constants,
    unusedColumns: header.filter((_, index) => !used.has(index)),
    rows,
    blankRows,
  })
}

// One row

function readRow(
  cells: CsvCells,
  record: CsvRecord,
  header: readonly string[],
  mapping: MappingWithDays,
): CellResult<Omit<Draft, 'formerIdentity'>, CsvReason> {
  const found = record.cells.length
  if (found !== header.length) return problem({kind: 'column-count', expected: header.length, found})
  for (const cell of cells.all()) {
    if (cell.typed.includes('\0')) return problem({kind: 'nul-character'}, cell)
    if (cell.typed.length > MAX_TEXT_LENGTH)
      return problem({kind: 'text-too-long', max: MAX_TEXT_LENGTH}, cell)
  }
  return readDraft(cells, () => readWhen(cells, mapping))
}

function readWhen(cells: Cells, mapping: MappingWithDays): CellResult<Pick<Draft, When>, CsvReason> {
  const start = readStart(cells, mapping)
  if (!start.ok) return start
  const length = readLength(cells, mapping, start.value.hasTime)
  const {moment, hasTime} = start.value
  return length.ok ? ok({start: moment, isDayOnly: !hasTime, length: length.value}) : length
}

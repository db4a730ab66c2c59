import {MAX_TEXT_LENGTH} from '../domain/entry.js'
import {ok, type Result} from '../domain/refusal.js'
import {type CellResult, type Cells, problem} from './cells.js'
import {type CsvCells, cellsOf} from './csv-cells.js'
import {assignColumns} from './csv-columns.js'
import {type CsvDialect, type CsvRecord, readCsvTable} from './csv-dialect.js'
import {rowIds} from './csv-ids.js'
import {readLength} from './csv-lengths.js'
import type {CsvMapping} from './csv-mapping.js'
import {readStart} from './csv-moments.js'
import type {CsvReason, CsvRefusal} from './csv-problem.js'
import {readDraft} from './draft.js'
import type {Draft, Reading, Row} from './reading.js'

/** A CSV file, row by row, and how it was understood. */
export interface CsvReading extends Reading<CsvReason> {
  readonly dialect: CsvDialect
  readonly header: readonly string[]
  readonly unusedColumns: readonly string[]
}

/**
 * Reads the bytes of a CSV file into drafts and problems; nothing is left out but blank rows, which are counted.
 *
 * A row without an id of its own gets `csv-` and 20 hexadecimal digits: a hash of what its mapped cells say as typed,
 * of the constants that tell whose work it was, and of its ordinal among rows that say the same. So the id does not
 * depend on the file name, the line, or other rows, and not on how cells are translated or formats are read.
 */
export function readCsv(bytes: Uint8Array, mapping: CsvMapping): Result<CsvReading, CsvRefusal> {
  const table = readCsvTable(bytes, mapping)
  if (!table.ok) return table
  const {header, records, dialect, blankRows} = table.value
  const assigned = assignColumns(header, mapping)
  if (!assigned.ok) return assigned

  const nextId = rowIds()
  const rows = records.map((record): Row<CsvReason> => {
    const cells = cellsOf(record, header, assigned.value, mapping)
    const outcome = readRow(cells, record, header, mapping)
    if (!outcome.ok) {
      return {kind: 'problem', line: record.line, problem: {line: record.line, ...outcome.refusal}}
    }
    const id = cells.get('id')?.text ?? nextId(cells, assigned.value)
    const contractName = cells.get('contract')?.text ?? ''
    return {
      kind: 'draft',
      line: record.line,
      contractName,
      draft: {id, ...outcome.value},
      typed: cells.typed(),
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
  mapping: CsvMapping,
): CellResult<Omit<Draft, 'id'>, CsvReason> {
  const found = record.cells.length
  if (found !== header.length) return problem({kind: 'column-count', expected: header.length, found})
  for (const cell of cells.all()) {
    if (cell.typed.includes('\0')) return problem({kind: 'nul-character'}, cell)
    if (cell.typed.length > MAX_TEXT_LENGTH)
      return problem({kind: 'text-too-long', max: MAX_TEXT_LENGTH}, cell)
  }
  return readDraft(cells, () => readWhen(cells, mapping))
}

function readWhen(cells: Cells, mapping: CsvMapping): CellResult<Pick<Draft, 'start' | 'length'>, CsvReason> {
  const start = readStart(cells, mapping)
  if (!start.ok) return start
  const length = readLength(cells, mapping, start.value.hasTime)
  return length.ok ? ok({start: start.value.moment, length: length.value}) : length
}

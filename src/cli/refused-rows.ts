import type {Refusal, RefusalKind} from '../domain/refusal.js'
import type {CsvReading, CsvRow, CsvRowReason, CsvRowRefusal} from '../exchange/csv-import.js'
import {type CsvField, LENGTHS, STARTS} from '../exchange/csv-mapping.js'
import {csvReasonText} from '../locale/csv-problems.js'
import {wordsOfRefusal} from '../locale/refusals.js'
import {codeOfKind, type Failure} from './failure.js'

/** A row that is not in the store, and why; column and value are null where it is about the whole row. */
export interface RefusedRow {
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly code: string
  readonly message: string
}

export type DraftRow = Extract<CsvRow, {readonly kind: 'draft'}>

/** A row that could not be read. */
export const refusedAsRead = ({line, column, value, reason}: CsvRowRefusal): RefusedRow => ({
  ...{line, column, value},
  ...{code: codeOfKind(reason.kind), message: csvReasonText(reason)},
})

/** A row whose start or end cannot be placed in time. */
export const refusedInTime = (
  row: DraftRow,
  about: 'start' | 'end',
  reason: CsvRowReason,
  reading: CsvReading,
): RefusedRow =>
  refusedAsRead({
    line: row.line,
    ...cellOf(row, about === 'end' ? ['end'] : ['time', ...STARTS], reading),
    reason,
  })

/** A row that the account refuses. */
export const refusedByRule = (row: DraftRow, refusal: Refusal, reading: CsvReading): RefusedRow => ({
  line: row.line,
  ...cellOf(row, FIELDS_OF_RULES[refusal.kind] ?? [], reading),
  ...{code: codeOfKind(refusal.kind), message: wordsOfRefusal(refusal).message},
})

/** A row whose contract is not there, or cannot be read or written. */
export const refusedWithContract = (
  row: DraftRow,
  {code, message, hint}: Pick<Failure, 'code' | 'message' | 'hint'>,
  reading: CsvReading,
): RefusedRow => ({
  line: row.line,
  ...cellOf(row, ['contract'], reading),
  ...{code, message: hint === null ? message : `${message} ${hint}`},
})

const FIELDS_OF_RULES: {readonly [Kind in RefusalKind]?: readonly CsvField[]} = {
  'before-contract': STARTS,
  'after-contract': STARTS,
  'start-in-future': STARTS,
  'duration-out-of-range': LENGTHS,
  'no-emergency-service': ['class'],
  'id-taken': ['id'],
}

/** The first of the fields that the row says, as typed; a value for every row has no column. */
function cellOf(
  {typed}: DraftRow,
  fields: readonly CsvField[],
  {columns, constants}: CsvReading,
): {readonly column: string | null; readonly value: string | null} {
  const field = fields.find(each => typed[each] || constants[each])
  if (field === undefined) return {column: null, value: null}
  const column = columns.find(each => each.field === field)?.column ?? null
  return {column, value: typed[field] ?? constants[field] ?? null}
}

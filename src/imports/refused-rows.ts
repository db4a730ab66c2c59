import {codeOfKind, type Failure} from '../cli/failure.js'
import type {Refusal, RefusalKind} from '../domain/refusal.js'
import {
  type DraftRow,
  type Field,
  LENGTHS,
  type Reading,
  type RowProblem,
  type RowReason,
  STARTS,
} from '../exchange/reading.js'
import type {Unplaced} from '../exchange/times.js'
import {wordsOfRefusal} from '../locale/refusals.js'

/** A row that is not in the store, and why; column and value are null where it is about the whole row. */
export interface RefusedRow {
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly code: string
  readonly message: string
}

/** What a file says beside its rows, and what is said of a row that cannot be read. */
export interface Source<Reason extends {readonly kind: string}>
  extends Pick<Reading<Reason>, 'columns' | 'constants'> {
  readonly reasonText: (reason: Reason | RowReason) => string
}

/** A row that could not be read. */
export const refusedAsRead = <Reason extends {readonly kind: string}>(
  {line, column, value, reason}: RowProblem<Reason>,
  {reasonText}: Pick<Source<Reason>, 'reasonText'>,
): RefusedRow => ({
  ...{line, column, value},
  ...{code: codeOfKind(reason.kind), message: reasonText(reason)},
})

/** A row whose start or end cannot be placed in time. */
export const refusedInTime = (
  row: DraftRow,
  {about, reason}: Unplaced,
  source: Source<RowReason>,
): RefusedRow =>
  refusedAsRead(
    {line: row.line, ...cellOf(row, about === 'end' ? ['end'] : ['time', ...STARTS], source), reason},
    source,
  )

type SaysWhere = Pick<Reading, 'columns' | 'constants'>

/** A row that the account refuses. */
export const refusedByRule = (row: DraftRow, refusal: Refusal, source: SaysWhere): RefusedRow => ({
  line: row.line,
  ...cellOf(row, FIELDS_OF_RULES[refusal.kind] ?? [], source),
  ...{code: codeOfKind(refusal.kind), message: wordsOfRefusal(refusal).message},
})

/** A row whose contract is not there, or cannot be read or written. */
export const refusedWithContract = (
  row: DraftRow,
  {code, message, hint}: Pick<Failure, 'code' | 'message' | 'hint'>,
  source: SaysWhere,
): RefusedRow => ({
  line: row.line,
  ...cellOf(row, ['contract'], source),
  ...{code, message: hint === null ? message : `${message} ${hint}`},
})

const FIELDS_OF_RULES: {readonly [Kind in RefusalKind]?: readonly Field[]} = {
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
  fields: readonly Field[],
  {columns, constants}: SaysWhere,
): {readonly column: string | null; readonly value: string | null} {
  const field = fields.find(each => typed[each] || constants[each])
  if (field === undefined) return {column: null, value: null}
  const column = columns.find(each => each.field === field)?.column ?? null
  return {column, value: typed[field] ?? constants[field] ?? null}
}

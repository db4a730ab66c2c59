import {type Result, refuse} from '../domain/refusal.js'
import {type Field, MAX_SHOWN, type RowProblem, type RowReason} from './reading.js'

/** What a row says of one field. */
export interface Cell {
  /** Null for what is the same in every row, and where the format has no columns. */
  readonly column: string | null
  /** As in the file, without surrounding white space. */
  readonly typed: string
  /** What it stands for; never empty. */
  readonly text: string
}

/** What one row says, by field. */
export interface Cells {
  /** Undefined where the row says nothing of it. */
  readonly get: (field: Field) => Cell | undefined
  readonly columnOf: (field: Field) => string | null
}

/** What is read of a row, or what is wrong with it. */
export type CellResult<T, Reason = RowReason> = Result<T, Omit<RowProblem<Reason>, 'line'>>

/** A problem with a cell, or with the whole row. */
export const problem = <Reason>(reason: Reason, cell?: Cell): CellResult<never, Reason> =>
  refuse({column: cell?.column ?? null, value: cell?.typed.slice(0, MAX_SHOWN) ?? null, reason})

/** A cell that is needed and says nothing. */
export const emptyCell = (cells: Cells, field: Field): CellResult<never> =>
  problem<RowReason>({kind: 'empty'}, {column: cells.columnOf(field), typed: '', text: ''})

import {ok, type Result} from '../domain/refusal.js'
import {type Cell, type Cells, problem} from './cells.js'
import {type ContractNames, contractNamed} from './contract-names.js'
import {readDraft} from './draft.js'
import type {Field, Length, Moment, Reading, Row, RowReason} from './reading.js'

/** What a program that exports no columns says of a piece of work. */
export interface ToolRow {
  readonly line: number
  /** As it is called there; empty where nothing is said. */
  readonly contract: string
  readonly id?: string | undefined
  readonly text: string
  readonly start: Result<Moment, RowReason>
  /** The start has a day only. */
  readonly isDayOnly?: boolean
  readonly length: Result<Length, RowReason>
}

/** Makes a reading of such rows. */
export function readingOf(rows: readonly ToolRow[], names: ContractNames): Reading {
  return {columns: [], constants: {}, blankRows: 0, rows: rows.map(row => rowOf(row, names))}
}

function rowOf(
  {line, contract, id, text, start, isDayOnly = false, length}: ToolRow,
  names: ContractNames,
): Row {
  const typed = {contract, text, ...(id !== undefined && {id})}
  const named = contract === '' ? (names.usual ?? '') : contractNamed(contract, names)
  const cells = cellsOf({...typed, contract: named}, typed)
  const draft =
    named === ''
      ? problem<RowReason>({kind: 'no-contract'}, {column: null, typed: text, text})
      : readDraft<RowReason>(cells, () => {
          if (!start.ok) return problem(start.refusal)
          if (!length.ok) return problem(length.refusal)
          return ok({start: start.value, isDayOnly, length: length.value})
        })
  if (!draft.ok) return {kind: 'problem', line, problem: {line, ...draft.refusal}}
  return {
    ...{kind: 'draft', line, contractName: contract, typed},
    draft: {...draft.value, formerIdentity: () => null},
  }
}

type Said = {readonly [F in Field]?: string}

const cellsOf = (meant: Said, typed: Said): Cells => ({
  columnOf: () => null,
  get: (field): Cell | undefined => {
    const text = (meant[field] ?? '').trim()
    return text === '' ? undefined : {column: null, typed: typed[field] ?? '', text}
  },
})

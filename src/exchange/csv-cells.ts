import type {Cell, Cells} from './cells.js'
import type {Assignment} from './csv-columns.js'
import type {CsvRecord} from './csv-dialect.js'
import type {CsvMapping} from './csv-mapping.js'
import {type Field, MAX_SHOWN} from './reading.js'

/** The cells of one row, after the mapping's `values`. */
export interface CsvCells extends Cells {
  readonly all: () => readonly Cell[]
  /** As typed, also what is the same in every row. */
  readonly typedIn: (field: Field) => string
  /** As typed, at most 200 characters of each, without what is the same in every row. */
  readonly typed: () => {readonly [F in Field]?: string}
}

export function cellsOf(
  record: CsvRecord,
  header: readonly string[],
  assigned: Assignment,
  mapping: CsvMapping,
): CsvCells {
  const columnOf = (field: Field) => header[assigned.get(field) ?? -1] ?? null
  const typedIn = (field: Field) =>
    (mapping.constants[field] ?? record.cells[assigned.get(field) ?? -1] ?? '').trim()
  const get = (field: Field): Cell | undefined => {
    const typed = typedIn(field)
    const text = meaningOf(typed, mapping.values[field])
    return text === '' ? undefined : {column: columnOf(field), typed, text}
  }
  return {
    get,
    columnOf,
    typedIn,
    all: () => [...assigned.keys()].flatMap(field => get(field) ?? []),
    typed: () =>
      Object.fromEntries([...assigned.keys()].map(field => [field, typedIn(field).slice(0, MAX_SHOWN)])),
  }
}

function meaningOf(typed: string, values: Readonly<Record<string, string>> | undefined): string {
  if (values === undefined || typed === '') return typed
  const key = Object.hasOwn(values, typed) ? typed : '*'
  return (Object.hasOwn(values, key) ? (values[key] ?? '') : typed).trim()
}

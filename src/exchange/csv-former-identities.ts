import {type CsvCells, cellsOf} from './csv-cells.js'
import type {Assignment} from './csv-columns.js'
import type {CsvRecord} from './csv-dialect.js'
import type {CsvMapping} from './csv-mapping.js'
import {FIELDS, type Field} from './reading.js'

/** Constants that only classify were no part of it. */
const CLASSIFYING: readonly Field[] = ['place', 'channel', 'class', 'cause', 'activity']

/** By name: the order of the fields. */
const FORMER_ORDER: readonly Field[] = FIELDS.toSorted()

/**
 * Says of each row what the first version hashed to make its id, so that it is known again: the mapped cells as they
 * were typed, with the row's ordinal among those that were typed the same. Where one column was mapped by name, that
 * version looked for no other.
 */
export function formerIdentities(header: readonly string[], assigned: Assignment, mapping: CsvMapping) {
  const named: Assignment = new Map([...assigned].filter(([field]) => mapping.columns[field] !== undefined))
  const columns = named.size > 0 ? named : assigned
  const fields = FORMER_ORDER.filter(field => columns.has(field) || !CLASSIFYING.includes(field))
  const seen = new Map<string, number>()
  return (record: CsvRecord, found: CsvCells): string | null => {
    const cells = columns === assigned ? found : cellsOf(record, header, columns, mapping)
    if (cells.get('id') !== undefined) return null
    const said = fields.map(field => [field, cells.typedIn(field)]).filter(([, typed]) => typed !== '')
    const content = JSON.stringify(said)
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    return `${content}#${ordinal}`
  }
}

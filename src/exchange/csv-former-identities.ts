import {cellsOf} from './csv-cells.js'
import type {Assignment} from './csv-columns.js'
import type {CsvRecord} from './csv-dialect.js'
import type {CsvMapping} from './csv-mapping.js'
import {FIELDS, type Field} from './reading.js'

/** Constants that only classify were no part of it. */
const CLASSIFYING: readonly Field[] = ['place', 'channel', 'class', 'cause', 'activity']

/** By name: the order of the fields. */
const FORMER_ORDER: readonly Field[] = FIELDS.toSorted()

/**
 * Says of a row what the first version hashed to make its id, so that it is known again: the mapped cells as they
 * were typed, with the row's ordinal among those that were typed the same. Where one column was mapped by name, that
 * version looked for no other. Nothing is done before somebody asks.
 *
 * @param drafted the rows that were read, complete before anybody asks
 */
export function formerIdentities(
  drafted: readonly CsvRecord[],
  header: readonly string[],
  assigned: Assignment,
  mapping: CsvMapping,
): (record: CsvRecord) => string | null {
  let identities: ReadonlyMap<CsvRecord, string> | undefined
  return record => {
    identities ??= identitiesOf(drafted, header, assigned, mapping)
    return identities.get(record) ?? null
  }
}

function identitiesOf(
  drafted: readonly CsvRecord[],
  header: readonly string[],
  assigned: Assignment,
  mapping: CsvMapping,
): ReadonlyMap<CsvRecord, string> {
  const named: Assignment = new Map([...assigned].filter(([field]) => mapping.columns[field] !== undefined))
  const columns = named.size > 0 ? named : assigned
  const fields = FORMER_ORDER.filter(field => columns.has(field) || !CLASSIFYING.includes(field))
  const seen = new Map<string, number>()
  const identities = new Map<CsvRecord, string>()
  for (const record of drafted) {
    const cells = cellsOf(record, header, columns, mapping)
    if (cells.get('id') !== undefined) continue
    const said = fields.map(field => [field, cells.typedIn(field)]).filter(([, typed]) => typed !== '')
    const content = JSON.stringify(said)
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    identities.set(record, `${content}#${ordinal}`)
  }
  return identities
}

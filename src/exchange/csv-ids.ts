import {createHash} from 'node:crypto'
import type {CsvCells} from './csv-cells.js'
import type {Assignment} from './csv-columns.js'
import {FIELDS, type Field} from './reading.js'

/** Constants that only classify: giving them differently in a second import must not make a second entry. */
const CLASSIFYING: readonly Field[] = ['place', 'channel', 'class', 'cause', 'activity']

/** By name, so that the ids stay the same when a field is added to the list. */
const IDENTIFYING_ORDER: readonly Field[] = FIELDS.toSorted()

/** Gives each row its id; the rows of a file that say the same are numbered. */
export function rowIds() {
  const seen = new Map<string, number>()
  return (cells: CsvCells, assigned: Assignment): string => {
    const content = JSON.stringify(identityOf(cells, assigned))
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    const digest = createHash('sha256').update(`${content}#${ordinal}`).digest('hex')
    return `csv-${digest.slice(0, 20)}`
  }
}

/** What the row says of itself, by which it is known again. */
const identityOf = (cells: CsvCells, assigned: Assignment): readonly (readonly [Field, string])[] =>
  IDENTIFYING_ORDER.filter(field => assigned.has(field) || !CLASSIFYING.includes(field))
    .map(field => [field, cells.typedIn(field)] as const)
    .filter(([, typed]) => typed !== '')

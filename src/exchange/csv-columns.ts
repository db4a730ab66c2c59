import {ok, type Result, refuse} from '../domain/refusal.js'
import type {CsvMapping} from './csv-mapping.js'
import type {CsvRefusal} from './csv-problem.js'
import {FIELDS, type Field, LENGTHS, STARTS} from './reading.js'

/** Headers that are understood without a mapping, besides the field names themselves. */
const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  id: [],
  contract: ['vertrag', 'supportvertrag', 'projekt', 'project', 'kunde', 'customer', 'client'],
  start: ['beginn', 'started'],
  day: ['date', 'datum', 'tag', 'start date'],
  time: ['uhrzeit', 'startzeit', 'start time'],
  end: ['ende'],
  duration: ['dauer'],
  hours: ['stunden', 'std', 'std.'],
  minutes: ['minuten', 'min', 'min.'],
  requester: ['ansprechpartner', 'anfragender', 'requested by'],
  consultant: ['berater', 'bearbeiter', 'mitarbeiter'],
  ticket: ['ticketnummer', 'ticket-nr.', 'ticket number'],
  text: ['beschreibung', 'betreff', 'description', 'subject', 'summary'],
  place: ['ort', 'where'],
  channel: ['kanal', 'how'],
  class: ['klasse'],
  cause: ['ursache'],
  activity: ['tätigkeit'],
}

/** The place of each field's column. */
export type Assignment = ReadonlyMap<Field, number>

/** Fields of which one says what the others would. */
const RIVALS: readonly (readonly Field[])[] = [STARTS, LENGTHS, ['start', 'time']]

/**
 * Finds the column of each field, and asks whether together they say enough and nothing twice. What the mapping leaves
 * out is taken from the columns whose names are known.
 */
export function assignColumns(
  header: readonly string[],
  mapping: CsvMapping,
): Result<Assignment, CsvRefusal> {
  const named = namedColumns(header, mapping)
  if (!named.ok) return named
  const known = knownColumns(header, mapping, named.value)
  if (!known.ok) return known
  const columns = new Map([...named.value, ...known.value])

  const given = (field: Field) => columns.has(field) || mapping.constants[field] !== undefined
  const twice = [...named.value.keys()].filter(field => mapping.constants[field] !== undefined)
  const rivals = RIVALS.map(group => group.filter(given)).filter(group => group.length > 1)
  const conflict = [twice, ...rivals].find(group => group.length > 0)
  if (conflict) return refuse({kind: 'conflicting-fields', fields: conflict})
  const missing = [['contract'] as const, STARTS, LENGTHS].find(group => !group.some(given))
  return missing
    ? refuse({kind: 'missing-field', oneOf: missing, header})
    : ok(new Map([...columns].toSorted(([a], [b]) => FIELDS.indexOf(a) - FIELDS.indexOf(b))))
}

/** The columns that the mapping names. */
function namedColumns(header: readonly string[], mapping: CsvMapping): Result<Assignment, CsvRefusal> {
  const assigned = new Map<Field, number>()
  for (const field of FIELDS) {
    const column = mapping.columns[field]
    if (column === undefined) continue
    const places = header.flatMap((name, index) => (name === column ? [index] : []))
    const [place] = places
    if (place === undefined) return refuse({kind: 'unknown-column', field, column, header})
    if (places.length > 1) return refuse({kind: 'ambiguous-column', field, columns: [column, column]})
    assigned.set(field, place)
  }
  return ok(assigned)
}

/**
 * For each field that the mapping leaves open, a column called like it, else one called by a synonym; two that could be
 * it are refused.
 */
function knownColumns(
  header: readonly string[],
  {constants}: CsvMapping,
  named: Assignment,
): Result<Assignment, CsvRefusal> {
  const assigned = new Map<Field, number>()
  const isSaid = (field: Field) => named.has(field) || constants[field] !== undefined
  const isSaidByAnother = (field: Field) => RIVALS.some(group => group.includes(field) && group.some(isSaid))
  const taken = new Set(named.values())
  const placesOf = (names: readonly string[]) =>
    header.flatMap((name, index) => (!taken.has(index) && names.includes(name.toLowerCase()) ? [index] : []))
  for (const field of FIELDS) {
    if (isSaid(field) || isSaidByAnother(field)) continue
    const exact = placesOf([field])
    const places = exact.length > 0 ? exact : placesOf(SYNONYMS[field])
    if (places.length > 1) {
      return refuse({kind: 'ambiguous-column', field, columns: places.map(index => header[index] ?? '')})
    }
    if (places[0] !== undefined) assigned.set(field, places[0])
  }
  // With pauses the two differ, and the worked time is what counts: the end is then listed as unused.
  if (assigned.has('duration') || assigned.has('hours') || assigned.has('minutes')) assigned.delete('end')
  return ok(assigned)
}

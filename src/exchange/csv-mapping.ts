import * as v from 'valibot'
import {type FieldProblem, ok, type Result, refuse} from '../domain/refusal.js'
import {CSV_DELIMITERS, type CsvDelimiter, type CsvEncoding, type CsvTableRefusal} from './csv-dialect.js'

// What can be imported

/**
 * What a column can be. The start is `start` (a day, with or without a time of day) or `day` and perhaps `time`; the
 * worked time is `duration` (as people type it), `hours` or `minutes` (decimals), or follows from `end`.
 */
export const CSV_FIELDS = [
  'id',
  'contract',
  'start',
  'day',
  'time',
  'end',
  'duration',
  'hours',
  'minutes',
  'requester',
  'consultant',
  'ticket',
  'text',
  'place',
  'channel',
  'class',
  'cause',
  'activity',
] as const

export type CsvField = (typeof CSV_FIELDS)[number]

/** Headers that are understood without a mapping, besides the field names themselves. */
const SYNONYMS: Readonly<Record<CsvField, readonly string[]>> = {
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

/** Only one of each group can say it. */
export const STARTS = ['start', 'day'] as const
export const LENGTHS = ['duration', 'hours', 'minutes', 'end'] as const

// The mapping: which column is what

const ENCODINGS: Readonly<Record<string, CsvEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
}

/** The names `--encoding` takes. */
export const CSV_ENCODING_NAMES: readonly string[] = Object.keys(ENCODINGS)

/** Without one, ISO days and `DD.MM.YYYY` are taken; the others must be named, since `03/04/2026` is two days. */
export const CSV_DATE_FORMATS = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'D-MMM-YY'] as const

export type CsvDateFormat = (typeof CSV_DATE_FORMATS)[number]

const fieldName = v.picklist(CSV_FIELDS)
const constantName = v.picklist(CSV_FIELDS.filter(field => field !== 'id'))
const timeOfDay = v.pipe(v.string(), v.regex(/^([01]?\d|2[0-3]):[0-5]\d$/))

const mappingSchema = v.strictObject({
  columns: v.exactOptional(v.record(fieldName, v.pipe(v.string(), v.trim(), v.minLength(1)))),
  constants: v.exactOptional(v.record(constantName, v.pipe(v.string(), v.trim(), v.minLength(1)))),
  values: v.exactOptional(v.record(fieldName, v.record(v.string(), v.string()))),
  dateFormat: v.exactOptional(v.picklist(CSV_DATE_FORMATS)),
  defaultTime: v.exactOptional(timeOfDay),
  decimal: v.exactOptional(v.picklist([',', '.'])),
  delimiter: v.exactOptional(
    v.pipe(
      v.string(),
      v.transform(name => (name === 'tab' ? '\t' : name)),
      v.picklist(CSV_DELIMITERS),
    ),
  ),
  encoding: v.exactOptional(
    v.pipe(
      v.string(),
      v.toLowerCase(),
      v.picklist(CSV_ENCODING_NAMES),
      v.transform(name => ENCODINGS[name]),
    ),
  ),
})

/** How a file of another program is to be understood. What is left out is detected or has a default. */
export interface CsvMapping {
  /** Column by field. With none, the columns whose names are known are taken. */
  readonly columns: {readonly [F in CsvField]?: string}
  /** The same for every row. */
  readonly constants: {readonly [F in CsvField]?: string}
  /** By field, what a cell stands for; `*` is every other value that is not empty. */
  readonly values: {readonly [F in CsvField]?: Readonly<Record<string, string>>}
  readonly dateFormat?: CsvDateFormat | undefined
  /** Where a row has a day and no time of day; 09:00 if not given. */
  readonly defaultTime?: string | undefined
  /** If not given, comma and point both are. */
  readonly decimal?: ',' | '.' | undefined
  readonly delimiter?: CsvDelimiter | undefined
  readonly encoding?: CsvEncoding | undefined
}

/** What the flags of the command say; each wins over the mapping file. */
export interface CsvMappingFlags {
  /** `field=column` */
  readonly map?: readonly string[] | undefined
  /** `field=value` */
  readonly set?: readonly string[] | undefined
  readonly dateFormat?: string | undefined
  readonly defaultTime?: string | undefined
  readonly decimal?: string | undefined
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
}

/** Why nothing of a file is imported; without words, as a `Refusal` is. */
export type CsvRefusal =
  | CsvTableRefusal
  | {readonly kind: 'invalid-mapping'; readonly problems: readonly FieldProblem[]}
  | {
      readonly kind: 'unknown-column'
      readonly field: CsvField
      readonly column: string
      readonly header: readonly string[]
    }
  | {readonly kind: 'ambiguous-column'; readonly field: CsvField; readonly columns: readonly string[]}
  | {readonly kind: 'missing-field'; readonly oneOf: readonly CsvField[]; readonly header: readonly string[]}
  | {readonly kind: 'conflicting-fields'; readonly fields: readonly CsvField[]}

/**
 * Checks a mapping file (already parsed as JSON; `{}` for none) and puts the flags over it. Unknown fields and wrong
 * values are named by their path.
 *
 * @example readMapping({columns: {day: 'Datum'}}, {map: ['hours=Std.'], set: ['contract=acme']})
 */
export function readMapping(file: unknown, flags: CsvMappingFlags = {}): Result<CsvMapping, CsvRefusal> {
  const {map = [], set = [], ...rest} = flags
  const problems = [...pairProblems(map), ...pairProblems(set)]
  if (problems.length > 0) return refuse({kind: 'invalid-mapping', problems})
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  const fromFlags = v.safeParse(mappingSchema, {
    columns: pairs(map),
    constants: pairs(set),
    ...Object.fromEntries(given),
  })
  const fromFile = v.safeParse(mappingSchema, file)
  if (!fromFlags.success || !fromFile.success) {
    const issues = [...(fromFile.issues ?? []), ...(fromFlags.issues ?? [])]
    return refuse({
      kind: 'invalid-mapping',
      problems: issues.map(issue => ({path: v.getDotPath(issue) ?? '', message: issue.message})),
    })
  }
  const {columns = {}, constants = {}} = fromFlags.output
  return ok({
    values: {},
    ...fromFile.output,
    ...fromFlags.output,
    columns: {...without(fromFile.output.columns ?? {}, constants), ...columns},
    constants: {...without(fromFile.output.constants ?? {}, columns), ...constants},
  })
}

const fieldIn = (pair: string) => pair.slice(0, pair.indexOf('='))

const pairs = (texts: readonly string[]) =>
  Object.fromEntries(texts.map(text => [fieldIn(text), text.slice(text.indexOf('=') + 1)]))

function pairProblems(texts: readonly string[]): readonly FieldProblem[] {
  return texts.flatMap((path, index) => {
    if (!/^[^=]+=/.test(path)) return [{path, message: 'Expected field=…'}]
    const again = texts.findIndex(text => fieldIn(text) === fieldIn(path)) < index
    return again ? [{path, message: `${fieldIn(path)} is given twice`}] : []
  })
}

function without<T extends object>(named: T, taken: object): Partial<T> {
  return Object.fromEntries(
    Object.entries(named).filter(([name]) => !Object.hasOwn(taken, name)),
  ) as Partial<T>
}

// Which column is which field

/** The place of each field's column. */
export type Assignment = ReadonlyMap<CsvField, number>

/** Finds the column of each field, and asks whether together they say enough and nothing twice. */
export function assignColumns(
  header: readonly string[],
  mapping: CsvMapping,
): Result<Assignment, CsvRefusal> {
  const named = CSV_FIELDS.filter(field => mapping.columns[field] !== undefined)
  const assigned = named.length > 0 ? namedColumns(header, mapping, named) : knownColumns(header, mapping)
  if (!assigned.ok) return assigned

  const given = (field: CsvField) => assigned.value.has(field) || mapping.constants[field] !== undefined
  const twice = named.filter(field => mapping.constants[field] !== undefined)
  const rivals = [STARTS, LENGTHS, ['start', 'time'] as const].map(group => group.filter(given))
  const conflict = [twice, ...rivals.filter(group => group.length > 1)].find(group => group.length > 0)
  if (conflict) return refuse({kind: 'conflicting-fields', fields: conflict})
  const missing = [['contract'] as const, STARTS, LENGTHS].find(group => !group.some(given))
  return missing ? refuse({kind: 'missing-field', oneOf: missing, header}) : assigned
}

function namedColumns(
  header: readonly string[],
  mapping: CsvMapping,
  fields: readonly CsvField[],
): Result<Assignment, CsvRefusal> {
  const assigned = new Map<CsvField, number>()
  for (const field of fields) {
    const column = mapping.columns[field] ?? ''
    const places = header.flatMap((name, index) => (name === column ? [index] : []))
    const [place] = places
    if (place === undefined) return refuse({kind: 'unknown-column', field, column, header})
    if (places.length > 1) return refuse({kind: 'ambiguous-column', field, columns: [column, column]})
    assigned.set(field, place)
  }
  return ok(assigned)
}

/** A column called like the field, else the one called by a synonym; two that could be it are refused. */
function knownColumns(header: readonly string[], mapping: CsvMapping): Result<Assignment, CsvRefusal> {
  const assigned = new Map<CsvField, number>()
  const placesOf = (names: readonly string[]) =>
    header.flatMap((name, index) => (names.includes(name.toLowerCase()) ? [index] : []))
  for (const field of CSV_FIELDS) {
    if (mapping.constants[field] !== undefined) continue
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

import * as v from 'valibot'
import {type FieldProblem, ok, type Result, refuse} from '../domain/refusal.js'
import {CSV_DELIMITERS, type CsvDelimiter, type CsvEncoding} from './csv-dialect.js'
import type {CsvRefusal} from './csv-problem.js'
import {FIELDS, type Field} from './reading.js'

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

const fieldName = v.picklist(FIELDS)
const constantName = v.picklist(FIELDS.filter(field => field !== 'id'))
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
  /** Column by field. For the others the columns whose names are known are taken. */
  readonly columns: {readonly [F in Field]?: string}
  /** The same for every row. */
  readonly constants: {readonly [F in Field]?: string}
  /** By field, what a cell stands for; `*` is every other value that is not empty. */
  readonly values: {readonly [F in Field]?: Readonly<Record<string, string>>}
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

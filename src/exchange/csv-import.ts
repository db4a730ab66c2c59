import {createHash} from 'node:crypto'
import {type Day, type Instant, parseDay, parseInstant} from '../domain/calendar.js'
import {parseCause, parseChannel, parseEntryClass} from '../domain/choice-text.js'
import {
  CAUSES,
  type Cause,
  CHANNELS,
  type Channel,
  ENTRY_CLASSES,
  type EntryClass,
} from '../domain/contract.js'
import {contractIdFrom} from '../domain/contract-id.js'
import {parseDuration} from '../domain/duration-text.js'
import {ENTRY_ID_PATTERN, MAX_NAME_LENGTH, MAX_TEXT_LENGTH, MAX_WORKED_MINUTES} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {type CsvDialect, type CsvRecord, readCsvTable} from './csv-dialect.js'
import {
  type Assignment,
  assignColumns,
  CSV_DATE_FORMATS,
  CSV_FIELDS,
  type CsvDateFormat,
  type CsvField,
  type CsvMapping,
  type CsvRefusal,
  LENGTHS,
} from './csv-mapping.js'

/** As much of a cell as is shown where it is refused. */
const MAX_SHOWN = 200

// What comes out

/** A moment as the file has it; local where the cell has no offset, so the caller applies the contract's time zone. */
export type CsvMoment =
  | {readonly kind: 'local'; readonly day: Day; readonly minuteOfDay: Minutes}
  | {readonly kind: 'instant'; readonly instant: Instant}

/** How long the work took, or until when. A time of day is the first one after the start. */
export type CsvLength =
  | {readonly kind: 'worked'; readonly minutes: Minutes}
  | {readonly kind: 'until'; readonly end: CsvMoment | {readonly kind: 'time'; readonly minuteOfDay: Minutes}}

/** An entry as the row describes it, not yet held against its contract. Fields without content are left out. */
export interface CsvDraft {
  /** The same for the same row in every import: see {@link readCsvEntries}. */
  readonly id: string
  readonly contract: string
  readonly start: CsvMoment
  readonly length: CsvLength
  readonly requester?: string
  readonly consultant?: string
  readonly ticket?: string
  readonly text?: string
  readonly place?: string
  readonly channel?: Channel
  readonly class?: EntryClass
  readonly cause?: Cause
  readonly activity?: string
}

export type CsvRowReason =
  | {readonly kind: 'column-count'; readonly expected: number; readonly found: number}
  | {readonly kind: 'empty'}
  | {readonly kind: 'nul-character'}
  | {readonly kind: 'text-too-long'; readonly max: number}
  | {readonly kind: 'invalid-entry-id'}
  | {readonly kind: 'invalid-contract-id'}
  | {readonly kind: 'invalid-day'; readonly formats: readonly CsvDateFormat[]}
  /** It could be two days: the mapping has to name the format. */
  | {readonly kind: 'ambiguous-day'; readonly formats: readonly CsvDateFormat[]}
  | {readonly kind: 'impossible-day'}
  | {readonly kind: 'invalid-time'}
  /** The clocks go forward and never show it. */
  | {readonly kind: 'nonexistent-time'; readonly timezone: string}
  | {readonly kind: 'end-not-after-start'}
  /** There is an end, but the start has no time of day. */
  | {readonly kind: 'missing-time'}
  | {readonly kind: 'invalid-duration'; readonly readings?: readonly string[] | undefined}
  | {readonly kind: 'invalid-number'; readonly decimal?: ',' | '.' | undefined}
  | {readonly kind: 'negative-duration'}
  | {readonly kind: 'zero-duration'}
  | {readonly kind: 'under-half-a-minute'}
  | {readonly kind: 'over-a-day'; readonly minutes: Minutes}
  | {readonly kind: 'unknown-value'; readonly allowed: readonly string[]}

/** Why a row is not imported: the first thing found. */
export interface CsvRowRefusal {
  readonly line: number
  /** Null where it is about the whole row or a constant. */
  readonly column: string | null
  /** The cell, at most 200 characters of it. */
  readonly value: string | null
  readonly reason: CsvRowReason
}

export type CsvRow =
  | {
      readonly kind: 'draft'
      readonly line: number
      readonly draft: CsvDraft
      /** What the cells of the row say as typed, at most 200 characters of each: for whoever refuses it later. */
      readonly typed: {readonly [F in CsvField]?: string}
    }
  | {readonly kind: 'refused'; readonly line: number; readonly refusal: CsvRowRefusal}

/** A file, row by row, and how it was understood. */
export interface CsvReading {
  readonly dialect: CsvDialect
  readonly header: readonly string[]
  readonly columns: readonly {readonly field: CsvField; readonly column: string}[]
  readonly constants: CsvMapping['constants']
  readonly unusedColumns: readonly string[]
  /** Contract names of the file and the ids made of them, each once, in the order of the file. */
  readonly contracts: readonly {readonly name: string; readonly id: string}[]
  /** Every row but the blank ones, in the order of the file. */
  readonly rows: readonly CsvRow[]
  readonly blankRows: number
}

// Reading

/**
 * Reads the bytes of a CSV file into drafts and refused rows; nothing is left out but blank rows, which are counted.
 *
 * A row without an id of its own gets `csv-` and 20 hexadecimal digits: a hash of what its mapped cells say as typed,
 * of the constants that tell whose work it was, and of its ordinal among rows that say the same. So the id does not
 * depend on the file name, the line, or other rows, and not on how cells are translated or formats are read.
 */
export function readCsvEntries(bytes: Uint8Array, mapping: CsvMapping): Result<CsvReading, CsvRefusal> {
  const table = readCsvTable(bytes, mapping)
  if (!table.ok) return table
  const {header, records, dialect, blankRows} = table.value
  const assigned = assignColumns(header, mapping)
  if (!assigned.ok) return assigned

  const nextId = rowIds()
  const contracts = new Map<string, string>()
  const rows = records.map((record): CsvRow => {
    const cells = cellsOf(record, header, assigned.value, mapping)
    const outcome = readRow(cells, record, header, mapping)
    if (!outcome.ok) {
      return {kind: 'refused', line: record.line, refusal: {line: record.line, ...outcome.refusal}}
    }
    const id = cells.get('id')?.text ?? nextId(cells.identity())
    contracts.set(cells.get('contract')?.text ?? '', outcome.value.contract)
    return {kind: 'draft', line: record.line, draft: {id, ...outcome.value}, typed: cells.typed()}
  })

  const used = new Set(assigned.value.values())
  return ok({
    dialect,
    header,
    columns: [...assigned.value].map(([field, index]) => ({field, column: header[index] ?? ''})),
    constants: mapping.constants,
    unusedColumns: header.filter((_, index) => !used.has(index)),
    contracts: [...contracts].map(([name, id]) => ({name, id})),
    rows,
    blankRows,
  })
}

// One row

interface Cell {
  /** Null for a constant. */
  readonly column: string | null
  /** As in the file, without surrounding white space. */
  readonly typed: string
  /** What it stands for, after the mapping's `values`; never empty. */
  readonly text: string
}

interface Cells {
  /** Undefined where the field is not mapped or the cell is empty. */
  readonly get: (field: CsvField) => Cell | undefined
  readonly columnOf: (field: CsvField) => string | null
  readonly all: () => readonly Cell[]
  readonly typed: () => {readonly [F in CsvField]?: string}
  /** What the row says of itself, by which it is known again. */
  readonly identity: () => readonly (readonly [CsvField, string])[]
}

function cellsOf(
  record: CsvRecord,
  header: readonly string[],
  assigned: Assignment,
  mapping: CsvMapping,
): Cells {
  const columnOf = (field: CsvField) => header[assigned.get(field) ?? -1] ?? null
  const typedIn = (field: CsvField) =>
    (mapping.constants[field] ?? record.cells[assigned.get(field) ?? -1] ?? '').trim()
  const get = (field: CsvField): Cell | undefined => {
    const typed = typedIn(field)
    const text = meaningOf(typed, mapping.values[field])
    return text === '' ? undefined : {column: columnOf(field), typed, text}
  }
  return {
    get,
    columnOf,
    all: () => [...assigned.keys()].flatMap(field => get(field) ?? []),
    typed: () =>
      Object.fromEntries([...assigned.keys()].map(field => [field, typedIn(field).slice(0, MAX_SHOWN)])),
    identity: () =>
      IDENTIFYING_ORDER.filter(field => assigned.has(field) || !CLASSIFYING.includes(field))
        .map(field => [field, typedIn(field)] as const)
        .filter(([, typed]) => typed !== ''),
  }
}

function meaningOf(typed: string, values: Readonly<Record<string, string>> | undefined): string {
  if (values === undefined || typed === '') return typed
  const key = Object.hasOwn(values, typed) ? typed : '*'
  return (Object.hasOwn(values, key) ? (values[key] ?? '') : typed).trim()
}

type RowResult<T> = Result<T, Omit<CsvRowRefusal, 'line'>>

const bad = (reason: CsvRowReason, cell?: Cell): RowResult<never> =>
  refuse({column: cell?.column ?? null, value: cell?.typed.slice(0, MAX_SHOWN) ?? null, reason})

const emptyCell = (cells: Cells, field: CsvField) =>
  bad({kind: 'empty'}, {column: cells.columnOf(field), typed: '', text: ''})

function readRow(
  cells: Cells,
  record: CsvRecord,
  header: readonly string[],
  mapping: CsvMapping,
): RowResult<Omit<CsvDraft, 'id'>> {
  const found = record.cells.length
  if (found !== header.length) return bad({kind: 'column-count', expected: header.length, found})
  for (const cell of cells.all()) {
    if (cell.typed.includes('\0')) return bad({kind: 'nul-character'}, cell)
    if (cell.typed.length > MAX_TEXT_LENGTH) return bad({kind: 'text-too-long', max: MAX_TEXT_LENGTH}, cell)
  }
  const id = cells.get('id')
  if (id && !ENTRY_ID_PATTERN.test(id.text)) return bad({kind: 'invalid-entry-id'}, id)
  const contract = readContract(cells)
  if (!contract.ok) return contract
  const start = readStart(cells, mapping)
  if (!start.ok) return start
  const length = readLength(cells, mapping, start.value.hasTime)
  if (!length.ok) return length
  const channel = readChoice(cells, 'channel', parseChannel, CHANNELS)
  if (!channel.ok) return channel
  const entryClass = readChoice(cells, 'class', parseEntryClass, ENTRY_CLASSES)
  if (!entryClass.ok) return entryClass
  const cause = readChoice(cells, 'cause', parseCause, CAUSES)
  if (!cause.ok) return cause
  const texts = readTexts(cells)
  if (!texts.ok) return texts
  return ok({
    contract: contract.value,
    start: start.value.moment,
    length: length.value,
    ...texts.value,
    ...channel.value,
    ...entryClass.value,
    ...cause.value,
  })
}

const NAMES = ['requester', 'consultant', 'ticket', 'place', 'activity'] as const
const FREE_TEXTS = [...NAMES, 'text'] as const

function readTexts(cells: Cells): RowResult<{readonly [F in (typeof FREE_TEXTS)[number]]?: string}> {
  const filled = FREE_TEXTS.flatMap(field => {
    const cell = cells.get(field)
    return cell ? [[field, cell.text] as const] : []
  })
  const tooLong = NAMES.find(field => (cells.get(field)?.text.length ?? 0) > MAX_NAME_LENGTH)
  if (tooLong) return bad({kind: 'text-too-long', max: MAX_NAME_LENGTH}, cells.get(tooLong))
  return ok(Object.fromEntries(filled))
}

function readChoice<F extends CsvField, T extends string>(
  cells: Cells,
  field: F,
  parse: (text: string) => Result<T>,
  allowed: readonly T[],
): RowResult<{readonly [K in F]?: T}> {
  const cell = cells.get(field)
  if (!cell) return ok({})
  const choice = parse(cell.text)
  if (!choice.ok) return bad({kind: 'unknown-value', allowed}, cell)
  return ok({[field]: choice.value} as {readonly [K in F]?: T})
}

function readContract(cells: Cells): RowResult<string> {
  const cell = cells.get('contract')
  if (!cell) return emptyCell(cells, 'contract')
  const id = contractIdFrom(cell.text)
  return id === undefined ? bad({kind: 'invalid-contract-id'}, cell) : ok(id)
}

// Days and times

interface ReadStart {
  readonly moment: CsvMoment
  readonly hasTime: boolean
}

function readStart(cells: Cells, mapping: CsvMapping): RowResult<ReadStart> {
  const field = cells.get('day') ? 'day' : 'start'
  const cell = cells.get(field)
  if (!cell) return emptyCell(cells, cells.columnOf('day') === null ? 'start' : 'day')
  const defaultMinute = minuteOfDay(mapping.defaultTime ?? '09:00') ?? 0
  if (field === 'start') return readMoment(cell, mapping.dateFormat, defaultMinute)

  const day = readDay(cell.text, mapping.dateFormat)
  if (!day.ok) return bad(day.refusal, cell)
  const time = cells.get('time')
  const minute = time ? minuteOfDay(time.text) : defaultMinute
  if (minute === undefined) return bad({kind: 'invalid-time'}, time)
  return ok({
    moment: {kind: 'local', day: day.value, minuteOfDay: minute},
    hasTime: time !== undefined,
  })
}

/** A day, then perhaps `T` or a space and a time of day, then perhaps an offset from UTC. */
const MOMENT = /^(.+?)(?:(?:T|\s+)(\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/

function readMoment(
  cell: Cell,
  format: CsvDateFormat | undefined,
  defaultMinute: Minutes,
): RowResult<ReadStart> {
  const [, dayText = '', time, offset] = MOMENT.exec(cell.text) ?? []
  const day = readDay(dayText, format)
  if (!day.ok) return bad(day.refusal, cell)
  const minute = time === undefined ? defaultMinute : minuteOfDay(time)
  if (minute === undefined) return bad({kind: 'invalid-time'}, cell)
  if (time === undefined || offset === undefined) {
    return ok({
      moment: {kind: 'local', day: day.value, minuteOfDay: minute},
      hasTime: time !== undefined,
    })
  }
  const instant = parseInstant(`${day.value}T${isoTime(time)}${isoOffset(offset)}`)
  if (instant === undefined) return bad({kind: 'invalid-time'}, cell)
  return ok({moment: {kind: 'instant', instant}, hasTime: true})
}

/** Minutes since midnight; seconds are passed over. Undefined if there is no such time of day. */
function minuteOfDay(text: string): Minutes | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?$/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined
}

/** `9:00` → `09:00`, `9:00:00,5` → `09:00:00.5` */
const isoTime = (time: string) => time.replace(/^\d:/, '0$&').replace(',', '.')

/** `+0100` → `+01:00` */
const isoOffset = (offset: string) => offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')

type DayParts = Readonly<Record<'year' | 'month' | 'day', string>>

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN_MONTHS: Readonly<Record<string, string>> = {
  mär: 'mar',
  mrz: 'mar',
  mai: 'may',
  okt: 'oct',
  dez: 'dec',
}

const DAY_PATTERNS: Readonly<Record<CsvDateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/,
  'DD.MM.YYYY': /^(?<day>\d\d?)\.(?<month>\d\d?)\.(?<year>\d{4})$/,
  'DD/MM/YYYY': /^(?<day>\d\d?)\/(?<month>\d\d?)\/(?<year>\d{4})$/,
  'MM/DD/YYYY': /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d{4})$/,
  'D-MMM-YY': /^(?<day>\d\d?)-(?<month>\p{L}{3})-(?<year>\d\d)$/u,
}

function readDay(text: string, format: CsvDateFormat | undefined): Result<Day, CsvRowReason> {
  const formats: readonly CsvDateFormat[] = format ? [format] : ['YYYY-MM-DD', 'DD.MM.YYYY']
  const match = formats.map(each => DAY_PATTERNS[each].exec(text)).find(found => found !== null)
  if (!match?.groups) {
    const couldBe = CSV_DATE_FORMATS.filter(each => !format && DAY_PATTERNS[each].test(text))
    if (couldBe.length > 0) return refuse({kind: 'ambiguous-day', formats: couldBe})
    return refuse({kind: 'invalid-day', formats})
  }
  const {year, month, day} = match.groups as DayParts
  const iso = `${fullYear(year)}-${monthNumber(month)}-${day.padStart(2, '0')}`
  const parsed = parseDay(iso)
  return parsed === undefined ? refuse({kind: 'impossible-day'}) : ok(parsed)
}

/** Two digits as POSIX reads them: 69 is 1969, 68 is 2068. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return `${Number(year) < 69 ? 20 : 19}${year}`
}

/** `00` for a name that is no month, which no calendar has. */
function monthNumber(month: string): string {
  if (/^\d/.test(month)) return month.padStart(2, '0')
  const name = month.toLowerCase()
  return String(MONTHS.indexOf(GERMAN_MONTHS[name] ?? name) + 1).padStart(2, '0')
}

// Worked time

function readLength(cells: Cells, mapping: CsvMapping, hasTime: boolean): RowResult<CsvLength> {
  const field = LENGTHS.find(each => cells.get(each)) ?? LENGTHS.find(each => cells.columnOf(each) !== null)
  if (field === 'end') return readEnd(cells, mapping, hasTime)
  const cell = field && cells.get(field)
  if (!field || !cell) return emptyCell(cells, field ?? 'duration')
  const minutes =
    field === 'duration'
      ? typedMinutes(cell)
      : decimalMinutes(cell, field === 'hours' ? 60 : 1, mapping.decimal)
  if (!minutes.ok) return minutes
  if (minutes.value > MAX_WORKED_MINUTES) return bad({kind: 'over-a-day', minutes: minutes.value}, cell)
  return ok({kind: 'worked', minutes: minutes.value})
}

/** As people type it, or `h:mm:ss` as timers export it, rounded half up to a minute. */
function typedMinutes(cell: Cell): RowResult<Minutes> {
  const timer = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(cell.text)
  if (timer) return wholeMinutes(Number(timer[1]) * 3600 + Number(timer[2]) * 60 + Number(timer[3]), cell)
  const parsed = parseDuration(cell.text)
  if (!parsed.ok) {
    const {refusal} = parsed
    const readings = refusal.kind === 'invalid-duration' ? refusal.readings : undefined
    return bad({kind: 'invalid-duration', ...(readings && {readings})}, cell)
  }
  if (parsed.value < 0) return bad({kind: 'negative-duration'}, cell)
  return parsed.value === 0 ? bad({kind: 'zero-duration'}, cell) : ok(parsed.value)
}

function wholeMinutes(seconds: number, cell: Cell): RowResult<Minutes> {
  if (seconds === 0) return bad({kind: 'zero-duration'}, cell)
  return seconds < 30 ? bad({kind: 'under-half-a-minute'}, cell) : ok(Math.floor((seconds + 30) / 60))
}

/**
 * Whole minutes of a decimal, rounded half up, from its digits: no binary fraction is involved.
 * 7.333 h are 440 minutes, 0,7 h are 42, 0.025 h (a minute and a half) are 2.
 */
function decimalMinutes(
  cell: Cell,
  minutesPerUnit: 1 | 60,
  decimal: ',' | '.' | undefined,
): RowResult<Minutes> {
  const match = /^([+-]?)(\d{0,9})(?:([.,])(\d{0,20}))?$/.exec(cell.text)
  const [, sign, whole = '', point, fraction = ''] = match ?? []
  if (!match || `${whole}${fraction}` === '' || (point && decimal && point !== decimal)) {
    return bad({kind: 'invalid-number', ...(decimal && {decimal})}, cell)
  }
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(`${whole}${fraction}`) * BigInt(minutesPerUnit)
  if (scaled === 0n) return bad({kind: 'zero-duration'}, cell)
  if (sign === '-') return bad({kind: 'negative-duration'}, cell)
  const minutes = Number((2n * scaled + scale) / (2n * scale))
  return minutes === 0 ? bad({kind: 'under-half-a-minute'}, cell) : ok(minutes)
}

function readEnd(cells: Cells, mapping: CsvMapping, hasTime: boolean): RowResult<CsvLength> {
  const cell = cells.get('end')
  if (!cell) return emptyCell(cells, 'end')
  if (!hasTime) return bad({kind: 'missing-time'}, cell)
  const minute = minuteOfDay(cell.text)
  if (minute !== undefined) return ok({kind: 'until', end: {kind: 'time', minuteOfDay: minute}})
  const end = readMoment(cell, mapping.dateFormat, 0)
  if (!end.ok) return end
  return end.value.hasTime ? ok({kind: 'until', end: end.value.moment}) : bad({kind: 'missing-time'}, cell)
}

// Ids

/** Constants that only classify: giving them differently in a second import must not make a second entry. */
const CLASSIFYING: readonly CsvField[] = ['place', 'channel', 'class', 'cause', 'activity']

/** By name, so that the ids stay the same when a field is added to the list. */
const IDENTIFYING_ORDER: readonly CsvField[] = CSV_FIELDS.toSorted()

/** Gives each row its id; the rows of a file that say the same are numbered. */
function rowIds() {
  const seen = new Map<string, number>()
  return (identity: ReturnType<Cells['identity']>): string => {
    const content = JSON.stringify(identity)
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    const digest = createHash('sha256').update(`${content}#${ordinal}`).digest('hex')
    return `csv-${digest.slice(0, 20)}`
  }
}

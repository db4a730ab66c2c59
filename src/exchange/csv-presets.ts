import {type Result, refuse} from '../domain/refusal.js'
import {type ContractNames, contractNamed, joinedName} from './contract-names.js'
import {type CsvReading, readCsvRows} from './csv.js'
import {type CsvTable, readCsvTable} from './csv-dialect.js'
import type {CsvDateFormat} from './csv-mapping.js'
import type {Field} from './reading.js'
import type {Tool, ToolRefusal} from './tool-problem.js'

/** How the CSV export of a program is understood. Columns are named in small letters. */
interface CsvPreset {
  /** Only its exports have all of these. */
  readonly signature: readonly string[]
  readonly fields: {readonly [F in Field]?: string}
  /** What several columns say together, and what is between them. */
  readonly joined: {readonly [F in 'contract' | 'consultant' | 'text']: readonly string[]}
}

export type CsvTool = Extract<Tool, 'toggl' | 'clockify' | 'harvest' | 'kimai'>

const PRESETS: {readonly [T in CsvTool]: CsvPreset} = {
  toggl: {
    signature: ['user', 'email', 'project', 'description', 'start date', 'start time', 'duration'],
    fields: {day: 'start date', time: 'start time', duration: 'duration'},
    joined: {contract: ['client', 'project'], consultant: ['user'], text: ['task', 'description']},
  },
  clockify: {
    signature: ['project', 'client', 'description', 'user', 'start date', 'start time', 'duration (h)'],
    fields: {day: 'start date', time: 'start time', duration: 'duration (h)'},
    joined: {contract: ['client', 'project'], consultant: ['user'], text: ['task', 'description']},
  },
  // It knows no time of day.
  harvest: {
    signature: ['date', 'client', 'project', 'task', 'notes', 'hours', 'first name', 'last name'],
    fields: {day: 'date', hours: 'hours'},
    joined: {
      contract: ['client', 'project'],
      consultant: ['first name', 'last name'],
      text: ['task', 'notes'],
    },
  },
  // Its duration is in the form that somebody chose, seconds and decimals among them; from and to are always clear.
  kimai: {
    signature: ['date', 'from', 'to', 'customer', 'project', 'activity', 'description'],
    fields: {day: 'date', time: 'from', end: 'to'},
    joined: {contract: ['customer', 'project'], consultant: ['user'], text: ['activity', 'description']},
  },
}

/** The program whose export has such a header; undefined where none is known. */
export const toolOf = (header: readonly string[]): CsvTool | undefined =>
  (Object.keys(PRESETS) as CsvTool[]).find(tool => isOf(header, PRESETS[tool]))

function isOf(header: readonly string[], {signature}: CsvPreset): boolean {
  const columns = new Set(header.map(small))
  return signature.every(column => columns.has(column))
}

const small = (name: string): string => name.trim().toLowerCase()

export interface PresetOptions {
  readonly names: ContractNames
  /** Where nobody says, it is told by the days of the file. */
  readonly dateFormat: CsvDateFormat | undefined
}

/** Reads the CSV export of a program. Refused: a file that is none. */
export function readExport(
  tool: CsvTool,
  bytes: Uint8Array,
  {names, dateFormat}: PresetOptions,
): Result<CsvReading, ToolRefusal> {
  const table = readCsvTable(bytes)
  if (!table.ok) return table
  const preset = PRESETS[tool]
  const {header} = table.value
  if (!isOf(header, preset)) return refuse({kind: 'not-of-tool', tool, looksLike: toolOf(header) ?? null})
  const columnOf = (name: string) => header.find(column => small(column) === name)
  const joins = joinedColumns(table.value, preset)
  const fields = Object.entries(preset.fields).flatMap(([field, name]) => {
    const column = columnOf(name)
    return column === undefined ? [] : [[field, column] as const]
  })
  const contracts = [...new Set(joins.contract?.values ?? [])]
  const days = valuesIn(table.value, columnOf(preset.fields.day ?? ''))
  return readCsvRows(withColumns(table.value, Object.values(joins)), {
    columns: {
      ...Object.fromEntries(fields),
      ...Object.fromEntries(Object.entries(joins).map(([field, {name}]) => [field, name])),
    },
    constants: {},
    values: {contract: Object.fromEntries(contracts.map(name => [name, contractNamed(name, names)]))},
    dateFormat: dateFormat ?? dateFormatOf(days),
  })
}

interface JoinedColumn {
  readonly name: string
  /** One for each record. */
  readonly values: readonly string[]
}

const BETWEEN = {contract: joinedName, consultant: joinedBy(' '), text: joinedBy(': ')} as const

function joinedBy(between: string): (parts: readonly string[]) => string {
  return parts => parts.filter(part => part !== '').join(between)
}

function joinedColumns(
  {header, records}: CsvTable,
  {joined}: CsvPreset,
): {readonly [F in keyof CsvPreset['joined']]?: JoinedColumn} {
  const columns = Object.entries(joined).flatMap(([field, names]) => {
    const places = names.flatMap(name => {
      const place = header.findIndex(column => small(column) === name)
      return place === -1 ? [] : [place]
    })
    if (places.length === 0) return []
    const join = BETWEEN[field as keyof typeof BETWEEN]
    const name = places.map(place => header[place]).join(' / ')
    const values = records.map(({cells}) => join(places.map(place => (cells[place] ?? '').trim())))
    return [[field, {name, values}] as const]
  })
  return Object.fromEntries(columns)
}

/** The table with columns behind its own; one that is called like a column of the file takes its place. */
function withColumns(table: CsvTable, added: readonly JoinedColumn[]): CsvTable {
  const others = added.filter(({name}) => !table.header.includes(name))
  return {
    ...table,
    header: [...table.header, ...others.map(({name}) => name)],
    records: table.records.map((record, index) => ({
      ...record,
      cells: [...record.cells, ...others.map(({values}) => values[index] ?? '')],
    })),
  }
}

function valuesIn({header, records}: CsvTable, column: string | undefined): readonly string[] {
  const place = column === undefined ? -1 : header.indexOf(column)
  return place === -1 ? [] : records.map(({cells}) => (cells[place] ?? '').trim())
}

/**
 * Which of two formats days with slashes are in: the one in which all of them can be days. Undefined where both are possible,
 * or neither is.
 */
function dateFormatOf(days: readonly string[]): CsvDateFormat | undefined {
  const slashed = days.flatMap(day => {
    const [, first, second] = /^(\d\d?)\/(\d\d?)\/\d{4}$/.exec(day) ?? []
    return first === undefined ? [] : [[Number(first), Number(second)] as const]
  })
  const isDayFirst = slashed.some(([first]) => first > 12)
  const isMonthFirst = slashed.some(([, second]) => second > 12)
  if (isDayFirst === isMonthFirst) return undefined
  return isDayFirst ? 'DD/MM/YYYY' : 'MM/DD/YYYY'
}

/** What a CSV file seems to be, for who imports it as any CSV file. */
export function toolOfFile(bytes: Uint8Array): CsvTool | undefined {
  const table = readCsvTable(bytes)
  return table.ok ? toolOf(table.value.header) : undefined
}

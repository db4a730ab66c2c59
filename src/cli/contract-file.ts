import {LOCALES} from '../domain/contract.js'
import {BEYOND_POLICIES, ROLLOVER_POLICIES} from '../domain/policies.js'
import {RefusalError, UsageError} from './failure.js'
import {CONTRACT_FLAGS, type ContractFlags} from './new-contract.js'
import {decodeUtf8, parseJsonFile, requireWhole} from './read-file.js'
import {termsFlags} from './terms-flags.js'

/** Where in its file a contract is: its line from 1, or its index from 0; of a file of one contract nothing. */
export type ContractPlace = {readonly line?: number; readonly index?: number}

/** One contract of a file: as JSON, or as the flags that say it. Not checked yet. */
export interface ContractDraft {
  readonly place: ContractPlace
  /** Its id as far as it can be told, to name it by. */
  readonly id: string | null
  /** Throws where a value cannot be meant. */
  readonly read: () => {readonly json: unknown} | {readonly flags: ContractFlags}
}

/** What a CSV file is made of, read by whoever knows how. */
export interface ContractRows {
  readonly header: readonly string[]
  readonly records: readonly {readonly line: number; readonly cells: readonly string[]}[]
}

export interface ContractFile {
  /** A file of one contract is answered with that contract, all others with lists. */
  readonly isOfMany: boolean
  readonly drafts: readonly ContractDraft[]
}

/**
 * Reads a file of contracts: one as JSON, an array of them or what `contract list --json` prints, JSON Lines, or CSV whose
 * columns are the flags of `contract add`. The name says whether it is CSV, or the first character where it does not.
 */
export async function readContractFile(
  path: string,
  bytes: Uint8Array,
  readRows: () => Promise<ContractRows>,
): Promise<ContractFile> {
  if (isCsv(path, bytes)) return {isOfMany: true, drafts: csvDrafts(path, await readRows())}
  const lines = jsonLines(decodeUtf8(path, bytes))
  if (lines !== null) return {isOfMany: true, drafts: lines}
  const json = parseJsonFile(path, bytes)
  const list = Array.isArray(json) ? json : listIn(json)
  if (list === null) return {isOfMany: false, drafts: [jsonDraft(json, {})]}
  return {isOfMany: true, drafts: list.map((each, index) => jsonDraft(each, {index}))}
}

function isCsv(path: string, bytes: Uint8Array): boolean {
  if (/\.csv$/i.test(path)) return true
  if (/\.(?:json|jsonl|ndjson)$/i.test(path)) return false
  return !/^\s*[[{]/.test(new TextDecoder('utf-8').decode(bytes.subarray(0, 1000)))
}

const jsonDraft = (json: unknown, place: ContractPlace): ContractDraft => {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null
  return {place, id: typeof id === 'string' ? id : null, read: () => ({json})}
}

function listIn(json: unknown): readonly unknown[] | null {
  if (typeof json !== 'object' || json === null || !('contracts' in json)) return null
  return Array.isArray(json.contracts) ? json.contracts : null
}

/** A contract in each line; null where the lines are parts of one document. */
function jsonLines(text: string): readonly ContractDraft[] | null {
  const lines = text
    .split('\n')
    .flatMap((said, index) => (said.trim() === '' ? [] : [{said, line: index + 1}]))
  const [first, second] = lines.map(({said}) => parsed(said))
  if (second === undefined || !first || !('json' in first) || typeof first.json !== 'object') return null
  return lines.map(({said, line}) => {
    const each = parsed(said)
    if ('json' in each) {
      const {json} = each
      return {...jsonDraft(json, {line}), read: () => ({json: requireWhole(json, 'it')})}
    }
    const read = () => {
      throw new UsageError('INVALID_JSON', `This is not valid JSON: ${each.reason}.`)
    }
    return {place: {line}, id: null, read}
  })
}

function parsed(text: string): {readonly json: unknown} | {readonly reason: string} {
  try {
    return {json: JSON.parse(text)}
  } catch (cause) {
    return {reason: cause instanceof Error ? cause.message : String(cause)}
  }
}

function csvDrafts(path: string, {header, records}: ContractRows): readonly ContractDraft[] {
  const columns = header.map(name => name.replace(/^--/, '').toLowerCase())
  refuseUnknown(path, columns)
  return records.map(({line, cells}) => {
    const values = columns.map((name, index) => [name, cells[index]?.trim() ?? ''] as const)
    const said = Object.fromEntries(values.filter(([, value]) => value !== ''))
    const read = () => {
      if (cells.length > columns.length)
        throw new UsageError(
          'COLUMN_COUNT',
          `The row has ${cells.length} cells and the header ${columns.length}.`,
        )
      return {flags: flagsIn(said)}
    }
    return {place: {line}, id: said.id ?? null, read}
  })
}

function refuseUnknown(path: string, columns: readonly string[]): void {
  const unknown = columns.filter(name => !CONTRACT_FLAGS.includes(name))
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index)
  const [column] = [...unknown, ...twice]
  if (column === undefined) return
  throw new UsageError(
    'UNKNOWN_COLUMN',
    unknown.length > 0 ? `${path} has a column "${column}".` : `${path} has two columns "${column}".`,
    `Columns are named like the flags of contract add: ${CONTRACT_FLAGS.join(', ')}.`,
    {file: path, column},
  )
}

const CHOICES = {rollover: ROLLOVER_POLICIES, beyond: BEYOND_POLICIES, locale: LOCALES} as const

/** The cells of a row, read as the command line reads the flags of these names. */
function flagsIn(said: Readonly<Record<string, string>>): ContractFlags {
  for (const [flag, choices] of Object.entries(CHOICES)) {
    const value = said[flag]
    if (value !== undefined && !choices.some(choice => choice === value))
      throw new RefusalError({kind: 'unknown-choice', value, choices, flag: `--${flag}`})
  }
  const {address, contact, increment, 'expires-after': expiresAfter, ...others} = said
  return {
    ...others,
    ...(address !== undefined && {address: [address]}),
    ...(contact !== undefined && {contact: [contact]}),
    ...(increment !== undefined && {increment: countIn('increment', increment)}),
    ...(expiresAfter !== undefined && {'expires-after': countIn('expires-after', expiresAfter)}),
  }
}

function countIn(flag: 'increment' | 'expires-after', text: string): number {
  const {min = 0, max = 0} = termsFlags[flag] as {readonly min?: number; readonly max?: number}
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= min && count <= max) return count
  throw new UsageError('INVALID_NUMBER', `${flag} "${text}" is not a whole number from ${min} to ${max}.`)
}

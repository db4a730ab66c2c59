import * as v from 'valibot'
import {UsageError} from '../cli/failure.js'
import {writeDurably} from '../disk/durable-file.js'
import type {ContractId} from '../domain/contract.js'

/** What other programs call the contracts. */
export type NamedContracts = Readonly<Record<string, ContractId>>

const mappingSchema = v.strictObject({contracts: v.record(v.string(), v.string())})

/** Reads a file of such names; one that is not there yet has none. */
export function readMappingFile(path: string, read: (path: string) => unknown): NamedContracts {
  const parsed = v.safeParse(mappingSchema, readIfThere(path, read))
  if (parsed.success) return parsed.output.contracts
  throw new UsageError(
    'INVALID_MAPPING',
    `${path} is no mapping of names.`,
    'It is JSON such as {"contracts": {"Muster GmbH / Support": "muster"}}.',
  )
}

function readIfThere(path: string, read: (path: string) => unknown): unknown {
  try {
    return read(path)
  } catch (error) {
    if (error instanceof UsageError && error.code === 'NO_FILE') return {contracts: {}}
    throw error
  }
}

/** Keeps the names, sorted, so that the file can be compared and edited. */
export function keepMapping(path: string, named: NamedContracts): void {
  const contracts = Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  writeDurably(path, `${JSON.stringify({contracts}, null, 2)}\n`)
}

import {join} from 'node:path'
import * as v from 'valibot'
import {makeFolderDurably} from '../../disk/durable-file.js'
import type {ContractId} from '../../domain/contract.js'
import {contractIdSchema} from '../../schema/contract.js'
import {parsedRecord} from '../account-codec.js'
import type {Damage} from '../store.js'
import {StoreDamagedError} from '../store-errors.js'
import {type Folder, readConsistently, updateFolder} from './commit.js'
import {JsonFile} from './json-file.js'
import {withLock} from './lock.js'

/** Pairs, and no object: a number may be the name of something that every object has. */
const shardSchema = v.strictObject({numbers: v.array(v.tuple([v.string(), v.array(contractIdSchema)]))})
/** Some of the numbers, with the contracts that may have a request of each. */
interface Shard {
  readonly numbers: readonly (readonly [number: string, contracts: readonly ContractId[]])[]
}

const SHARDS = 16
const FORM = {
  decode: (value: unknown): Shard => parsedRecord(shardSchema, value),
  encode: (shard: Shard): object => shard,
}
const EMPTY: Shard = {numbers: []}

/** Every request there is, by number: found by reading all pages. */
export type Census = () => ReadonlyMap<string, readonly ContractId[]>

/**
 * Which contracts may have a request of a number: in a few files, so that neither finding one nor adding one costs more
 * where there are many. What is in it may be too much, never too little: a contract is entered before it has the
 * request. Where a file is missing or damaged, all are made anew.
 */
export class RequestIndex {
  readonly #folder: string
  readonly #waitSeconds: number
  readonly #takeCensus: Census

  constructor(folder: string, waitSeconds: number, takeCensus: Census) {
    this.#folder = folder
    this.#waitSeconds = waitSeconds
    this.#takeCensus = takeCensus
  }

  find(number: string): readonly ContractId[] {
    const shard = this.#read(number)
    return shard === null ? (this.#takeCensus().get(number) ?? []) : contractsIn(shard, number)
  }

  /** The requests that it does not know, where it is there: by their number nobody finds them. */
  inspect(): readonly Damage[] {
    return [...this.#takeCensus()].flatMap(([number, contracts]) => {
      const shard = this.#read(number)
      if (shard === null) return [] // made anew by whoever needs it
      const known = contractsIn(shard, number)
      const place = join(this.#folder, fileOf(number))
      return contracts
        .filter(contract => !known.includes(contract))
        .map(contract => ({place, defect: {kind: 'not-indexed', number, contract}}) as const)
    })
  }

  async add(numbers: readonly string[], contract: ContractId): Promise<void> {
    const parts = partsOf(numbers).filter(([first, ...others]) => {
      const shard = this.#read(first)
      return shard === null || [first, ...others].some(each => !contractsIn(shard, each).includes(contract))
    })
    if (parts.length === 0) return
    makeFolderDurably(this.#folder)
    await withLock(join(this.#folder, 'lock'), {waitSeconds: this.#waitSeconds}, () =>
      updateFolder(this.#folder, draft => {
        if (parts.some(([first]) => shardIn(draft, first) === null)) this.#makeAnew(draft)
        for (const part of parts) {
          const entered = (known: Shard) =>
            part.reduce((shard, each) => withContract(shard, each, contract), known)
          fileIn(draft, part[0], EMPTY).change(entered)
        }
      }),
    )
  }

  #read(number: string): Shard | null {
    return readConsistently(this.#folder, view => shardIn(view, number))
  }

  #makeAnew(draft: Folder): void {
    const census = [...this.#takeCensus()]
    for (let index = 0; index < SHARDS; index += 1) {
      const name = nameOf(index)
      const numbers = census.filter(([number]) => fileOf(number) === name)
      draft.write?.(name, `${JSON.stringify({numbers})}\n`)
    }
  }
}

const contractsIn = ({numbers}: Shard, number: string): readonly ContractId[] =>
  numbers.find(([each]) => each === number)?.[1] ?? []

function withContract(shard: Shard, number: string, contract: ContractId): Shard {
  const contracts = [...new Set([...contractsIn(shard, number), contract])].sort()
  return {numbers: [...shard.numbers.filter(([each]) => each !== number), [number, contracts]]}
}

/** The part that has the number; null where the index is not there, or not whole. */
function shardIn(folder: Folder, number: string): Shard | null {
  try {
    return fileIn(folder, number, null).data
  } catch (error) {
    if (error instanceof StoreDamagedError) return null
    throw error
  }
}

const fileIn = <Missing extends Shard | null>(folder: Folder, number: string, missing: Missing) =>
  new JsonFile<Shard, Missing>(folder, fileOf(number), FORM, missing)

const nameOf = (index: number): string => `${index.toString(16)}.json`

type Part = readonly [string, ...string[]]

/** Numbers by the file they are in. */
function partsOf(numbers: readonly string[]): readonly Part[] {
  const parts = new Map<string, [string, ...string[]]>()
  for (const number of numbers) {
    const name = fileOf(number)
    const part = parts.get(name)
    if (part === undefined) parts.set(name, [number])
    else part.push(number)
  }
  return [...parts.values()]
}

/** Spreads numbers evenly, also where they follow each other. */
function fileOf(number: string): string {
  let hash = 0
  for (const character of number) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return nameOf(hash % SHARDS)
}

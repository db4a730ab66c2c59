import {parseTariff} from '../schema/tariff.js'
import type {OwnTariff, Store} from '../storage/store.js'
import {BUILT_IN_TARIFFS, type Tariff} from '../tariffs/tariffs.js'
import {RefusalError, UsageError} from './failure.js'
import {missingFile, parseJsonFile} from './read-file.js'

export interface ListedTariff extends Tariff {
  /** Where the provider's own is kept, or null if it comes with the program. */
  readonly file: string | null
}

/** All tariffs: those of the program, and the provider's own in the store, which win by name. */
export async function listTariffs(store: Store): Promise<readonly ListedTariff[]> {
  const tariffs: ListedTariff[] = []
  for (const name of await namesOfTariffs(store)) tariffs.push(await findTariff(store, name))
  return tariffs
}

/** The tariff of this name; one that does not exist is refused with what there is. */
export async function findTariff(store: Store, name: string): Promise<ListedTariff> {
  const own = await readOwn(store, name)
  if (own !== undefined) return listed(name, own.place, parseJsonFile(own.place, own.bytes))
  if (Object.hasOwn(BUILT_IN_TARIFFS, name)) return listed(name, null, BUILT_IN_TARIFFS[name])
  const names = await namesOfTariffs(store)
  throw new UsageError('UNKNOWN_TARIFF', `There is no tariff "${name}".`, `There are: ${names.join(', ')}.`, {
    names,
  })
}

async function namesOfTariffs(store: Store): Promise<readonly string[]> {
  return [...new Set([...(await store.listTariffs()), ...Object.keys(BUILT_IN_TARIFFS)])].sort()
}

async function readOwn(store: Store, name: string): Promise<OwnTariff | undefined> {
  try {
    return await store.readTariff(name)
  } catch (error) {
    throw missingFile(error)
  }
}

function listed(name: string, file: string | null, json: unknown): ListedTariff {
  const parsed = parseTariff(name, json)
  if (!parsed.ok) {
    const {refusal: problems} = parsed
    throw new RefusalError({kind: 'invalid-terms', problems, ...(file === null ? {} : {file})})
  }
  return {...parsed.value, file}
}

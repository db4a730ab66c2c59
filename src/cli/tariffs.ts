import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {onFile} from '../disk/fault.js'
import {parseTariff} from '../schema/tariff.js'
import {BUILT_IN_TARIFFS, type Tariff} from '../tariffs/tariffs.js'
import {RefusalError, UsageError} from './failure.js'
import {readJsonFile} from './read-file.js'

const FOLDER = 'tariffs'
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

export interface ListedTariff extends Tariff {
  /** The provider's own file, or null if it comes with the program. */
  readonly file: string | null
}

/** All tariffs: those of the program, and the provider's own in the store's folder `tariffs`, which win by name. */
export function listTariffs(storeFolder: string): readonly ListedTariff[] {
  const own = ownTariffs(storeFolder)
  const builtIn = Object.keys(BUILT_IN_TARIFFS).filter(name => !own.has(name))
  return [...own.keys(), ...builtIn].sort().map(name => readTariff(name, own.get(name) ?? null))
}

/** The tariff of this name; one that does not exist is refused with what there is. */
export function findTariff(storeFolder: string, name: string): Tariff {
  const own = ownTariffs(storeFolder)
  if (own.has(name) || Object.hasOwn(BUILT_IN_TARIFFS, name)) return readTariff(name, own.get(name) ?? null)
  const names = [...new Set([...own.keys(), ...Object.keys(BUILT_IN_TARIFFS)])].sort()
  throw new UsageError('UNKNOWN_TARIFF', `There is no tariff "${name}".`, `There are: ${names.join(', ')}.`, {
    names,
  })
}

function ownTariffs(storeFolder: string): ReadonlyMap<string, string> {
  const folder = join(storeFolder, FOLDER)
  if (!existsSync(folder)) return new Map()
  const names = onFile(folder, () => readdirSync(folder))
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .filter(name => NAME.test(name))
  return new Map(names.map(name => [name, join(folder, `${name}.json`)]))
}

function readTariff(name: string, file: string | null): ListedTariff {
  const parsed = parseTariff(name, file === null ? BUILT_IN_TARIFFS[name] : readJsonFile(file))
  if (!('terms' in parsed)) {
    throw new RefusalError({kind: 'invalid-terms', problems: parsed, ...(file === null ? {} : {file})})
  }
  return {...parsed, file}
}

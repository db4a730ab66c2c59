import {closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {CONTRACT_ID_PATTERN} from '../domain/contract-id.js'

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0
const NON_BLOCK = constants.O_NONBLOCK ?? 0
const PAGE_FILE = /^\d{4}-\d{2}\.json$/
/** How much may be read before a person at a keyboard has waited for too long. */
const MAX_BYTES = 8 * 1024 * 1024
const MAX_FILE_BYTES = 4 * 1024 * 1024
const MAX_MILLISECONDS = 150

/** What is in a file or a part of one, of which nothing is known. */
export type Unchecked = unknown

/**
 * The names in a store, for completing what somebody types: nothing is loaded for it and nothing is checked, so they are
 * good for a suggestion and nothing else. It never throws. What is damaged, is reached by a link or would take too long
 * to read has no names.
 */
export class StoreNames {
  readonly #store: string
  readonly #until = performance.now() + MAX_MILLISECONDS
  #bytesLeft = MAX_BYTES

  /** @param store the folder of the store */
  constructor(store: string) {
    this.#store = store
  }

  /** The profile of the provider. */
  profile(): Unchecked {
    return this.#read(join(this.#store, 'store.json'))
  }

  contractIds(): readonly string[] {
    const contracts = join(this.#store, 'contracts')
    const ids = namesIn(contracts).filter(name => CONTRACT_ID_PATTERN.test(name))
    const isContract = (folder: string) =>
      isFolder(folder) && kindOf(join(folder, 'contract.json')) === 'file'
    return ids.filter(id => isContract(join(contracts, id))).sort()
  }

  /** What is said of a contract: its customer, and its terms. */
  contract(id: string): Unchecked {
    const folder = this.#folderOf(id)
    return folder && this.#read(join(folder, 'contract.json'))
  }

  /** The pages of a contract, the latest first, each read when it is asked for. */
  *pages(id: string): Generator<Unchecked, void> {
    const folder = this.#folderOf(id)
    if (folder === undefined) return
    const names = namesIn(folder).filter(name => PAGE_FILE.test(name))
    for (const name of names.sort().toReversed()) yield this.#read(join(folder, name))
  }

  /** The names of the provider's own tariffs. */
  tariffs(): readonly string[] {
    const names = namesIn(join(this.#store, 'tariffs'))
    return names.filter(name => name.endsWith('.json')).map(name => name.slice(0, -'.json'.length))
  }

  #folderOf(id: string): string | undefined {
    if (!CONTRACT_ID_PATTERN.test(id) || !isFolder(join(this.#store, 'contracts'))) return undefined
    const folder = join(this.#store, 'contracts', id)
    return isFolder(folder) ? folder : undefined
  }

  #read(path: string): Unchecked {
    if (performance.now() > this.#until) return undefined
    try {
      const text = readSmall(path, Math.min(MAX_FILE_BYTES, this.#bytesLeft))
      this.#bytesLeft -= text.length
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }
}

/** The text of a regular file of at most so many bytes. @throws for every other one */
function readSmall(path: string, maxBytes: number): string {
  const descriptor = openSync(path, constants.O_RDONLY | NO_FOLLOW | NON_BLOCK)
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile() || stat.size > maxBytes) throw new RangeError(`not to be read: ${path}`)
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

function namesIn(folder: string): string[] {
  try {
    return isFolder(folder) ? readdirSync(folder) : []
  } catch {
    return []
  }
}

const isFolder = (path: string): boolean => kindOf(path) === 'folder'

/** What is at a path; a link is neither. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const found = lstatSync(path)
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined
  } catch {
    return undefined
  }
}

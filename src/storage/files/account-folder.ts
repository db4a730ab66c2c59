import type {Month} from '../../domain/calendar.js'
import type {Contract, ContractId} from '../../domain/contract.js'
import {type Account, type ClosedPage, type OpenPage, PAGE_FORMAT} from '../../domain/page.js'
import type {StoredPage} from '../../schema/page.js'
import {
  decodeContract,
  decodePage,
  encodeContract,
  encodePage,
  isUnchecked,
  type PageSource,
} from '../account-codec.js'
import {StoreDamagedError} from '../store-errors.js'
import {CONTRACT_FILE, fileOfMonth, monthOfFile} from '../store-files.js'
import {hasHalfLetter} from '../stored-json.js'
import type {Folder} from './commit.js'
import {JsonFile} from './json-file.js'

/** The files of one account in a view or a draft of its folder. Each is read at most once. */
export class AccountFolder implements PageSource {
  readonly #folder: Folder
  readonly #id: ContractId
  readonly #pages = new Map<Month, JsonFile<StoredPage, null>>()
  #contract: JsonFile<Contract, null> | undefined

  constructor(folder: Folder, id: ContractId) {
    this.#folder = folder
    this.#id = id
  }

  /** Whether there is nothing in it yet. */
  get isEmpty(): boolean {
    return this.#folder.list().length === 0
  }

  /** Whether there is no contract, nor anything left of one. */
  get isGone(): boolean {
    return !this.hasContract && this.isEmpty
  }

  /** Whether there is a contract, be it damaged or not. */
  get hasContract(): boolean {
    return this.#folder.read(CONTRACT_FILE) !== undefined
  }

  /** The months that have a page. */
  get months(): readonly Month[] {
    return this.#folder.list().flatMap(name => monthOfFile(name) ?? [])
  }

  /** The files that are not of this program. */
  get strangers(): readonly string[] {
    const names = this.#folder
      .list()
      .filter(name => name !== CONTRACT_FILE && monthOfFile(name) === undefined)
    return names.map(name => this.#folder.pathOf(name))
  }

  /** The files in which a text has half a letter. */
  get filesWithHalfLetters(): readonly string[] {
    const names = [CONTRACT_FILE, ...this.months.map(fileOfMonth)]
    return names
      .filter(name => hasHalfLetter(this.#folder.read(name) ?? '{}'))
      .map(name => this.#folder.pathOf(name))
  }

  /** The files that somebody edited, and said that they shall stay so. */
  get uncheckedFiles(): readonly string[] {
    return [CONTRACT_FILE, ...this.months.map(fileOfMonth)]
      .filter(name => isUnchecked(this.#folder.read(name) ?? '{}'))
      .map(name => this.#folder.pathOf(name))
  }

  /** Where the page of a month is; without a month, the folder. */
  readonly pathOf = (month?: Month): string =>
    this.#folder.pathOf(month === undefined ? '' : fileOfMonth(month))

  /** @throws StoreDamagedError also `missing` */
  readContract(): Contract {
    return this.#contractFile().data ?? this.#missing(CONTRACT_FILE)
  }

  /** @throws StoreDamagedError also `missing` */
  read(month: Month): StoredPage {
    return this.#pageFile(month).data ?? this.#missing(fileOfMonth(month))
  }

  mentions(month: Month, entryId: string): boolean {
    return this.#says(month, JSON.stringify(entryId))
  }

  /** Whether a text of a page begins like this: an id of an entry may. */
  mentionsBeginning(month: Month, beginning: string): boolean {
    return this.#says(month, JSON.stringify(beginning).slice(0, -1))
  }

  /** The pages in which a request was opened. */
  pagesWithRequests(): readonly StoredPage[] {
    const months = this.months.filter(month => this.#says(month, '"opened"'))
    return months.map(month => this.read(month))
  }

  #says(month: Month, json: string): boolean {
    return this.#folder.read(fileOfMonth(month))?.includes(json) ?? false
  }

  writeContract(contract: Contract): void {
    this.#contractFile().change(() => contract)
  }

  writePage(page: OpenPage | ClosedPage): void {
    this.#pageFile(page.month).change(() => ({...page, contract: this.#id, format: PAGE_FORMAT}))
  }

  /** The names of the files of an account in which nothing is closed. */
  static namesOf({open}: Pick<Account, 'open'>): readonly string[] {
    return [CONTRACT_FILE, ...open.map(({month}) => fileOfMonth(month))]
  }

  /** Removes an account in which nothing is closed. */
  remove(account: Pick<Account, 'open'>): void {
    if (this.#folder.remove === undefined) throw new TypeError(`not to remove: ${this.#id}`)
    for (const name of AccountFolder.namesOf(account)) this.#folder.remove(name)
  }

  #missing(name: string): never {
    throw new StoreDamagedError(this.#folder.pathOf(name), 'missing')
  }

  #contractFile(): JsonFile<Contract, null> {
    const form = {decode: (value: unknown) => decodeContract(value, this.#id), encode: encodeContract}
    this.#contract ??= new JsonFile(this.#folder, CONTRACT_FILE, form, null)
    return this.#contract
  }

  #pageFile(month: Month): JsonFile<StoredPage, null> {
    const opened = this.#pages.get(month)
    if (opened !== undefined) return opened
    const form = {
      decode: (value: unknown) => decodePage(value, this.#id, month),
      encode: (page: StoredPage) => encodePage(page, this.#id),
    }
    const file = new JsonFile(this.#folder, fileOfMonth(month), form, null)
    this.#pages.set(month, file)
    return file
  }
}

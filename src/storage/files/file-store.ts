import {existsSync, lstatSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {isLeftover, makeFolderDurably} from '../../disk/durable-file.js'
import {codeOf, onFile} from '../../disk/fault.js'
import {type Month, parseMonth} from '../../domain/calendar.js'
import {type Contract, type ContractId, holidayRegionsOf} from '../../domain/contract.js'
import {CONTRACT_ID_PATTERN} from '../../domain/contract-id.js'
import {type HolidayCalendar, type HolidayRegion, isSameRegion} from '../../domain/holidays.js'
import type {Account} from '../../domain/page.js'
import type {Profile} from '../../domain/provider.js'
import {ok, type Result, refuse} from '../../domain/refusal.js'
import {STORE_FORMAT} from '../../schema/profile.js'
import {
  type Assembly,
  assembleAccount,
  changedPages,
  closedCheckFor,
  decodeContract,
  decodeHolidays,
  decodePage,
  decodeProfile,
  encodeContract,
  encodeHolidays,
  encodePage,
  encodeProfile,
  InvalidRecord,
  type PageSource,
} from '../account-codec.js'
import {damageOf, valid} from '../damage.js'
import {
  type Damage,
  type Inspection,
  type OwnTariff,
  type Scope,
  type Store,
  WHOLE_HISTORY,
} from '../store.js'
import {DamagedFileError, NewerFormatError, NoStoreError} from '../store-errors.js'
import {type FolderDraft, type FolderView, readConsistently, updateFolder} from './commit.js'
import {readJson, writeJson} from './json-file.js'
import {withLock} from './lock.js'

const STORE_FILE = 'store.json'
const CONTRACT_FILE = 'contract.json'
const CONTRACTS = 'contracts'
const HOLIDAYS = 'holidays'
const TARIFFS = 'tariffs'
const TARIFF_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/
const LOCK = 'lock'

/**
 * Keeps every account in a folder of its own, a file for the contract and one for each month, so that a command reads
 * and writes only what it is about, and a closed month is a file that is never written again.
 */
export class FileStore implements Store {
  readonly #folder: string
  readonly #waitSeconds: number

  /** @param waitSeconds how long a writer waits for another one */
  constructor(folder: string, waitSeconds: number) {
    this.#folder = folder
    this.#waitSeconds = waitSeconds
  }

  async create(profile: Profile): Promise<boolean> {
    makeFolderDurably(join(this.#folder, CONTRACTS))
    return this.#lock(this.#folder, () =>
      updateFolder(this.#folder, draft => {
        if (draft.read(STORE_FILE) !== undefined) return false
        writeJson(draft, STORE_FILE, encodeProfile(profile))
        return true
      }),
    )
  }

  async readProfile(): Promise<Profile> {
    return readConsistently(this.#folder, view => this.#profileIn(view))
  }

  async updateProfile(change: (profile: Profile) => Profile): Promise<Profile> {
    await this.readProfile()
    return this.#lock(this.#folder, () =>
      updateFolder(this.#folder, draft => {
        const profile = change(this.#profileIn(draft))
        writeJson(draft, STORE_FILE, encodeProfile(profile))
        return profile
      }),
    )
  }

  async readHolidays(region: HolidayRegion): Promise<HolidayCalendar> {
    return readConsistently(join(this.#folder, HOLIDAYS), view => holidaysIn(view, region))
  }

  async addHolidays({region, years}: HolidayCalendar): Promise<void> {
    const folder = join(this.#folder, HOLIDAYS)
    makeFolderDurably(folder)
    await this.#lock(folder, () =>
      updateFolder(folder, draft => {
        const known = holidaysIn(draft, region)
        writeJson(draft, fileOfRegion(region), encodeHolidays(known, years))
      }),
    )
  }

  async listTariffs(): Promise<readonly string[]> {
    const folder = join(this.#folder, TARIFFS)
    if (!existsSync(folder)) return []
    const files = onFile(folder, () => readdirSync(folder)).filter(name => name.endsWith('.json'))
    const names = files.map(name => name.slice(0, -'.json'.length))
    return names.filter(name => TARIFF_NAME.test(name)).sort()
  }

  async readTariff(name: string): Promise<OwnTariff | undefined> {
    const names = await this.listTariffs()
    if (!names.includes(name)) return undefined
    const place = join(this.#folder, TARIFFS, `${name}.json`)
    return {place, bytes: onFile(place, () => readFileSync(place))}
  }

  async listContracts(): Promise<readonly ContractId[]> {
    const folder = join(this.#folder, CONTRACTS)
    const names = onFile(folder, () => foldersIn(folder))
    return names.filter(name => this.#isContract(name)).sort()
  }

  async hasContract(id: ContractId): Promise<boolean> {
    return this.#isContract(id)
  }

  async readContract(id: ContractId): Promise<Contract | undefined> {
    if (!this.#isContract(id)) return undefined
    return readConsistently(this.#folderOf(id), view => contractIn(view, id))
  }

  async readAccount(id: ContractId, scope: Scope = {}): Promise<Account | undefined> {
    if (!this.#isContract(id)) return undefined
    const check = await closedCheckFor(scope)
    return readConsistently(this.#folderOf(id), view => this.#accountIn(view, id, {scope, check}))
  }

  async contractsWithEntry(entryId: string): Promise<readonly ContractId[]> {
    const ids = await this.listContracts()
    return ids.filter(id =>
      readConsistently(this.#folderOf(id), view => {
        const source = pagesIn(view, id)
        const months = source.months.filter(month => source.mentions(month, entryId))
        return months.some(month => source.read(month).entries.some(entry => entry.id === entryId))
      }),
    )
  }

  async createAccount(account: Account): Promise<Result<Account>> {
    const {id} = account.contract
    const folder = this.#folderOf(id)
    makeFolderDurably(folder)
    return this.#lock(folder, () =>
      updateFolder(folder, draft => {
        if (draft.read(CONTRACT_FILE) !== undefined) return refuse({kind: 'contract-exists', contract: id})
        // Pages that have lost their contract are not for a new one to write over.
        if (draft.list().length > 0) throw new DamagedFileError(draft.pathOf(CONTRACT_FILE), 'missing')
        writeContract(draft, account.contract)
        for (const page of account.open) writePage(draft, id, page)
        return ok(account)
      }),
    )
  }

  async updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>> {
    if (!this.#isContract(id)) return refuse({kind: 'unknown-contract', contract: id})
    const folder = this.#folderOf(id)
    const check = await closedCheckFor(scope)
    return this.#lock(folder, () =>
      updateFolder(folder, draft => {
        const before = this.#accountIn(draft, id, {scope, check})
        const result = change(before)
        if (!result.ok) return result
        const {account: after} = result.value
        if (after.contract !== before.contract) writeContract(draft, after.contract)
        for (const page of changedPages(before, after)) writePage(draft, id, page)
        return result
      }),
    )
  }

  async inspect(id: ContractId): Promise<Inspection> {
    const folder = this.#folderOf(id)
    return readConsistently(folder, view => {
      const source = pagesIn(view, id)
      const found = [
        ...damageOf(() => contractIn(view, id)),
        ...source.months.flatMap(month => damageOf(() => source.read(month))),
      ]
      const strangers = view.list().filter(name => name !== CONTRACT_FILE && monthOfFile(name) === undefined)
      const damage = [
        ...found,
        ...strangers.map(name => ({file: view.pathOf(name), what: 'no file of this program'})),
      ]
      const locate = (month: Month) => view.pathOf(fileOfMonth(month))
      if (found.length > 0) return {account: null, damage, locate}
      const readAll = () => this.#accountIn(view, id, {scope: WHOLE_HISTORY, check: () => {}})
      const asWhole = damageOf(readAll)
      const account = asWhole.length > 0 ? null : readAll()
      return {account, damage: [...damage, ...asWhole], locate}
    })
  }

  async inspectHolidays(): Promise<readonly Damage[]> {
    return readConsistently(join(this.#folder, HOLIDAYS), view =>
      view
        .list()
        .flatMap(name => damageOf(() => calendarIn(view, name, ({region}) => fileOfRegion(region) === name))),
    )
  }

  #lock<T>(folder: string, action: () => T): Promise<T> {
    return withLock(join(folder, LOCK), {waitSeconds: this.#waitSeconds}, action)
  }

  #folderOf(id: ContractId): string {
    return join(this.#folder, CONTRACTS, id)
  }

  #isContract(id: ContractId): boolean {
    return CONTRACT_ID_PATTERN.test(id) && isInUse(this.#folderOf(id))
  }

  #accountIn(view: FolderView, id: ContractId, reading: Pick<Assembly, 'scope' | 'check'>): Account {
    const contract = contractIn(view, id)
    const holidays = holidayRegionsOf(contract).map(region =>
      readConsistently(join(this.#folder, HOLIDAYS), files => holidaysIn(files, region)),
    )
    const pathOf = (month?: Month) => view.pathOf(month === undefined ? '' : fileOfMonth(month))
    return valid(pathOf, () => assembleAccount(contract, pagesIn(view, id), {...reading, holidays}))
  }

  #profileIn(files: FolderView): Profile {
    const path = files.pathOf(STORE_FILE)
    const profile = readJson(files, STORE_FILE, value => {
      const format: unknown = (value as {readonly format?: unknown}).format
      if (typeof format === 'number' && format > STORE_FORMAT) throw new NewerFormatError(path, format)
      return valid(path, () => decodeProfile(value))
    })
    if (profile === null) throw new NoStoreError(this.#folder)
    return profile
  }
}

function writeContract(draft: FolderDraft, contract: Contract): void {
  writeJson(draft, CONTRACT_FILE, encodeContract(contract))
}

function writePage(draft: FolderDraft, id: ContractId, page: Account['open' | 'closed'][number]): void {
  writeJson(draft, fileOfMonth(page.month), encodePage(page, id))
}

function contractIn(view: FolderView, id: ContractId): Contract {
  const path = view.pathOf(CONTRACT_FILE)
  const contract = readJson(view, CONTRACT_FILE, value => valid(path, () => decodeContract(value, id)))
  if (contract === null) throw new DamagedFileError(path, 'missing')
  return contract
}

function pagesIn(view: FolderView, id: ContractId): PageSource {
  const months = view.list().flatMap(name => monthOfFile(name) ?? [])
  return {
    months,
    read: month => {
      const name = fileOfMonth(month)
      const path = view.pathOf(name)
      const page = readJson(view, name, value => valid(path, () => decodePage(value, id, month)))
      if (page === null) throw new DamagedFileError(path, 'missing')
      return page
    },
    mentions: (month, entryId) => view.read(fileOfMonth(month))?.includes(JSON.stringify(entryId)) ?? false,
  }
}

function holidaysIn(view: FolderView, region: HolidayRegion): HolidayCalendar {
  const isAskedFor = (calendar: HolidayCalendar) => isSameRegion(calendar.region, region)
  return calendarIn(view, fileOfRegion(region), isAskedFor) ?? {region, years: {}}
}

function calendarIn(
  view: FolderView,
  name: string,
  isExpected: (calendar: HolidayCalendar) => boolean,
): HolidayCalendar | null {
  const path = view.pathOf(name)
  return readJson(view, name, value =>
    valid(path, () => {
      const calendar = decodeHolidays(value)
      if (!isExpected(calendar)) throw new InvalidRecord('region: it is another one')
      return calendar
    }),
  )
}

const fileOfRegion = ({country, state}: HolidayRegion): string =>
  `${country}-${state ?? 'all'}.json`.toLowerCase()

const fileOfMonth = (month: Month): string => `${month}.json`

function monthOfFile(name: string): Month | undefined {
  return name.endsWith('.json') ? parseMonth(name.slice(0, -'.json'.length)) : undefined
}

/**
 * Whether a folder holds anything but the lock and leftovers of a `contract add` that was killed. What cannot be read is
 * in use: reading on says what is the matter with it.
 */
function isInUse(folder: string): boolean {
  try {
    return readdirSync(folder).some(name => name !== LOCK && !isLeftover(name))
  } catch (cause) {
    // A link that leads nowhere is there all the same.
    return codeOf(cause) !== 'ENOENT' || lstatSync(folder, {throwIfNoEntry: false})?.isSymbolicLink() === true
  }
}

/** The names of folders, and of links, which may stand where a folder should. */
function foldersIn(folder: string): readonly string[] {
  try {
    const found = readdirSync(folder, {withFileTypes: true})
    return found.filter(each => !each.isFile()).map(({name}) => name)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return []
    throw cause
  }
}

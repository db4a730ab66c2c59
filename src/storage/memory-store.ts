import type {Contract, ContractId} from '../domain/contract.js'
import {type HolidayCalendar, type HolidayRegion, isSameRegion} from '../domain/holidays.js'
import type {Account, ClosedPage, OpenPage} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {
  type Assembly,
  assembleAccount,
  changedPages,
  closedCheckFor,
  decodeContract,
  decodePage,
  encodeContract,
  encodePage,
} from './account-codec.js'
import {type Damage, type Inspection, type Scope, type Store, WHOLE_HISTORY} from './store.js'

interface StoredAccount {
  readonly contract: string
  readonly pages: ReadonlyMap<string, string>
}

/**
 * Keeps accounts in memory, as the same JSON text that the file store writes: the second adapter, which keeps the port
 * honest and lets a plan be tried without touching a disk.
 */
export class MemoryStore implements Store {
  readonly #accounts = new Map<ContractId, StoredAccount>()
  #profile: Profile
  #holidays: readonly HolidayCalendar[] = []

  constructor(profile: Profile) {
    this.#profile = profile
  }

  async readProfile(): Promise<Profile> {
    return this.#profile
  }

  async updateProfile(change: (profile: Profile) => Profile): Promise<Profile> {
    this.#profile = change(this.#profile)
    return this.#profile
  }

  async readHolidays(region: HolidayRegion): Promise<HolidayCalendar> {
    return this.#holidays.find(known => isSameRegion(known.region, region)) ?? {region, years: {}}
  }

  async addHolidays({region, years}: HolidayCalendar): Promise<void> {
    const known = await this.readHolidays(region)
    const others = this.#holidays.filter(each => !isSameRegion(each.region, region))
    this.#holidays = [...others, {region, years: {...years, ...known.years}}]
  }

  async listContracts(): Promise<readonly ContractId[]> {
    return [...this.#accounts.keys()].sort()
  }

  async hasContract(id: ContractId): Promise<boolean> {
    return this.#accounts.has(id)
  }

  async readContract(id: ContractId): Promise<Contract | undefined> {
    const stored = this.#accounts.get(id)
    return stored && decodeContract(JSON.parse(stored.contract), id)
  }

  async readAccount(id: ContractId, scope: Scope = {}): Promise<Account | undefined> {
    const stored = this.#accounts.get(id)
    return (
      stored && assemble(stored, id, {scope, check: await closedCheckFor(scope), holidays: this.#holidays})
    )
  }

  async contractsWithEntry(entryId: string): Promise<readonly ContractId[]> {
    const holds = (text: string) =>
      JSON.parse(text).entries.some((entry: {readonly id: string}) => entry.id === entryId)
    return [...this.#accounts].filter(([, {pages}]) => [...pages.values()].some(holds)).map(([id]) => id)
  }

  async createAccount(account: Account): Promise<Result<Account>> {
    const {id} = account.contract
    if (this.#accounts.has(id)) return refuse({kind: 'contract-exists', contract: id})
    this.#accounts.set(id, store(account.contract, new Map(), account.open))
    return ok(account)
  }

  async updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>> {
    const stored = this.#accounts.get(id)
    if (stored === undefined) return refuse({kind: 'unknown-contract', contract: id})
    const before = assemble(stored, id, {scope, check: await closedCheckFor(scope), holidays: this.#holidays})
    const result = change(before)
    if (result.ok) {
      const {account} = result.value
      this.#accounts.set(id, store(account.contract, stored.pages, changedPages(before, account)))
    }
    return result
  }

  async inspect(id: ContractId): Promise<Inspection> {
    const stored = this.#accounts.get(id)
    const account =
      stored === undefined
        ? null
        : assemble(stored, id, {scope: WHOLE_HISTORY, check: () => {}, holidays: this.#holidays})
    return {account, damage: [], locate: month => `${id} ${month}`}
  }

  async inspectHolidays(): Promise<readonly Damage[]> {
    return []
  }
}

function assemble({contract, pages}: StoredAccount, id: ContractId, assembly: Assembly): Account {
  const months = [...pages.keys()] as Account['open'][number]['month'][]
  const textOf = (month: string) => pages.get(month) ?? ''
  const source = {
    months,
    read: (month: (typeof months)[number]) => decodePage(JSON.parse(textOf(month)), id, month),
    mentions: (month: string, entryId: string) => textOf(month).includes(JSON.stringify(entryId)),
  }
  return assembleAccount(decodeContract(JSON.parse(contract), id), source, assembly)
}

function store(
  contract: Contract,
  pages: ReadonlyMap<string, string>,
  changed: readonly (OpenPage | ClosedPage)[],
): StoredAccount {
  const texts = changed.map(page => [page.month, JSON.stringify(encodePage(page, contract.id))] as const)
  return {contract: JSON.stringify(encodeContract(contract)), pages: new Map([...pages, ...texts])}
}

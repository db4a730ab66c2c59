import type {Month} from '../domain/calendar.js'
import {type Contract, type ContractId, holidayRegionsOf} from '../domain/contract.js'
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
  decodeHolidays,
  decodePage,
  decodeProfile,
  encodeContract,
  encodeHolidays,
  encodePage,
  encodeProfile,
} from './account-codec.js'
import {damageOf, valid} from './damage.js'
import {type Damage, type Inspection, type Scope, type Store, WHOLE_HISTORY} from './store.js'

interface StoredAccount {
  readonly contract: string
  readonly pages: ReadonlyMap<Month, string>
}

/**
 * Keeps accounts in memory, as the same JSON text that the file store writes: the second adapter, which keeps the port
 * honest and lets a plan be tried without touching a disk.
 */
export class MemoryStore implements Store {
  readonly #accounts = new Map<ContractId, StoredAccount>()
  #profile: string
  #holidays: readonly string[] = []

  constructor(profile: Profile) {
    this.#profile = JSON.stringify(encodeProfile(profile))
  }

  async readProfile(): Promise<Profile> {
    return decodeProfile(JSON.parse(this.#profile))
  }

  async updateProfile(change: (profile: Profile) => Profile): Promise<Profile> {
    const profile = change(decodeProfile(JSON.parse(this.#profile)))
    this.#profile = JSON.stringify(encodeProfile(profile))
    return profile
  }

  async readHolidays(region: HolidayRegion): Promise<HolidayCalendar> {
    return this.#holidaysOf(region)
  }

  async addHolidays({region, years}: HolidayCalendar): Promise<void> {
    const others = this.#holidays.filter(text => !isOf(region, text))
    this.#holidays = [...others, JSON.stringify(encodeHolidays(this.#holidaysOf(region), years))]
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
    const check = await closedCheckFor(scope)
    const stored = this.#accounts.get(id)
    return stored && this.#accountIn(stored, id, {scope, check})
  }

  async contractsWithEntry(entryId: string): Promise<readonly ContractId[]> {
    const ids = await this.listContracts()
    return ids.filter(id => {
      const texts = [...(this.#accounts.get(id)?.pages ?? [])]
      const pages = texts.map(([month, text]) => decodePage(JSON.parse(text), id, month))
      return pages.some(({entries}) => entries.some(entry => entry.id === entryId))
    })
  }

  async createAccount(account: Account): Promise<Result<Account>> {
    const {id} = account.contract
    if (this.#accounts.has(id)) return refuse({kind: 'contract-exists', contract: id})
    this.#accounts.set(id, encodeAccount(account.contract, new Map(), account.open))
    return ok(account)
  }

  async updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>> {
    const check = await closedCheckFor(scope)
    // From here to the end without a pause, so that no other change comes in between.
    const stored = this.#accounts.get(id)
    if (stored === undefined) return refuse({kind: 'unknown-contract', contract: id})
    const before = this.#accountIn(stored, id, {scope, check})
    const result = change(before)
    if (result.ok) {
      const {account: after} = result.value
      this.#accounts.set(id, encodeAccount(after.contract, stored.pages, changedPages(before, after)))
    }
    return result
  }

  async inspect(id: ContractId): Promise<Inspection> {
    const stored = this.#accounts.get(id)
    const locate = (month: Month) => placeOf(id, month)
    if (stored === undefined) return {account: null, damage: [{file: id, what: 'missing'}], locate}
    const readAll = () => this.#accountIn(stored, id, {scope: WHOLE_HISTORY, check: () => {}})
    const damage = damageOf(readAll)
    return {account: damage.length > 0 ? null : readAll(), damage, locate}
  }

  async inspectHolidays(): Promise<readonly Damage[]> {
    return []
  }

  #holidaysOf(region: HolidayRegion): HolidayCalendar {
    const text = this.#holidays.find(each => isOf(region, each))
    return text === undefined ? {region, years: {}} : decodeHolidays(JSON.parse(text))
  }

  #accountIn(
    {contract: text, pages}: StoredAccount,
    id: ContractId,
    reading: Pick<Assembly, 'scope' | 'check'>,
  ): Account {
    const textOf = (month: Month) => pages.get(month) ?? ''
    const source = {
      months: [...pages.keys()],
      read: (month: Month) => decodePage(JSON.parse(textOf(month)), id, month),
      mentions: (month: Month, entryId: string) => textOf(month).includes(JSON.stringify(entryId)),
    }
    return valid(
      month => placeOf(id, month),
      () => {
        const contract = decodeContract(JSON.parse(text), id)
        const holidays = holidayRegionsOf(contract).map(region => this.#holidaysOf(region))
        return assembleAccount(contract, source, {...reading, holidays})
      },
    )
  }
}

const isOf = (region: HolidayRegion, text: string): boolean =>
  isSameRegion(decodeHolidays(JSON.parse(text)).region, region)

const placeOf = (id: ContractId, month?: Month): string => (month === undefined ? id : `${id} ${month}`)

function encodeAccount(
  contract: Contract,
  pages: ReadonlyMap<Month, string>,
  changed: readonly (OpenPage | ClosedPage)[],
): StoredAccount {
  const texts = changed.map(page => [page.month, JSON.stringify(encodePage(page, contract.id))] as const)
  return {contract: JSON.stringify(encodeContract(contract)), pages: new Map([...pages, ...texts])}
}

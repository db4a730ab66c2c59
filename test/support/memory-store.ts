import type {Month} from '../../src/domain/calendar.js'
import {type Contract, type ContractId, holidayRegionsOf} from '../../src/domain/contract.js'
import {type HolidayCalendar, type HolidayRegion, isSameRegion} from '../../src/domain/holidays.js'
import {type LogoName, logoNameOf} from '../../src/domain/logo.js'
import type {Account, ClosedPage, OpenPage} from '../../src/domain/page.js'
import type {Profile} from '../../src/domain/provider.js'
import {ok, type Refusal, type Result, refuse} from '../../src/domain/refusal.js'
import type {Reminded} from '../../src/domain/reminder.js'
import {type Scope, type ScopeOf, WHOLE_HISTORY} from '../../src/domain/scope.js'
import type {Timer} from '../../src/domain/timer.js'
import {type SealLine, sealLineOf, Testimony, type WitnessLine} from '../../src/domain/witness.js'
import {formatWitness, parseWitness} from '../../src/schema/witness.js'
import {
  type Assembly,
  assembleAccount,
  bookingsFound,
  changedPages,
  checkClosed,
  decodeContract,
  decodeHolidays,
  decodePage,
  decodeProfile,
  encodeContract,
  encodeHolidays,
  encodePage,
  encodeProfile,
  numbersOpened,
  withYears,
  workIn,
} from '../../src/storage/account-codec.js'
import {damageOf, valid} from '../../src/storage/damage.js'
import type {Leftover} from '../../src/storage/defect.js'
import {decodeReminded, encodeReminded} from '../../src/storage/reminded-codec.js'
import type {
  Damage,
  FoundBooking,
  FoundWork,
  Identified,
  Inspection,
  LastBackup,
  OwnTariff,
  Replacing,
  Store,
  StoreFile,
  WantedWork,
  Witness,
} from '../../src/storage/store.js'
import {NoStoreError, StoreDamagedError} from '../../src/storage/store-errors.js'
import {decodeTimer, encodeTimer} from '../../src/storage/timer-codec.js'

interface StoredAccount {
  readonly contract: string
  readonly pages: ReadonlyMap<Month, string>
}

/**
 * A store for tests, which keeps accounts in memory as the JSON text that the store in files writes. It shares the codec
 * with that one and neither files nor locks, so what the contract of the port says of both is true of the port.
 */
export class MemoryStore implements Store {
  readonly #accounts = new Map<ContractId, StoredAccount>()
  readonly #tariffs = new Map<string, string>()
  readonly #logos = new Map<LogoName, Uint8Array>()
  readonly #timers = new Map<string, string>()
  /** For each consultant the end of the change that came last. */
  readonly #timersChanged = new Map<string, Promise<unknown>>()
  #reminded = JSON.stringify(encodeReminded([]))
  /** The end of the telling that came last. */
  #remindedChanged: Promise<unknown> = Promise.resolve()
  #profile: string | undefined
  #lastBackup: LastBackup | null = null
  readonly #witnessed: WitnessLine[] = []
  #holidays: readonly string[] = []

  /** Nothing is held between two calls. */
  async close(): Promise<void> {}

  async create(profile: Profile): Promise<boolean> {
    if (this.#profile !== undefined) return false
    this.#profile = JSON.stringify(encodeProfile(profile))
    return true
  }

  async readProfile(): Promise<Profile> {
    if (this.#profile === undefined) throw new NoStoreError('memory')
    return decodeProfile(JSON.parse(this.#profile))
  }

  async updateProfile(change: (profile: Profile) => Profile): Promise<Profile> {
    const profile = change(await this.readProfile())
    this.#profile = JSON.stringify(encodeProfile(profile))
    return profile
  }

  async migrate() {
    return false
  }

  async readUser() {
    return null
  }

  rolesScript() {
    return null
  }

  async readHolidays(region: HolidayRegion): Promise<HolidayCalendar> {
    return this.#holidaysOf(region)
  }

  async addHolidays({region, years}: HolidayCalendar): Promise<void> {
    const others = this.#holidays.filter(text => !isOf(region, text))
    this.#holidays = [...others, JSON.stringify(encodeHolidays(withYears(this.#holidaysOf(region), years)))]
  }

  /** Keeps a tariff as a provider would write it. */
  putTariff(name: string, text: string): void {
    this.#tariffs.set(name, text)
  }

  async listTariffs(): Promise<readonly string[]> {
    return [...this.#tariffs.keys()].sort()
  }

  async readTariff(name: string): Promise<OwnTariff | undefined> {
    const text = this.#tariffs.get(name)
    return text === undefined ? undefined : {place: `tariff ${name}`, bytes: Buffer.from(text)}
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

  async readAccount(id: ContractId, scope: Scope | ScopeOf = {}): Promise<Account | undefined> {
    const stored = this.#accounts.get(id)
    return stored && this.#accountIn(stored, id, {scope, check: checkClosed})
  }

  async findBeginning(
    what: Identified,
    beginning: string,
    among?: readonly ContractId[],
  ): Promise<readonly FoundBooking[]> {
    const contracts = among ?? (await this.listContracts())
    return contracts.flatMap(contract => {
      const texts = [...(this.#accounts.get(contract)?.pages ?? [])]
      const pages = texts.map(([month, text]) => decodePage(JSON.parse(text), contract, month))
      return bookingsFound(contract, pages, what, beginning)
    })
  }

  async findWork({months, except, ...wanted}: WantedWork): Promise<readonly FoundWork[]> {
    return [...this.#accounts]
      .filter(([contract]) => contract !== except)
      .flatMap(([contract, {pages}]) =>
        months.flatMap(month => workIn(pages.get(month) ?? '', contract, wanted)),
      )
  }

  async contractsWithRequest(number: string): Promise<readonly ContractId[]> {
    const contracts = await this.listContracts()
    return contracts.filter(contract => {
      const texts = [...(this.#accounts.get(contract)?.pages ?? [])]
      const pages = texts.map(([month, text]) => decodePage(JSON.parse(text), contract, month))
      return numbersOpened(pages).includes(number)
    })
  }

  /** It looks into the pages themselves. */
  async indexRequests(): Promise<void> {}

  async createAccount(account: Account): Promise<Result<Account>> {
    const {id} = account.contract
    if (this.#accounts.has(id)) return refuse({kind: 'contract-exists', contract: id})
    this.#accounts.set(id, encodeAccount(account.contract, new Map(), account.open))
    this.#witnessed.push({event: 'opened', contract: id})
    return ok(account)
  }

  async updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope | ScopeOf,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>> {
    // From here to the end without a pause, so that no other change comes in between.
    const stored = this.#accounts.get(id)
    if (stored === undefined) return refuse({kind: 'unknown-contract', contract: id})
    const before = this.#accountIn(stored, id, {scope, check: checkClosed})
    const result = change(before)
    if (result.ok) {
      const {account: after} = result.value
      const changed = changedPages(before, after)
      const closed = changed.flatMap(page => (page.status === 'closed' ? [sealLineOf(page)] : []))
      this.#refuseSecond(closed)
      this.#accounts.set(id, encodeAccount(after.contract, stored.pages, changed))
      this.#witnessed.push(...closed)
    }
    return result
  }

  async removeAccount(id: ContractId, check: (account: Account) => Refusal | null): Promise<Result<Account>> {
    const stored = this.#accounts.get(id)
    if (stored === undefined) return refuse({kind: 'unknown-contract', contract: id})
    const account = this.#accountIn(stored, id, {scope: {}, check: checkClosed})
    const refusal = check(account)
    if (refusal !== null) return refuse(refusal)
    this.#witnessed.push({event: 'removed', contract: id})
    this.#accounts.delete(id)
    return ok(account)
  }

  #refuseSecond(lines: readonly SealLine[]): void {
    const known = new Testimony(this.#witnessed)
    for (const line of lines) {
      const before = known
        .of(line.contract)
        .seals.get(line.month)
        ?.find(({seal}) => seal !== line.seal)
      if (before !== undefined) throw new StoreDamagedError('witness', {kind: 'closed-before', line: before})
    }
  }

  async readWitness(): Promise<Witness | null> {
    const locate = (contract: ContractId, month?: Month) => `${contract} ${month ?? ''}`
    return {place: 'witness', lines: [...this.#witnessed], damage: [], locate}
  }

  /** Nobody is killed in between. */
  async completeWitness(): Promise<readonly WitnessLine[]> {
    return []
  }

  async readTimer(consultant: string): Promise<Timer | null> {
    const text = this.#timers.get(consultant)
    return text === undefined ? null : decodeTimer(JSON.parse(text))
  }

  async listTimers(): Promise<readonly Timer[]> {
    return [...this.#timers.values()].map(text => decodeTimer(JSON.parse(text)))
  }

  async updateTimer<T extends {readonly timer: Timer | null}>(
    consultant: string,
    change: (timer: Timer | null) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    const changed = (this.#timersChanged.get(consultant) ?? Promise.resolve()).then(async () => {
      const result = await change(await this.readTimer(consultant))
      if (result.ok) this.#putTimer(consultant, result.value.timer)
      return result
    })
    this.#timersChanged.set(
      consultant,
      changed.catch(() => {}),
    )
    return changed
  }

  async readReminded(): Promise<readonly Reminded[]> {
    return decodeReminded(JSON.parse(this.#reminded))
  }

  async updateReminded(tell: (told: readonly Reminded[]) => Promise<readonly Reminded[]>): Promise<void> {
    const telling = this.#remindedChanged.then(async () => {
      this.#reminded = JSON.stringify(encodeReminded(await tell(await this.readReminded())))
    })
    this.#remindedChanged = telling.catch(() => {})
    return telling
  }

  #putTimer(consultant: string, timer: Timer | null): void {
    if (timer === null) this.#timers.delete(consultant)
    else this.#timers.set(consultant, JSON.stringify(encodeTimer(timer)))
  }

  async inspectPlace() {
    return []
  }

  async inspect(id: ContractId): Promise<Inspection> {
    const stored = this.#accounts.get(id)
    const locate = (month: Month) => placeOf(id, month)
    if (stored === undefined) return {account: null, damage: [{place: id, defect: 'missing'}], locate}
    const readAll = () => this.#accountIn(stored, id, {scope: WHOLE_HISTORY, check: () => {}})
    const damage = damageOf(readAll)
    return {account: damage.length > 0 ? null : readAll(), damage, locate}
  }

  async addLogo(image: Uint8Array): Promise<LogoName> {
    const name = logoNameOf(image)
    this.#logos.set(name, image)
    return name
  }

  async readLogo(name: LogoName): Promise<Uint8Array> {
    const image = this.#logos.get(name)
    if (image === undefined) throw new StoreDamagedError(`logo ${name}`, 'missing')
    return image
  }

  async inspectLeftovers(): Promise<readonly Leftover[]> {
    return []
  }

  async clearLeftovers(): Promise<readonly Leftover[]> {
    return []
  }

  async inspectShared(): Promise<readonly Damage[]> {
    return []
  }

  async together<T>(change: () => Promise<T>): Promise<T> {
    return change()
  }

  async handOver(take: (file: StoreFile) => Promise<void>): Promise<void> {
    const give = (name: string, text: string) => take({name, bytes: Buffer.from(text)})
    await give('store.json', this.#profile ?? '')
    await give('seals.jsonl', formatWitness(this.#witnessed))
    for (const [index, text] of [...this.#timers.values()].entries()) await give(`timers/${index}`, text)
    for (const [id, {contract, pages}] of this.#accounts) {
      await give(`contracts/${id}/contract.json`, contract)
      for (const [month, text] of pages) await give(`contracts/${id}/${month}.json`, text)
    }
  }

  async readLastBackup(): Promise<LastBackup | null> {
    return this.#lastBackup
  }

  async noteBackup(backup: LastBackup): Promise<void> {
    this.#lastBackup = backup
  }

  async replaceBy(
    feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>,
    {check, mark, lastLook, keptAs}: Replacing,
  ): Promise<string | null> {
    const other = new MemoryStore()
    await feed(async file => other.#put(file))
    await check(other)
    for (const id of await other.listContracts())
      await other.updateAccount(id, {}, account => ok({account: mark(account)}))
    await lastLook(other)
    const wasThere = this.#profile !== undefined
    this.#profile = other.#profile
    adopt(this.#accounts, other.#accounts)
    adopt(this.#timers, other.#timers)
    this.#witnessed.splice(0, Number.POSITIVE_INFINITY, ...other.#witnessed)
    return wasThere ? `memory-${keptAs}` : null
  }

  #put({name, bytes}: StoreFile): void {
    const text = Buffer.from(bytes).toString('utf8')
    const [first = '', second = '', file = ''] = name.split('/')
    if (first === 'store.json') this.#profile = text
    else if (first === 'seals.jsonl') this.#witnessed.push(...parseWitness(text).lines)
    else if (first === 'timers') this.#timers.set(decodeTimer(JSON.parse(text)).consultant, text)
    else {
      const {contract, pages} = this.#accounts.get(second) ?? {contract: '', pages: new Map<Month, string>()}
      const month = file.replace('.json', '')
      const account =
        month === 'contract'
          ? {contract: text, pages}
          : {contract, pages: new Map([...pages, [month as Month, text]])}
      this.#accounts.set(second, account)
    }
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

function adopt<K, V>(into: Map<K, V>, from: ReadonlyMap<K, V>): void {
  into.clear()
  for (const [key, value] of from) into.set(key, value)
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

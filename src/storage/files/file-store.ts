import {existsSync, lstatSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {isLeftover, makeFolderDurably, writeDurably} from '../../disk/durable-file.js'
import {codeOf, FaultError, onFile} from '../../disk/fault.js'
import {readWholeFile} from '../../disk/whole-file.js'
import type {Month} from '../../domain/calendar.js'
import {type Contract, type ContractId, holidayRegionsOf} from '../../domain/contract.js'
import {CONTRACT_ID_PATTERN} from '../../domain/contract-id.js'
import {type HolidayCalendar, type HolidayRegion, isSameRegion} from '../../domain/holidays.js'
import {isLogoName, type LogoName, logoNameOf} from '../../domain/logo.js'
import type {Account} from '../../domain/page.js'
import type {Profile} from '../../domain/provider.js'
import {ok, type Refusal, type Result, refuse} from '../../domain/refusal.js'
import type {Reminded} from '../../domain/reminder.js'
import {type Scope, type ScopeOf, WHOLE_HISTORY} from '../../domain/scope.js'
import type {Timer} from '../../domain/timer.js'
import {type SealLine, sealLineOf, type WitnessLine} from '../../domain/witness.js'
import {lastBackupSchema} from '../../schema/backup.js'
import {STORE_FORMAT} from '../../schema/profile.js'
import {parseTariff} from '../../schema/tariff.js'
import {
  type Assembly,
  assembleAccount,
  bookingsFound,
  changedPages,
  checkClosed,
  decodeHolidays,
  decodeProfile,
  encodeHolidays,
  encodeProfile,
  InvalidRecord,
  numbersOpened,
  parsedRecord,
  withYears,
  workIn,
} from '../account-codec.js'
import {damageOf, valid} from '../damage.js'
import type {Leftover, PlaceThreat} from '../defect.js'
import type {
  Damage,
  FoundBooking,
  FoundWork,
  Identified,
  Inspection,
  LastBackup,
  MigrationObserver,
  OwnTariff,
  Replacing,
  Store,
  StoreFile,
  WantedWork,
  Witness,
} from '../store.js'
import {NewerFormatError, NoStoreError, StoreBusyError, StoreDamagedError} from '../store-errors.js'
import {
  CONTRACTS,
  FIRST_WITH_WITNESS,
  fileOfMonth,
  fileOfRegion,
  HOLIDAYS,
  LOGOS,
  STORE_FILE,
  TARIFFS,
} from '../store-files.js'
import {parseJson} from '../stored-json.js'
import {sealsIn, untoldIn} from '../untold.js'
import {AccountFolder} from './account-folder.js'
import {isOfAccount} from './account-journal.js'
import {
  type Folder,
  type FolderDraft,
  type FolderView,
  namesLeftIn,
  readConsistently,
  refuseLinkedFolder,
  updateFolder,
} from './commit.js'
import {JsonFile, type JsonForm} from './json-file.js'
import {withLock} from './lock.js'
import {Reminders} from './reminders.js'
import {RequestIndex} from './request-index.js'
import {readBytes, readText} from './text-file.js'
import {Timers} from './timers.js'
import {WitnessFile} from './witness-file.js'

const REQUESTS = 'requests'
const BACKUP_FILE = 'backup.json'
/** In bytes; far more than anybody writes. */
const MAX_TARIFF = 16 * 1024 * 1024
const TARIFF_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/
const LOCK = 'lock'

const BACKUP_FORM: JsonForm<LastBackup> = {
  encode: backup => ({format: 1, ...backup}),
  decode: value => {
    const {format: _, ...backup} = parsedRecord(lastBackupSchema, value)
    return backup
  },
}

/**
 * Keeps every account in a folder of its own, a file for the contract and one for each month, so that a command reads
 * and writes only what it is about, and a closed month is a file that is never written again.
 */
export class FileStore implements Store {
  readonly #folder: string
  readonly #waitSeconds: number
  readonly #observer: MigrationObserver | undefined
  readonly #witness: WitnessFile

  /** @param waitSeconds how long a writer waits for another one */
  constructor(folder: string, waitSeconds: number, observer?: MigrationObserver) {
    this.#folder = folder
    this.#waitSeconds = waitSeconds
    this.#observer = observer
    this.#witness = new WitnessFile(folder, waitSeconds)
  }

  /** Nothing is held between two calls. */
  async close(): Promise<void> {}

  async create(profile: Profile): Promise<boolean> {
    makeFolderDurably(join(this.#folder, CONTRACTS))
    return this.#lock(this.#folder, () =>
      updateFolder(this.#folder, draft => {
        if (draft.read(STORE_FILE) !== undefined) return false
        this.#refuseWithoutProfile()
        this.#witness.make([])
        this.#profileFile(draft).change(() => profile)
        return true
      }),
    )
  }

  async readProfile(): Promise<Profile> {
    return readConsistently(this.#folder, view => this.#required(this.#profileFile(view).data))
  }

  async updateProfile(change: (profile: Profile) => Profile): Promise<Profile> {
    await this.readProfile()
    await this.#migrate()
    return this.#lock(this.#folder, () =>
      updateFolder(this.#folder, draft => {
        const file = this.#profileFile(draft)
        file.change(profile => change(this.#required(profile)))
        return this.#required(file.data)
      }),
    )
  }

  async migrate(): Promise<boolean> {
    await this.readProfile()
    const isOlder = this.#format() !== STORE_FORMAT
    await this.#migrate()
    return isOlder
  }

  async readUser() {
    return null
  }

  rolesScript() {
    return null
  }

  async readHolidays(region: HolidayRegion): Promise<HolidayCalendar> {
    return readConsistently(join(this.#folder, HOLIDAYS), view => holidayFile(view, region).data)
  }

  async addHolidays({region, years}: HolidayCalendar): Promise<void> {
    await this.#migrate()
    const folder = join(this.#folder, HOLIDAYS)
    makeFolderDurably(folder)
    await this.#lock(folder, () =>
      updateFolder(folder, draft => holidayFile(draft, region).change(known => withYears(known, years))),
    )
  }

  async addLogo(image: Uint8Array): Promise<LogoName> {
    await this.#migrate()
    const folder = join(this.#folder, LOGOS)
    const name = logoNameOf(image)
    makeFolderDurably(folder)
    return this.#lock(folder, () => {
      // Written also where it is there: what was damaged is mended.
      writeDurably(join(folder, name), image)
      return name
    })
  }

  async readLogo(name: LogoName): Promise<Uint8Array> {
    return checkedLogo(join(this.#folder, LOGOS), name)
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
    // What it leads to is not the store's to show.
    if (lstatSync(place, {throwIfNoEntry: false})?.isSymbolicLink())
      throw new StoreDamagedError(place, 'link')
    return {place, bytes: readWholeFile(place, MAX_TARIFF)}
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
    return readAccountFolder(this.#folderOf(id), view => {
      const files = new AccountFolder(view, id)
      return files.isGone ? undefined : files.readContract()
    })
  }

  async readAccount(id: ContractId, scope: Scope | ScopeOf = {}): Promise<Account | undefined> {
    if (!this.#isContract(id)) return undefined
    return readAccountFolder(this.#folderOf(id), view => {
      const files = new AccountFolder(view, id)
      return files.isGone ? undefined : this.#accountIn(files, {scope, check: checkClosed})
    })
  }

  async findBeginning(
    what: Identified,
    beginning: string,
    among?: readonly ContractId[],
  ): Promise<readonly FoundBooking[]> {
    const contracts = among ?? (await this.listContracts())
    return contracts.flatMap(contract =>
      readAccountFolder(this.#folderOf(contract), view => {
        const source = new AccountFolder(view, contract)
        const months = source.months.filter(month => source.mentionsBeginning(month, beginning))
        const pages = months.map(month => source.read(month))
        return bookingsFound(contract, pages, what, beginning)
      }),
    )
  }

  async findWork({months, except, ...wanted}: WantedWork): Promise<readonly FoundWork[]> {
    const contracts = foldersIn(join(this.#folder, CONTRACTS)).filter(name => name !== except)
    return contracts.flatMap(contract =>
      months.flatMap(month => {
        try {
          const text = readText(join(this.#folderOf(contract), `${month}.json`))
          return text === undefined ? [] : workIn(text, contract, wanted)
        } catch {
          return []
        }
      }),
    )
  }

  async contractsWithRequest(number: string): Promise<readonly ContractId[]> {
    return this.#requestIndex().find(number)
  }

  async indexRequests(numbers: readonly string[], contract: ContractId): Promise<void> {
    await this.#migrate()
    await this.#requestIndex().add(numbers, contract)
  }

  #requestIndex(): RequestIndex {
    return new RequestIndex(join(this.#folder, REQUESTS), this.#waitSeconds, () => this.#allRequests())
  }

  /** Every request there is, but for those of contracts that cannot be read: whoever asks for such a one is told. */
  #allRequests(): ReadonlyMap<string, readonly ContractId[]> {
    const contracts = new Map<string, ContractId[]>()
    for (const id of foldersIn(join(this.#folder, CONTRACTS)).filter(name => this.#isContract(name))) {
      for (const number of this.#numbersIn(id)) contracts.set(number, [...(contracts.get(number) ?? []), id])
    }
    return contracts
  }

  #numbersIn(id: ContractId): readonly string[] {
    const read = () =>
      readAccountFolder(this.#folderOf(id), view =>
        numbersOpened(new AccountFolder(view, id).pagesWithRequests()),
      )
    return unlessUnreadable(read) ?? []
  }

  async createAccount(account: Account): Promise<Result<Account>> {
    await this.#migrate()
    const {id} = account.contract
    const folder = this.#folderOf(id)
    // Under the store's lock as well, so that no contract comes into a store in whose place another one is put.
    return this.#lock(this.#folder, async () => {
      if (!this.#isContract(id)) this.#witness.refuseGone(id)
      makeFolderDurably(folder)
      return this.#lock(folder, async () => {
        const created = updateAccountFolder<Result<Account>>(folder, draft => {
          const files = new AccountFolder(draft, id)
          if (files.hasContract) return refuse({kind: 'contract-exists', contract: id})
          // Pages that have lost their contract are not for a new one to write over.
          if (!files.isEmpty) files.readContract()
          files.writeContract(account.contract)
          for (const page of account.open) files.writePage(page)
          return ok(account)
        })
        if (created.ok) await this.#tellWitness([{event: 'opened', contract: id}])
        return created
      })
    })
  }

  async updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope | ScopeOf,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>> {
    return this.#change(id, scope, {
      decide: change,
      writesNothing: (before, {account}) => account === before,
      write: (files, before, {account: after}) => {
        const changed = changedPages(before, after)
        const closed = changed.flatMap(page => (page.status === 'closed' ? [sealLineOf(page)] : []))
        if (after.contract !== before.contract) files.writeContract(after.contract)
        for (const page of changed) files.writePage(page)
        return closed.length === 0 ? [] : this.#toldOfClosing(before, closed)
      },
    })
  }

  /** What the witness is told when months are closed; of an account without closed ones also that it is there, if it was not. */
  #toldOfClosing(
    {contract: {id}, open: [first]}: Account,
    closed: readonly SealLine[],
  ): readonly WitnessLine[] {
    this.#witness.refuseSecond(closed)
    const isUntold = first.opening.previous === null && !this.#witness.testimony().of(id).isThere
    return isUntold ? [{event: 'opened', contract: id}, ...closed] : closed
  }

  async removeAccount(id: ContractId, check: (account: Account) => Refusal | null): Promise<Result<Account>> {
    const folder = this.#folderOf(id)
    const change: AccountChange<Account> = {
      decide: account => {
        const refusal = check(account)
        return refusal === null ? ok(account) : refuse(refusal)
      },
      writesNothing: () => false,
      prepare: async account => {
        // The lock stays: who waits for it finds that there is no contract any more.
        const stranger = namesInUse(folder).find(name => !AccountFolder.namesOf(account).includes(name))
        if (stranger !== undefined) throw new StoreDamagedError(join(folder, stranger), 'stranger')
        await this.#witness.add([{event: 'removed', contract: id}])
      },
      write: (files, account) => {
        files.remove(account)
        return []
      },
    }
    // Under the store's lock as well, so that no backup has the witness of before and the folder of after.
    return this.#change(id, {}, change, action => this.#lock(this.#folder, () => this.#lock(folder, action)))
  }

  /** Reads an account, decides and writes, as the holder of its lock. Refused if there is no such contract. */
  async #change<T>(
    id: ContractId,
    scope: Scope | ScopeOf,
    {decide, writesNothing, prepare, write}: AccountChange<T>,
    locked = (action: () => Promise<Result<T>>) => this.#lock(this.#folderOf(id), action),
  ): Promise<Result<T>> {
    const unknown = refuse({kind: 'unknown-contract', contract: id} as const)
    if (!this.#isContract(id)) return unknown
    const folder = this.#folderOf(id)
    refuseLinkedFolder(folder)
    const tried = async () => {
      const before = await this.readAccount(id, scope)
      return before === undefined ? unknown : {before, decided: decide(before)}
    }
    if (this.#format() !== STORE_FORMAT) {
      // What writes nothing, since it is refused or already there, is no reason to migrate.
      const trial = await tried()
      if (!('before' in trial)) return trial
      const {before, decided} = trial
      if (!decided.ok || writesNothing(before, decided.value)) return decided
      await this.#migrate()
    }
    return locked(async () => {
      if (prepare !== undefined) {
        const trial = await tried()
        if (!('before' in trial)) return trial
        if (!trial.decided.ok) return trial.decided
        await prepare(trial.before)
      }
      let told: readonly WitnessLine[] = []
      const result = updateAccountFolder<Result<T>>(folder, draft => {
        const files = new AccountFolder(draft, id)
        if (files.isGone) return unknown
        const before = this.#accountIn(files, {scope, check: checkClosed})
        const decided = decide(before)
        if (decided.ok) told = write(files, before, decided.value)
        return decided
      })
      await this.#tellWitness(told)
      return result
    })
  }

  /**
   * Tells the witness of what is on disk. A fault that comes in between takes nothing of that back, so it is no fault of the
   * change: whoever completes the witness tells it, or reports what is in the way.
   */
  async #tellWitness(lines: readonly WitnessLine[]): Promise<void> {
    if (lines.length === 0) return
    try {
      await this.#witness.add(lines)
    } catch (cause) {
      if (!(cause instanceof FaultError || cause instanceof StoreBusyError)) throw cause
    }
  }

  async readWitness(): Promise<Witness | null> {
    if (this.#format() < FIRST_WITH_WITNESS) return null
    const {path: place} = this.#witness
    const locate = (contract: ContractId, month?: Month) =>
      join(this.#folderOf(contract), ...(month === undefined ? [] : [fileOfMonth(month)]))
    return {place, locate, ...this.#witness.inspect()}
  }

  async completeWitness(): Promise<readonly WitnessLine[]> {
    if (this.#format() < FIRST_WITH_WITNESS) return []
    const told: WitnessLine[] = []
    for (const id of await this.listContracts()) {
      if (this.#untold(id).length === 0) continue
      await this.#lock(this.#folderOf(id), async () => {
        // Whoever held the lock may have told it by now.
        const lines = this.#untold(id)
        await this.#witness.add(lines)
        told.push(...lines)
      })
    }
    return told
  }

  /** What the witness may be told of a contract without a doubt; what cannot be read, it is told nothing of. */
  #untold(id: ContractId): readonly WitnessLine[] {
    const witnessed = this.#witness.testimony().of(id)
    return (
      unlessUnreadable(() =>
        readAccountFolder(this.#folderOf(id), view => untoldIn(new AccountFolder(view, id), id, witnessed)),
      ) ?? []
    )
  }

  async readTimer(consultant: string): Promise<Timer | null> {
    return this.#timers().read(consultant)
  }

  async listTimers(): Promise<readonly Timer[]> {
    return this.#timers().list()
  }

  async updateTimer<T extends {readonly timer: Timer | null}>(
    consultant: string,
    change: (timer: Timer | null) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    return this.#timers().update(consultant, change)
  }

  #timers(): Timers {
    return new Timers(this.#folder, this.#waitSeconds)
  }

  async readReminded(): Promise<readonly Reminded[]> {
    return this.#reminders().read()
  }

  async updateReminded(tell: (told: readonly Reminded[]) => Promise<readonly Reminded[]>): Promise<void> {
    await this.#reminders().update(tell)
  }

  #reminders(): Reminders {
    return new Reminders(this.#folder, this.#waitSeconds)
  }

  async together<T>(change: () => Promise<T>): Promise<T> {
    await this.#migrate()
    return this.#lock(this.#folder, change)
  }

  async handOver(take: (file: StoreFile) => Promise<void>): Promise<void> {
    await this.readProfile()
    const {handOver} = await import('./whole-store.js')
    await this.#lock(this.#folder, () => handOver(this.#folder, take))
  }

  async readLastBackup(): Promise<LastBackup | null> {
    return readConsistently(this.#folder, view => new JsonFile(view, BACKUP_FILE, BACKUP_FORM, null).data)
  }

  async noteBackup(backup: LastBackup): Promise<void> {
    await this.#lock(this.#folder, () =>
      updateFolder(this.#folder, draft => {
        new JsonFile(draft, BACKUP_FILE, BACKUP_FORM, null).change(() => backup)
      }),
    )
  }

  async replaceBy(
    feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>,
    replacing: Replacing,
  ): Promise<string | null> {
    const {replaceStore} = await import('./whole-store.js')
    const openAt = (folder: string) => new FileStore(folder, this.#waitSeconds)
    const mark = (made: FileStore) => made.#mark(replacing.mark)
    return replaceStore(this.#folder, {feed, ...replacing, mark, openAt, waitSeconds: this.#waitSeconds})
  }

  async #mark(mark: (account: Account) => Account): Promise<void> {
    if (this.#format() !== STORE_FORMAT) return
    for (const id of await this.listContracts()) {
      try {
        await this.updateAccount(id, {}, account => ok({account: mark(account)}))
      } catch (error) {
        // Whoever restores damaged accounts wants them as they are.
        if (!(error instanceof StoreDamagedError)) throw error
      }
    }
  }

  async inspectPlace(): Promise<readonly PlaceThreat[]> {
    const {surroundingsOf, threatsIn} = await import('./store-place.js')
    return threatsIn(surroundingsOf(this.#folder))
  }

  async inspect(id: ContractId): Promise<Inspection> {
    const folder = this.#folderOf(id)
    return readAccountFolder(folder, view => {
      const files = new AccountFolder(view, id)
      const {pathOf: locate} = files
      const found = [
        ...damageOf(() => files.readContract()),
        ...files.months.flatMap(month => damageOf(() => files.read(month))),
      ]
      const strangers = files.strangers.map(place => ({place, defect: 'stranger' as const}))
      if (found.length > 0) return {account: null, damage: [...found, ...strangers], locate}
      const halved = files.filesWithHalfLetters.map(place => ({place, defect: 'half-letter' as const}))
      const unchecked = files.uncheckedFiles.map(place => ({place, defect: {kind: 'unchecked'} as const}))
      const damage = [...strangers, ...halved, ...unchecked]
      const readAll = () => this.#accountIn(files, {scope: WHOLE_HISTORY, check: () => {}})
      const asWhole = damageOf(readAll)
      const account = asWhole.length > 0 ? null : readAll()
      return {account, damage: [...damage, ...asWhole], locate}
    })
  }

  async inspectLeftovers(): Promise<readonly Leftover[]> {
    const {leftIn} = await import('./leftovers.js')
    return [...leftIn(this.#folder), ...(await this.#untoldToWitness()), ...this.#notIndexed()]
  }

  async clearLeftovers(): Promise<readonly Leftover[]> {
    const {clearLeft} = await import('./leftovers.js')
    const cleared = [...(await clearLeft(this.#folder, this.#waitSeconds))]
    const place = this.#witness.path
    if (this.#hasWitness() && (await this.#witness.cutHalfLine())) cleared.push({kind: 'half-line', place})
    for (const line of await this.completeWitness()) cleared.push({kind: 'untold', place, line})
    for (const missing of this.#notIndexed()) {
      await this.#requestIndex().add([missing.number], missing.contract)
      cleared.push(missing)
    }
    return cleared
  }

  /** Whether there is a witness, and not the loss of one. */
  #hasWitness(): boolean {
    return this.#format() >= FIRST_WITH_WITNESS && existsSync(this.#witness.path)
  }

  /** What a killed writer did not tell the witness, or told it half. */
  async #untoldToWitness(): Promise<readonly Leftover[]> {
    if (!this.#hasWitness()) return []
    const {path: place} = this.#witness
    const isCut = this.#witness.inspect().damage.some(({defect}) => defect === 'cut-short')
    const lines = (await this.listContracts()).flatMap(id => this.#untold(id))
    return [
      ...(isCut ? [{kind: 'half-line', place} as const] : []),
      ...lines.map(line => ({kind: 'untold', place, line}) as const),
    ]
  }

  #notIndexed(): readonly Extract<Leftover, {readonly kind: 'not-indexed'}>[] {
    return this.#requestIndex()
      .inspect()
      .flatMap(({place, defect}) =>
        typeof defect === 'object' && defect.kind === 'not-indexed' ? [{...defect, place}] : [],
      )
  }

  async inspectShared(): Promise<readonly Damage[]> {
    const others = [
      ...this.#requestIndex().inspect(),
      ...this.#timers().inspect(),
      ...this.#reminders().inspect(),
    ]
    const noted = readConsistently(this.#folder, view =>
      damageOf(() => new JsonFile(view, BACKUP_FILE, BACKUP_FORM, null)),
    )
    const kept = [...(await this.#inspectHolidays()), ...(await this.#inspectLogos())]
    return [...kept, ...(await this.#inspectTariffs()), ...others, ...noted]
  }

  /** The provider's own, which people write by hand. */
  async #inspectTariffs(): Promise<readonly Damage[]> {
    const place = (name: string) => join(this.#folder, TARIFFS, `${name}.json`)
    const read = (name: string) => {
      const tariff = parseTariff(name, parseJson(readText(place(name)) ?? '', place(name)))
      if (!tariff.ok)
        throw new StoreDamagedError(place(name), {kind: 'invalid-fields', problems: tariff.refusal})
    }
    return (await this.listTariffs()).flatMap(name => damageOf(() => read(name)))
  }

  /** Those that are there, and the one that the profile names. */
  async #inspectLogos(): Promise<readonly Damage[]> {
    const folder = join(this.#folder, LOGOS)
    const {logo} = (await this.readProfile()).provider
    const kept = existsSync(folder) ? onFile(folder, () => readdirSync(folder)).filter(isLogoName) : []
    const named = logo !== null && isLogoName(logo) ? [logo] : []
    return [...new Set([...kept, ...named])].flatMap(name => damageOf(() => checkedLogo(folder, name)))
  }

  async #inspectHolidays(): Promise<readonly Damage[]> {
    return readConsistently(join(this.#folder, HOLIDAYS), view =>
      view.list().flatMap(name =>
        damageOf(
          () =>
            new JsonFile(
              view,
              name,
              holidaysOf(region => fileOfRegion(region) === name),
              null,
            ),
        ),
      ),
    )
  }

  /**
   * Brings a store in an earlier format to today's: first a backup, then `store.json` alone, in one step. Pages and
   * contracts say by themselves in which format they are and follow when they change, so whoever is killed here leaves
   * a store in the one format or in the other.
   */
  async #migrate(): Promise<void> {
    if (this.#format() === STORE_FORMAT) return
    const {backUp} = await import('./migration.js')
    await this.#lock(this.#folder, async () => {
      const from = this.#format()
      if (from === STORE_FORMAT) return
      this.#observer?.begins(STORE_FORMAT)
      const backup = await backUp(this.#folder, from)
      if (from < FIRST_WITH_WITNESS) this.#witness.make(await this.#whatIsThere())
      updateFolder(this.#folder, draft => this.#profileFile(draft).change(profile => this.#required(profile)))
      this.#observer?.isDone({from, to: STORE_FORMAT, backup})
    })
  }

  /** What a witness would say that had been there from the beginning; where a page cannot be read, nothing of it. */
  async #whatIsThere(): Promise<readonly WitnessLine[]> {
    return (await this.listContracts()).flatMap(id => {
      const seals = unlessUnreadable(() =>
        readAccountFolder(this.#folderOf(id), view => sealsIn(new AccountFolder(view, id))),
      )
      return [{event: 'opened', contract: id}, ...(seals ?? [])] as const
    })
  }

  /** The format that the store says it is in; without a store today's. */
  #format(): number {
    const place = join(this.#folder, STORE_FILE)
    const text = readText(place)
    const store = text === undefined ? {format: STORE_FORMAT} : parseJson(text, place)
    return 'format' in store && typeof store.format === 'number' ? store.format : STORE_FORMAT
  }

  #lock<T>(folder: string, action: () => T | Promise<T>): Promise<T> {
    return withLock(join(folder, LOCK), {waitSeconds: this.#waitSeconds}, action)
  }

  #folderOf(id: ContractId): string {
    return join(this.#folder, CONTRACTS, id)
  }

  #isContract(id: ContractId): boolean {
    refuseLinkedFolder(join(this.#folder, CONTRACTS))
    return CONTRACT_ID_PATTERN.test(id) && isInUse(this.#folderOf(id))
  }

  #accountIn(files: AccountFolder, reading: Pick<Assembly, 'scope' | 'check'>): Account {
    const contract = files.readContract()
    const holidays = holidayRegionsOf(contract).map(region =>
      readConsistently(join(this.#folder, HOLIDAYS), view => holidayFile(view, region).data),
    )
    return valid(files.pathOf, () => assembleAccount(contract, files, {...reading, holidays}))
  }

  #profileFile(folder: Folder): JsonFile<Profile, null> {
    return new JsonFile(folder, STORE_FILE, profileForm(folder.pathOf(STORE_FILE)), null)
  }

  #required(profile: Profile | null): Profile {
    if (profile !== null) return profile
    this.#refuseWithoutProfile()
    throw new NoStoreError(this.#folder)
  }

  /** Accounts that have lost their profile are not for a new one. @throws StoreDamagedError `missing` */
  #refuseWithoutProfile(): void {
    if (namesIn(join(this.#folder, CONTRACTS)).length > 0)
      throw new StoreDamagedError(join(this.#folder, STORE_FILE), 'missing')
  }
}

/** What becomes of an account. */
interface AccountChange<T> {
  readonly decide: (account: Account) => Result<T>
  readonly writesNothing: (before: Account, value: T) => boolean
  /** What has to be done before anything is written. */
  readonly prepare?: (before: Account) => Promise<void>
  /** @returns what the witness is told of it */
  readonly write: (files: AccountFolder, before: Account, value: T) => readonly WitnessLine[]
}

const readAccountFolder = <T>(folder: string, read: (view: FolderView) => T): T =>
  readConsistently(folder, read, isOfAccount)

const updateAccountFolder = <T>(folder: string, change: (draft: FolderDraft) => T): T =>
  updateFolder(folder, change, isOfAccount)

function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof StoreDamagedError || error instanceof FaultError) return undefined
    throw error
  }
}

const profileForm = (path: string): JsonForm<Profile> => ({
  decode: value => {
    const format: unknown = (value as {readonly format?: unknown}).format
    if (typeof format === 'number' && format > STORE_FORMAT) throw new NewerFormatError(path, format)
    return decodeProfile(value)
  },
  encode: encodeProfile,
})

/** The holidays of a region; a file that is about another one is damaged. */
function holidayFile(folder: Folder, region: HolidayRegion): JsonFile<HolidayCalendar, HolidayCalendar> {
  const form = holidaysOf(found => isSameRegion(found, region))
  return new JsonFile(folder, fileOfRegion(region), form, {region, years: {}})
}

const holidaysOf = (isExpected: (region: HolidayRegion) => boolean): JsonForm<HolidayCalendar> => ({
  decode: value => {
    const calendar = decodeHolidays(value)
    if (!isExpected(calendar.region)) throw new InvalidRecord({kind: 'wrong-region'})
    return calendar
  },
  encode: encodeHolidays,
})

function checkedLogo(folder: string, name: LogoName): Uint8Array {
  const path = join(folder, name)
  const image = readBytes(path)
  if (image === undefined) throw new StoreDamagedError(path, 'missing')
  if (logoNameOf(image) !== name) throw new StoreDamagedError(path, 'another-image')
  return image
}

/**
 * Whether a folder holds anything but the lock, which outlasts a contract that was removed, and leftovers of a
 * `contract add` that was killed. What cannot be read is in use: reading on says what is the matter with it.
 */
function isInUse(folder: string): boolean {
  try {
    return namesInUse(folder).length > 0
  } catch (cause) {
    // A link that leads nowhere is there all the same.
    return codeOf(cause) !== 'ENOENT' || lstatSync(folder, {throwIfNoEntry: false})?.isSymbolicLink() === true
  }
}

const namesInUse = (folder: string): readonly string[] =>
  namesLeftIn(folder, isOfAccount).filter(name => name !== LOCK && !isLeftover(name))

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return []
    throw cause
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

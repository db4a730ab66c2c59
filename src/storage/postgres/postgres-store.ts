import type {Month} from '../../domain/calendar.js'
import {type Contract, type ContractId, holidayRegionsOf} from '../../domain/contract.js'
import {type HolidayCalendar, type HolidayRegion, isSameRegion} from '../../domain/holidays.js'
import {isLogoName, type LogoName, logoNameOf} from '../../domain/logo.js'
import type {Account, ClosedPage} from '../../domain/page.js'
import type {Profile} from '../../domain/provider.js'
import {ok, type Refusal, type Result, refuse} from '../../domain/refusal.js'
import type {Reminded} from '../../domain/reminder.js'
import {type Scope, type ScopeOf, WHOLE_HISTORY} from '../../domain/scope.js'
import type {Timer} from '../../domain/timer.js'
import {sealLineOf, type WitnessLine} from '../../domain/witness.js'
import {lastBackupSchema} from '../../schema/backup.js'
import {STORE_FORMAT} from '../../schema/profile.js'
import {parseTariff} from '../../schema/tariff.js'
import {
  assembleAccount,
  type ClosedCheck,
  changedPages,
  checkClosed,
  decodeHolidays,
  decodeProfile,
  encodeHolidays,
  encodeProfile,
  InvalidRecord,
  parsedRecord,
  withYears,
  workIn,
} from '../account-codec.js'
import {damageOf, valid} from '../damage.js'
import type {Leftover} from '../defect.js'
import {decodeReminded, encodeReminded} from '../reminded-codec.js'
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
  StoreUser,
  WantedWork,
  Witness,
} from '../store.js'
import {
  FaultError,
  MigrationNeededError,
  NewerFormatError,
  NoStoreError,
  StoreDamagedError,
} from '../store-errors.js'
import {fileOfRegion} from '../store-files.js'
import {parseJson} from '../stored-json.js'
import {decodeTimer, encodeTimer} from '../timer-codec.js'
import {untoldIn} from '../untold.js'
import {AccountPages, jsonOf, type Locate, NotRead, readRows} from './account-rows.js'
import {searchable, writeAccount, writeNew} from './account-writing.js'
import {Database, type Session, type Transaction} from './database.js'
import {SCHEMA_VERSION} from './migrations.js'
import {ReadAhead} from './read-ahead.js'
import {rolesAsSql} from './roles.js'
import {addLines, inspectWitness, refuseGone, refuseSecond, testimonyOf} from './witness-rows.js'

/** The server says that a role may not. */
const NO_RIGHT = '42501'
/** The server, or a copy of one, takes no changes. */
const READ_ONLY = '25006'
const LOCK_STORE = "SELECT 1 FROM $schema.latch WHERE name = 'store' FOR UPDATE"

/**
 * Keeps every account in rows of a PostgreSQL database: open bookings one by one, and closed pages as the text that a folder
 * has, which is only ever added. Who changes an account holds the lock of its row, in a transaction of its own.
 */
export class PostgresStore implements Store {
  readonly #url: string
  readonly #waitSeconds: number
  readonly #observer: MigrationObserver | undefined
  readonly #database: Database
  readonly #ahead: ReadAhead
  /** Those that were read: a year that is there stays as it is. */
  readonly #holidays = new Map<string, HolidayCalendar>()

  /**
   * @param waitSeconds how long a writer waits for another one
   * @param schema another one than the URL names
   */
  constructor(url: string, waitSeconds: number, observer?: MigrationObserver, schema?: string) {
    this.#url = url
    this.#waitSeconds = waitSeconds
    this.#observer = observer
    this.#database = new Database(url, waitSeconds, schema)
    this.#ahead = new ReadAhead(this.#database)
  }

  async close(): Promise<void> {
    await this.#database.close()
  }

  async create(profile: Profile): Promise<boolean> {
    return this.#database.build(async workshop => {
      await this.#database.migrate(workshop)
      const rows = await workshop.change(
        'INSERT INTO $schema.store (format, profile) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING format',
        STORE_FORMAT,
        jsonOf(encodeProfile(profile)),
      )
      return rows.length > 0
    })
  }

  async readProfile(): Promise<Profile> {
    const [row] = await this.#database.ask('SELECT format, profile FROM $schema.store')
    return this.#profileIn(row)
  }

  async updateProfile(change: (profile: Profile) => Profile): Promise<Profile> {
    return this.#database.write(async transaction => {
      const [row] = await transaction.ask('SELECT format, profile FROM $schema.store FOR UPDATE')
      const profile = change(this.#profileIn(row))
      this.#requireFormat(row?.format)
      await transaction.change('UPDATE $schema.store SET profile = $1', jsonOf(encodeProfile(profile)))
      return profile
    })
  }

  #profileIn(row: {readonly format?: string | null; readonly profile?: string | null} | undefined): Profile {
    if (row === undefined) throw new NoStoreError(this.#database.place)
    const format = Number(row.format)
    if (format > STORE_FORMAT) throw new NewerFormatError(this.#database.place, format)
    const place = this.#placeOf('profile')
    return valid(place, () => decodeProfile(parseJson(row.profile ?? '', place)))
  }

  async readHolidays(region: HolidayRegion): Promise<HolidayCalendar> {
    return this.#holidaysIn(this.#database, region)
  }

  async #holidaysIn({ask}: Session, region: HolidayRegion): Promise<HolidayCalendar> {
    const name = nameOfRegion(region)
    const known = this.#holidays.get(name)
    if (known !== undefined) return known
    const [row] = await ask('SELECT record FROM $schema.holidays WHERE region = $1', name)
    const calendar = row === undefined ? {region, years: {}} : this.#calendarIn(name, row.record)
    if (!isSameRegion(calendar.region, region))
      throw new StoreDamagedError(this.#placeOf(`holidays ${name}`), {kind: 'wrong-region'})
    this.#holidays.set(name, calendar)
    return calendar
  }

  #calendarIn(name: string, record: string | null | undefined): HolidayCalendar {
    const place = this.#placeOf(`holidays ${name}`)
    return valid(place, () => decodeHolidays(parseJson(record ?? '', place)))
  }

  async addHolidays({region, years}: HolidayCalendar): Promise<void> {
    await this.#database.write(async transaction => {
      await transaction.ask("SELECT 1 FROM $schema.latch WHERE name = 'holidays' FOR UPDATE")
      this.#holidays.clear()
      const calendar = withYears(await this.#holidaysIn(transaction, region), years)
      this.#holidays.clear()
      await transaction.change(
        'INSERT INTO $schema.holidays (region, record) VALUES ($1, $2) ON CONFLICT (region) DO UPDATE SET record = EXCLUDED.record',
        ...[nameOfRegion(region), jsonOf(encodeHolidays(calendar))],
      )
    })
  }

  async addLogo(image: Uint8Array): Promise<LogoName> {
    const name = logoNameOf(image)
    await this.#database.write(async ({change}) => {
      // Written also where it is there: what was damaged is mended.
      await change(
        'INSERT INTO $schema.logo (name, image) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET image = EXCLUDED.image',
        ...[name, image],
      )
    })
    return name
  }

  async readLogo(name: LogoName): Promise<Uint8Array> {
    return this.#logoIn(this.#database, name)
  }

  async #logoIn({ask}: Session, name: LogoName): Promise<Uint8Array> {
    const place = this.#placeOf(`logo ${name}`)
    const [row] = await ask("SELECT encode(image, 'base64') AS image FROM $schema.logo WHERE name = $1", name)
    if (row === undefined) throw new StoreDamagedError(place, 'missing')
    const image = Buffer.from(row.image ?? '', 'base64')
    if (logoNameOf(image) !== name) throw new StoreDamagedError(place, 'another-image')
    return image
  }

  async listTariffs(): Promise<readonly string[]> {
    return noneWithoutStore(async () => {
      const rows = await this.#database.ask('SELECT name FROM $schema.tariff ORDER BY name')
      return rows.map(({name}) => name ?? '')
    })
  }

  async readTariff(name: string): Promise<OwnTariff | undefined> {
    const [row] = await this.#database.ask('SELECT source FROM $schema.tariff WHERE name = $1', name)
    return row && {place: this.#placeOf(`tariff ${name}`), bytes: Buffer.from(row.source ?? '')}
  }

  async listContracts(): Promise<readonly ContractId[]> {
    const ids = await noneWithoutStore(() => this.#idsIn(this.#database))
    this.#ahead.expect(ids)
    return ids
  }

  async #idsIn({ask}: Session): Promise<readonly ContractId[]> {
    const rows = await ask('SELECT id FROM $schema.account ORDER BY id')
    return rows.map(({id}) => id ?? '')
  }

  async hasContract(id: ContractId): Promise<boolean> {
    const rows = await this.#database.ask('SELECT 1 FROM $schema.account WHERE id = $1', searchable(id))
    return rows.length > 0
  }

  async readContract(id: ContractId): Promise<Contract | undefined> {
    const pages = await this.#pagesOf(this.#database, id)
    return pages?.readContract()
  }

  async readAccount(id: ContractId, scope: Scope | ScopeOf = {}): Promise<Account | undefined> {
    // Without closed pages one statement has all of it, as it was at one moment.
    const rows = await this.#ahead.rowsOf(id)
    if (rows === undefined) return undefined
    const account = await this.#openAccount(new AccountPages(id, rows, this.#locate), scope)
    if (account !== undefined) return account
    return this.#database.read(async session => {
      const pages = await this.#pagesOf(session, id)
      return pages && this.#accountIn(session, pages, {scope, check: checkClosed})
    })
  }

  /** The account where the scope names no closed page; undefined where it names one. */
  async #openAccount(pages: AccountPages, scope: Scope | ScopeOf): Promise<Account | undefined> {
    if (typeof scope !== 'function' && pages.within(scope) !== scope) return undefined
    const never: Session = {ask: () => Promise.reject(new NotRead(NO_MONTH))}
    const session = {ask: this.#database.ask}
    try {
      return await this.#accountIn(session, pages, {scope, check: checkClosed, closedIn: never})
    } catch (error) {
      if (error instanceof NotRead) return undefined
      throw error
    }
  }

  async #pagesOf(session: Session, id: ContractId): Promise<AccountPages | undefined> {
    const rows = (await readRows(session, [searchable(id)])).get(id)
    return rows && new AccountPages(id, rows, this.#locate)
  }

  /** Puts an account together: as often as the scope, which may depend on what was read, names more that is to be read. */
  async #accountIn(
    session: Session,
    pages: AccountPages,
    {scope, check, closedIn = session}: AccountReading,
  ): Promise<Account> {
    const contract = pages.readContract()
    const holidays: HolidayCalendar[] = []
    for (const region of holidayRegionsOf(contract)) holidays.push(await this.#holidaysIn(session, region))
    if (typeof scope !== 'function') await pages.load(closedIn, scope)
    const asked: ScopeOf = account => pages.within(typeof scope === 'function' ? scope(account) : scope)
    for (;;) {
      try {
        const account = valid(pages.pathOf, () =>
          assembleAccount(contract, pages, {scope: asked, check, holidays}),
        )
        if (pages.lacking === undefined) return account
        await pages.load(closedIn, pages.lacking)
      } catch (error) {
        if (!(error instanceof NotRead) || error.month === NO_MONTH) throw error
        await pages.load(closedIn, {closedMonths: [error.month]})
      }
    }
  }

  async findBeginning(
    what: Identified,
    beginning: string,
    among?: readonly ContractId[],
  ): Promise<readonly FoundBooking[]> {
    const table = what === 'entries' ? 'entry' : 'credit'
    const pattern = `${searchable(beginning).replaceAll(/[\\%_]/g, '\\$&')}%`
    const rows = await this.#database.ask(
      `SELECT account, id FROM $schema.${table} WHERE id LIKE $1 AND ($3::text[] IS NULL OR account = ANY ($3))
UNION ALL SELECT account, id FROM $schema.closed_booking WHERE id LIKE $1 AND kind = $2 AND ($3::text[] IS NULL OR account = ANY ($3))
ORDER BY account, id`,
      ...[pattern, what, among?.map(searchable) ?? null],
    )
    return rows.map(({account, id}) => ({contract: account ?? '', id: id ?? ''}))
  }

  async findWork({months, except, ...wanted}: WantedWork): Promise<readonly FoundWork[]> {
    const rows = await this.#database.ask(
      `SELECT account, '{"entries": [' || string_agg(record::text, ', ') || ']}' AS page FROM $schema.entry
WHERE consultant = $1 AND day = ANY ($2::date[]) AND month = ANY ($3) AND account <> $4 GROUP BY account
UNION ALL SELECT account, page FROM $schema.closed_page WHERE (account, month) IN (
  SELECT account, month FROM $schema.closed_booking
  WHERE kind = 'entries' AND consultant = $1 AND day = ANY ($2::date[]) AND month = ANY ($3) AND account <> $4)`,
      ...[searchable(wanted.consultant), wanted.days, months, except],
    )
    return rows.flatMap(({account, page}) => {
      try {
        return workIn(page ?? '', account ?? '', wanted)
      } catch {
        return []
      }
    })
  }

  async contractsWithRequest(number: string): Promise<readonly ContractId[]> {
    const rows = await this.#database.ask(
      'SELECT account FROM $schema.request WHERE number = $1 ORDER BY account',
      searchable(number),
    )
    return rows.map(({account}) => account ?? '')
  }

  /** Entered in the transaction that opens them. */
  async indexRequests(): Promise<void> {}

  async createAccount(account: Account): Promise<Result<Account>> {
    const {id} = account.contract
    this.#ahead.forget()
    return this.#database.write(async transaction => {
      const [store] = await transaction.ask('SELECT format FROM $schema.store')
      this.#requireFormat(store?.format)
      const made = await transaction.change(
        'INSERT INTO $schema.account (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id',
        id,
      )
      if (made.length === 0) return refuse({kind: 'contract-exists', contract: id})
      refuseGone(await testimonyOf(transaction, id), id, this.#placeOf('witness'))
      await writeNew(transaction, account, this.#locate(id))
      await addLines(transaction, [{event: 'opened', contract: id}])
      return ok(account)
    })
  }

  async updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope | ScopeOf,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>> {
    return this.#change(id, scope, async ({transaction, pages, account: before, requireFormat}) => {
      const decided = change(before)
      if (!decided.ok || decided.value.account === before) return decided
      const after = decided.value.account
      requireFormat()
      const closed = changedPages(before, after).filter(page => page.status === 'closed')
      await this.#witnessClosed(transaction, id, closed, () =>
        writeAccount(transaction, pages, before, after),
      )
      return decided
    })
  }

  /** Closes months as the witness allows, and tells it then. */
  async #witnessClosed(
    transaction: Transaction,
    id: ContractId,
    closed: readonly ClosedPage[],
    write: () => Promise<void>,
  ): Promise<void> {
    if (closed.length === 0) return write()
    const lines = closed.map(sealLineOf)
    const known = await testimonyOf(transaction, id)
    refuseSecond(known, lines, this.#placeOf('witness'))
    await write()
    await addLines(
      transaction,
      lines.filter(line => !known.says(line)),
    )
  }

  async removeAccount(id: ContractId, check: (account: Account) => Refusal | null): Promise<Result<Account>> {
    return this.#change(id, {}, async ({transaction, account, requireFormat}) => {
      const refusal = check(account)
      if (refusal !== null) return refuse(refusal)
      requireFormat()
      await transaction.change('DELETE FROM $schema.account WHERE id = $1', id)
      await addLines(transaction, [{event: 'removed', contract: id}])
      return ok(account)
    })
  }

  /** Reads an account and goes on with it as the holder of the lock of its row. Refused if there is no such contract. */
  async #change<T>(
    id: ContractId,
    scope: Scope | ScopeOf,
    action: (held: HeldAccount) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    this.#ahead.forget()
    return this.#database.write(async transaction => {
      const [locked] = await transaction.ask(LOCK_ACCOUNT, searchable(id))
      const pages = locked && (await this.#pagesOf(transaction, id))
      if (pages === undefined) return refuse({kind: 'unknown-contract', contract: id})
      const account = await this.#accountIn(transaction, pages, {scope, check: checkClosed})
      const requireFormat = () => this.#requireFormat(locked?.format)
      return action({transaction, pages, account, requireFormat})
    })
  }

  /** @throws MigrationNeededError · NewerFormatError */
  #requireFormat(found: string | null | undefined): void {
    const format = Number(found)
    if (format > STORE_FORMAT) throw new NewerFormatError(this.#database.place, format)
    if (format < STORE_FORMAT) throw new MigrationNeededError(this.#database.place, format, STORE_FORMAT)
  }

  async readTimer(consultant: string): Promise<Timer | null> {
    return this.#timerIn(this.#database, consultant)
  }

  async #timerIn({ask}: Session, consultant: string): Promise<Timer | null> {
    const [row] = await ask('SELECT record FROM $schema.timer WHERE consultant = $1', searchable(consultant))
    return row?.record == null ? null : this.#timerOf(consultant, row.record)
  }

  /** A timer is where its consultant's is looked for: one that was copied is nobody's. */
  #timerOf(consultant: string, record: string): Timer {
    const place = this.#placeOf(`timer ${consultant}`)
    return valid(place, () => {
      const timer = decodeTimer(parseJson(record, place))
      if (searchable(timer.consultant) === searchable(consultant)) return timer
      throw new InvalidRecord({kind: 'wrong-consultant', found: timer.consultant})
    })
  }

  async listTimers(): Promise<readonly Timer[]> {
    return (await this.#timerRows(this.#database)).map(([consultant, record]) =>
      this.#timerOf(consultant, record),
    )
  }

  async #timerRows({ask}: Session): Promise<readonly (readonly [consultant: string, record: string])[]> {
    const rows = await ask(
      'SELECT consultant, record FROM $schema.timer WHERE record IS NOT NULL ORDER BY consultant',
    )
    return rows.map(({consultant, record}) => [consultant ?? '', record ?? ''])
  }

  async updateTimer<T extends {readonly timer: Timer | null}>(
    consultant: string,
    change: (timer: Timer | null) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    const name = searchable(consultant)
    return this.#database.writeOnce(async transaction => {
      // A row that is not there could not be locked.
      await transaction.change(
        'INSERT INTO $schema.timer (consultant) VALUES ($1) ON CONFLICT DO NOTHING',
        name,
      )
      await transaction.ask('SELECT 1 FROM $schema.timer WHERE consultant = $1 FOR UPDATE', name)
      const before = await this.#timerIn(transaction, consultant)
      const result = await change(before)
      if (!result.ok || result.value.timer === before) transaction.discard()
      else {
        const {timer} = result.value
        const record = timer === null ? null : jsonOf(encodeTimer(timer))
        await transaction.change('UPDATE $schema.timer SET record = $2 WHERE consultant = $1', name, record)
      }
      return result
    })
  }

  async readReminded(): Promise<readonly Reminded[]> {
    return this.#remindedIn(this.#database)
  }

  async #remindedIn({ask}: Session): Promise<readonly Reminded[]> {
    const [row] = await ask('SELECT record FROM $schema.reminders')
    const place = this.#placeOf('reminders')
    return row === undefined ? [] : valid(place, () => decodeReminded(parseJson(row.record ?? '', place)))
  }

  async updateReminded(tell: (told: readonly Reminded[]) => Promise<readonly Reminded[]>): Promise<void> {
    await this.#database.writeOnce(async transaction => {
      await transaction.ask("SELECT 1 FROM $schema.latch WHERE name = 'reminders' FOR UPDATE")
      const before = await this.#remindedIn(transaction)
      const told = jsonOf(encodeReminded(await tell(before)))
      if (told === jsonOf(encodeReminded(before))) return
      await transaction.change(
        'INSERT INTO $schema.reminders (record) VALUES ($1) ON CONFLICT (one) DO UPDATE SET record = EXCLUDED.record',
        told,
      )
    })
  }

  async together<T>(change: () => Promise<T>): Promise<T> {
    return this.#database.writeOnce(async ({ask}) => {
      await ask(LOCK_STORE)
      return change()
    })
  }

  async handOver(take: (file: StoreFile) => Promise<void>): Promise<void> {
    const {handOver} = await import('./handing-over.js')
    await this.readProfile()
    await this.#still(session => handOver(session, take, this.#locate))
  }

  /** All as it was at a moment at which no change of several accounts was half made. */
  async #still<T>(action: (session: Session) => Promise<T>): Promise<T> {
    let began = () => {}
    const isSeen = new Promise<void>(resolve => {
      began = resolve
    })
    const reading = async () =>
      this.#database.read(async session => {
        // What is asked first makes the snapshot.
        await session.ask('SELECT 1 FROM $schema.store')
        began()
        return action(session)
      })
    let result: Promise<T> | undefined
    try {
      await this.#database.writeOnce(async ({ask}) => {
        await ask(LOCK_STORE)
        result = reading()
        await Promise.race([isSeen, result])
      })
    } catch (error) {
      // A copy that takes no changes has no locks either.
      if (!(error instanceof FaultError && error.code === READ_ONLY)) throw error
    }
    return result ?? reading()
  }

  async readLastBackup(): Promise<LastBackup | null> {
    const [row] = await this.#database.ask('SELECT last_backup FROM $schema.store')
    return this.#backupIn(row?.last_backup)
  }

  #backupIn(text: string | null | undefined): LastBackup | null {
    if (text == null) return null
    const place = this.#placeOf('last backup')
    return valid(place, () => {
      const {format: _, ...backup} = parsedRecord(lastBackupSchema, parseJson(text, place))
      return backup
    })
  }

  async noteBackup(backup: LastBackup): Promise<void> {
    try {
      await this.#database.write(async ({change}) => {
        await change('UPDATE $schema.store SET last_backup = $1', jsonOf({format: 1, ...backup}))
      })
    } catch (error) {
      // Who may only read can take one all the same, of which nobody else knows.
      if (!(error instanceof FaultError && [NO_RIGHT, READ_ONLY].includes(error.code))) throw error
    }
  }

  async replaceBy(
    feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>,
    replacing: Replacing,
  ): Promise<string | null> {
    const {replaceStore} = await import('./replacing.js')
    const openAt = (schema: string) => new PostgresStore(this.#url, this.#waitSeconds, undefined, schema)
    return replaceStore(this.#database, {
      ...{feed, ...replacing, openAt, mark: (made: PostgresStore) => made.#mark(replacing.mark)},
      ...{url: this.#url, waitSeconds: this.#waitSeconds},
    })
  }

  async #mark(mark: (account: Account) => Account): Promise<void> {
    for (const id of await this.listContracts()) {
      try {
        await this.updateAccount(id, {}, account => ok({account: mark(account)}))
      } catch (error) {
        // Whoever restores damaged accounts wants them as they are.
        if (!(error instanceof StoreDamagedError)) throw error
      }
    }
  }

  /** A transaction is made or not: of somebody who was killed nothing is left. */
  async inspectLeftovers(): Promise<readonly Leftover[]> {
    return []
  }

  async clearLeftovers(): Promise<readonly Leftover[]> {
    const place = this.#database.place
    return (await this.completeWitness()).map(line => ({kind: 'untold', place, line}))
  }

  async inspectPlace() {
    return []
  }

  async inspect(id: ContractId): Promise<Inspection> {
    const {inspectAccount} = await import('./inspecting.js')
    const locate = (month: Month) => this.#locate(id, month)
    return this.#database.read(async session => {
      const pages = await this.#pagesOf(session, id)
      if (pages === undefined)
        return {account: null, damage: [{place: locate('' as Month), defect: 'missing'}], locate}
      await pages.load(session, WHOLE_HISTORY)
      const found = await inspectAccount(session, pages, id)
      if (found.isUnreadable) return {account: null, damage: found.damage, locate}
      try {
        const account = await this.#accountIn(session, pages, {scope: WHOLE_HISTORY, check: () => {}})
        return {account, damage: found.damage, locate}
      } catch (error) {
        if (!(error instanceof StoreDamagedError)) throw error
        const {place, defect} = error
        return {account: null, damage: [...found.damage, {place, defect}], locate}
      }
    })
  }

  async readWitness(): Promise<Witness | null> {
    const place = this.#placeOf('witness')
    const {lines, damage} = await this.#database.read(session => inspectWitness(session, place))
    return {place, lines, damage, locate: this.#locate}
  }

  /** What is witnessed is committed with it; so this tells only what was brought in from elsewhere. */
  async completeWitness(): Promise<readonly WitnessLine[]> {
    const untold = await this.#database.ask(UNTOLD)
    const told: WitnessLine[] = []
    for (const {id} of untold) {
      if (id == null) continue
      const lines = await this.#database.write(async transaction => {
        await transaction.ask('SELECT 1 FROM $schema.account WHERE id = $1 FOR UPDATE', id)
        const pages = await this.#pagesOf(transaction, id)
        if (pages === undefined) return []
        await pages.load(transaction, WHOLE_HISTORY)
        const witnessed = (await testimonyOf(transaction, id)).of(id)
        const found = damageOf(() => pages.months.map(month => pages.read(month)))
        const missing = found.length > 0 ? [] : untoldIn(pages, id, witnessed)
        await addLines(transaction, missing)
        return missing
      })
      told.push(...lines)
    }
    return told
  }

  async inspectShared(): Promise<readonly Damage[]> {
    return this.#database.read(async session => {
      const [store] = await session.ask('SELECT format, profile, last_backup FROM $schema.store')
      const {logo} = this.#profileIn(store).provider
      const holidays = await session.ask('SELECT region, record FROM $schema.holidays ORDER BY region')
      const tariffs = await session.ask('SELECT name, source FROM $schema.tariff ORDER BY name')
      const logos = (await session.ask('SELECT name FROM $schema.logo ORDER BY name')).map(
        ({name}) => name ?? '',
      )
      const [reminders] = await session.ask('SELECT record FROM $schema.reminders')
      const named = [...new Set([...logos, ...(logo !== null && isLogoName(logo) ? [logo] : [])])]
      const damagedLogos: Damage[] = []
      for (const name of named) damagedLogos.push(...(await damageIn(this.#logoIn(session, name))))
      const ofReminders = this.#placeOf('reminders')
      return [
        ...holidays.flatMap(({region, record}) => damageOf(() => this.#checkCalendar(region ?? '', record))),
        ...damagedLogos,
        ...tariffs.flatMap(({name, source}) => damageOf(() => this.#checkTariff(name ?? '', source ?? ''))),
        ...(await this.#timerRows(session)).flatMap(([consultant, record]) =>
          damageOf(() => this.#timerOf(consultant, record)),
        ),
        ...damageOf(
          () =>
            reminders &&
            valid(ofReminders, () => decodeReminded(parseJson(reminders.record ?? '', ofReminders))),
        ),
        ...damageOf(() => this.#backupIn(store?.last_backup)),
      ]
    })
  }

  #checkCalendar(name: string, record: string | null | undefined): void {
    if (nameOfRegion(this.#calendarIn(name, record).region) !== name)
      throw new StoreDamagedError(this.#placeOf(`holidays ${name}`), {kind: 'wrong-region'})
  }

  #checkTariff(name: string, source: string): void {
    const place = this.#placeOf(`tariff ${name}`)
    const tariff = parseTariff(name, parseJson(source, place))
    if (!tariff.ok) throw new StoreDamagedError(place, {kind: 'invalid-fields', problems: tariff.refusal})
  }

  /** The tables first, then what `store` says of the records, which follow when they change. */
  async migrate(): Promise<boolean> {
    if ((await this.#database.version()) === null) throw new NoStoreError(this.#database.place)
    const to = STORE_FORMAT
    const {version, format} = await this.#database.build(async workshop => {
      const found = await this.#database.migrate(workshop)
      const [row] = await workshop.ask('SELECT format, profile FROM $schema.store FOR UPDATE')
      const profile = this.#profileIn(row)
      const from = Number(row?.format)
      if (from < to)
        await workshop.change(
          'UPDATE $schema.store SET format = $1, profile = $2',
          ...[to, jsonOf(encodeProfile(profile))],
        )
      return {version: found, format: from}
    })
    if (format < to) this.#observer?.isDone({from: format, to, backup: null})
    return format < to || version < SCHEMA_VERSION
  }

  async readUser(): Promise<StoreUser | null> {
    return this.#database.user()
  }

  rolesScript(): string {
    return rolesAsSql(this.#database.quotedSchema)
  }

  #placeOf(what: string): string {
    return `${this.#database.place} ${what}`
  }

  readonly #locate: Locate = (contract, month) =>
    this.#placeOf(month === undefined || month.length === 0 ? contract : `${contract} ${month}`)
}

/** Locks the row of an account; says also in which format the store is. */
const LOCK_ACCOUNT =
  'SELECT (SELECT format FROM $schema.store) AS format FROM $schema.account WHERE id = $1 FOR UPDATE'

/** An account whose lock is held. */
interface HeldAccount {
  readonly transaction: Transaction
  readonly pages: AccountPages
  readonly account: Account
  /** Refuses to write what an earlier program could not read. */
  readonly requireFormat: () => void
}

/** What of an account is read, and where from. */
interface AccountReading {
  readonly scope: Scope | ScopeOf
  readonly check: ClosedCheck
  /** Where closed pages are read; with the others, if left out. */
  readonly closedIn?: Session
}

/** The month of nothing that was asked for by itself. */
const NO_MONTH = '' as Month

/** Accounts of which the witness does not say that they are there, or not of every closed month. */
const UNTOLD = `SELECT id FROM $schema.account WHERE NOT EXISTS (
  SELECT FROM $schema.witness WHERE witness.account = account.id AND said LIKE '{"event":"opened",%')
OR EXISTS (SELECT FROM $schema.closed_page WHERE closed_page.account = account.id AND NOT EXISTS (
  SELECT FROM $schema.witness WHERE witness.account = account.id AND strpos(said, closed_page.seal) > 0)) ORDER BY id`

const nameOfRegion = (region: HolidayRegion): string => fileOfRegion(region).slice(0, -'.json'.length)

async function noneWithoutStore<T>(list: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list()
  } catch (error) {
    if (error instanceof NoStoreError) return []
    throw error
  }
}

async function damageIn(attempt: Promise<unknown>): Promise<readonly Damage[]> {
  try {
    await attempt
    return []
  } catch (error) {
    if (error instanceof StoreDamagedError) return [{place: error.place, defect: error.defect}]
    throw error
  }
}

import type {Day, Instant, Month} from '../domain/calendar.js'
import type {Contract, ContractId} from '../domain/contract.js'
import type {Work} from '../domain/entry.js'
import type {HolidayCalendar, HolidayRegion} from '../domain/holidays.js'
import type {LogoName} from '../domain/logo.js'
import type {Account} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import type {Refusal, Result} from '../domain/refusal.js'
import type {Reminded} from '../domain/reminder.js'
import type {Scope, ScopeOf} from '../domain/scope.js'
import type {Timer} from '../domain/timer.js'
import type {WitnessLine} from '../domain/witness.js'
import type {Defect, Leftover, PlaceThreat} from './defect.js'

/** What is named by an id. */
export type Identified = 'entries' | 'credits'

/** Where an entry or a credit is. */
export interface FoundBooking {
  readonly id: string
  readonly contract: ContractId
}

/** Whose work is looked for where. */
export interface WantedWork {
  readonly consultant: string
  readonly days: readonly Day[]
  readonly months: readonly Month[]
  readonly except: ContractId
}

/** Work that is recorded in some contract. */
export interface FoundWork extends FoundBooking, Pick<Work, 'start' | 'workedMinutes'> {}

/** A record that is not what it should be: where it is kept, for a person to look at, and what is wrong with it. */
export interface Damage {
  readonly place: string
  readonly defect: Defect
}

/** A tariff as its author wrote it: JSON, or what was meant to be. */
export interface OwnTariff {
  /** Where it is kept, for a person to look at. */
  readonly place: string
  readonly bytes: Uint8Array
}

/** A file of a store: where it is in its folder, its parts separated by `/`, and what is in it. */
export interface StoreFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** When a store was last backed up, and where that is kept, for a person to look at. */
export interface LastBackup {
  readonly takenAt: Instant
  readonly place: string
}

/** What becomes of a store in whose place another one is put. */
export interface Replacing {
  /** Looks at the other store before it takes the place; what it throws refuses it. */
  readonly check: (candidate: Store) => Promise<void>
  /** Does so once more, while nobody can write to the one that is there. */
  readonly lastLook: (candidate: Store) => Promise<void>
  /** Puts it on record in each account that can be read; a store in an earlier format has no place for that. */
  readonly mark: (account: Account) => Account
  /** What the store that was there is called from then on, behind its own name. */
  readonly keptAs: string
}

/** A store was brought from an earlier format to today's. */
export interface Migration {
  readonly from: number
  readonly to: number
  /** Where the store as it was is kept, for a person to look at; null where a database has backups of its own. */
  readonly backup: string | null
}

/** Whom a server takes somebody for. */
export interface StoreUser {
  readonly name: string
  /** Whether what is recorded may be said to be recorded by somebody else. */
  readonly mayActForOthers: boolean
}

/** Who is told of a migration, which takes a moment where a store is large. */
export interface MigrationObserver {
  readonly begins: (to: number) => void
  readonly isDone: (migration: Migration) => void
}

/**
 * The port: all that the program knows of where accounts are kept. Nothing above it knows about files or locks.
 *
 * What is read is valid and, where a month is closed, sealed; a closed page that is read and the opening that continues
 * it agree. What is changed is on disk before a promise resolves. One writer at a time for each account;
 * readers wait for nobody and never see half of a change. A month that was closed once is not closed again: the witness
 * remembers. Stores in earlier formats are read as they are. Whoever sets out to write to a folder in one first keeps a backup
 * of it and brings it to today's format; a database that others share is brought to it only by who says so.
 */
export interface Store {
  /** Gives back what the store holds of the machine or of a server, such as a connection. */
  close(): Promise<void>
  /** Makes the store; false if there is one already, which stays as it is. */
  create(profile: Profile): Promise<boolean>
  /** @throws NoStoreError where none was made */
  readProfile(): Promise<Profile>
  /** Brings the store to today's format; false where it is in it already. */
  migrate(): Promise<boolean>
  /** Whom the server takes whoever works with the store for; null where everybody is taken at their word. */
  readUser(): Promise<StoreUser | null>
  /** What makes roles for those who only read, who record work, and who look after accounts; null where a store has none. */
  rolesScript(): string | null
  updateProfile(change: (profile: Profile) => Profile): Promise<Profile>

  /** The public holidays of a region that were looked up so far. */
  readHolidays(region: HolidayRegion): Promise<HolidayCalendar>
  /** Keeps the holidays of years; a year that is there already stays as it is, so that nothing is rated twice. */
  addHolidays(calendar: HolidayCalendar): Promise<void>

  /** Keeps an image for letterheads, a PNG or JPEG; what is there already stays. */
  addLogo(image: Uint8Array): Promise<LogoName>
  /** @throws StoreDamagedError it is not there any more, or is another image */
  readLogo(name: LogoName): Promise<Uint8Array>

  /** The names of the provider's own tariffs, sorted; none where there is no store. */
  listTariffs(): Promise<readonly string[]>
  /**
   * The provider's own tariff of this name, undefined if there is none. People write these by hand, so nothing of it
   * is checked: what is wrong with one is told like what is wrong with any file that somebody names.
   */
  readTariff(name: string): Promise<OwnTariff | undefined>

  /** All contracts, sorted; none where there is no store. */
  listContracts(): Promise<readonly ContractId[]>
  /** Whether there is such a contract, be it damaged or not. */
  hasContract(id: ContractId): Promise<boolean>
  /** @returns undefined if there is no such contract */
  readContract(id: ContractId): Promise<Contract | undefined>
  /** @returns undefined if there is no such contract */
  readAccount(id: ContractId, scope?: Scope | ScopeOf): Promise<Account | undefined>
  /**
   * The entries or credits whose id begins like this, by contract and id.
   * @param among the contracts that are looked into; all, if left out
   */
  findBeginning(
    what: Identified,
    beginning: string,
    among?: readonly ContractId[],
  ): Promise<readonly FoundBooking[]>

  /**
   * What a consultant is recorded to have begun on these days, in the pages of these months, in all contracts but one.
   * Nothing of it is checked, and what cannot be read is left out: it is worth a look, and no figure.
   */
  findWork(wanted: WantedWork): Promise<readonly FoundWork[]>

  /**
   * The contracts that may have a request of this number; none that has one is missing. An index tells, which is made
   * anew where it is not there, so whoever asks looks into the accounts.
   */
  contractsWithRequest(number: string): Promise<readonly ContractId[]>
  /** Enters a contract into that index, before requests of these numbers are opened in it. */
  indexRequests(numbers: readonly string[], contract: ContractId): Promise<void>

  /** Refused if the contract is there already. */
  createAccount(account: Account): Promise<Result<Account>>
  /**
   * Reads, changes and writes an account while nobody else can. A refusal, or a result without a new account, writes
   * nothing. Refused if there is no such contract.
   */
  updateAccount<T extends {readonly account: Account}>(
    id: ContractId,
    scope: Scope | ScopeOf,
    change: (account: Account) => Result<T>,
  ): Promise<Result<T>>

  /**
   * Removes an account with all that is kept of it, while nobody else can change it; then its id is free again.
   * @param check why it must stay, as it is then; null lets it go
   * @returns the account as it was. Refused also if there is no such contract.
   */
  removeAccount(id: ContractId, check: (account: Account) => Refusal | null): Promise<Result<Account>>

  /** The timer of a consultant, whose name is that of the profile; null where none runs. */
  readTimer(consultant: string): Promise<Timer | null>
  /** The timers of all consultants. */
  listTimers(): Promise<readonly Timer[]>
  /**
   * Reads, changes and writes the timer of a consultant, or removes it, while nobody else can. A refusal writes nothing.
   * Timers have a format of their own, so no store is brought to today's for them.
   *
   * @param change may change accounts, as nobody who holds one ever waits for a timer; where no timer runs it may be
   *   called more than once, so it must then do nothing but calculate
   */
  updateTimer<T extends {readonly timer: Timer | null}>(
    consultant: string,
    change: (timer: Timer | null) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>>

  /** What reminders were told so far. */
  readReminded(): Promise<readonly Reminded[]>
  /**
   * Tells reminders and keeps what was told, while nobody else does. Like timers it is no reason to migrate.
   * @param tell what was told by then, and what is after it: what fails here keeps all as it was
   */
  updateReminded(tell: (told: readonly Reminded[]) => Promise<readonly Reminded[]>): Promise<void>

  /**
   * Makes changes of several accounts that belong together: no backup has only some of them. Each is made by itself all the
   * same, so whoever is killed in between repeats them.
   */
  together<T>(change: () => Promise<T>): Promise<T>

  /**
   * Hands over all that is kept, as the files of a store in a folder, damaged ones as they are. Others may write meanwhile:
   * each account is as it was at one moment, no timer is gone whose entry is not there, and of changes made
   * {@link together} there are all or none.
   */
  handOver(take: (file: StoreFile) => Promise<void>): Promise<void>
  /** Null where none was taken, or nobody noted it. */
  readLastBackup(): Promise<LastBackup | null>
  noteBackup(backup: LastBackup): Promise<void>

  /**
   * Puts a store of these files in the place of this one, if there is one, while nobody can write to it. What was there is
   * kept beside it. Whoever is killed leaves the one or the other in its place, or for a moment none, and both beside.
   *
   * @returns where what was there is kept, for a person to look at; null where nothing was
   */
  replaceBy(
    feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>,
    replacing: Replacing,
  ): Promise<string | null>

  /** What can happen to the store where it is, whether it is made already or not. */
  inspectPlace(): Promise<readonly PlaceThreat[]>
  /** Reads all of a contract that can be read, whether or not its seals hold: `verify` goes on from there. */
  inspect(id: ContractId): Promise<Inspection>
  /**
   * What is witnessed: every contract that was opened or removed, and every month that was closed, with its seal. It is told
   * of a contract once that is there, of a removal before, and of a month once it is closed; so whoever is killed in
   * between leaves it with a line too few. Null where a store in an earlier format has no witness yet.
   */
  readWitness(): Promise<Witness | null>
  /**
   * Tells the witness what somebody who was killed did not: of contracts in which nothing is closed, and of closed months
   * that continue those it knows. Of anything else that it does not know it is told nothing.
   * @returns what it was told
   */
  completeWitness(): Promise<readonly WitnessLine[]>
  /** What killed writers left. Those who are still at work may just be doing it. */
  inspectLeftovers(): Promise<readonly Leftover[]>
  /** Puts that in order, under the locks of who might be at work. @returns what it put in order */
  clearLeftovers(): Promise<readonly Leftover[]>
  /** What is wrong with what contracts share: public holidays, logos, the index of requests, timers, reminders. */
  inspectShared(): Promise<readonly Damage[]>
}

/** What a store's witness says of its contracts and their closed months. */
export interface Witness {
  /** Where it is kept, for a person to look at. */
  readonly place: string
  readonly lines: readonly WitnessLine[]
  /** What is wrong with it. */
  readonly damage: readonly Damage[]
  /** Where an account, or the page of a month, is or should be kept, for a person to look at. */
  readonly locate: (contract: ContractId, month?: Month) => string
}

export interface Inspection {
  /** With all closed pages; null if that is more than can be read. */
  readonly account: Account | null
  readonly damage: readonly Damage[]
  /** Where the page of a month is kept, for a person to look at. */
  readonly locate: (month: Month) => string
}

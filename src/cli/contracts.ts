import type {Contract, ContractId} from '../domain/contract.js'
import {CONTRACT_ID_PATTERN} from '../domain/contract-id.js'
import {type HolidayCalendar, UnknownHolidaysError, withYears} from '../domain/holidays.js'
import type {Account} from '../domain/page.js'
import type {Refusal} from '../domain/refusal.js'
import type {ReadAccount, Scope, ScopeOf} from '../domain/scope.js'
import type {FoundBooking, Identified, Store} from '../storage/store.js'
import {accepted, RefusalError} from './failure.js'

/** The contract somebody named; what was mistyped gets a suggestion. */
export async function findContract(store: Store, id: ContractId): Promise<Contract> {
  return (await store.readContract(id)) ?? (await refuseUnknown(store, id))
}

/** The account somebody named, with the closed pages of the scope. */
export async function findAccount(
  store: Store,
  id: ContractId,
  scope: Scope | ScopeOf = {},
): Promise<Account> {
  return (await store.readAccount(id, scope)) ?? (await refuseUnknown(store, id))
}

/**
 * Does something with an account that is only read. Public holidays that are asked for and were not looked up yet are
 * looked up, and it is done anew; nothing is written.
 */
export async function readingAccount<T>(
  store: Store,
  id: ContractId,
  action: (read: ReadAccount) => Promise<T>,
): Promise<T> {
  const found: HolidayCalendar[] = []
  for (;;) {
    try {
      return await action(async scope => withCalendars(await findAccount(store, id, scope), found))
    } catch (error) {
      if (!(error instanceof UnknownHolidaysError)) throw error
      const {publicHolidays} = await import('../holidays/public-holidays.js')
      const {region, year} = error
      found.push({region, years: {[year]: await publicHolidays(region, year)}})
    }
  }
}

const withCalendars = (account: Account, found: readonly HolidayCalendar[]): Account => ({
  ...account,
  holidays: found.reduce((calendars, calendar) => withYears(calendars, calendar), account.holidays),
})

/** The contracts somebody named, or all of them. None is read yet, so that a damaged one does not stop the others. */
export async function chooseContracts(
  store: Store,
  named: readonly string[],
): Promise<readonly ContractId[]> {
  if (named.length === 0) return store.listContracts()
  for (const id of named) await requireContract(store, id)
  return [...new Set(named)]
}

/** Shorter ones are a slip of the hand rather than the beginning of an id. */
const SHORTEST_BEGINNING = 3

/**
 * The entry somebody named by its id, or by a beginning of it that no other entry has.
 * @param named the contract that was named with it
 */
export const findEntry = (store: Store, said: string, named: string | undefined): Promise<FoundBooking> =>
  findNamed(store, 'entries', said, named)

/** The credit somebody named likewise. */
export const findCredit = (store: Store, said: string, named: string | undefined): Promise<FoundBooking> =>
  findNamed(store, 'credits', said, named)

async function findNamed(
  store: Store,
  what: Identified,
  said: string,
  named: string | undefined,
): Promise<FoundBooking> {
  if (named !== undefined) await requireContract(store, named)
  const beginning = await store.findBeginning(what, said, named === undefined ? undefined : [named])
  const exact = beginning.filter(({id}) => id === said)
  const meant = exact.length > 0 || said.length < SHORTEST_BEGINNING ? exact : beginning
  const [entry, ...others] = meant
  if (entry === undefined) {
    throw new RefusalError(
      what === 'entries' ? await unknownEntry(store, said, named) : {kind: 'unknown-credit', credit: said},
    )
  }
  if (others.length === 0) return entry
  if (exact.length > 0) {
    const contracts = exact.map(each => each.contract)
    throw new RefusalError({kind: 'ambiguous-entry', what, entry: said, contracts})
  }
  throw new RefusalError({kind: 'ambiguous-beginning', what, beginning: said, entries: meant})
}

/** Removes the account somebody named, unless the check says why not; returns it as it was. */
export async function removeAccount(
  store: Store,
  id: ContractId,
  check: (account: Account) => Refusal | null,
): Promise<Account> {
  const removed = await store.removeAccount(id, check)
  if (!removed.ok && removed.refusal.kind === 'unknown-contract') await refuseUnknown(store, id)
  return accepted(removed)
}

/** Refuses a contract that is not there, with what was probably meant. */
export async function requireContract(store: Store, id: ContractId): Promise<void> {
  if (!(await store.hasContract(id))) await refuseUnknown(store, id)
}

/** An entry that there is not, or only one that begins so in another contract: --contract does not move it there. */
async function unknownEntry(store: Store, entry: string, named: ContractId | undefined): Promise<Refusal> {
  if (named === undefined) return {kind: 'unknown-entry', entry}
  const [found, ...others] = await store.findBeginning('entries', entry)
  const isElsewhere = found !== undefined && found.contract !== named && others.length === 0
  return {kind: 'unknown-entry', entry, ...(isElsewhere && {elsewhere: {named, ...found}})}
}

async function refuseUnknown(store: Store, id: string): Promise<never> {
  if (!CONTRACT_ID_PATTERN.test(id.toLowerCase()))
    throw new RefusalError({kind: 'invalid-id', value: id, what: 'contract'})
  const {closest, distance} = await import('fastest-levenshtein')
  const ids = await store.listContracts()
  const suggestion = ids.length > 0 ? closest(id.toLowerCase(), [...ids]) : undefined
  const isNear =
    suggestion !== undefined && distance(id.toLowerCase(), suggestion) <= Math.max(2, id.length / 3)
  throw new RefusalError({kind: 'unknown-contract', contract: id, ...(isNear ? {suggestion} : {})})
}

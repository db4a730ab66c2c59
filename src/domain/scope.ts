import type {Month} from './calendar.js'
import type {Account} from './page.js'

/** Which closed pages are needed beside the open ones, which are always read. */
export interface Scope {
  /** Those of this month and later. */
  readonly closedFrom?: Month
  /** Those of these months. */
  readonly closedMonths?: readonly Month[]
  /** The last one, which the first open page continues. */
  readonly lastClosed?: true
  /** Those that name one of these entries, credits or requests. */
  readonly entryIds?: readonly string[]
  /** And of those that do, only these and later ones. */
  readonly namedFrom?: Month
}

/** All closed pages: no contract is older than the calendar's first month. */
export const WHOLE_HISTORY: Scope = {closedFrom: '1900-01' as Month}

/**
 * The scope where it depends on what the account says. It is asked with the open pages, and again with the closed ones
 * that were read then, until it names no more: so an account is read once, however much of it turns out to be needed.
 */
export type ScopeOf = (account: Account) => Scope

/** Reads the account that one is about, with the closed pages of the scope. Whoever passes it in refuses what is not there. */
export type ReadAccount = (scope?: Scope | ScopeOf) => Promise<Account>

/** The pages that know an id which somebody gave; a new one is in none. */
export const pagesNaming = (id: string | undefined): Scope => (id === undefined ? {} : {entryIds: [id]})

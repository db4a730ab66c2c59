import type {Day, Instant} from '../domain/calendar.js'
import type {Account} from '../domain/page.js'
import {type Scope, WHOLE_HISTORY} from '../domain/scope.js'
import type {Statement} from '../domain/statement.js'
import type {MonthRange} from '../operations/statement-months.js'

/** What an account has to be exported: its months in their order, and the account with the pages that were read. */
export interface ExportedAccount {
  readonly account: Account
  /** As `exportedStatements` has them. */
  readonly statements: readonly Statement[]
  readonly range: MonthRange
  readonly now: Instant
  /** By the clocks of the contract. */
  readonly today: Day
}

/**
 * A format: how accounts are written. They are written one after the other, so that as much of them is held as of the largest
 * one.
 */
export interface Writing {
  /** As the command is called. */
  readonly name: string
  /** Which closed pages it tells of. */
  readonly scope: (range: MonthRange) => Scope
  /** What stands before the first account. */
  readonly head: string
  /** What there is of an account, in whole lines. */
  readonly textOf: (exported: ExportedAccount) => string
}

/** The months of the range, and those after it, which may have taken back something of them. */
export const fromRangeOn = ({from}: MonthRange): Scope => (from === null ? WHOLE_HISTORY : {closedFrom: from})

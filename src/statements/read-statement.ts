import {findAccount} from '../cli/contracts.js'
import {accepted} from '../cli/failure.js'
import {readMonth} from '../cli/text-values.js'
import {dayIn, type Instant} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Provider} from '../domain/provider.js'
import type {Statement} from '../domain/statement.js'
import {buildStatement, lastClosedMonth} from '../operations/build-statement.js'
import {firstOpenMonth} from '../operations/ledger.js'
import type {Store} from '../storage/store.js'

export interface WantedStatement {
  readonly contract: ContractId
  /** As people type it; null is the last closed one. */
  readonly month: string | null
  /** As an open month prints it; a closed one has kept its own. */
  readonly provider: Provider
  readonly now: Instant
}

/** Reads what one statement needs, and no other month. */
export async function readStatement(store: Store, wanted: WantedStatement): Promise<Statement> {
  const account = await findAccount(store, wanted.contract)
  const month =
    wanted.month === null
      ? accepted(lastClosedMonth(account))
      : await readMonth(wanted.month, wanted.now, account.contract)
  const isClosed = month < firstOpenMonth(account)
  const withPage = isClosed ? await findAccount(store, wanted.contract, {closedMonth: month}) : account
  const today = dayIn(wanted.now, account.contract.timezone)
  return accepted(buildStatement(withPage, month, wanted.provider, today))
}

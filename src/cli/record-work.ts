import type {Contract, ContractId} from '../domain/contract.js'
import {type LoggedEntry, logEntry, neededToLog, type WorkRequest} from '../operations/log-entry.js'
import {changeAccount} from './change-account.js'
import {type Context, newId} from './context.js'
import {withWorkElsewhere} from './work-elsewhere.js'

/** How work is recorded. */
export interface WorkRecording {
  /** The key of somebody who may say the same again. */
  readonly id: string | undefined
  readonly consultant: string
  readonly forcedBecause: string | null
}

/**
 * Records work in the account that somebody named, and looks then for other work of the consultant at the same time.
 * @param requestIn what the work is, by the clocks of the contract
 */
export async function recordWork(
  context: Context,
  contract: ContractId,
  requestIn: (contract: Contract) => WorkRequest,
  {id, consultant, forcedBecause}: WorkRecording,
): Promise<LoggedEntry> {
  const {store, now, operator, profile} = context
  const recording = {
    id: id ?? newId(),
    now,
    by: operator ?? consultant,
    forcedBecause,
    defaults: profile.defaults,
  }
  const logged = await changeAccount(store, contract, neededToLog(requestIn, now, id), account =>
    logEntry(account, requestIn(account.contract), recording),
  )
  return withWorkElsewhere(logged, context)
}

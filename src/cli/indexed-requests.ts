import type {ContractId} from '../domain/contract.js'
import {ticketNumber} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {ok, type Result} from '../domain/refusal.js'
import type {Scope, ScopeOf} from '../domain/scope.js'
import {nextNumber} from '../operations/record-request.js'
import type {Store} from '../storage/store.js'
import {changeAccount} from './change-account.js'
import {findAccount} from './contracts.js'
import {RefusalError} from './failure.js'

type Opening<T> = (number: string, scope: {readonly entryIds?: readonly string[]}) => Promise<T>

/**
 * Opens a request under a number that the index knows first. A number that nobody gave is counted on until it is free,
 * also where somebody else takes it meanwhile.
 */
export async function openIndexed<T>(
  store: Store,
  id: ContractId,
  given: string | null,
  open: Opening<T>,
): Promise<T> {
  let firstFree = 1
  for (;;) {
    const number = given === null ? nextNumber(await findAccount(store, id), firstFree) : ticketNumber(given)
    const isKnown = (await store.contractsWithRequest(number)).includes(id)
    if (given === null && isKnown) {
      firstFree = Number(number) + 1
      continue
    }
    if (given !== null) await findAccount(store, id)
    await store.indexRequests([number], id)
    try {
      return await open(number, isKnown ? {entryIds: [number]} : {})
    } catch (error) {
      const isTaken = error instanceof RefusalError && error.refusal.kind === 'request-exists'
      if (given !== null || !isTaken) throw error
      firstFree = Number(number) + 1
    }
  }
}

/** A change that opens requests, and under which numbers. */
interface Opened {
  readonly account: Account
  readonly opened: readonly string[]
}

/**
 * Changes an account in a way that opens requests. Which numbers they get is known only when it is done, and the index
 * has to know them before: so a change that opens others than it knows is not written, and made anew.
 */
export async function changeIndexed<T extends Opened>(
  store: Store,
  id: ContractId,
  scope: Scope | ScopeOf,
  change: (account: Account) => Result<T>,
): Promise<T> {
  const indexed = new Set<string>()
  for (;;) {
    let isIndexed = false
    const changed = await changeAccount(store, id, scope, account => {
      const result = change(account)
      if (!result.ok) return result
      isIndexed = result.value.opened.every(number => indexed.has(number))
      return isIndexed ? result : ok({...result.value, account})
    })
    if (isIndexed) return changed
    await store.indexRequests(changed.opened, id)
    for (const number of changed.opened) indexed.add(number)
  }
}

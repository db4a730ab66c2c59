import type {Contract} from '../domain/contract.js'
import {openAccount} from '../operations/change-contract.js'
import {contractDifferences} from '../operations/compare-contracts.js'
import {parseNewContract} from '../schema/contract.js'
import {authorship, type Context} from './context.js'
import {type EachContract, forEachContract, worstOf} from './each-contract.js'
import {accepted, RefusalError} from './failure.js'
import {requireKnownRegions} from './prepare-holidays.js'

/** A contract that was added or, if not new, is there with the same content. */
export interface NewContract {
  readonly contract: Contract
  readonly isNew: boolean
}

/** One contract of several. */
export interface WantedContract {
  /** What it is called where it fails, which no other one is. */
  readonly name: string
  readonly json: () => Promise<unknown>
}

interface AddedContracts extends EachContract<NewContract> {
  /** How many were not added since another one was refused. */
  readonly heldBack: number
}

/**
 * Checks a contract that somebody wrote, and opens its account. One that is there is refused; of a file only if its content
 * is other, so that a file can be taken again.
 */
export async function addContract(
  {json, isOfFile}: {readonly json: unknown; readonly isOfFile: boolean},
  context: Context,
  isDry: boolean,
): Promise<NewContract> {
  const contract = await checked(json, context)
  const there = await context.store.readContract(contract.id)
  if (there !== undefined) return sameAs(there, contract, isOfFile)
  if (!isDry) accepted(await context.store.createAccount(openAccount(contract, authorship(context))))
  return {contract, isNew: true}
}

/** Does so for each of a file: all are checked before the first is added. One that is refused does not stop the others. */
export async function addContracts(
  wanted: readonly WantedContract[],
  context: Context,
  {isDry, isAllOrNothing}: {readonly isDry: boolean; readonly isAllOrNothing: boolean},
): Promise<AddedContracts> {
  const byName = new Map(wanted.map(each => [each.name, each]))
  const before = new Map<string, Contract>()
  const read = await forEachContract([...byName.keys()], async (name): Promise<Named> => {
    const contract = await checked(await byName.get(name)?.json(), context)
    const there = before.get(contract.id) ?? (await context.store.readContract(contract.id))
    if (there !== undefined) return {name, ...sameAs(there, contract, true)}
    before.set(contract.id, contract)
    return {name, contract, isNew: true}
  })
  const isHeld = isAllOrNothing && read.failed.length > 0
  const kept = isHeld ? read.done.filter(({isNew}) => !isNew) : read.done
  const found = new Map(kept.map(each => [each.name, each]))
  const added = await forEachContract([...found.keys()], async name => {
    const {contract, isNew} = found.get(name) as Named
    if (isNew && !isDry)
      accepted(await context.store.createAccount(openAccount(contract, authorship(context))))
    return {contract, isNew}
  })
  return {
    done: added.done,
    heldBack: read.done.length - kept.length,
    failed: [...read.failed, ...added.failed],
    exitCode: worstOf([read.exitCode, added.exitCode]),
  }
}

interface Named extends NewContract {
  readonly name: string
}

async function checked(json: unknown, {profile}: Context): Promise<Contract> {
  const contract = accepted(parseNewContract(json, profile.defaults))
  await requireKnownRegions(contract)
  return contract
}

function sameAs(there: Contract, contract: Contract, isOfFile: boolean): NewContract {
  const differs = contractDifferences(there, contract)
  if (isOfFile && differs.length === 0) return {contract: there, isNew: false}
  throw new RefusalError({kind: 'contract-exists', contract: contract.id, ...(isOfFile && {differs})})
}

import {isSamePerson} from '../domain/consultants.js'
import type {Entry} from '../domain/entry.js'
import {lastRecorded, latestOf, type RecordedEntry, refuseUndo} from '../operations/undo-entry.js'
import {type Context, personOf} from './context.js'
import {findAccount} from './contracts.js'
import {forEachContract, withoutCause} from './each-contract.js'
import {RefusalError} from './failure.js'

/** The entry that would be undone, whose it is, and the contracts that could not be looked at. */
export interface FoundLast extends RecordedEntry {
  readonly person: string
  readonly failed: readonly object[]
}

/**
 * The last entry of somebody in the open months of all contracts. Without a name it is what whoever is at the keyboard
 * recorded, for whomever; with one also what others recorded as that person's work. A contract that cannot be read is
 * told of and passed over. No lock is taken.
 *
 * Refused: there is none, or it is a correction or was moved.
 */
export async function findLast(
  context: Context,
  by: string | undefined,
  tell: (text: string) => void,
): Promise<FoundLast> {
  const {store, profile} = context
  const person = await personOf(by, context, 'whose entry it is')
  const isSame = (name: string) => isSamePerson(profile.consultants, name, person)
  const isTheirs = ({recordedBy, consultant}: Entry) =>
    isSame(recordedBy) || (by !== undefined && isSame(consultant))
  const {done, failed} = await forEachContract(await store.listContracts(), async id =>
    lastRecorded(await findAccount(store, id), isTheirs),
  )
  for (const {contract, error} of failed) tell(`! ${contract} could not be looked at: ${error.message}`)
  const last = latestOf(done.filter(found => found !== undefined))
  if (last === undefined) throw new RefusalError({kind: 'nothing-to-undo', by: person})
  const refusal = refuseUndo(last)
  if (refusal !== null) throw new RefusalError(refusal)
  return {...last, person, failed: failed.map(withoutCause)}
}

import {addMonths, monthOf} from '../domain/calendar.js'
import {isSamePerson} from '../domain/consultants.js'
import {countingEntries, recentWork} from '../operations/recent-work.js'
import type {RecordedEntry} from '../operations/undo-entry.js'
import type {Context} from './context.js'
import {findAccount} from './contracts.js'
import {forEachContract} from './each-contract.js'

/** How many pieces of work can be named by their number. */
export const MOST_RECENT = 20

/** So that on the first of a month, when the last one is closed, there is still something to repeat. */
const MONTHS_BACK = 1

/**
 * What a consultant worked at last, in all contracts, the last recorded first. A contract that cannot be read is told of and
 * passed over. No lock is taken.
 */
export async function recentWorkOf(
  consultant: string,
  {store, now, profile}: Context,
  tell: (text: string) => void,
): Promise<readonly RecordedEntry[]> {
  const scope = {closedFrom: addMonths(monthOf(now), -MONTHS_BACK)}
  const {done, failed} = await forEachContract(await store.listContracts(), async id =>
    countingEntries(await findAccount(store, id, scope), entry =>
      isSamePerson(profile.consultants, entry.consultant, consultant),
    ),
  )
  for (const {contract, error} of failed) tell(`! ${contract} could not be looked at: ${error.message}`)
  return recentWork(done.flat()).slice(0, MOST_RECENT)
}

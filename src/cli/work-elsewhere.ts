import {dayOf} from '../domain/calendar.js'
import type {LoggedEntry} from '../operations/log-entry.js'
import {warnOfWorkElsewhere, whereOverlapsMayBe} from '../operations/warnings.js'
import type {Context} from './context.js'

/**
 * An entry that was just recorded, with a warning of the work that its consultant did at the same time in other contracts.
 * They are looked into when it is on disk: whatever is wrong with one of them costs nobody an entry.
 */
export async function withWorkElsewhere<T extends LoggedEntry>(
  logged: T,
  {store, now}: Pick<Context, 'store' | 'now'>,
): Promise<T> {
  const {entry, account, isRepeat} = logged
  if (isRepeat) return logged
  const {consultant} = entry
  const where = whereOverlapsMayBe(entry, dayOf(now))
  const others = await store.findWork({consultant, ...where, except: account.contract.id})
  return {...logged, warnings: [...logged.warnings, ...warnOfWorkElsewhere(entry, others)]}
}

import {elapsedMinutes, type Instant, type Month, monthOf} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {type Account, percentUsed} from '../domain/page.js'
import {closedEntries} from './rate-entries.js'
import type {Balance} from './read-balance.js'

/** What was accepted and should still be known to the one who did it; `locale/warnings` has the words. */
export type Warning =
  | {readonly kind: 'late-entry'; readonly month: Month; readonly bookedMonth: Month}
  | {
      readonly kind: 'overlap'
      readonly entry: string
      readonly start: Instant
      readonly workedMinutes: Minutes
    }
  | {readonly kind: 'alert'; readonly percent: number; readonly usedPercent: number}
  | {readonly kind: 'overdrawn'; readonly balanceMinutes: Minutes; readonly availableMinutes: Minutes}
  | {readonly kind: 'limit-exceeded'; readonly beyondMinutes: Minutes; readonly isBilled: boolean}
  | {readonly kind: 'time-exists-twice'; readonly start: Instant}

export interface Change<T> {
  readonly before: T
  readonly after: T
}

/** Whether this change, and not an earlier one, takes the account (further) beyond its overdraft limit. */
function goesBeyondLimit({before, after}: Change<Balance>): boolean {
  return after.availableMinutes < 0 && after.availableMinutes < before.availableMinutes
}

export function warnOfLateEntry(entry: Entry, bookedMonth: Month): readonly Warning[] {
  const month = monthOf(entry.start)
  return month < bookedMonth ? [{kind: 'late-entry', month, bookedMonth}] : []
}

/** Other entries of the same consultant that run at the same time: accepted, but worth a look (domain §4). */
export function warnOfOverlap(account: Account, entry: Entry): readonly Warning[] {
  const startsBeforeEndOf = (a: Entry, b: Entry) => elapsedMinutes(b.start, a.start) < b.workedMinutes
  return [...account.open.flatMap(page => page.entries), ...closedEntries(account)]
    .filter(other => other.voided === null && other.id !== entry.id && other.consultant === entry.consultant)
    .filter(other => startsBeforeEndOf(other, entry) && startsBeforeEndOf(entry, other))
    .map(({id, start, workedMinutes}) => ({kind: 'overlap', entry: id, start, workedMinutes}))
}

/**
 * The highest alert that this change passed, and what it did to an account below zero.
 * @param alerts percent of the month's opening plus credits that is charged (domain §3)
 */
export function warnOfBalance(
  change: Change<Balance>,
  alerts: readonly number[],
  isBilled: boolean,
): readonly Warning[] {
  const {before, after} = change
  const usedPercent = usedOf(after)
  const passed = alerts.filter(percent => usedOf(before) < percent && usedPercent >= percent)
  const alert: readonly Warning[] =
    passed.length > 0
      ? [{kind: 'alert', percent: Math.max(...passed), usedPercent: Math.floor(usedPercent)}]
      : []
  if (goesBeyondLimit(change))
    return [...alert, {kind: 'limit-exceeded', beyondMinutes: -after.availableMinutes, isBilled}]
  if (after.balanceMinutes >= 0 || after.balanceMinutes >= before.balanceMinutes) return alert
  const {balanceMinutes, availableMinutes} = after
  return [...alert, {kind: 'overdrawn', balanceMinutes, availableMinutes}]
}

/** An account that had nothing to begin with counts as unused. */
const usedOf = (balance: Balance): number => percentUsed(balance) ?? 0

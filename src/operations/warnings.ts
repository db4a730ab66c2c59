import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  elapsedMinutes,
  type Instant,
  type Month,
  monthOf,
} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry, Work} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {type Account, percentUsed} from '../domain/page.js'
import {closedEntries} from './rate-entries.js'
import type {Balance} from './read-balance.js'

/** What was accepted and should still be known to the one who did it; `locale/warnings` has the words. */
export type Warning =
  | {readonly kind: 'late-entry'; readonly month: Month; readonly bookedMonth: Month}
  | {
      readonly kind: 'overlap'
      /** Where it is in another contract. */
      readonly contract?: ContractId
      readonly entry: string
      readonly start: Instant
      readonly workedMinutes: Minutes
    }
  | {readonly kind: 'alert'; readonly percent: number; readonly usedPercent: number}
  | {readonly kind: 'overdrawn'; readonly balanceMinutes: Minutes; readonly availableMinutes: Minutes}
  | {readonly kind: 'limit-exceeded'; readonly beyondMinutes: Minutes; readonly isBilled: boolean}
  | {readonly kind: 'time-exists-twice'; readonly start: Instant}
  | {readonly kind: 'timer-forgotten'; readonly workedMinutes: Minutes}

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
  return [...account.open.flatMap(page => page.entries), ...closedEntries(account)]
    .filter(other => other.voided === null && other.id !== entry.id && other.consultant === entry.consultant)
    .filter(other => isAtOnce(other, entry))
    .map(({id, start, workedMinutes}) => ({kind: 'overlap', entry: id, start, workedMinutes}))
}

/** The same of work of that consultant in other contracts. */
export const warnOfWorkElsewhere = (
  entry: Pick<Work, 'start' | 'workedMinutes'>,
  others: readonly WorkElsewhere[],
): readonly Warning[] =>
  others
    .filter(other => isAtOnce(other, entry))
    .map(({contract, id, start, workedMinutes}) => ({
      kind: 'overlap',
      contract,
      entry: id,
      start,
      workedMinutes,
    }))

interface WorkElsewhere extends Pick<Work, 'start' | 'workedMinutes'> {
  readonly contract: ContractId
  readonly id: string
}

type Timed = Pick<Work, 'start' | 'workedMinutes'>

const isAtOnce = (a: Timed, b: Timed): boolean => startsBeforeEndOf(a, b) && startsBeforeEndOf(b, a)

const startsBeforeEndOf = (a: Timed, b: Timed): boolean => elapsedMinutes(b.start, a.start) < b.workedMinutes

/**
 * Where work may be recorded that overlaps an entry: it began on its day or one beside it, and is in the page of that
 * month, or of the last two, if it was booked late.
 */
export function whereOverlapsMayBe(
  {start}: Pick<Work, 'start'>,
  today: Day,
): {readonly days: readonly Day[]; readonly months: readonly Month[]} {
  const days = [-1, 0, 1].map(count => addDays(dayOf(start), count))
  const last = monthOf(today)
  return {days, months: [...new Set([...days.map(monthOf), addMonths(last, -1), last])]}
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

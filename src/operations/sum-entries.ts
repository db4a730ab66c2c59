import {dayOf} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import {type Entry, ticketNumber} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {compareText} from '../domain/order.js'

/** By what entries can be summed. */
export const SUM_KEYS = ['by', 'ticket', 'requester', 'place', 'day'] as const
export type SumKey = (typeof SUM_KEYS)[number]

/** What the entries with one key come to. */
export interface EntrySum {
  /** Null where an entry says nothing of it. */
  readonly key: string | null
  /** Null where the key is the same in all contracts: consultants and days are, what a customer calls so is not. */
  readonly contract: ContractId | null
  readonly count: number
  readonly workedMinutes: Minutes
  readonly chargedMinutes: Minutes
}

const KEYS: {readonly [K in SumKey]: {readonly of: (entry: Entry) => string | null; isOfAll: boolean}} = {
  by: {of: ({consultant}) => consultant, isOfAll: true},
  ticket: {of: ({ticket}) => (ticket === null ? null : ticketNumber(ticket)), isOfAll: false},
  requester: {of: ({requester}) => requester, isOfAll: false},
  place: {of: ({place}) => place, isOfAll: false},
  day: {of: ({start}) => dayOf(start), isOfAll: true},
}

/**
 * The sums of entries by a key: days in their order, else by what was charged, then worked, most first. What was voided
 * counts nothing.
 */
export function sumEntries(
  entries: readonly {readonly contract: ContractId; readonly entry: Entry}[],
  key: SumKey,
): readonly EntrySum[] {
  const {of, isOfAll} = KEYS[key]
  const sums = new Map<string, EntrySum>()
  for (const {contract, entry} of entries.filter(each => each.entry.voided === null)) {
    const group = {key: of(entry), contract: isOfAll ? null : contract}
    const place = placeOf(group)
    sums.set(place, withEntry(sums.get(place) ?? {...group, ...NOTHING}, entry))
  }
  return [...sums.values()].toSorted(
    (a, b) => (key === 'day' ? 0 : mostFirst(a, b)) || compareText(placeOf(a), placeOf(b)),
  )
}

const NOTHING = {count: 0, workedMinutes: 0, chargedMinutes: 0}

const withEntry = (sum: EntrySum, {workedMinutes, chargedMinutes}: Entry): EntrySum => ({
  ...sum,
  count: sum.count + 1,
  workedMinutes: sum.workedMinutes + workedMinutes,
  chargedMinutes: sum.chargedMinutes + chargedMinutes,
})

const mostFirst = (a: EntrySum, b: EntrySum): number =>
  b.chargedMinutes - a.chargedMinutes || b.workedMinutes - a.workedMinutes

const placeOf = ({key, contract}: Pick<EntrySum, 'key' | 'contract'>): string =>
  JSON.stringify([key, contract])

import {epochMs} from '../domain/calendar.js'
import {type Entry, WORK_FIELDS, type Work} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import type {WorkRequest} from './log-entry.js'
import type {RecordedEntry} from './undo-entry.js'
import {correctedWork} from './void-entry.js'

/** The entries of an account that count, as far as its pages were read. */
export const countingEntries = (
  {contract, open, closed}: Pick<Account, 'contract' | 'open' | 'closed'>,
  isTheirs: (entry: Entry) => boolean,
): readonly RecordedEntry[] =>
  [...closed, ...open]
    .flatMap(({entries}) => entries)
    .filter(entry => entry.voided === null && isTheirs(entry))
    .map(entry => ({contract, entry}))

/**
 * What was worked at, the last recorded first: the same work of several days is there once, as it was done last. Of several
 * of one second the later one comes first.
 */
export function recentWork(found: readonly RecordedEntry[]): readonly RecordedEntry[] {
  const latest = found
    .toReversed()
    .toSorted((a, b) => epochMs(b.entry.recordedAt) - epochMs(a.entry.recordedAt))
  const kinds = new Set<string>()
  return latest.filter(({contract, entry}) => {
    const {class: of, cause, activity, requester, place, channel, ticket, text} = entry
    const kind = JSON.stringify([contract.id, of, cause, activity, requester, place, channel, ticket, text])
    if (kinds.has(kind)) return false
    kinds.add(kind)
    return true
  })
}

/** What can be offered to be said again. */
export type RecentField = 'text' | 'requester' | 'ticket'

const MOST_OFFERED = 9

/** What was said of the latest work, each once; what nobody said is left out. */
export const recentValues = (recent: readonly RecordedEntry[], field: RecentField): readonly string[] => {
  const said = recent.flatMap(({entry}) => entry[field] ?? []).filter(text => text !== '')
  return [...new Set(said)].slice(0, MOST_OFFERED)
}

/**
 * The work of an entry once more: over now, unless a start is said, and as it was, but for what is said now. A class is left
 * to the rules where an activity says it.
 */
export function workAgain(entry: Entry, said: Partial<Work>): WorkRequest {
  const was = Object.fromEntries(WORK_FIELDS.map(field => [field, entry[field]])) as unknown as Work
  const {start: _, class: of, ...work}: WorkRequest = correctedWork(was, said)
  const isByActivity = work.activity != null && said.class === undefined
  return {
    ...work,
    ...(of !== undefined && !isByActivity && {class: of}),
    ...(said.start !== undefined && {start: said.start}),
  }
}

import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {compareText} from '../domain/order.js'
import type {Statement} from '../domain/statement.js'
import type {Words} from '../locale/words.js'
import {figure, type Row, type Section} from './section.js'

type SummaryColumn = 'name' | 'count' | 'worked' | 'charged'

/** So few entries are seen at once. */
const ENTRIES_TO_SEE = 10
/** More names than these are one line. */
const MOST_NAMES = 12

/** By what support is summed up, and what of an entry that is. */
const KEYS = ['ticket', 'requester', 'consultant', 'place'] as const
type Key = (typeof KEYS)[number]

/**
 * The support of a month by ticket, requester, consultant and place, where there are more entries than a reader sees at
 * once. What is the same for all of them, or another for each, is left out.
 */
export function summaryOf({movements}: Pick<Statement, 'movements'>, words: Words): Section<SummaryColumn> {
  const labels = words.statement
  const entries = movements.flatMap(movement => (movement.kind === 'entry' ? movement.entry : []))
  const isWorthIt = entries.length > ENTRIES_TO_SEE
  return {
    heading: labels.summary,
    columns: [
      {name: 'name', heading: '', isFlexible: true},
      {name: 'count', heading: labels.count, align: 'right'},
      {name: 'worked', heading: labels.worked, align: 'right'},
      {name: 'charged', heading: labels.chargedTime, align: 'right'},
    ],
    opening: [],
    rows: isWorthIt ? KEYS.flatMap(key => rowsBy(key, entries, words)) : [],
    sums: [],
  }
}

interface Group {
  readonly name: string
  readonly entries: readonly Entry[]
}

function rowsBy(key: Key, entries: readonly Entry[], words: Words): readonly Row<SummaryColumn>[] {
  const {summaries, others} = words.statement
  const groups = groupsOf(key, entries, words)
  if (groups.length < 2 || groups.length === entries.length) return []
  const shown = groups.length > MOST_NAMES ? groups.slice(0, MOST_NAMES - 1) : groups
  const rest = groups.slice(shown.length)
  const together = {name: others(rest.length), entries: rest.flatMap(group => group.entries)}
  return [
    {cells: {name: {text: summaries[key]}}, isStrong: true},
    ...[...shown, ...(rest.length > 0 ? [together] : [])].map(rowOf),
  ]
}

/** Most charged first; what nobody said of last. */
function groupsOf(key: Key, entries: readonly Entry[], words: Words): readonly Group[] {
  const byName = new Map<string | null, Entry[]>()
  for (const entry of entries) {
    const known = byName.get(entry[key])
    if (known === undefined) byName.set(entry[key], [entry])
    else known.push(entry)
  }
  const {unsaid} = words.statement
  const nameOf = (said: string | null) =>
    said === null ? unsaid : key === 'place' && said === 'remote' ? words.entry.remote : said
  return [...byName]
    .sort(
      ([a, ofA], [b, ofB]) =>
        Number(a === null) - Number(b === null) ||
        chargedIn(ofB) - chargedIn(ofA) ||
        compareText(a ?? '', b ?? ''),
    )
    .map(([said, ofName]) => ({name: nameOf(said), entries: ofName}))
}

const rowOf = ({name, entries}: Group): Row<SummaryColumn> => ({
  cells: {
    name: {text: name},
    count: figure(String(entries.length)),
    worked: figure(formatDuration(workedIn(entries))),
    charged: figure(formatDuration(chargedIn(entries))),
  },
})

const workedIn = (entries: readonly Entry[]): number =>
  entries.reduce((sum, {workedMinutes}) => sum + workedMinutes, 0)
const chargedIn = (entries: readonly Entry[]): number =>
  entries.reduce((sum, {chargedMinutes}) => sum + chargedMinutes, 0)

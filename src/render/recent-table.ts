import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {terminal as words} from '../locale/terminal.js'
import type {RecordedEntry} from '../operations/undo-entry.js'
import {drawList} from './list.js'
import type {Look} from './look.js'

/** What can be repeated, with its numbers. */
export function renderRecent(recent: readonly RecordedEntry[], look: Look): string {
  if (recent.length === 0) return words.noEntries
  const columns = [
    {heading: words.nth, align: 'right'},
    {heading: words.contract, maxWidth: 20},
    {heading: words.worked, align: 'right'},
    {heading: words.for, maxWidth: 18, dispensable: 2},
    {heading: words.ticket, maxWidth: 12, dispensable: 1},
    {heading: words.text, isFlexible: true},
    {heading: words.when, dispensable: 3},
  ] as const
  const rows = recent.map(({contract, entry}, index) => ({
    cells: [
      ...[String(index + 1), contract.id, formatDuration(entry.workedMinutes), entry.requester ?? ''],
      ...[entry.ticket ?? '', entry.text, formatInstant(entry.start, en)],
    ],
  }))
  return drawList(columns, rows, look)
}

/** The same for scripts, in the order of the numbers. */
export const recentJson = (recent: readonly RecordedEntry[]) =>
  recent.map(({contract, entry}, index) => ({
    number: index + 1,
    contract: contract.id,
    workedMinutes: entry.workedMinutes,
    entry: entry.id,
    requester: entry.requester,
    ticket: entry.ticket,
    text: entry.text,
  }))

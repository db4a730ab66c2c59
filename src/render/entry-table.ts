import {type Day, type Month, monthOf} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatDay, formatInstant} from '../locale/formats.js'
import {terminal as words} from '../locale/terminal.js'
import type {EntrySum, SumKey} from '../operations/sum-entries.js'
import {wrapText} from './fit-text.js'
import {drawList} from './list.js'
import {type Look, paint} from './look.js'

/** An entry with what is known of it elsewhere than in itself. */
export interface ListedEntry {
  readonly contract: ContractId
  readonly entry: Entry
  readonly bookedMonth: Month
}

/** A list of entries, and what those that count add up to. */
export function renderEntries(entries: readonly ListedEntry[], look: Look): string {
  if (entries.length === 0) return words.noEntries
  const columns = [
    {heading: words.when},
    {heading: words.contract, maxWidth: 20, dispensable: 1},
    {heading: words.worked, align: 'right'},
    {heading: words.charged, align: 'right'},
    {heading: words.for, maxWidth: 18, dispensable: 4},
    {heading: words.by, maxWidth: 18, dispensable: 3},
    {heading: words.ticket, maxWidth: 12, dispensable: 2},
    {heading: words.text, isFlexible: true},
    {heading: words.entry},
  ] as const
  const rows = entries.map(listed => ({
    cells: cellsOf(listed),
    ...(listed.entry.voided !== null && {paint: paint('dim', look)}),
  }))
  return [drawList(columns, rows, look), '', ...wrapText(sumOf(entries), look.width)].join('\n')
}

/** What entries come to by a key, and all of them together. */
export function renderEntrySums(
  sums: readonly EntrySum[],
  {by, entries}: {readonly by: SumKey; readonly entries: readonly ListedEntry[]},
  look: Look,
): string {
  if (sums.length === 0) return words.noEntries
  const isOfContracts = sums.some(({contract}) => contract !== null)
  const columns = [
    {heading: words.sumKeys[by], maxWidth: 40},
    ...(isOfContracts ? [{heading: words.contract, maxWidth: 20}] : []),
    {heading: words.count, align: 'right'},
    {heading: words.worked, align: 'right'},
    {heading: words.charged, align: 'right'},
  ] as const
  const rows = sums.map(({key, contract, count, workedMinutes, chargedMinutes}) => ({
    cells: [
      key === null ? words.unsaid : by === 'day' ? formatDay(key as Day, en) : key,
      ...(isOfContracts ? [contract ?? ''] : []),
      String(count),
      ...[workedMinutes, chargedMinutes].map(formatDuration),
    ],
  }))
  return [drawList(columns, rows, look), '', ...wrapText(sumOf(entries), look.width)].join('\n')
}

function cellsOf({contract, entry, bookedMonth}: ListedEntry): readonly string[] {
  const remarks = [
    ...(entry.voided === null ? [] : [words.voided]),
    ...(monthOf(entry.start) < bookedMonth ? [`${words.late} ${bookedMonth}`] : []),
    ...(entry.class === 'extended' ? [] : [en.entry.classes[entry.class]]),
  ]
  return [
    formatInstant(entry.start, en),
    contract,
    formatDuration(entry.workedMinutes),
    formatDuration(entry.chargedMinutes),
    entry.requester ?? '',
    entry.consultant,
    entry.ticket ?? '',
    remarks.length > 0 ? `${entry.text} [${remarks.join(', ')}]`.trim() : entry.text,
    entry.id,
  ]
}

function sumOf(entries: readonly ListedEntry[]): string {
  const counted = entries.map(({entry}) => entry).filter(({voided}) => voided === null)
  const worked = formatDuration(counted.reduce((sum, entry) => sum + entry.workedMinutes, 0))
  const charged = formatDuration(counted.reduce((sum, entry) => sum + entry.chargedMinutes, 0))
  const voided = entries.length - counted.length
  const also = voided > 0 ? ` (+ ${voided} ${words.voided})` : ''
  return `${words.entries(counted.length)}${also} · ${words.worked} ${worked} · ${words.charged} ${charged}`
}

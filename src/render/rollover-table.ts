import type {Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import {terminal as words} from '../locale/terminal.js'
import {wrapText} from './fit-text.js'
import {drawList} from './list.js'
import type {Look} from './look.js'
import {line, painted} from './text.js'

/** A month that was closed, or with a dry run would be. */
export interface ClosedMonth {
  readonly contract: ContractId
  readonly month: Month
  readonly closingMinutes: Minutes
  readonly lapsedMinutes: Minutes
  readonly overageMinutes: Minutes
  readonly number: string
}

export interface RolloverSummary {
  readonly closed: readonly ClosedMonth[]
  readonly dryRun: boolean
}

/** What a rollover did: each closed month, and how many. */
export function renderRollover({closed, dryRun}: RolloverSummary, look: Look): string {
  if (closed.length === 0) return words.nothingToClose
  const count = dryRun ? words.wouldClose(closed.length) : words.closedMonths(closed.length)
  return [closedTable(closed, look), '', ...wrapText(count, look.width)].join('\n')
}

/** The contracts that could not be closed, each with the reason. */
export function renderFailed(
  failed: readonly {readonly contract: ContractId; readonly error: {readonly message: string}}[],
  look: Look,
): string {
  const lines = failed.flatMap(({contract, error}) =>
    wrapText(line`${painted('red', look)('✖')} ${contract}: ${error.message}`, look.width),
  )
  return [...lines, words.failed(failed.length)].join('\n')
}

function closedTable(closed: readonly ClosedMonth[], look: Look): string {
  const columns = [
    {heading: words.contract},
    {heading: words.month},
    {heading: words.number},
    {heading: words.lapsed, align: 'right'},
    {heading: words.overage, align: 'right'},
    {heading: words.closing, align: 'right'},
  ] as const
  const rows = closed.map(month => ({
    cells: [
      month.contract,
      month.month,
      month.number,
      formatDuration(month.lapsedMinutes),
      formatDuration(month.overageMinutes),
      formatDuration(month.closingMinutes),
    ],
  }))
  return drawList(columns, rows, look)
}

import type {Instant} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Contract} from '../domain/contract.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatInstant, formatMoney} from '../locale/formats.js'
import {terminal} from '../locale/terminal.js'
import type {Quote} from '../operations/quote.js'
import {wrapText} from './fit-text.js'
import type {Look} from './look.js'
import {drawTable} from './table.js'
import {line, painted} from './text.js'

export interface QuotedCallOut {
  readonly quotes: readonly Quote[]
  readonly start: Instant
  readonly workedMinutes: Minutes
  readonly contract: Contract
}

/** What a call-out would cost, the causes side by side. */
export function renderQuotes({quotes, start, workedMinutes, contract}: QuotedCallOut, look: Look): string {
  const words = terminal.quote
  const money = (cents: number) => formatMoney(cents, contract.currency, en)
  const sumOf = (charges: readonly Charge[], kind: Charge['kind']) =>
    charges.filter(charge => charge.kind === kind).reduce((sum, {netCents}) => sum + netCents, 0)
  const inHours = quotes.some(({chargedMinutes}) => chargedMinutes > 0)
  const columns = [
    {heading: words.cause},
    {heading: words.fee, align: 'right'},
    {heading: words.work, align: 'right'},
    {heading: words.net, align: 'right'},
    {heading: words.vat, align: 'right'},
    {heading: words.gross, align: 'right'},
    ...(inHours ? ([{heading: words.hours, align: 'right'}] as const) : []),
  ] as const
  const rows = quotes.map(({cause, charges, chargedMinutes, money: {netCents, grossCents}}) => ({
    cells: [
      en.entry.causes[cause],
      money(sumOf(charges, 'call-out')),
      money(sumOf(charges, 'work')),
      money(netCents),
      money(grossCents - netCents),
      money(grossCents),
      ...(inHours ? [formatDuration(chargedMinutes)] : []),
    ],
  }))
  const head = words.head(formatInstant(start, en), formatDuration(workedMinutes))
  return [
    ...wrapText(line`${painted('bold', look)(contract.id)}  ${head}`, look.width),
    drawTable({columns, groups: [rows]}, look),
  ].join('\n')
}

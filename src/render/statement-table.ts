import {dayOf} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import type {Movement, Statement} from '../domain/statement.js'
import {chargePrice, chargeQuantity, chargeText} from '../locale/charges.js'
import {
  formatChange,
  formatDay,
  formatInstant,
  formatMoney,
  formatMonth,
  formatPercent,
} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {movementText} from '../locale/movements.js'
import {supportParts, valueDateText} from '../locale/support.js'
import {chargeDays} from './charge-days.js'
import {wrapText} from './fit-text.js'
import type {Row} from './layout.js'
import {alignedLines, alignedNumbers, type Line} from './lines.js'
import {type Look, paint} from './look.js'
import {neutralise} from './plain.js'
import {sparkLine} from './spark-line.js'
import {drawTable} from './table.js'
import {usageBar} from './usage-bar.js'

/**
 * The whole statement as text for a terminal: who, which month, the account at a glance, every movement, the credit
 * that is carried forward, what is billed, and the seals (domain §10). From 60 columns on everything fits; in a
 * narrow terminal the columns go that say least.
 */
export function renderStatement(statement: Statement, look: Look): string {
  const parts = [
    headOf(statement, look),
    glanceOf(statement, look),
    movementsOf(statement, look),
    lotsOf(statement, look),
    chargesOf(statement, look),
    sealsOf(statement, look),
  ]
  return parts.filter(part => part !== '').join('\n\n')
}

/** The longest label and the spaces around it. */
const HEAD_INDENT = 20

const wrappedLine = (label: string, text: string, width: number): readonly Line[] =>
  wrapText(neutralise(text), width - HEAD_INDENT).map((line, index) => [index === 0 ? label : '', line])

function headOf(statement: Statement, look: Look): string {
  const {width} = look
  const {provider, customer, number, period, seal} = statement
  const words = wordsOf(customer.locale)
  const labels = words.statement
  const lines: readonly Line[] = [
    ...wrappedLine(labels.customer, [customer.name, ...customer.address].join(', '), width),
    ...wrappedLine(labels.customerNumber, customer.number ?? '', width),
    [labels.contract, statement.contract],
    [labels.month, formatMonth(statement.month, words)],
    [labels.period, `${formatDay(period.from, words)} – ${formatDay(period.to, words)}`],
    [labels.date, seal === null ? null : formatDay(dayOf(seal.closedAt), words)],
  ]
  const sender = [provider.name, ...provider.address].join(' · ')
  const payment = [
    ...(provider.taxNumber === null ? [] : [`${labels.taxNumber} ${provider.taxNumber}`]),
    ...(provider.bank === null ? [] : [`${labels.bank} ${provider.bank}`]),
  ].join(' · ')
  const title = number === null ? labels.provisionalTitle : `${labels.title} ${number}`
  return [
    ...wrapText(neutralise(sender), width),
    ...(payment === '' ? [] : wrapText(neutralise(payment), width)),
    '',
    paint('bold', look)(title),
    ...(seal === null ? wrapText(labels.provisionalNote, width).map(paint('yellow', look)) : []),
    '',
    ...alignedLines(lines, look),
  ].join('\n')
}

function heading(text: string, look: Look): string {
  return paint('bold', look)(text)
}

function glanceOf({opening, totals, closing, closings, customer}: Statement, look: Look): string {
  const labels = wordsOf(customer.locale).statement
  const change = (minutes: number) => (minutes === 0 ? null : formatChange(minutes))
  return [
    heading(labels.atAGlance, look),
    ...alignedNumbers(
      [
        [labels.opening, formatDuration(opening.minutes)],
        [labels.credits, formatChange(totals.creditMinutes)],
        [labels.charged, formatChange(0 - totals.chargedMinutes)],
        [labels.adjustments, change(totals.adjustmentMinutes)],
        [labels.overage, change(totals.overageMinutes)],
        [labels.lapsed, change(0 - totals.lapsedMinutes)],
        [labels.closing, formatDuration(closing.minutes)],
        [labels.overdraftLimit, formatDuration(closing.overdraftLimitMinutes)],
        [labels.available, formatDuration(closing.availableMinutes)],
      ],
      look,
    ),
    '',
    ...alignedLines(
      [
        [labels.charged, usageBar({openingMinutes: opening.minutes, ...totals}, look)],
        [labels.monthEnds, monthEndsOf(closings, look)],
      ],
      look,
    ),
  ].join('\n')
}

/** How the last twelve months closed, from the first balance to the last: `10:00 █▅▁▃ -5:00`. */
function monthEndsOf(closings: Statement['closings'], look: Look): string | null {
  const balances = closings.map(({minutes}) => minutes)
  const [first, last] = [balances[0], balances.at(-1)]
  if (first === undefined || last === undefined || balances.length < 2) return null
  return `${formatDuration(first)} ${sparkLine(balances, look)} ${formatDuration(last)}`
}

function movementsOf(statement: Statement, look: Look): string {
  const words = wordsOf(statement.customer.locale)
  const labels = words.statement
  const columns = [
    {heading: labels.bookingDate},
    {heading: labels.event, isFlexible: true},
    {heading: labels.worked, align: 'right', dispensable: 1},
    {heading: labels.change, align: 'right'},
    {heading: labels.balance, align: 'right'},
  ] as const
  const balanceRow = (day: string, text: string, minutes: number): Row => ({
    cells: [day, text, '', '', formatDuration(minutes)],
    paint: paint('bold', look),
  })
  const groups = [
    [balanceRow(formatDay(statement.period.from, words), labels.opening, statement.opening.minutes)],
    ...(statement.movements.length > 0
      ? [statement.movements.map(movement => movementRow(movement, statement))]
      : []),
    [balanceRow(formatDay(statement.period.to, words), labels.closing, statement.closing.minutes)],
  ]
  return `${heading(labels.movements, look)}\n${drawTable({columns, groups}, look)}`
}

function movementRow(movement: Movement, statement: Statement): Row {
  const words = wordsOf(statement.customer.locale)
  const entry = movement.kind === 'entry' ? movement.entry : null
  const valueDate = valueDateText(movement, words)
  const event = [
    neutralise(movementText(movement, statement, words)),
    ...(entry === null ? [] : [supportParts(entry, statement.timezone, words).map(neutralise).join(', ')]),
    ...(valueDate === null ? [] : [valueDate]),
  ]
  return {
    cells: [
      formatDay(movement.bookingDate, words),
      event.join('\n'),
      entry === null ? '' : formatDuration(entry.workedMinutes),
      formatChange(movement.minutes),
      formatDuration(movement.balanceMinutes),
    ],
  }
}

function lotsOf({closing, customer}: Statement, look: Look): string {
  const words = wordsOf(customer.locale)
  const labels = words.statement
  if (closing.lots.length === 0) return `${heading(labels.lots, look)}\n  ${labels.noLots}`
  const columns = [
    {heading: labels.lot},
    {heading: labels.granted, dispensable: 1},
    {heading: labels.expires},
    {heading: labels.change, align: 'right'},
  ] as const
  const rows = closing.lots.map(({kind, granted, expires, minutes}) => ({
    cells: [
      labels.lotKinds[kind],
      formatMonth(granted, words),
      expires === null ? labels.never : labels.endOf(formatMonth(expires, words)),
      formatDuration(minutes),
    ],
  }))
  return `${heading(labels.lots, look)}\n${drawTable({columns, groups: [rows]}, look)}`
}

function chargesOf(statement: Statement, look: Look): string {
  const {charges, money, currency} = statement
  if (charges.length === 0) return ''
  const words = wordsOf(statement.customer.locale)
  const labels = words.statement
  const amount = (cents: number) => neutralise(formatMoney(cents, currency, words))
  const percent = (vatPercent: number) => neutralise(formatPercent(vatPercent, words))
  const columns = [
    {heading: labels.service, isFlexible: true},
    {heading: labels.quantity, align: 'right'},
    {heading: labels.unitPrice, align: 'right', dispensable: 1},
    {heading: labels.vat, align: 'right', dispensable: 2},
    {heading: labels.net, align: 'right'},
  ] as const
  const dayOfCharge = chargeDays(statement)
  const lines = charges.map(charge => ({
    cells: [
      chargeText(charge, dayOfCharge(charge), words),
      chargeQuantity(charge),
      neutralise(chargePrice(charge, currency, words)),
      percent(charge.vatPercent),
      amount(charge.netCents),
    ],
  }))
  const sum = (text: string, cents: number, row: Omit<Row, 'cells'> = {}): Row => ({
    ...row,
    cells: [text, '', '', '', amount(cents)],
  })
  const sums = [
    sum(labels.net, money.netCents),
    ...money.vat.map(vat => sum(labels.vatOn(percent(vat.percent), amount(vat.netCents)), vat.vatCents)),
    sum(labels.gross, money.grossCents, {paint: paint('bold', look)}),
  ]
  return `${heading(labels.charges, look)}\n${drawTable({columns, groups: [lines, sums]}, look)}`
}

function sealsOf({seal, customer}: Statement, look: Look): string {
  if (seal === null) return ''
  const words = wordsOf(customer.locale)
  const labels = words.statement
  return alignedLines(
    [
      [labels.sealedAt, formatInstant(seal.closedAt, words)],
      ...wrappedLine(labels.seal, seal.sha256, look.width),
      ...wrappedLine(labels.previousSeal, seal.previous ?? labels.firstSeal, look.width),
    ],
    look,
  ).join('\n')
}

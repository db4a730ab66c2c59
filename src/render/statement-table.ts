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
import {movementText} from '../locale/movements.js'
import {statementLabels} from '../locale/statement-labels.js'
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
  const {locale, width} = look
  const words = statementLabels(locale)
  const {provider, customer, number, period, seal} = statement
  const lines: readonly Line[] = [
    ...wrappedLine(words.customer, [customer.name, ...customer.address].join(', '), width),
    ...wrappedLine(words.customerNumber, customer.number ?? '', width),
    [words.contract, statement.contract],
    [words.month, formatMonth(statement.month, locale)],
    [words.period, `${formatDay(period.from, locale)} – ${formatDay(period.to, locale)}`],
    [words.date, seal === null ? null : formatDay(dayOf(seal.closedAt), locale)],
  ]
  const sender = [provider.name, ...provider.address].join(' · ')
  const payment = [
    ...(provider.taxNumber === null ? [] : [`${words.taxNumber} ${provider.taxNumber}`]),
    ...(provider.bank === null ? [] : [`${words.bank} ${provider.bank}`]),
  ].join(' · ')
  const title = number === null ? words.provisionalTitle : `${words.title} ${number}`
  return [
    ...wrapText(neutralise(sender), width),
    ...(payment === '' ? [] : wrapText(neutralise(payment), width)),
    '',
    paint('bold', look)(title),
    ...(seal === null ? wrapText(words.provisionalNote, width).map(paint('yellow', look)) : []),
    '',
    ...alignedLines(lines, look),
  ].join('\n')
}

function heading(text: string, look: Look): string {
  return paint('bold', look)(text)
}

function glanceOf({opening, totals, closing, closings}: Statement, look: Look): string {
  const words = statementLabels(look.locale)
  const change = (minutes: number) => (minutes === 0 ? null : formatChange(minutes))
  return [
    heading(words.atAGlance, look),
    ...alignedNumbers(
      [
        [words.opening, formatDuration(opening.minutes)],
        [words.credits, formatChange(totals.creditMinutes)],
        [words.charged, formatChange(0 - totals.chargedMinutes)],
        [words.adjustments, change(totals.adjustmentMinutes)],
        [words.overage, change(totals.overageMinutes)],
        [words.lapsed, change(0 - totals.lapsedMinutes)],
        [words.closing, formatDuration(closing.minutes)],
        [words.overdraftLimit, formatDuration(closing.overdraftLimitMinutes)],
        [words.available, formatDuration(closing.availableMinutes)],
      ],
      look,
    ),
    '',
    ...alignedLines(
      [
        [words.charged, usageBar({openingMinutes: opening.minutes, ...totals}, look)],
        [words.monthEnds, monthEndsOf(closings, look)],
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
  const {locale} = look
  const words = statementLabels(locale)
  const columns = [
    {heading: words.bookingDate},
    {heading: words.event, isFlexible: true},
    {heading: words.worked, align: 'right', dispensable: 1},
    {heading: words.change, align: 'right'},
    {heading: words.balance, align: 'right'},
  ] as const
  const balanceRow = (day: string, text: string, minutes: number): Row => ({
    cells: [day, text, '', '', formatDuration(minutes)],
    paint: paint('bold', look),
  })
  const groups = [
    [balanceRow(formatDay(statement.period.from, locale), words.opening, statement.opening.minutes)],
    ...(statement.movements.length > 0
      ? [statement.movements.map(movement => movementRow(movement, statement, look))]
      : []),
    [balanceRow(formatDay(statement.period.to, locale), words.closing, statement.closing.minutes)],
  ]
  return `${heading(words.movements, look)}\n${drawTable({columns, groups}, look)}`
}

function movementRow(movement: Movement, statement: Statement, {locale}: Look): Row {
  const entry = movement.kind === 'entry' ? movement.entry : null
  const valueDate = valueDateText(movement, locale)
  const event = [
    neutralise(movementText(movement, statement, locale)),
    ...(entry === null ? [] : [supportParts(entry, statement.timezone, locale).map(neutralise).join(', ')]),
    ...(valueDate === null ? [] : [valueDate]),
  ]
  return {
    cells: [
      formatDay(movement.bookingDate, locale),
      event.join('\n'),
      entry === null ? '' : formatDuration(entry.workedMinutes),
      formatChange(movement.minutes),
      formatDuration(movement.balanceMinutes),
    ],
  }
}

function lotsOf({closing}: Statement, look: Look): string {
  const {locale} = look
  const words = statementLabels(locale)
  if (closing.lots.length === 0) return `${heading(words.lots, look)}\n  ${words.noLots}`
  const columns = [
    {heading: words.lot},
    {heading: words.granted, dispensable: 1},
    {heading: words.expires},
    {heading: words.change, align: 'right'},
  ] as const
  const rows = closing.lots.map(({kind, granted, expires, minutes}) => ({
    cells: [
      words.lotKinds[kind],
      formatMonth(granted, locale),
      expires === null ? words.never : words.endOf(formatMonth(expires, locale)),
      formatDuration(minutes),
    ],
  }))
  return `${heading(words.lots, look)}\n${drawTable({columns, groups: [rows]}, look)}`
}

function chargesOf(statement: Statement, look: Look): string {
  const {charges, money, currency} = statement
  if (charges.length === 0) return ''
  const {locale} = look
  const words = statementLabels(locale)
  const amount = (cents: number) => neutralise(formatMoney(cents, {locale, currency}))
  const percent = (vatPercent: number) => neutralise(formatPercent(vatPercent, locale))
  const columns = [
    {heading: words.service, isFlexible: true},
    {heading: words.quantity, align: 'right'},
    {heading: words.unitPrice, align: 'right', dispensable: 1},
    {heading: words.vat, align: 'right', dispensable: 2},
    {heading: words.net, align: 'right'},
  ] as const
  const dayOfCharge = chargeDays(statement)
  const lines = charges.map(charge => ({
    cells: [
      chargeText(charge, dayOfCharge(charge), locale),
      chargeQuantity(charge),
      neutralise(chargePrice(charge, {locale, currency})),
      percent(charge.vatPercent),
      amount(charge.netCents),
    ],
  }))
  const sum = (text: string, cents: number, row: Omit<Row, 'cells'> = {}): Row => ({
    ...row,
    cells: [text, '', '', '', amount(cents)],
  })
  const sums = [
    sum(words.net, money.netCents),
    ...money.vat.map(vat => sum(words.vatOn(percent(vat.percent), amount(vat.netCents)), vat.vatCents)),
    sum(words.gross, money.grossCents, {paint: paint('bold', look)}),
  ]
  return `${heading(words.charges, look)}\n${drawTable({columns, groups: [lines, sums]}, look)}`
}

function sealsOf({seal}: Statement, look: Look): string {
  if (seal === null) return ''
  const words = statementLabels(look.locale)
  return alignedLines(
    [
      [words.sealedAt, formatInstant(seal.closedAt, look.locale)],
      ...wrappedLine(words.seal, seal.sha256, look.width),
      ...wrappedLine(words.previousSeal, seal.previous ?? words.firstSeal, look.width),
    ],
    look,
  ).join('\n')
}

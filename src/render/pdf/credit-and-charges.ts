import {formatDuration} from '../../domain/minutes.js'
import type {Statement} from '../../domain/statement.js'
import {chargePrice, chargeQuantity, chargeText} from '../../locale/charges.js'
import {formatMoney, formatMonth, formatPercent} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {chargeDays} from '../charge-days.js'
import {STYLES} from './paper.js'
import {drawHeading, drawParagraph} from './parts.js'
import type {Sheet} from './sheet.js'
import {drawTable, fewestRoomFor, type Paragraph, type Row} from './table.js'

const body = (text: string): readonly Paragraph[] => [{text, style: STYLES.body}]
const strong = (text: string): readonly Paragraph[] => [{text, style: STYLES.strong}]

/** The credit that is carried into the next month, lot by lot, with the month at whose end each lapses. */
export function drawLots(sheet: Sheet, {closing, customer}: Statement): void {
  const words = wordsOf(customer.locale)
  const labels = words.statement
  if (closing.lots.length === 0) {
    drawHeading(sheet, labels.lots, STYLES.body.leading)
    drawParagraph(sheet, labels.noLots, STYLES.body)
    return
  }
  drawHeading(sheet, labels.lots, fewestRoomFor(Math.min(2, closing.lots.length)))
  drawTable(sheet, {
    columns: [
      {heading: labels.lot, isFlexible: true},
      {heading: labels.granted},
      {heading: labels.expires},
      {heading: labels.change, align: 'right'},
    ],
    rows: closing.lots.map(({kind, granted, expires, minutes}) => ({
      cells: [
        body(labels.lotKinds[kind]),
        body(formatMonth(granted, words)),
        body(expires === null ? labels.never : labels.endOf(formatMonth(expires, words))),
        body(formatDuration(minutes)),
      ],
    })),
  })
}

/** What is billed, waived work with 0 included, and the VAT on it. */
export function drawCharges(sheet: Sheet, statement: Statement): void {
  const {charges, money, currency} = statement
  if (charges.length === 0) return
  const words = wordsOf(statement.customer.locale)
  const labels = words.statement
  const amount = (cents: number) => formatMoney(cents, currency, words)
  const dayOfCharge = chargeDays(statement)
  let netCents = 0
  const lines: readonly Row[] = charges.map((charge, index) => {
    netCents += charge.netCents
    return {
      cells: [
        body(chargeText(charge, dayOfCharge(charge), words)),
        body(chargeQuantity(charge)),
        body(chargePrice(charge, currency, words)),
        body(formatPercent(charge.vatPercent, words)),
        body(amount(charge.netCents)),
      ],
      carried: amount(netCents),
      staysWithNext: index === charges.length - 1,
    }
  })
  const sum = (text: string, cents: number, write = body): Row => ({
    cells: [write(text), [], [], [], write(amount(cents))],
    staysWithNext: true,
  })
  drawHeading(sheet, labels.charges, fewestRoomFor(3))
  drawTable(sheet, {
    columns: [
      {heading: labels.service, isFlexible: true},
      {heading: labels.quantity, align: 'right'},
      {heading: labels.unitPrice, align: 'right'},
      {heading: labels.vat, align: 'right'},
      {heading: labels.net, align: 'right'},
    ],
    rows: [
      ...lines,
      {...sum(labels.net, money.netCents), isTotal: true},
      ...money.vat.map(vat =>
        sum(labels.vatOn(formatPercent(vat.percent, words), amount(vat.netCents)), vat.vatCents),
      ),
      {...sum(labels.gross, money.grossCents, strong), isTotal: true},
    ],
    carry: {to: words.pdf.carriedTo, from: words.pdf.broughtFrom},
  })
}

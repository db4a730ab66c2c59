import {formatDuration} from '../../domain/minutes.js'
import type {Statement} from '../../domain/statement.js'
import {chargePrice, chargeQuantity, chargeText} from '../../locale/charges.js'
import {formatMoney, formatMonth, formatPercent} from '../../locale/formats.js'
import {pdfLabels} from '../../locale/pdf-labels.js'
import {statementLabels} from '../../locale/statement-labels.js'
import {chargeDays} from '../charge-days.js'
import {STYLES} from './paper.js'
import {drawHeading, drawParagraph} from './parts.js'
import type {Sheet} from './sheet.js'
import {drawTable, fewestRoomFor, type Paragraph, type Row} from './table.js'

const body = (text: string): readonly Paragraph[] => [{text, style: STYLES.body}]
const strong = (text: string): readonly Paragraph[] => [{text, style: STYLES.strong}]

/** The credit that is carried into the next month, lot by lot, with the month at whose end each lapses. */
export function drawLots(sheet: Sheet, {closing, customer: {locale}}: Statement): void {
  const words = statementLabels(locale)
  if (closing.lots.length === 0) {
    drawHeading(sheet, words.lots, STYLES.body.leading)
    drawParagraph(sheet, words.noLots, STYLES.body)
    return
  }
  drawHeading(sheet, words.lots, fewestRoomFor(Math.min(2, closing.lots.length)))
  drawTable(sheet, {
    columns: [
      {heading: words.lot, isFlexible: true},
      {heading: words.granted},
      {heading: words.expires},
      {heading: words.change, align: 'right'},
    ],
    rows: closing.lots.map(({kind, granted, expires, minutes}) => ({
      cells: [
        body(words.lotKinds[kind]),
        body(formatMonth(granted, locale)),
        body(expires === null ? words.never : words.endOf(formatMonth(expires, locale))),
        body(formatDuration(minutes)),
      ],
    })),
  })
}

/** What is billed, waived work with 0 included, and the VAT on it. */
export function drawCharges(sheet: Sheet, statement: Statement): void {
  const {charges, money, currency} = statement
  if (charges.length === 0) return
  const {locale} = statement.customer
  const words = statementLabels(locale)
  const {carriedTo, broughtFrom} = pdfLabels(locale)
  const amount = (cents: number) => formatMoney(cents, {locale, currency})
  const dayOfCharge = chargeDays(statement)
  let netCents = 0
  const lines: readonly Row[] = charges.map((charge, index) => {
    netCents += charge.netCents
    return {
      cells: [
        body(chargeText(charge, dayOfCharge(charge), locale)),
        body(chargeQuantity(charge)),
        body(chargePrice(charge, {locale, currency})),
        body(formatPercent(charge.vatPercent, locale)),
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
  drawHeading(sheet, words.charges, fewestRoomFor(3))
  drawTable(sheet, {
    columns: [
      {heading: words.service, isFlexible: true},
      {heading: words.quantity, align: 'right'},
      {heading: words.unitPrice, align: 'right'},
      {heading: words.vat, align: 'right'},
      {heading: words.net, align: 'right'},
    ],
    rows: [
      ...lines,
      {...sum(words.net, money.netCents), isTotal: true},
      ...money.vat.map(vat =>
        sum(words.vatOn(formatPercent(vat.percent, locale), amount(vat.netCents)), vat.vatCents),
      ),
      {...sum(words.gross, money.grossCents, strong), isTotal: true},
    ],
    carry: {to: carriedTo, from: broughtFrom},
  })
}

import {formatDuration} from '../../domain/minutes.js'
import type {Movement, Statement} from '../../domain/statement.js'
import {formatChange, formatDay} from '../../locale/formats.js'
import {movementText} from '../../locale/movements.js'
import {pdfLabels} from '../../locale/pdf-labels.js'
import {statementLabels} from '../../locale/statement-labels.js'
import {supportParts, valueDateText} from '../../locale/support.js'
import {COLOURS, STYLES} from './paper.js'
import {drawHeading, unbroken} from './parts.js'
import type {Sheet} from './sheet.js'
import {drawTable, fewestRoomFor, type Paragraph, type Row} from './table.js'

/** Every movement with the balance after it, from the opening balance to the closing one. */
export function drawMovements(sheet: Sheet, statement: Statement): void {
  const {locale} = statement.customer
  const words = statementLabels(locale)
  const {carriedTo, broughtFrom} = pdfLabels(locale)
  const {period, opening, closing, movements} = statement
  drawHeading(sheet, words.movements, fewestRoomFor(3))
  const last = movements.length - 1
  drawTable(sheet, {
    columns: [
      {heading: words.bookingDate},
      {heading: words.event, isFlexible: true},
      {heading: words.worked, align: 'right'},
      {heading: words.change, align: 'right'},
      {heading: words.balance, align: 'right'},
    ],
    rows: [
      {
        ...balanceRow(formatDay(period.from, locale), words.opening, opening.minutes),
        staysWithNext: true,
      },
      ...movements.map((movement, index) => ({
        ...movementRow(movement, statement),
        staysWithNext: index === last,
      })),
      {...balanceRow(formatDay(period.to, locale), words.closing, closing.minutes), isTotal: true},
    ],
    carry: {to: carriedTo, from: broughtFrom},
  })
}

function balanceRow(day: string, text: string, minutes: number): Row {
  const strong = (text: string): readonly Paragraph[] => [{text, style: STYLES.strong}]
  return {
    cells: [strong(day), strong(text), [], [], [balance(minutes, STYLES.strong)]],
    carried: formatDuration(minutes),
  }
}

const balance = (minutes: number, style: Paragraph['style']): Paragraph => ({
  text: formatDuration(minutes),
  style: minutes < 0 ? {...style, colour: COLOURS.negative} : style,
})

function movementRow(movement: Movement, statement: Statement): Row {
  const {locale} = statement.customer
  const entry = movement.kind === 'entry' ? movement.entry : null
  const valueDate = valueDateText(movement, locale)
  const body = (text: string): Paragraph => ({text, style: STYLES.body})
  const detail = (text: string): Paragraph => ({text, style: STYLES.detail})
  const details = [
    ...(entry === null ? [] : [supportParts(entry, statement.timezone, locale).map(unbroken).join(', ')]),
    ...(valueDate === null ? [] : [valueDate]),
  ]
  return {
    cells: [
      [body(formatDay(movement.bookingDate, locale))],
      [body(movementText(movement, statement, locale)), ...details.map(detail)],
      entry === null ? [] : [body(formatDuration(entry.workedMinutes))],
      [body(formatChange(movement.minutes))],
      [balance(movement.balanceMinutes, STYLES.body)],
    ],
    carried: formatDuration(movement.balanceMinutes),
  }
}

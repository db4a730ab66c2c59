import {formatDuration} from '../../domain/minutes.js'
import type {Movement, Statement} from '../../domain/statement.js'
import {formatChange, formatDay} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {movementText} from '../../locale/movements.js'
import {supportParts, valueDateText} from '../../locale/support.js'
import {COLOURS, STYLES} from './paper.js'
import {drawHeading, unbroken} from './parts.js'
import type {Sheet} from './sheet.js'
import {drawTable, fewestRoomFor, type Paragraph, type Row} from './table.js'

/** Every movement with the balance after it, from the opening balance to the closing one. */
export function drawMovements(sheet: Sheet, statement: Statement): void {
  const words = wordsOf(statement.customer.locale)
  const labels = words.statement
  const {period, opening, closing, movements} = statement
  drawHeading(sheet, labels.movements, fewestRoomFor(3))
  const last = movements.length - 1
  drawTable(sheet, {
    columns: [
      {heading: labels.bookingDate},
      {heading: labels.event, isFlexible: true},
      {heading: labels.worked, align: 'right'},
      {heading: labels.change, align: 'right'},
      {heading: labels.balance, align: 'right'},
    ],
    rows: [
      {
        ...balanceRow(formatDay(period.from, words), labels.opening, opening.minutes),
        staysWithNext: true,
      },
      ...movements.map((movement, index) => ({
        ...movementRow(movement, statement),
        staysWithNext: index === last,
      })),
      {...balanceRow(formatDay(period.to, words), labels.closing, closing.minutes), isTotal: true},
    ],
    carry: {to: words.pdf.carriedTo, from: words.pdf.broughtFrom},
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
  const words = wordsOf(statement.customer.locale)
  const entry = movement.kind === 'entry' ? movement.entry : null
  const valueDate = valueDateText(movement, words)
  const body = (text: string): Paragraph => ({text, style: STYLES.body})
  const detail = (text: string): Paragraph => ({text, style: STYLES.detail})
  const details = [
    ...(entry === null ? [] : [supportParts(entry, statement.timezone, words).map(unbroken).join(', ')]),
    ...(valueDate === null ? [] : [valueDate]),
  ]
  return {
    cells: [
      [body(formatDay(movement.bookingDate, words))],
      [body(movementText(movement, statement, words)), ...details.map(detail)],
      entry === null ? [] : [body(formatDuration(entry.workedMinutes))],
      [body(formatChange(movement.minutes))],
      [balance(movement.balanceMinutes, STYLES.body)],
    ],
    carried: formatDuration(movement.balanceMinutes),
  }
}

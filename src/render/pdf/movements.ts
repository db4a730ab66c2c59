import {addMinutes, dayOf} from '../../domain/calendar.js'
import type {Entry} from '../../domain/entry.js'
import {formatDuration} from '../../domain/minutes.js'
import type {Movement, Statement} from '../../domain/statement.js'
import {entryLabels} from '../../locale/entry-labels.js'
import {formatChange, formatClock, formatDay, formatSpan} from '../../locale/formats.js'
import {movementText} from '../../locale/movements.js'
import {pdfLabels} from '../../locale/pdf-labels.js'
import {statementLabels} from '../../locale/statement-labels.js'
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
  const body = (text: string): Paragraph => ({text, style: STYLES.body})
  const detail = (text: string): Paragraph => ({text, style: STYLES.detail})
  const details = [
    ...(entry === null ? [] : [supportOf(entry, statement)]),
    ...valueDateOf(movement, statement),
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

/** When, for whom, where, how and by whom: `14:00–14:50, für Frau Müller, remote, per Telefon, durch J. Weber`. */
function supportOf(entry: Entry, {timezone, customer: {locale}}: Statement): string {
  const words = entryLabels(locale)
  const end = addMinutes(entry.start, entry.workedMinutes, timezone)
  const isSameDay = dayOf(end) === dayOf(entry.start)
  const isFree = entry.chargedMinutes === 0 && entry.class !== 'emergency'
  return [
    isSameDay ? `${formatClock(entry.start)}–${formatClock(end)}` : formatSpan(entry.start, end, locale),
    ...(entry.requester === null ? [] : [words.for(entry.requester)]),
    entry.place === 'remote' ? words.remote : entry.place,
    words.channels[entry.channel],
    words.by(entry.consultant),
    ...(entry.ticket === null ? [] : [words.ticket(entry.ticket)]),
    ...(entry.class === 'extended' ? [] : [words.classes[entry.class]]),
    ...(entry.cause === 'provider' ? [words.causes.provider] : []),
    ...(isFree ? [words.free] : []),
  ]
    .map(unbroken)
    .join(', ')
}

function valueDateOf(movement: Movement, {customer: {locale}}: Statement): readonly string[] {
  if (movement.valueDate === movement.bookingDate) return []
  const words = statementLabels(locale)
  const valueDate = `${words.valueDate} ${formatDay(movement.valueDate, locale)}`
  return [movement.kind === 'entry' && movement.isLate ? `${words.lateEntry}, ${valueDate}` : valueDate]
}

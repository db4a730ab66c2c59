import {formatDuration, type Minutes} from '../../domain/minutes.js'
import type {Statement} from '../../domain/statement.js'
import {formatChange} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {drawChart} from './chart.js'
import {COLOURS, mm, STYLES, type Style, TEXT_AREA} from './paper.js'
import {drawHeading} from './parts.js'
import type {Sheet} from './sheet.js'

interface Figure {
  readonly label: string
  readonly value: string
  readonly style: Style
  readonly isClosing?: boolean
}

const LIST_WIDTH = mm(74)
const CHART_LEFT = TEXT_AREA.left + LIST_WIDTH + mm(9)
const ROW_HEIGHT = 14
const CLOSING_HEIGHT = 19
const CHART_HEIGHT = mm(45)
const HAIRLINE = {colour: COLOURS.line, width: 0.5} as const

/** The account in one look: how the balance came about, and how it went over the last twelve months. */
export function drawGlance(sheet: Sheet, statement: Statement): void {
  const {pen} = sheet
  const words = wordsOf(statement.customer.locale)
  const top = sheet.y
  drawHeading(sheet, words.statement.atAGlance)
  const listTop = sheet.y
  let y = listTop
  pen.group('Table', () => {
    for (const figure of figuresOf(statement)) y = drawFigure(sheet, figure, y)
  })
  const caption = words.pdf.balances
  pen.element('P', () => pen.text(caption, CHART_LEFT, top + STYLES.heading.size, STYLES.columnHeading))
  const bottom = listTop + CHART_HEIGHT
  drawChart(pen, statement, {left: CHART_LEFT, top: listTop, right: TEXT_AREA.right, bottom})
  sheet.y = Math.max(y, bottom) + mm(5)
}

function drawFigure({pen}: Sheet, {label, value, style, isClosing = false}: Figure, top: number): number {
  const right = TEXT_AREA.left + LIST_WIDTH
  const height = isClosing ? CLOSING_HEIGHT : ROW_HEIGHT
  const base = top + (height + style.size * 0.72) / 2
  pen.artifact('Layout', () => {
    if (isClosing) pen.box(TEXT_AREA.left, top, LIST_WIDTH, height, COLOURS.wash)
    pen.line([TEXT_AREA.left, top + height], [right, top + height], HAIRLINE)
  })
  const inset = isClosing ? 4 : 0
  pen.group('TR', () => {
    pen.element('TH', () => pen.text(label, TEXT_AREA.left + inset, base, style), {scope: 'Row'})
    const x = right - inset - pen.widthOf(value, style)
    pen.element('TD', () => pen.text(value, x, base, style))
  })
  return top + height
}

function figuresOf({opening, totals, closing, customer}: Statement): readonly Figure[] {
  const labels = wordsOf(customer.locale).statement
  const figure = (label: string, value: string): Figure => ({label, value, style: STYLES.body})
  const unlessZero = (label: string, minutes: Minutes) =>
    minutes === 0 ? [] : [figure(label, formatChange(minutes))]
  const colour = closing.minutes < 0 ? COLOURS.negative : COLOURS.ink
  return [
    figure(labels.opening, formatDuration(opening.minutes)),
    figure(labels.credits, formatChange(totals.creditMinutes)),
    figure(labels.charged, formatChange(0 - totals.chargedMinutes)),
    ...unlessZero(labels.adjustments, totals.adjustmentMinutes),
    ...unlessZero(labels.overage, totals.overageMinutes),
    ...unlessZero(labels.lapsed, 0 - totals.lapsedMinutes),
    {
      label: labels.closing,
      value: formatDuration(closing.minutes),
      style: {...STYLES.strong, size: 10.5, colour},
      isClosing: true,
    },
    figure(labels.overdraftLimit, formatDuration(closing.overdraftLimitMinutes)),
    {label: labels.available, value: formatDuration(closing.availableMinutes), style: STYLES.strong},
  ]
}

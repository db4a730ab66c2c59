import type {Statement} from '../../domain/statement.js'
import {wordsOf} from '../../locale/languages.js'
import type {Figure} from '../../sections/section.js'
import type {StatementSections} from '../../sections/sections-of.js'
import {drawChart} from './chart.js'
import {COLOURS, mm, STYLES, type Style, TEXT_AREA} from './paper.js'
import {drawHeading} from './parts.js'
import type {Pen} from './pen.js'
import type {Sheet} from './sheet.js'

const LIST_WIDTH = mm(74)
const CHART_LEFT = TEXT_AREA.left + LIST_WIDTH + mm(9)
const ROW_HEIGHT = 14
const RESULT_HEIGHT = 19
const CHART_HEIGHT = mm(45)
const HAIRLINE = {colour: COLOURS.line, width: 0.5} as const

/** The account in one look: how the balance came about, and how it went over the last twelve months. */
export function drawGlance(sheet: Sheet, statement: Statement, glance: StatementSections['glance']): void {
  const {pen} = sheet
  const top = sheet.y
  drawHeading(sheet, glance.heading)
  const listTop = sheet.y
  let y = listTop
  pen.group('Table', () => {
    for (const figure of glance.figures) y = drawFigure(sheet, figure, y)
  })
  sheet.y = Math.max(y, drawBalances(pen, statement, {top, listTop})) + mm(5)
}

/** How the last months closed, once there are some to compare; ends where the chart does. */
function drawBalances(
  pen: Pen,
  statement: Statement,
  {top, listTop}: {readonly top: number; readonly listTop: number},
): number {
  if (statement.closings.length < 2) return listTop
  const caption = wordsOf(statement.customer.locale).pdf.balances
  pen.element('P', () => pen.text(caption, CHART_LEFT, top + STYLES.heading.size, STYLES.columnHeading))
  const bottom = listTop + CHART_HEIGHT
  drawChart(pen, statement, {left: CHART_LEFT, top: listTop, right: TEXT_AREA.right, bottom})
  return bottom
}

function drawFigure({pen}: Sheet, figure: Figure, top: number): number {
  const {label, value, isResult = false} = figure
  const style = styleOf(figure)
  const right = TEXT_AREA.left + LIST_WIDTH
  const height = isResult ? RESULT_HEIGHT : ROW_HEIGHT
  const base = top + (height + style.size * 0.72) / 2
  pen.artifact('Layout', () => {
    if (isResult) pen.box(TEXT_AREA.left, top, LIST_WIDTH, height, COLOURS.wash)
    pen.line([TEXT_AREA.left, top + height], [right, top + height], HAIRLINE)
  })
  const inset = isResult ? 4 : 0
  pen.group('TR', () => {
    const named = {...style, colour: COLOURS.ink}
    pen.element('TH', () => pen.text(label, TEXT_AREA.left + inset, base, named), {scope: 'Row'})
    const x = right - inset - pen.widthOf(value.text, style)
    pen.element('TD', () => pen.text(value.text, x, base, style))
  })
  return top + height
}

function styleOf({value, isStrong, isResult}: Figure): Style {
  const colour = value.isNegative ? COLOURS.negative : COLOURS.ink
  if (isResult) return {...STYLES.strong, size: 10.5, colour}
  return {...(isStrong ? STYLES.strong : STYLES.body), colour}
}

import {dayOf} from '../../domain/calendar.js'
import type {Provider} from '../../domain/provider.js'
import type {Statement} from '../../domain/statement.js'
import {formatDay, formatMonth} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {
  ADDRESS_FIELD,
  COLOURS,
  FOLD_MARKS,
  HOLE_MARK,
  INFO_BLOCK,
  mm,
  STYLES,
  type Style,
  TEXT_AREA,
  TEXT_WIDTH,
} from './paper.js'
import type {Pen} from './pen.js'
import type {Sheet} from './sheet.js'

const HEAD_TOP = mm(14)
const HEAD_BOTTOM = mm(40)
const LOGO_BOX = {width: mm(58), height: mm(21)} as const
const TITLE_TOP = mm(97)
const MARK = {colour: COLOURS.line, width: 0.5} as const

export interface Letterhead {
  readonly logo: Uint8Array | null
  /** That the figures may still change, or that there will be no more. */
  readonly state: string | null
}

/** The upper part of the first page: whose statement it is, for whom, and which. Ends where the account begins. */
export function drawLetterhead(sheet: Sheet, statement: Statement, {logo, state}: Letterhead): void {
  const {pen} = sheet
  drawMarks(pen)
  drawSender(pen, statement, logo)
  drawAddress(pen, statement)
  drawInfo(pen, statement)
  drawTitle(sheet, statement)
  if (state !== null) drawWarning(sheet, state)
}

function drawMarks(pen: Pen): void {
  pen.artifact('Layout', () => {
    for (const y of FOLD_MARKS) pen.line([mm(4), y], [mm(8), y], MARK)
    pen.line([mm(4), HOLE_MARK], [mm(10), HOLE_MARK], MARK)
    pen.line([TEXT_AREA.left, HEAD_BOTTOM], [TEXT_AREA.right, HEAD_BOTTOM], {
      colour: COLOURS.accent,
      width: 1.2,
    })
  })
}

function drawSender(pen: Pen, {provider, customer}: Statement, logo: Uint8Array | null): void {
  const width = TEXT_WIDTH - (logo === null ? 0 : LOGO_BOX.width + mm(8))
  const address = provider.address.join(' · ')
  const name = fitInto(pen, [provider.name], STYLES.sender, {width, height: mm(15)}).lines
  const small = fitInto(pen, [address], STYLES.senderAddress, {width, height: mm(9)}).lines
  const height = heightOf(name) + heightOf(small)
  const top = HEAD_TOP + Math.max(0, (LOGO_BOX.height - height) / 2)
  pen.element('P', () =>
    drawLines(pen, small, TEXT_AREA.left, drawLines(pen, name, TEXT_AREA.left, top) + 1.5),
  )
  if (logo !== null) drawLogo(pen, logo, wordsOf(customer.locale).pdf.logoOf(provider.name))
}

function drawLogo(pen: Pen, logo: Uint8Array, alt: string): void {
  const {width, height} = LOGO_BOX
  const left = TEXT_AREA.right - width
  const bbox = [left, HEAD_TOP, left + width, HEAD_TOP + height] as const
  pen.element('Figure', () => pen.image(logo, left, HEAD_TOP, [width, height]), {alt, bbox})
}

function drawAddress(pen: Pen, {provider, customer}: Statement): void {
  const {left, top, width, remarksHeight, bottom} = ADDRESS_FIELD
  const returnLine = returnLineOf(pen, provider)
  const box = {width, height: bottom - top - remarksHeight}
  const address = fitAddress(pen, [customer.name, ...customer.address], box)
  const line = top + remarksHeight - mm(1.2)
  pen.element('P', () => pen.text(returnLine.text, left, line - 2.4, returnLine.style))
  pen.artifact('Layout', () => pen.line([left, line], [left + width, line], MARK))
  pen.element('P', () => drawLines(pen, address, left, top + remarksHeight + 1))
}

const SMALLEST_RETURN_LINE = 5

/** Where post goes back to, on one line: what is too long is the name, since nothing comes back without the address. */
function returnLineOf(pen: Pen, {name, address}: Provider): FittedLine {
  const {width} = ADDRESS_FIELD
  const place = address.map(line => ` · ${line}`).join('')
  for (let style: Style = STYLES.returnLine; ; style = {...style, size: style.size - 0.5}) {
    if (pen.widthOf(`${name}${place}`, style) <= width) return {text: `${name}${place}`, style}
    if (style.size > SMALLEST_RETURN_LINE) continue
    const room = width - pen.widthOf(place, style)
    return room > width / 4
      ? {text: `${cutToWidth(pen, name, style, room)}${place}`, style}
      : {text: cutToWidth(pen, `${name}${place}`, style, width), style}
  }
}

/** An address as it is written on an envelope. Where it is too long, its last lines stay: post needs town and country most. */
function fitAddress(pen: Pen, lines: readonly string[], box: Box): readonly FittedLine[] {
  const fitted = fitInto(pen, lines, STYLES.address, box)
  if (!fitted.isCut) return fitted.lines
  const tail = fitInto(pen, lines.slice(1).slice(-LINES_OF_TOWN), SMALLEST_ADDRESS, box).lines
  const most = Math.floor(box.height / SMALLEST_ADDRESS.leading)
  const head = fitted.lines.slice(0, Math.max(1, most - tail.length - 1))
  return [...head, {text: '…', style: SMALLEST_ADDRESS}, ...tail]
}

const LINES_OF_TOWN = 2

function drawInfo(pen: Pen, {customer, contract, month, period, seal, asOf}: Statement): void {
  const words = wordsOf(customer.locale)
  const labels = words.statement
  const facts: readonly (readonly [string, string | null])[] = [
    [labels.customerNumber, customer.number],
    [labels.contract, contract],
    [labels.month, formatMonth(month, words)],
    [labels.period, `${formatDay(period.from, words)} – ${formatDay(period.to, words)}`],
    [labels.date, seal === null ? null : formatDay(dayOf(seal.closedAt), words)],
    [labels.asOf, asOf === null ? null : formatDay(asOf, words)],
  ]
  const labelWidth = Math.max(...facts.map(([label]) => pen.widthOf(label, STYLES.detail))) + 10
  const left = INFO_BLOCK.left + labelWidth
  let top: number = INFO_BLOCK.top
  pen.group('Table', () => {
    for (const [label, value] of facts) {
      if (value === null) continue
      const box = {width: INFO_BLOCK.right - left, height: mm(12)}
      const {lines} = fitInto(pen, [value], STYLES.body, box)
      pen.group('TR', () => {
        const base = top + STYLES.body.size
        pen.element('TH', () => pen.text(label, INFO_BLOCK.left, base, STYLES.detail), {scope: 'Row'})
        pen.element('TD', () => drawLines(pen, lines, left, top))
      })
      top += heightOf(lines) + 2.6
    }
  })
}

function drawTitle(sheet: Sheet, statement: Statement): void {
  const {pen} = sheet
  const {customer, month} = statement
  const words = wordsOf(customer.locale)
  sheet.y = TITLE_TOP + STYLES.title.leading
  pen.element('H1', () =>
    pen.text(titleOf(statement), TEXT_AREA.left, TITLE_TOP + STYLES.title.size, STYLES.title),
  )
  pen.element('P', () =>
    pen.text(
      `${formatMonth(month, words)} · ${words.statement.hoursAndMinutes}`,
      TEXT_AREA.left,
      sheet.y + STYLES.subtitle.size,
      STYLES.subtitle,
    ),
  )
  sheet.y += STYLES.subtitle.leading + mm(3)
}

function drawWarning(sheet: Sheet, note: string): void {
  const {pen, y} = sheet
  const height = STYLES.warning.leading + 10
  pen.artifact('Layout', () => {
    pen.box(TEXT_AREA.left, y, TEXT_WIDTH, height, COLOURS.warningWash)
    pen.box(TEXT_AREA.left, y, 3, height, COLOURS.warning)
  })
  pen.element('P', () => pen.text(note, TEXT_AREA.left + 11, y + 5 + STYLES.warning.size, STYLES.warning))
  sheet.y += height + mm(4)
}

/** @example titleOf(statement) // 'Stundenkontoauszug 10/2026' */
export function titleOf({customer, number}: Statement): string {
  const labels = wordsOf(customer.locale).statement
  return number === null ? labels.provisionalTitle : `${labels.title} ${number}`
}

interface FittedLine {
  readonly text: string
  readonly style: Style
}

const SMALLEST = 6.5

interface Box {
  readonly width: number
  readonly height: number
}

interface Fitted {
  readonly lines: readonly FittedLine[]
  readonly isCut: boolean
}

const SMALLEST_ADDRESS: Style = {...STYLES.address, size: SMALLEST, leading: SMALLEST * 1.3}

/** Text broken into lines that fit into a box: smaller if need be, and only then with less of it. */
function fitInto(pen: Pen, texts: readonly string[], style: Style, box: Box): Fitted {
  const said = texts.filter(text => text !== '').map(text => `${text} `)
  for (let {size, leading} = style; ; size -= 0.5, leading -= 0.65) {
    const fitted = {...style, size, leading}
    const lines = said.flatMap(text => pen.wrap(text, fitted, box.width))
    const most = Math.floor(box.height / leading)
    if (lines.length > most && size > SMALLEST) continue
    const shown = lines.slice(0, most)
    const isCut = lines.length > most
    if (isCut) shown[most - 1] = `${shown[most - 1]?.trimEnd().slice(0, -1)}…`
    return {lines: shown.map(text => ({text, style: fitted})), isCut}
  }
}

function cutToWidth(pen: Pen, text: string, style: Style, width: number): string {
  const [line = '', ...more] = pen.wrap(text, style, width - style.size)
  return more.length === 0 ? line : `${line.trimEnd()}…`
}

const heightOf = (lines: readonly FittedLine[]): number =>
  lines.reduce((sum, {style}) => sum + style.leading, 0)

/** @returns where the lines end */
function drawLines(pen: Pen, lines: readonly FittedLine[], left: number, top: number): number {
  let y = top
  for (const {text, style} of lines) {
    pen.text(text, left, y + style.size, style)
    y += style.leading
  }
  return y
}

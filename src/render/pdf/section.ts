import type {Words} from '../../locale/words.js'
import type {Cell, Section, Row as SectionRow} from '../../sections/section.js'
import {COLOURS, STYLES} from './paper.js'
import {drawHeading, drawParagraph, unbroken} from './parts.js'
import type {Sheet} from './sheet.js'
import {type Column, drawTable, fewestRoomFor, type Paragraph, type Row} from './table.js'

/** A section with its heading, over as many pages as it needs; nothing if there is nothing in it. */
export function drawSection(sheet: Sheet, section: Section, {carriedTo, broughtFrom}: Words['pdf']): void {
  const {heading, ifEmpty, note} = section
  const rows = rowsOf(section)
  if (rows.length === 0) {
    if (ifEmpty === undefined) return
    drawHeading(sheet, heading, STYLES.body.leading)
    drawParagraph(sheet, ifEmpty, STYLES.body)
    return
  }
  // A heading is not parted from what it is about, nor the last row from its sum.
  drawHeading(sheet, heading, fewestRoomFor(section.sums.length > 0 ? 3 : Math.min(2, rows.length)))
  drawTable(sheet, {
    columns: columnsOf(section),
    rows,
    ...(rows.some(row => row.carried !== undefined) && {carry: {to: carriedTo, from: broughtFrom}}),
  })
  if (note !== undefined) {
    sheet.y += 3
    drawParagraph(sheet, note, STYLES.detail)
  }
}

/** Paper is filled from edge to edge: by the first column, if none is flexible. */
function columnsOf({columns}: Section): readonly Column[] {
  if (columns.some(({isFlexible}) => isFlexible)) return columns
  return columns.map((column, index) => (index === 0 ? {...column, isFlexible: true} : column))
}

function rowsOf({columns, opening, rows, sums}: Section): readonly Row[] {
  const drawn = (row: SectionRow): Row => ({
    cells: columns.map(({name}) => paragraphsOf(row.cells[name], row.isStrong)),
    ...(row.carried !== undefined && {carried: row.carried}),
  })
  const last = sums.length > 0 ? rows.length - 1 : -1
  return [
    ...opening.map(row => ({...drawn(row), staysWithNext: true})),
    ...rows.map((row, index) => ({...drawn(row), staysWithNext: index === last})),
    ...sums.map((row, index) => ({
      ...drawn(row),
      staysWithNext: true,
      isTotal: index === 0 || row.isStrong === true,
    })),
  ]
}

function paragraphsOf(cell: Cell | undefined, isStrong = false): readonly Paragraph[] {
  if (cell === undefined || cell.text === '') return []
  const {text, details = [], isNegative = false} = cell
  const style = isStrong ? STYLES.strong : STYLES.body
  const detail = (said: string | readonly string[]) =>
    typeof said === 'string' ? said : said.map(unbroken).join(', ')
  return [
    {text, style: isNegative ? {...style, colour: COLOURS.negative} : style},
    ...details.map(said => ({text: detail(said), style: STYLES.detail, isWide: true as const})),
  ]
}

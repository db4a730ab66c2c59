import Table from 'cli-table3'
import {type CellLines, headingLines, layOut, type Spacing, type Tabular} from './layout.js'
import {drawUnboxed, UNBOXED} from './list.js'
import {type Look, paint} from './look.js'
import {drawRecords} from './records.js'

/** The one file that knows cli-table3. */

const BOXED: Spacing = {between: 3, outside: 4}

const BETWEEN_GROUPS = {top: '─', 'top-left': '├', 'top-mid': '┼', 'top-right': '┤'} as const
const NO_LINE = {mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': ''} as const
const OPEN_END = {bottom: '', 'bottom-left': '', 'bottom-mid': '', 'bottom-right': ''} as const

/**
 * A table in a box, with a line between groups of rows. cli-table3 draws a line between all rows or none, so each group,
 * and the head, is a table of its own, the next one closing the one before. For some hundred lines; see `list.ts` for
 * more. Where the box takes room that a column needs, it goes.
 */
export function drawTable(table: Tabular, look: Look): string {
  const laidOut = layOut(table, [BOXED, UNBOXED], look.width)
  if (laidOut === null) return drawRecords(table, look)
  if (laidOut.spacing === UNBOXED) return drawUnboxed(laidOut, look)
  const {columns, widths, groups} = laidOut
  const head: CellLines = headingLines(columns).map(lines => lines.map(paint('bold', look)))
  const parts = [[head], ...groups]
  return parts
    .map((rows, index) => {
      const drawn = new Table({
        chars: {
          ...NO_LINE,
          ...(index === 0 ? {} : BETWEEN_GROUPS),
          ...(index === parts.length - 1 ? {} : OPEN_END),
        },
        colWidths: widths.map(width => width + 2),
        colAligns: columns.map(({align}) => align ?? 'left'),
        style: {head: [], border: []},
      })
      drawn.push(...rows.flatMap(inPieces).map(cells => cells.map(lines => lines.join('\n'))))
      return drawn.toString()
    })
    .join('\n')
}

/**
 * Rows that are high, as several without a line between them: cli-table3 measures all of a cell for each of its lines, and
 * takes minutes for a text of ten thousand letters. A colour that goes on over some lines stays within its row.
 */
const MANY_LINES = 8

function inPieces(cells: CellLines): readonly CellLines[] {
  const height = cells[0]?.length ?? 0
  if (height <= MANY_LINES) return [cells]
  return Array.from({length: height}, (_, line) => cells.map(lines => lines.slice(line, line + 1)))
}

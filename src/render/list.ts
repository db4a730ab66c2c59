import {textWidth} from './fit-text.js'
import {
  type CellLines,
  type Column,
  headingLines,
  type Layout,
  layOut,
  type Row,
  type Spacing,
} from './layout.js'
import {type Look, paint} from './look.js'
import {drawRecords} from './records.js'

const GAP = '  '

/** Columns side by side, and nothing else. */
export const UNBOXED: Spacing = {between: GAP.length, outside: 0}

/** Rows below each other without lines, for lists of any length: ten thousand take a fraction of a second. */
export function drawList(columns: readonly Column[], rows: readonly Row[], look: Look): string {
  const table = {columns, groups: [rows]}
  const laidOut = layOut(table, [UNBOXED], look.width)
  return laidOut === null ? drawRecords(table, look) : drawUnboxed(laidOut, look)
}

/** What was laid out without a box. */
export function drawUnboxed({columns, widths, groups}: Layout, look: Look): string {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => padCell(cell, widths[index] ?? 0, columns[index]?.align))
      .join(GAP)
      .trimEnd()
  const head = linesAcross(headingLines(columns)).map(line).map(paint('bold', look))
  return [...head, ...groups.flat().flatMap(linesAcross).map(line)].join('\n')
}

/** What stands side by side in each line of a row. */
const linesAcross = (cells: CellLines): CellLines =>
  (cells[0] ?? []).map((_, line) => cells.map(lines => lines[line] ?? ''))

function padCell(cell: string, width: number, align: Column['align'] = 'left'): string {
  const padding = ' '.repeat(Math.max(0, width - textWidth(cell)))
  return align === 'right' ? padding + cell : cell + padding
}

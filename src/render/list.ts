import {textWidth} from './fit-text.js'
import {type CellLines, type Column, layOut, type Row} from './layout.js'
import {type Look, paint} from './look.js'

const GAP = '  '

/** Rows below each other without lines, for lists of any length: ten thousand take a fraction of a second. */
export function drawList(columns: readonly Column[], rows: readonly Row[], look: Look): string {
  const laidOut = layOut({columns, groups: [rows]}, {between: GAP.length, outside: 0}, look.width)
  const {widths} = laidOut
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => padCell(cell, widths[index] ?? 0, laidOut.columns[index]?.align))
      .join(GAP)
      .trimEnd()
  const head = paint('bold', look)(line(laidOut.columns.map(({heading}) => heading)))
  return [head, ...laidOut.groups.flat().flatMap(linesAcross).map(line)].join('\n')
}

/** What stands side by side in each line of a row. */
const linesAcross = (cells: CellLines): CellLines =>
  (cells[0] ?? []).map((_, line) => cells.map(lines => lines[line] ?? ''))

function padCell(cell: string, width: number, align: Column['align'] = 'left'): string {
  const padding = ' '.repeat(Math.max(0, width - textWidth(cell)))
  return align === 'right' ? padding + cell : cell + padding
}

import Table from 'cli-table3'
import {cutText, textWidth, wrapText} from './fit-text.js'
import {type Look, type Paint, paint as paintWith} from './look.js'

/** The one file that knows cli-table3. */

export interface Column {
  readonly heading: string
  readonly align?: 'left' | 'right'
  /** Takes the width that the others leave, and wraps; one column at most. */
  readonly isFlexible?: boolean
  /** Longer text is cut with an ellipsis. */
  readonly maxWidth?: number
  /** Left out where the table would be too wide, the highest first; what has none stays. */
  readonly dispensable?: number
}

/** Plain text of one row, neutralised; a flexible cell may have several lines. */
export interface Row {
  readonly cells: readonly string[]
  readonly paint?: Paint
}

/** `boxed` has lines around and between groups of rows, `open` has none and fits more columns. */
export type TableStyle = 'boxed' | 'open'

interface Drawn {
  readonly columns: readonly Column[]
  /** A line is drawn between groups. */
  readonly groups: readonly (readonly Row[])[]
}

const MIN_FLEXIBLE_WIDTH = 16
const SPACING = {boxed: {column: 3, outside: 1}, open: {column: 2, outside: -2}} as const

/** A table in the width of the look, as far as its columns can give way. */
export function drawTable(table: Drawn, style: TableStyle, look: Look): string {
  const {columns, groups} = withoutDispensable(table, style, look.width)
  const widths = widthsOf({columns, groups}, style, look.width)
  const bold = paintWith('bold', look)
  const padding = style === 'boxed' ? 1 : 0
  const drawn = new Table({
    head: columns.map(({heading}) => bold(heading)),
    colWidths: widths.map(width => width + 2 * padding),
    colAligns: columns.map(({align}) => align ?? 'left'),
    style: {head: [], border: [], 'padding-left': padding, 'padding-right': padding},
    chars: style === 'boxed' ? {} : OPEN_CHARS,
  })
  const drawnGroups = groups.map(rows => rows.flatMap(row => linesOfRow(row, columns, widths)))
  drawn.push(...drawnGroups.flat().map(cells => [...cells]))
  const lines = drawn.toString().split('\n')
  return (style === 'boxed' ? keepGroupLines(lines, drawnGroups) : lines.map(line => line.trimEnd())).join(
    '\n',
  )
}

/**
 * A row as the lines it takes. Each becomes a row of cli-table3, for which a cell of 50 lines takes a second, and one of
 * 300 minutes.
 */
function linesOfRow(
  {cells, paint = same}: Row,
  columns: readonly Column[],
  widths: readonly number[],
): Lines {
  const fitted = cells.map((cell, index) => fitCell(cell, columns[index], widths[index] ?? 0))
  const height = Math.max(...fitted.map(lines => lines.length))
  return Array.from({length: height}, (_, line) => fitted.map(lines => paint(lines[line] ?? '')))
}

type Lines = readonly (readonly string[])[]

const same: Paint = text => text

const OPEN_CHARS = {
  ...{
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
  },
  ...{
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
}

const fitCell = (cell: string, column: Column | undefined, width: number): readonly string[] =>
  column?.isFlexible ? cell.split('\n').flatMap(line => wrapText(line, width)) : [cutText(cell, width)]

function withoutDispensable(table: Drawn, style: TableStyle, width: number): Drawn {
  const total = totalWidth(naturalWidths(table), style)
  const ranks = table.columns.map(column => column.dispensable ?? 0)
  const highest = Math.max(...ranks)
  if (total <= width || highest === 0) return table
  const keeps = (_: unknown, index: number) => ranks[index] !== highest
  const groups = table.groups.map(rows => rows.map(row => ({...row, cells: row.cells.filter(keeps)})))
  return withoutDispensable({columns: table.columns.filter(keeps), groups}, style, width)
}

function totalWidth(widths: readonly number[], style: TableStyle): number {
  const {column, outside} = SPACING[style]
  return widths.reduce((sum, width) => sum + width + column, outside)
}

/** What every column would take; of the flexible one only the least it needs. */
function naturalWidths({columns, groups}: Drawn): readonly number[] {
  return columns.map(({heading, isFlexible = false, maxWidth = Number.POSITIVE_INFINITY}, index) => {
    if (isFlexible) return MIN_FLEXIBLE_WIDTH
    const widest = groups.flat().reduce((max, row) => Math.max(max, textWidth(row.cells[index] ?? '')), 0)
    return Math.max(textWidth(heading), Math.min(maxWidth, widest))
  })
}

function widthsOf(table: Drawn, style: TableStyle, width: number): readonly number[] {
  const natural = naturalWidths(table)
  const left = Math.max(0, width - totalWidth(natural, style))
  return natural.map((columnWidth, index) => columnWidth + (table.columns[index]?.isFlexible ? left : 0))
}

/** cli-table3 draws a line between all rows or none: those inside a group are taken out. */
function keepGroupLines(lines: readonly string[], groups: readonly Lines[]): readonly string[] {
  const firstRows = new Set<number>()
  let count = 0
  for (const group of groups) {
    firstRows.add(count)
    count += group.length
  }
  let row = -1
  return lines.filter(line => {
    if (!line.startsWith('├')) return true
    row += 1
    return firstRows.has(row)
  })
}

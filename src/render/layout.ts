import {cutText, textWidth, wrapText} from './fit-text.js'
import type {Paint} from './look.js'
import {drawText, type Text} from './text.js'

/** What tables and lists have in common: columns that make room for each other, and rows cut into lines. */

export interface Column {
  readonly heading: string
  readonly align?: 'left' | 'right'
  /** Takes the width that the others leave, and wraps; one column at most. */
  readonly isFlexible?: boolean
  /** Longer text is cut with an ellipsis. */
  readonly maxWidth?: number
  /** Left out where there is not enough room, the highest first; what has none stays. */
  readonly dispensable?: number
}

/** What stands in a place, of one line or of several, each of which may wrap in a flexible column. */
export type Cell = Text | {readonly lines: readonly Text[]}

export interface Row {
  readonly cells: readonly Cell[]
  readonly paint?: Paint
}

export interface Tabular {
  readonly columns: readonly Column[]
  readonly groups: readonly (readonly Row[])[]
}

/** Columns of text that are not the cells': between two of them, and at both ends together. */
export interface Spacing {
  readonly between: number
  readonly outside: number
}

/** The cells of one row, each with its lines; once fitted, all of them have as many. */
export type CellLines = readonly (readonly string[])[]

export interface Layout {
  readonly columns: readonly Column[]
  readonly widths: readonly number[]
  readonly groups: readonly (readonly CellLines[])[]
}

const MIN_FLEXIBLE_WIDTH = 16

/** Rows whose cells are drawn, and not fitted yet. */
interface DrawnTable {
  readonly columns: readonly Column[]
  readonly groups: readonly (readonly DrawnRow[])[]
}

interface DrawnRow extends Omit<Row, 'cells'> {
  readonly cells: CellLines
}

/** Draws what stands in a table and fits it into a width, as far as its columns can give way. */
export function layOut({columns, groups}: Tabular, spacing: Spacing, width: number): Layout {
  const drawn = groups.map(rows => rows.map(row => ({...row, cells: row.cells.map(linesOfCell)})))
  return fitTable({columns, groups: drawn}, spacing, width)
}

const linesOfCell = (cell: Cell): readonly string[] =>
  typeof cell === 'object' && 'lines' in cell ? cell.lines.map(drawText) : [drawText(cell)]

function fitTable(table: DrawnTable, spacing: Spacing, width: number): Layout {
  const natural = naturalWidths(table)
  const left = width - totalWidth(natural, spacing)
  const ranks = table.columns.map(column => column.dispensable ?? 0)
  const highest = Math.max(...ranks)
  if (left < 0 && highest > 0) {
    return fitTable(
      keepColumns(table, index => ranks[index] !== highest),
      spacing,
      width,
    )
  }
  const {columns, groups} = table
  const widths = natural.map((each, index) => (columns[index]?.isFlexible ? each + Math.max(0, left) : each))
  return {columns, widths, groups: groups.map(rows => rows.map(row => fitRow(row, columns, widths)))}
}

function keepColumns({columns, groups}: DrawnTable, keeps: (index: number) => boolean): DrawnTable {
  const kept = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, index) => keeps(index))
  return {
    columns: kept(columns),
    groups: groups.map(rows => rows.map(row => ({...row, cells: kept(row.cells)}))),
  }
}

/** What every column would take; of the flexible one only the least it needs. */
function naturalWidths({columns, groups}: DrawnTable): readonly number[] {
  return columns.map(({heading, isFlexible = false, maxWidth = Number.POSITIVE_INFINITY}, index) => {
    if (isFlexible) return MIN_FLEXIBLE_WIDTH
    const lines = groups.flat().flatMap(row => row.cells[index] ?? [])
    const widest = lines.reduce((max, line) => Math.max(max, textWidth(line)), 0)
    return Math.max(textWidth(heading), Math.min(maxWidth, widest))
  })
}

function totalWidth(widths: readonly number[], {between, outside}: Spacing): number {
  return widths.reduce((sum, width) => sum + width, outside + between * (widths.length - 1))
}

function fitRow(
  {cells, paint = text => text}: DrawnRow,
  columns: readonly Column[],
  widths: readonly number[],
): CellLines {
  const fitted = cells.map((cell, index) => fitCell(cell, columns[index], widths[index] ?? 0))
  const height = Math.max(...fitted.map(lines => lines.length))
  return fitted.map(lines => Array.from({length: height}, (_, line) => paint(lines[line] ?? '')))
}

const fitCell = (lines: readonly string[], column: Column | undefined, width: number): readonly string[] =>
  lines.flatMap(line => (column?.isFlexible ? wrapText(line, width) : [cutText(line, width)]))

import {cutText, textWidth, wrapText} from './fit-text.js'
import type {Paint} from './look.js'

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

/** Plain text of one row, neutralised; a flexible cell may have several lines. */
export interface Row {
  readonly cells: readonly string[]
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

/** The lines of cells that a group of rows takes. */
export type Lines = readonly (readonly string[])[]

export interface Layout {
  readonly columns: readonly Column[]
  readonly widths: readonly number[]
  readonly groups: readonly Lines[]
}

const MIN_FLEXIBLE_WIDTH = 16

/** Fits a table into a width, as far as its columns can give way. */
export function layOut(table: Tabular, spacing: Spacing, width: number): Layout {
  const natural = naturalWidths(table)
  const left = width - totalWidth(natural, spacing)
  const ranks = table.columns.map(column => column.dispensable ?? 0)
  const highest = Math.max(...ranks)
  if (left < 0 && highest > 0) {
    return layOut(
      keepColumns(table, index => ranks[index] !== highest),
      spacing,
      width,
    )
  }
  const {columns, groups} = table
  const widths = natural.map((each, index) => (columns[index]?.isFlexible ? each + Math.max(0, left) : each))
  return {columns, widths, groups: groups.map(rows => rows.flatMap(row => linesOfRow(row, columns, widths)))}
}

function keepColumns({columns, groups}: Tabular, keeps: (index: number) => boolean): Tabular {
  const kept = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, index) => keeps(index))
  return {
    columns: kept(columns),
    groups: groups.map(rows => rows.map(row => ({...row, cells: kept(row.cells)}))),
  }
}

/** What every column would take; of the flexible one only the least it needs. */
function naturalWidths({columns, groups}: Tabular): readonly number[] {
  return columns.map(({heading, isFlexible = false, maxWidth = Number.POSITIVE_INFINITY}, index) => {
    if (isFlexible) return MIN_FLEXIBLE_WIDTH
    const widest = groups.flat().reduce((max, row) => Math.max(max, textWidth(row.cells[index] ?? '')), 0)
    return Math.max(textWidth(heading), Math.min(maxWidth, widest))
  })
}

function totalWidth(widths: readonly number[], {between, outside}: Spacing): number {
  return widths.reduce((sum, width) => sum + width, outside + between * (widths.length - 1))
}

function linesOfRow(
  {cells, paint = text => text}: Row,
  columns: readonly Column[],
  widths: readonly number[],
): Lines {
  const fitted = cells.map((cell, index) => fitCell(cell, columns[index], widths[index] ?? 0))
  const height = Math.max(...fitted.map(lines => lines.length))
  return Array.from({length: height}, (_, line) => fitted.map(lines => paint(lines[line] ?? '')))
}

const fitCell = (cell: string, column: Column | undefined, width: number): readonly string[] =>
  column?.isFlexible ? cell.split('\n').flatMap(line => wrapText(line, width)) : [cutText(cell, width)]

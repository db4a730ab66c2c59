import {textWidth, wrapText} from './fit-text.js'
import type {Paint} from './look.js'
import {drawText, type Text} from './text.js'

/** What tables and lists have in common: columns that make room for each other, and rows cut into lines. */

export interface Column {
  /** Of several lines, where a line feed parts them. */
  readonly heading: string
  readonly align?: 'left' | 'right'
  /** Takes the width that the others leave, and wraps; one column at most. */
  readonly isFlexible?: boolean
  /** Longer text goes on in the next line. */
  readonly maxWidth?: number
  /**
   * Left out where there is not enough room, the highest first; what has none stays, as every figure does. Where the rest
   * has no room either, each row is a record, which has all.
   */
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
  readonly spacing: Spacing
}

const MIN_FLEXIBLE_WIDTH = 16
/** Longer ones are broken: they are no words of a language. */
const LONGEST_WORD = 30

/** Rows whose cells are drawn, and not fitted yet. */
interface DrawnTable {
  readonly columns: readonly Column[]
  readonly groups: readonly (readonly DrawnRow[])[]
}

interface DrawnRow extends Omit<Row, 'cells'> {
  readonly cells: CellLines
}

/**
 * Draws what stands in a table and fits it into a width by what its columns can give way; null if that is not enough.
 * @param spacings in which it may be set, the preferred one first; all are tried before a column is left out
 */
export function layOut(
  {columns, groups}: Tabular,
  spacings: readonly Spacing[],
  width: number,
): Layout | null {
  const drawn = groups.map(rows => rows.map(row => ({...row, cells: row.cells.map(linesOfCell)})))
  return fitTable({columns, groups: drawn}, spacings, width)
}

/** The headings of a table, each with as many lines as the highest of them. */
export function headingLines(columns: readonly Column[]): CellLines {
  const headings = columns.map(({heading}) => heading.split('\n'))
  const height = Math.max(...headings.map(lines => lines.length))
  return headings.map(lines => Array.from({length: height}, (_, line) => lines[line] ?? ''))
}

/** The lines of a cell, drawn and not fitted. */
export const linesOfCell = (cell: Cell): readonly string[] =>
  typeof cell === 'object' && 'lines' in cell ? cell.lines.map(drawText) : [drawText(cell)]

function fitTable(table: DrawnTable, spacings: readonly Spacing[], width: number): Layout | null {
  const natural = naturalWidths(table)
  const spacing = spacings.find(each => totalWidth(natural, each) <= width)
  if (spacing === undefined) {
    const ranks = table.columns.map(column => column.dispensable ?? 0)
    const highest = Math.max(...ranks)
    if (highest === 0) return null
    return fitTable(
      keepColumns(table, index => ranks[index] !== highest),
      spacings,
      width,
    )
  }
  const {columns, groups} = table
  const left = width - totalWidth(natural, spacing)
  const widths = natural.map((each, index) => (columns[index]?.isFlexible ? each + left : each))
  const fitted = groups.map(rows => rows.map(row => fitRow(row, columns, widths)))
  return {columns, widths, groups: fitted, spacing}
}

function keepColumns({columns, groups}: DrawnTable, keeps: (index: number) => boolean): DrawnTable {
  const kept = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, index) => keeps(index))
  return {
    columns: kept(columns),
    groups: groups.map(rows => rows.map(row => ({...row, cells: kept(row.cells)}))),
  }
}

/** What every column would take; of the flexible one only the least it needs. No word is broken for others' sake. */
function naturalWidths({columns, groups}: DrawnTable): readonly number[] {
  return columns.map(({heading, isFlexible = false, maxWidth = Number.POSITIVE_INFINITY}, index) => {
    const lines = groups.flat().flatMap(row => row.cells[index] ?? [])
    const widest = widestOf(lines)
    const widestHeading = widestOf(heading.split('\n'))
    if (!isFlexible && widest <= maxWidth) return Math.max(widestHeading, widest)
    const longestWord = Math.min(LONGEST_WORD, widestOf(lines.flatMap(line => line.split(' '))))
    return Math.max(widestHeading, isFlexible ? MIN_FLEXIBLE_WIDTH : maxWidth, longestWord)
  })
}

const widestOf = (texts: readonly string[]): number =>
  texts.reduce((widest, text) => Math.max(widest, textWidth(text)), 0)

function totalWidth(widths: readonly number[], {between, outside}: Spacing): number {
  return widths.reduce((sum, width) => sum + width, outside + between * (widths.length - 1))
}

function fitRow(
  {cells, paint = text => text}: DrawnRow,
  columns: readonly Column[],
  widths: readonly number[],
): CellLines {
  const fitted = columns.map((_, index) => fitCell(cells[index] ?? [], widths[index] ?? 0))
  const height = Math.max(...fitted.map(lines => lines.length))
  return fitted.map(lines => Array.from({length: height}, (_, line) => paint(lines[line] ?? '')))
}

const fitCell = (lines: readonly string[], width: number): readonly string[] =>
  lines.flatMap(line => wrapText(line, width))

import {COLOURS, STYLES, type Style, TEXT_AREA, TEXT_WIDTH} from './paper.js'
import type {Element, Pen} from './pen.js'
import {EMPTY_PAGE, type Sheet} from './sheet.js'

/** Text in one style; in a flexible column it takes as many lines as it needs. */
export interface Paragraph {
  readonly text: string
  readonly style: Style
  /** Goes on below the columns to the right, whose cells are of one line then. */
  readonly isWide?: true
}

export interface Column {
  /** Of several lines, where a line feed parts them. */
  readonly heading: string
  readonly align?: 'right'
  /** Gets the width that the others leave; there is one in a table. */
  readonly isFlexible?: boolean
}

export interface Row {
  readonly cells: readonly (readonly Paragraph[])[]
  /** What is carried forward to the next page if this one ends after the row. */
  readonly carried?: string
  /** A total: ruled off from the rows above. */
  readonly isTotal?: boolean
  /** Not to be parted from the row after it. */
  readonly staysWithNext?: boolean
}

export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** The words beside what is carried forward. */
  readonly carry?: Carry
}

export interface Carry {
  readonly to: (page: number) => string
  readonly from: (page: number) => string
}

interface PlacedColumn extends Column {
  readonly left: number
  readonly right: number
}

interface Line extends Paragraph {
  /** Known where it matters: in columns that are not flexible. */
  readonly width: number
}

interface PlacedRow extends Omit<Row, 'cells'> {
  readonly cells: readonly (readonly Line[])[]
  readonly height: number
}

const GAP = 11
const PADDING = 2.3
const CARRY_HEIGHT = STYLES.body.leading + 2 * PADDING
/** A row of so many lines is never parted; of a longer one at least `FEWEST_LINES` stand on each page. */
const WHOLE_LINES = 12
const FEWEST_LINES = 3
const HAIRLINE = {colour: COLOURS.paleLine, width: 0.5} as const
const RULE = {colour: COLOURS.accent, width: 0.9} as const

/** @param lines of the headings */
const headHeight = (lines: number): number => lines * STYLES.columnHeading.leading + 2 * PADDING + 1
const MOST_HEADING_LINES = 2

/**
 * Draws a table over as many pages as it needs. Its head is repeated on each of them, and where a page ends between
 * two rows, what they come to is carried forward.
 */
export function drawTable(sheet: Sheet, table: Table): void {
  const drawing = new TableDrawing(sheet, table)
  sheet.pen.group('Table', () => drawing.draw())
}

/** What a table needs at least to begin on a page, its heading aside. */
export const fewestRoomFor = (rows: number): number => headHeight(MOST_HEADING_LINES) + rows * CARRY_HEIGHT

class TableDrawing {
  readonly #sheet: Sheet
  readonly #pen: Pen
  readonly #columns: readonly PlacedColumn[]
  readonly #rows: readonly PlacedRow[]
  readonly #carry: Carry | undefined
  readonly #headHeight: number
  readonly #rules: number[] = []
  readonly #hairlines: number[] = []

  constructor(sheet: Sheet, {columns, rows, carry}: Table) {
    this.#sheet = sheet
    this.#pen = sheet.pen
    this.#carry = carry
    this.#headHeight = headHeight(Math.max(...columns.map(({heading}) => heading.split('\n').length)))
    const fixed = rows.map(row => row.cells.map((cell, index) => this.#fixedLines(cell, columns[index])))
    this.#columns = this.#place(columns, fixed)
    this.#rows = rows.map((row, index) => this.#measure(row, fixed[index] ?? []))
  }

  draw(): void {
    const [first] = this.#rows
    this.#sheet.ensure(this.#headHeight + (first === undefined ? 0 : Math.min(first.height, EMPTY_PAGE / 3)))
    this.#pen.group('THead', () =>
      this.#pen.group('TR', () =>
        this.#head((column, draw) => {
          const scope = column.heading === '' ? {} : ({scope: 'Column'} as const)
          this.#pen.element(column.heading === '' ? 'TD' : 'TH', draw, scope)
        }),
      ),
    )
    this.#pen.group('TBody', () => {
      for (const [index, row] of this.#rows.entries()) this.#drawRow(row, index)
    })
    this.#drawRules()
  }

  #drawRow(row: PlacedRow, index: number): void {
    const isLong = row.cells.some(lines => lines.length > WHOLE_LINES)
    const before = this.#rows[index - 1]?.carried
    if (!isLong) {
      if (this.#heightFrom(index) > this.#sheet.room) this.#turnPage(before)
      this.#pen.group('TR', () => {
        for (const [cell, lines] of row.cells.entries()) {
          this.#pen.element('TD', () => this.#drawLines(lines, this.#columns[cell]))
        }
      })
      this.#endRow(row)
      return
    }
    const least = FEWEST_LINES * STYLES.body.leading + 2 * PADDING + this.#reserve(index)
    if (least > this.#sheet.room) this.#turnPage(before)
    this.#pen.group('TR', () => this.#drawInParts(row, index))
  }

  /** A row that is longer than a page, or would leave much of one empty. */
  #drawInParts(row: PlacedRow, index: number): void {
    const elements: readonly Element[] = row.cells.map(() => this.#pen.begin('TD'))
    let rest = row.cells
    for (;;) {
      const room = this.#sheet.room - this.#reserve(index) - 2 * PADDING
      const parts = rest.map(lines => partOf(lines, room))
      for (const [cell, lines] of parts.entries()) {
        const element = elements[cell]
        if (element === undefined || lines.length === 0) continue
        this.#pen.fill(element, 'TD', () => this.#drawLines(lines, this.#columns[cell]))
      }
      rest = rest.map((lines, cell) => lines.slice(parts[cell]?.length))
      this.#endRow({...row, height: heightOf(parts)})
      if (rest.every(lines => lines.length === 0)) break
      this.#turnPage(row.carried)
    }
    for (const element of elements) element.end()
  }

  /** The row, and the rows that must not be parted from it. */
  #heightFrom(index: number): number {
    const row = this.#rows[index]
    if (row === undefined) return 0
    if (row.staysWithNext && index + 1 < this.#rows.length) return row.height + this.#heightFrom(index + 1)
    return row.height + this.#reserve(index)
  }

  /** Room for what is carried forward, in case the page ends after this row. */
  #reserve(index: number): number {
    const isLast = index === this.#rows.length - 1
    return this.#carry === undefined || isLast ? 0 : CARRY_HEIGHT
  }

  #turnPage(carried: string | undefined): void {
    const carry = carried === undefined ? undefined : this.#carry
    const {page} = this.#sheet
    if (carry !== undefined) this.#drawCarry(carry.to(page + 1), carried ?? '')
    this.#drawRules()
    this.#sheet.nextPage()
    this.#head((_, draw) => this.#pen.artifact('Pagination', draw))
    if (carry !== undefined) {
      this.#drawCarry(carry.from(page), carried ?? '')
      this.#rule(HAIRLINE)
    }
  }

  #drawCarry(words: string, carried: string): void {
    const {y} = this.#sheet
    this.#pen.artifact('Pagination', () => {
      const base = y + PADDING + STYLES.strong.size
      const flexible = this.#columns.find(column => column.isFlexible)
      this.#pen.text(words, flexible?.left ?? TEXT_AREA.left, base, STYLES.strong)
      const x = TEXT_AREA.right - this.#pen.widthOf(carried, STYLES.strong)
      this.#pen.text(carried, x, base, STYLES.strong)
    })
    this.#sheet.y = y + CARRY_HEIGHT
  }

  #head(mark: (column: PlacedColumn, draw: () => void) => void): void {
    const style = STYLES.columnHeading
    for (const column of this.#columns) {
      mark(column, () => {
        let base = this.#sheet.y + PADDING + style.size
        for (const line of column.heading.split('\n')) {
          const x = column.align === 'right' ? column.right - this.#pen.widthOf(line, style) : column.left
          this.#pen.text(line, x, base, style)
          base += style.leading
        }
      })
    }
    this.#sheet.y += this.#headHeight
    this.#rule(RULE)
  }

  #drawLines(lines: readonly Line[], column: PlacedColumn | undefined): void {
    if (column === undefined) return
    let top = this.#sheet.y + PADDING
    for (const {text, style, width} of lines) {
      this.#pen.text(
        text,
        column.align === 'right' ? column.right - width : column.left,
        top + style.size,
        style,
      )
      top += style.leading
    }
  }

  #endRow({height, isTotal}: PlacedRow): void {
    if (isTotal) this.#rule(RULE)
    this.#sheet.y += height
    this.#rule(HAIRLINE)
  }

  #rule(stroke: typeof HAIRLINE | typeof RULE): void {
    const ys = stroke === RULE ? this.#rules : this.#hairlines
    // The rule of a total takes the place of the line below the row before.
    if (stroke === RULE && this.#hairlines.at(-1) === this.#sheet.y) this.#hairlines.pop()
    ys.push(this.#sheet.y)
  }

  /** All of a page at once, which takes less of the file than one by one. */
  #drawRules(): void {
    this.#pen.artifact('Layout', () => {
      for (const [ys, stroke] of [
        [this.#hairlines, HAIRLINE],
        [this.#rules, RULE],
      ] as const) {
        this.#pen.linesAcross(ys, TEXT_AREA.left, TEXT_AREA.right, stroke)
        ys.length = 0
      }
    })
  }

  #fixedLines(cell: readonly Paragraph[], column: Column | undefined): readonly Line[] {
    if (column?.isFlexible) return []
    return cell.map(({text, style}) => ({text, style, width: this.#pen.widthOf(text, style)}))
  }

  #place(
    columns: readonly Column[],
    fixed: readonly (readonly (readonly Line[])[])[],
  ): readonly PlacedColumn[] {
    const widths = columns.map(({heading, isFlexible}, index) => {
      if (isFlexible) return 0
      const lines = heading.split('\n')
      let widest = Math.max(...lines.map(line => this.#pen.widthOf(line, STYLES.columnHeading)))
      for (const row of fixed) for (const {width} of row[index] ?? []) widest = Math.max(widest, width)
      return widest
    })
    const gaps = (columns.length - 1) * GAP
    const flexible = TEXT_WIDTH - gaps - widths.reduce((sum, width) => sum + width, 0)
    let left: number = TEXT_AREA.left
    return columns.map((column, index) => {
      const right = left + (column.isFlexible ? flexible : (widths[index] ?? 0))
      const placed = {...column, left, right}
      left = right + GAP
      return placed
    })
  }

  #measure(row: Row, fixed: readonly (readonly Line[])[]): PlacedRow {
    const cells = row.cells.map((cell, index) => {
      const column = this.#columns[index]
      return column?.isFlexible ? this.#wrap(cell, column) : (fixed[index] ?? [])
    })
    return {...row, cells, height: heightOf(cells)}
  }

  #wrap(cell: readonly Paragraph[], {left, right}: PlacedColumn): readonly Line[] {
    return cell.flatMap(({text, style, isWide}, index) => {
      // Read aloud, two paragraphs are one text.
      const read = index === cell.length - 1 ? text : `${text} `
      const width = (isWide ? TEXT_AREA.right : right) - left
      return this.#pen.wrap(read, style, width).map(line => ({text: line, style, width: 0}))
    })
  }
}

function heightOf(cells: readonly (readonly Line[])[]): number {
  const heights = cells.map(lines => lines.reduce((sum, {style}) => sum + style.leading, 0))
  return Math.max(...heights) + 2 * PADDING
}

/** The lines of a cell that fit; at least some are left for the next page, if any are. */
function partOf(lines: readonly Line[], room: number): readonly Line[] {
  let height = 0
  let count = 0
  for (const {style} of lines) {
    height += style.leading
    if (height > room) break
    count += 1
  }
  const left = lines.length - count
  return lines.slice(0, left > 0 ? Math.max(1, Math.min(count, lines.length - FEWEST_LINES)) : count)
}

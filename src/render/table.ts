import Table from 'cli-table3'
import {type Lines, layOut, type Tabular} from './layout.js'
import {type Look, paint} from './look.js'

/** The one file that knows cli-table3. */

/** A table in a box, with a line between groups of rows. For some hundred lines; see `list.ts` for more. */
export function drawTable(table: Tabular, look: Look): string {
  const {columns, widths, groups} = layOut(table, {between: 3, outside: 4}, look.width)
  const drawn = new Table({
    head: columns.map(({heading}) => paint('bold', look)(heading)),
    colWidths: widths.map(width => width + 2),
    colAligns: columns.map(({align}) => align ?? 'left'),
    style: {head: [], border: []},
  })
  // Each line is a row of its own: for cli-table3 a cell of 50 lines takes a second, and one of 300 five minutes.
  drawn.push(...groups.flat().map(cells => [...cells]))
  return keepGroupLines(drawn.toString().split('\n'), groups).join('\n')
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

import {textWidth, wrapText} from './fit-text.js'
import {type Column, linesOfCell, type Row, type Tabular} from './layout.js'
import {type Look, paint} from './look.js'

const INDENT = '  '
const GAP = '  '

/**
 * A table for a terminal that is too narrow for its columns: each row is a record, its first cell in a line of its own and
 * below it everything else, with the headings as labels, as much in a line as fits. Nothing is left out.
 */
export const drawRecords = ({columns, groups}: Tabular, look: Look): string =>
  groups
    .flat()
    .flatMap(row => recordOf(row, columns, look))
    .join('\n')

function recordOf({cells, paint: paintRow}: Row, columns: readonly Column[], look: Look): readonly string[] {
  const parts = columns.map((column, index) => ({
    column,
    lines: linesOfCell(cells[index] ?? '').filter(isSaid),
  }))
  const title = parts.slice(0, 1).flatMap(({lines}) => lines.flatMap(line => wrapText(line, look.width)))
  const below = parts
    .slice(1)
    .flatMap(({column, lines}) => textsOf(column, lines))
    .reduce(flowInto(look.width - INDENT.length), [])
    .map(line => `${INDENT}${line}`)
  const paintTitle = paintRow ?? paint('bold', look)
  return [...title.map(paintTitle), ...(paintRow === undefined ? below : below.map(paintRow))]
}

const isSaid = (line: string): boolean => line !== ''

/** What has several lines, or is a text, speaks for itself; a figure needs its label. */
const textsOf = ({heading, isFlexible = false}: Column, lines: readonly string[]): readonly Flowing[] =>
  lines.map(line =>
    isFlexible || lines.length > 1
      ? {text: line, isAlone: true}
      : {text: `${heading.replace('\n', ' ')} ${line}`.trimStart(), isAlone: false},
  )

interface Flowing {
  readonly text: string
  /** It does not share its lines. */
  readonly isAlone: boolean
}

/** Puts a text behind the last one where both have room, else in lines of its own. */
function flowInto(room: number) {
  let isOpen = false
  return (lines: readonly string[], {text, isAlone}: Flowing): readonly string[] => {
    const last = lines.at(-1)
    const joined = `${last}${GAP}${text}`
    const fits = isOpen && !isAlone && textWidth(joined) <= room
    isOpen = !isAlone
    return fits ? [...lines.slice(0, -1), joined] : [...lines, ...wrapText(text, room)]
  }
}

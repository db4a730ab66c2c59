import {wrapText} from './fit-text.js'
import type {Row} from './layout.js'
import {drawList} from './list.js'
import {type Look, paint} from './look.js'
import {neutralise} from './plain.js'

/**
 * A page of our documentation as a terminal shows it: headings, paragraphs, lists and tables. Marks within a line go;
 * what stands in a comment is not for readers.
 */
export function drawMarkdown(page: string, look: Look): string {
  const blocks = page
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .trim()
    .split(/\n{2,}/)
  return blocks
    .map(block => drawBlock(block, look))
    .join('\n\n')
    .replaceAll(HELD_SPACE, ' ')
}

function drawBlock(block: string, look: Look): string {
  const lines = block.split('\n')
  const [first = ''] = lines
  if (first.startsWith('#')) return paint('bold', look)(plainText(first.replace(/^#+ /, '')))
  if (first.startsWith('|')) return drawRows(lines, look)
  if (first.startsWith('- '))
    return block
      .split(/\n(?=- )/)
      .map(item => wrapped(item, look))
      .join('\n')
  return wrapped(block, look)
}

/** Lines that were broken for the width of a page are broken anew. */
const wrapped = (text: string, {width}: Look): string =>
  wrapText(plainText(text.replaceAll(/\s*\n\s*/g, ' ')), width).join('\n')

/** The column with the longest text makes room for the others. */
function drawRows(lines: readonly string[], look: Look): string {
  const [headings = [], , ...rows] = lines.map(cellsOf)
  const longest = headings.map((_, column) => Math.max(...rows.map(cells => cells[column]?.length ?? 0)))
  const flexible = longest.indexOf(Math.max(...longest))
  const columns = headings.map((heading, column) => ({
    heading,
    ...(column === flexible && {isFlexible: true}),
  }))
  return drawList(
    columns,
    rows.map((cells): Row => ({cells})),
    look,
  )
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => plainText(cell.trim()))

/** What is typed has to be seen as it is, so its words stay in one line; drawn, it becomes a space. */
const HELD_SPACE = '\u2800'

const plainText = (text: string): string =>
  neutralise(
    text
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/\*\*([^*]*)\*\*/g, '$1')
      .replaceAll(/`([^`]*)`/g, (_, typed: string) => typed.replaceAll(' ', HELD_SPACE)),
  )

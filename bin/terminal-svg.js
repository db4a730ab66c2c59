// Draws what a terminal shows as SVG: lines of text with bold, dim and coloured parts, as the program prints them with
// FORCE_COLOR.
import {stripVTControlCharacters} from 'node:util'

const COLUMN = 8.4 // of a letter of 14 units in nearly every monospaced typeface; `textLength` makes it so in all
const LINE = 19
const BASE = 14
const PADDING = 16

const ESCAPE = '\u001b'
const STYLE_CHANGE = new RegExp(`${ESCAPE}\\[(\\d+)m`)

const STYLES = {
  1: 'font-weight="bold"',
  2: 'opacity="0.6"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
}

const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The parts of a line that look alike. What was typed is bold. */
const partsOf = line => {
  const parts = []
  let column = 0
  let style = line.startsWith('$ ') ? STYLES[1] : undefined
  for (const [index, piece] of line.split(STYLE_CHANGE).entries()) {
    if (index % 2 === 1) style = STYLES[piece]
    else if (piece !== '') parts.push({text: piece, column, style})
    if (index % 2 === 0) column += piece.length
  }
  return parts
}

const drawn = ({text, column, style}, row) => {
  const place = `x="${(PADDING + column * COLUMN).toFixed(1)}" y="${PADDING + BASE + row * LINE}"`
  const length = `textLength="${(text.length * COLUMN).toFixed(1)}"`
  return `<text ${place} ${length}${style ? ` ${style}` : ''}>${escaped(text)}</text>`
}

/** A window as wide as the longest of the lines, which are as they were printed. */
export const terminalSvg = (lines, title) => {
  const columns = Math.max(...lines.map(line => stripVTControlCharacters(line).length))
  const width = Math.ceil(columns * COLUMN + 2 * PADDING)
  const height = lines.length * LINE + 2 * PADDING
  const rows = lines.map((line, row) => partsOf(line).map(part => drawn(part, row)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${rows.flat().join('\n')}
</g>
</svg>
`
}

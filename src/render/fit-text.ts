import stringWidth from 'string-width'

/** European letters, and what we write beside them: punctuation, lines, bars, a check mark. All are one column wide. */
const NARROW = /^[ -~\u00c0-\u02ff–…€·→✔\u2500-\u259f]*$/

const ESCAPE = '\u001b'

/** The text without the colours that `paint` puts on. */
const withoutColours = (text: string): string =>
  text
    .split(ESCAPE)
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf('m') + 1)))
    .join('')

/**
 * Columns that a text takes in a terminal. Nearly all text is narrow, and need not be measured letter by letter: the
 * first text that is takes 10 ms more, for which Node loads what it knows of all scripts.
 */
export function textWidth(text: string): number {
  const plain = text.includes(ESCAPE) ? withoutColours(text) : text
  return NARROW.test(plain) ? plain.length : stringWidth(plain)
}

/** Text in at most so many columns, cut with an ellipsis. */
export function cutText(text: string, width: number): string {
  return textWidth(text) <= width ? text : `${beginningOf(text, width - 1)}…`
}

/** Text broken between words into lines of at most so many columns; a word that is too long is broken too. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (textWidth(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (textWidth(line) > width) {
      const beginning = beginningOf(line, width)
      lines.push(beginning)
      line = line.slice(beginning.length)
    }
  }
  return [...lines, line]
}

/** Lines of which those that are too long are broken between words, and go on at the same indent. */
export const wrapLines = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap(line => (textWidth(line) <= width ? [line] : wrapIndented(line, width)))
    .join('\n')

function wrapIndented(line: string, width: number): readonly string[] {
  const rest = line.trimStart()
  const indent = line.slice(0, line.length - rest.length)
  return wrapText(rest, width - indent.length).map(each => indent + each)
}

/** As many characters as fit, at least one, so that wrapping always gets on. */
function beginningOf(text: string, width: number): string {
  let columns = 0
  let beginning = ''
  for (const character of text) {
    columns += textWidth(character)
    if (columns > width && beginning !== '') break
    beginning += character
  }
  return beginning
}

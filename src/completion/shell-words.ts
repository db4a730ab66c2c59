/** A word as it stands in a line, in pieces: quoted ones, escaped letters, and what is between them. */
interface Piece {
  /** Without the quotes and backslashes. */
  readonly text: string
  readonly kind: 'bare' | 'escaped' | 'quoted'
  /** The quote that is not closed, if that is so. */
  readonly openQuote?: Quote
}

export type Quote = '"' | "'"

const PIECE =
  /(?<bare>[^\s\\'"]+)|\\(?<escaped>[\s\S]?)|'(?<single>[^']*)(?<singleEnd>'?)|"(?<double>(?:\\[\s\S]|[^"\\])*)\\?(?<doubleEnd>"?)/y

/** The piece of a word that begins at an index, with the index after it; undefined between words. */
function pieceAt(line: string, index: number): {readonly piece: Piece; readonly end: number} | undefined {
  PIECE.lastIndex = index
  const {groups} = PIECE.exec(line) ?? {}
  if (groups === undefined) return undefined
  const {bare, escaped, single, singleEnd, double, doubleEnd} = groups
  return {piece: pieceOf(), end: PIECE.lastIndex}

  function pieceOf(): Piece {
    if (bare !== undefined) return {kind: 'bare', text: bare}
    if (escaped !== undefined) return {kind: 'escaped', text: escaped}
    if (single !== undefined) return {kind: 'quoted', text: single, ...(singleEnd === '' && {openQuote: "'"})}
    const text = (double ?? '').replaceAll(/\\(["\\$`])/g, '$1')
    return {kind: 'quoted', text, ...(doubleEnd === '' && {openQuote: '"'})}
  }
}

function piecesOf(word: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (let found = pieceAt(word, 0); found !== undefined; found = pieceAt(word, found.end))
    pieces.push(found.piece)
  return pieces
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({text}) => text).join('')

/**
 * A word without its quotes and backslashes, be it complete or not. Nothing is carried out: `$(x)` stays as it is.
 *
 * @example unquoted('"Frau Mü') // 'Frau Mü'
 */
export const unquoted = (word: string): string => textOf(piecesOf(word))

/**
 * The words of a line up to the cursor, as a shell of the kind of `sh` reads them; the last, which is being typed, as it
 * stands there.
 *
 * @example splitLine('log --for "Frau M') // ['log', '--for', '"Frau M']
 */
export function splitLine(line: string): readonly string[] {
  const words: string[] = []
  let begin = 0
  let end = 0
  for (;;) {
    const found = pieceAt(line, end)
    if (found !== undefined) {
      end = found.end
      continue
    }
    if (end > begin) words.push(line.slice(begin, end))
    if (end === line.length) break
    end += 1
    begin = end
  }
  const [last, ...earlier] = begin === line.length ? ['', ...words.toReversed()] : words.toReversed()
  return [...earlier.toReversed().map(unquoted), last ?? '']
}

/** Where in a word the part begins that bash replaces by what is chosen. */
export interface Replaced {
  /** What comes before it, without quotes. */
  readonly before: string
  /** The quote that is open in it. */
  readonly quote: Quote | undefined
}

/** @param breaks the letters at which words end for bash's line editor, which has its own rules: `COMP_WORDBREAKS` */
export function replacedIn(word: string, breaks: string): Replaced {
  const pieces = piecesOf(word)
  const open = pieces.at(-1)
  if (open?.openQuote !== undefined) return {before: textOf(pieces.slice(0, -1)), quote: open.openQuote}
  let text = ''
  let before = ''
  for (const piece of pieces) {
    const letters = piece.kind === 'bare' ? [...piece.text] : [piece.text]
    for (const letter of letters) {
      text += letter
      if (piece.kind === 'quoted' || (piece.kind === 'bare' && breaks.includes(letter))) before = text
    }
  }
  return {before, quote: undefined}
}

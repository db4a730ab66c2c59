import {neutralise} from '../plain.js'

/** A font file as pdfkit has parsed it: the part that is used here. Lengths are in units of the font. */
export interface ParsedFont {
  readonly unitsPerEm: number
  readonly layout: (text: string) => GlyphRun
  readonly hasGlyphForCodePoint: (codePoint: number) => boolean
}

interface GlyphRun {
  readonly glyphs: readonly object[]
  readonly positions: readonly GlyphPosition[]
  readonly advanceWidth: number
}

interface GlyphPosition {
  readonly xAdvance: number
}

const PRINTABLE_ASCII = /^[ -~]*$/
/** They only change how the character before them looks, or join it to the next. */
const INVISIBLE = /[\u200c\u200d\ufe00-\ufe0f]/g
/** A letter with the marks on it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu
/** Enough for the words of many statements; then it begins anew, so that a long batch needs no more memory. */
const WORDS_KEPT = 20_000

/**
 * One weight of the statement's typeface. Shaping a word (kerning, accents) costs far more than drawing it, so each is
 * shaped once and kept for all statements of the process.
 */
export class Typeface {
  /** What pdfkit draws with: the font, with the words that were shaped before. */
  readonly source: ParsedFont
  /** Stands for every character that the font does not have. */
  readonly replacement: string
  readonly #font: ParsedFont
  readonly #words = new Map<string, GlyphRun>()
  readonly #known = new Map<string, boolean>()

  constructor(font: ParsedFont) {
    this.#font = font
    this.replacement = font.hasGlyphForCodePoint(0xfffd) ? '\ufffd' : '?'
    // pdfkit scales positions in place: it gets its own.
    const layout = (word: string): GlyphRun => {
      const run = this.#shape(word)
      return {...run, positions: run.positions.map(position => ({...position}))}
    }
    this.source = Object.create(font, {layout: {value: layout}}) as ParsedFont
  }

  /** Text on one line without control characters, and a sign for each character that the font does not have. */
  printable(text: string): string {
    if (PRINTABLE_ASCII.test(text)) return text
    const composed = text.replace(INVISIBLE, '').normalize('NFC')
    // No-break spaces stay: they keep a number and its unit together.
    const plain = composed.split('\u00a0').map(neutralise).join('\u00a0')
    let printable = ''
    for (const character of plain) printable += this.#has(character) ? character : this.replacement
    return printable
  }

  /** In points, at a size in points. */
  width(text: string, size: number): number {
    let units = 0
    let begin = 0
    while (begin < text.length) {
      const end = endOfWord(text, begin)
      units += this.#shape(text.slice(begin, end)).advanceWidth
      begin = end
    }
    return (units * size) / this.#font.unitsPerEm
  }

  /** Breaks text into lines of at most a width in points, between words, and within one only where it must. */
  wrap(text: string, size: number, width: number): readonly string[] {
    const most = (width * this.#font.unitsPerEm) / size
    const lines: string[] = []
    let line = ''
    let used = 0
    const add = (piece: string, units: number) => {
      line += piece
      used += units
    }
    const endLine = () => {
      if (line !== '') lines.push(line.trimEnd())
      line = ''
      used = 0
    }
    const space = this.#shape(' ').advanceWidth
    let begin = 0
    while (begin < text.length) {
      const end = endOfWord(text, begin)
      const word = text.slice(begin, end)
      const gap = word.endsWith(' ') ? space : 0
      begin = end
      const units = this.#shape(word).advanceWidth
      if (used + units - gap <= most) {
        add(word, units)
        continue
      }
      for (const piece of piecesOf(word)) {
        const bare = this.#unitsOf(piece)
        if (used + bare > most) endLine()
        if (bare <= most) add(piece, bare + (piece.endsWith(' ') ? gap : 0))
        else {
          for (const [letter] of piece.matchAll(LETTERS)) {
            const advance = this.#shape(letter).advanceWidth
            if (used + advance > most) endLine()
            add(letter, advance)
          }
        }
      }
    }
    endLine()
    return lines
  }

  /** Letter by letter, so that a piece of ten thousand letters is not shaped (and kept) as one. */
  #unitsOf(piece: string): number {
    let units = 0
    for (const [letter] of piece.trimEnd().matchAll(LETTERS)) units += this.#shape(letter).advanceWidth
    return units
  }

  #has(character: string): boolean {
    const known = this.#known.get(character)
    if (known !== undefined) return known
    const has = this.#font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
    this.#known.set(character, has)
    return has
  }

  #shape(word: string): GlyphRun {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    const {glyphs, positions, advanceWidth} = this.#font.layout(word)
    if (this.#words.size >= WORDS_KEPT) this.#words.clear()
    const run = {glyphs, positions, advanceWidth}
    this.#words.set(word, run)
    return run
  }
}

/** A word with the space after it: the pieces that pdfkit draws, so what is measured is what is drawn. */
function endOfWord(text: string, begin: number): number {
  const space = text.indexOf(' ', begin)
  return space === -1 ? text.length : space + 1
}

/** A compound is broken after its hyphens and slashes. */
const piecesOf = (word: string): readonly string[] => word.split(/(?<=\p{L}[-/])(?=\p{L})/u)

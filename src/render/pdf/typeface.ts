import {neutralise} from '../plain.js'

/** A font file as pdfkit has parsed it: the part that is used here. Lengths are in units of the font. */
export interface ParsedFont {
  readonly unitsPerEm: number
  readonly layout: (text: string) => {
    readonly glyphs: readonly {
      readonly id: number
      readonly advanceWidth: number
      readonly codePoints: readonly number[]
    }[]
    readonly positions: readonly {
      readonly xAdvance: number
      readonly xOffset: number
      readonly yOffset: number
    }[]
  }
  readonly hasGlyphForCodePoint: (codePoint: number) => boolean
}

/** One sign of a shaped word; lengths in thousandths of the type's size. */
export interface Glyph {
  readonly id: number
  readonly codePoints: readonly number[]
  /** How wide the font says it is. */
  readonly width: number
  /** How far it is to the next one: the width, but for kerning. */
  readonly advance: number
  /** Accents that are put together of two signs are moved from where they would stand. */
  readonly offset: readonly [x: number, y: number] | null
}

export interface Word {
  readonly glyphs: readonly Glyph[]
  readonly advance: number
}

const PRINTABLE_ASCII = /^[ -~]*$/
/** They only change how the character before them looks, or join it to the next. */
const INVISIBLE = /\u200c|\u200d|[\ufe00-\ufe0f]/g
/** A letter with the marks on it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu
/** Enough for the words of many statements; then it begins anew, so that a long batch needs no more memory. */
const WORDS_KEPT = 5_000
/** Times, dates, amounts. */
const FIGURES = /^[0-9:.,+–-]+ ?$/
const UNBREAKABLE = /(?<=\u00a0)/

/**
 * One weight of the statement's typeface. Shaping a word (kerning, accents) costs far more than drawing it, so each is
 * shaped once and kept for all statements of the process.
 */
export class Typeface {
  readonly font: ParsedFont
  /** Stands for every character that the font does not have. */
  readonly replacement: string
  readonly #words = new Map<string, Word>()
  readonly #known = new Map<string, boolean>()

  constructor(font: ParsedFont) {
    this.font = font
    this.replacement = font.hasGlyphForCodePoint(0xfffd) ? '\ufffd' : '?'
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
    let advance = 0
    for (const word of wordsOf(text)) advance += this.shape(word).advance
    return (advance * size) / 1000
  }

  /**
   * Breaks text into lines of at most a width in points, between words, and within one only where it must. The space
   * between two lines stays at the end of the first, where it is not seen but read: by screen readers, and by whoever
   * copies the text.
   */
  wrap(text: string, size: number, width: number): readonly string[] {
    const most = (width * 1000) / size
    const lines: string[] = []
    let line = ''
    let used = 0
    const add = (piece: string, units: number) => {
      line += piece
      used += units
    }
    const endLine = () => {
      if (line !== '') lines.push(line)
      line = ''
      used = 0
    }
    const space = this.shape(' ').advance
    for (const word of wordsOf(text)) {
      const gap = word.endsWith(' ') ? space : 0
      const units = this.shape(word).advance
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
            const {advance} = this.shape(letter)
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
    for (const [letter] of piece.trimEnd().matchAll(LETTERS)) units += this.shape(letter).advance
    return units
  }

  #has(character: string): boolean {
    const known = this.#known.get(character)
    if (known !== undefined) return known
    const has = this.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
    this.#known.set(character, has)
    return has
  }

  /** The signs of a word, one of `wordsOf`. */
  shape(text: string): Word {
    const known = this.#words.get(text)
    if (known !== undefined) return known
    const parts = partsOf(text)
    const word = parts.length > 1 ? this.#compose(parts) : this.#layOut(text)
    if (this.#words.size >= WORDS_KEPT) this.#words.clear()
    this.#words.set(text, word)
    return word
  }

  #compose(parts: readonly string[]): Word {
    const words = parts.map(part => this.shape(part))
    return {
      glyphs: words.flatMap(({glyphs}) => glyphs),
      advance: words.reduce((sum, {advance}) => sum + advance, 0),
    }
  }

  #layOut(text: string): Word {
    const scale = 1000 / this.font.unitsPerEm
    const {glyphs, positions} = this.font.layout(text)
    let sum = 0
    const shaped = glyphs.map(({id, advanceWidth, codePoints}, index): Glyph => {
      const {xAdvance = advanceWidth, xOffset = 0, yOffset = 0} = positions[index] ?? {}
      const advance = xAdvance * scale
      sum += advance
      const isMoved = xOffset !== 0 || yOffset !== 0
      return {
        ...{id, codePoints, width: advanceWidth * scale, advance},
        offset: isMoved ? [xOffset * scale, yOffset * scale] : null,
      }
    })
    return {glyphs: shaped, advance: sum}
  }
}

/** Text as the pieces that are shaped: words, each with the space after it. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  for (let begin = 0; begin < text.length; ) {
    const space = text.indexOf(' ', begin)
    const end = space === -1 ? text.length : space + 1
    words.push(text.slice(begin, end))
    begin = end
  }
  return words
}

/**
 * What can be shaped one by one, since there is no kerning between: figures, which stand in columns, and words with
 * a no-break space. Each of them is then known from other texts.
 */
const partsOf = (word: string): readonly string[] =>
  FIGURES.test(word) ? [...word] : word.split(UNBREAKABLE)

/** A compound is broken after its hyphens and slashes. */
const piecesOf = (word: string): readonly string[] => word.split(/(?<=\p{L}[-/])(?=\p{L})/u)

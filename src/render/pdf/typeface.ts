import type {Font} from 'fontkit'
import {neutralise} from '../plain.js'
import {rememberingFont} from './remembering-font.js'

const PRINTABLE_ASCII = /^[ -~]*$/
/** European letters and the punctuation of ours, which stand alone: nearly all text that is not ASCII. */
const LATIN = /^[ -~\u00a0-\u00ac\u00ae-\u02ff–…€·]*$/
/** They only change how the character before them looks, or join it to the next. */
const INVISIBLE = /\u200c|\u200d|[\ufe00-\ufe0f]/g
/** Its letters stand one before the other only to who reads from right to left, which nothing here does. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
/** A letter with the marks on it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu
/** Enough for the words of many statements; then it begins anew, so that a long batch needs no more memory. */
const WORDS_KEPT = 5_000

/** Text of one font. */
export interface Run {
  readonly text: string
  readonly isFallback: boolean
}

/** One weight of the statement's typeface, with another font for signs that it lacks. Words are measured once and remembered for all statements of the process. */
export class Typeface {
  /** Parsed once; every document takes it as it is. */
  readonly font: Font
  /** For arrows, check marks and other signs that the font does not have; parsed when the first of them is met. */
  readonly fallback: () => Font
  /** Stands for every character that the font does not have. */
  readonly replacement: string
  /** A document that nothing is drawn on, with the font at a size of 1000 points. */
  readonly #ruler: PDFKit.PDFDocument
  readonly #widths = new Map<string, number>()
  readonly #known = new Map<string, 'font' | 'fallback' | null>()

  /** @param document any, to measure with; nothing is drawn on it */
  constructor(font: Font, fallback: () => Font, document: PDFKit.PDFDocument) {
    this.font = rememberingFont(font)
    this.fallback = fallback
    this.#ruler = document.registerFont('regular', this.font).font('regular', 1000)
    this.replacement = font.hasGlyphForCodePoint(0xfffd) ? '\ufffd' : '?'
  }

  /** Text on one line without control characters, and a sign for each character that the font does not have. */
  printable(text: string): string {
    if (PRINTABLE_ASCII.test(text)) return text
    if (LATIN.test(text) && this.#hasAll(text)) return text
    const composed = text.replace(INVISIBLE, '').normalize('NFC')
    // No-break spaces stay: they keep a number and its unit together.
    const plain = composed.split('\u00a0').map(neutralise).join('\u00a0')
    let printable = ''
    // What no font has stays visible as a sign, so that nobody takes the text for whole.
    for (const character of plain) printable += this.#sourceOf(character) ? character : this.replacement
    return printable
  }

  /** The characters of a text that cannot be printed, each once. */
  unprintable(text: string): readonly string[] {
    const plain = neutralise(text.replace(INVISIBLE, '').normalize('NFC'))
    return [...new Set(plain)].filter(character => this.#sourceOf(character) === null)
  }

  /** Printable text in the pieces that are drawn with one font each. */
  runs(text: string): readonly Run[] {
    if (LATIN.test(text)) return [{text, isFallback: false}]
    const runs: {text: string; isFallback: boolean}[] = []
    for (const character of text) {
      const isFallback = this.#sourceOf(character) === 'fallback'
      const last = runs.at(-1)
      if (last?.isFallback === isFallback) last.text += character
      else runs.push({text: character, isFallback})
    }
    return runs
  }

  /** In points, at a size in points. */
  width(text: string, size: number): number {
    let units = 0
    for (const word of wordsOf(text)) units += this.#unitsOf(word)
    return (units * size) / 1000
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
    const space = this.#unitsOf(' ')
    for (const word of wordsOf(text)) {
      const gap = word.endsWith(' ') ? space : 0
      const units = this.#unitsOf(word)
      if (used + units - gap <= most) {
        add(word, units)
        continue
      }
      for (const piece of piecesOf(word)) {
        const bare = this.#unitsOfLetters(piece)
        if (used + bare > most) endLine()
        if (bare <= most) add(piece, bare + (piece.endsWith(' ') ? gap : 0))
        else {
          for (const [letter] of piece.matchAll(LETTERS)) {
            const units = this.#unitsOf(letter)
            if (used + units > most) endLine()
            add(letter, units)
          }
        }
      }
    }
    endLine()
    return lines
  }

  /** Letter by letter, so that a piece of ten thousand letters is not measured (and remembered) as one. */
  #unitsOfLetters(piece: string): number {
    let units = 0
    for (const [letter] of piece.trimEnd().matchAll(LETTERS)) units += this.#unitsOf(letter)
    return units
  }

  #hasAll(text: string): boolean {
    for (const character of text) if (this.#sourceOf(character) !== 'font') return false
    return true
  }

  /** Which font has a character; null where none has it, or none could set it right. */
  #sourceOf(character: string): 'font' | 'fallback' | null {
    const known = this.#known.get(character)
    if (known !== undefined) return known
    const code = character.codePointAt(0) ?? 0
    const isFallback = () => !RIGHT_TO_LEFT.test(character) && this.fallback().hasGlyphForCodePoint(code)
    const source = this.font.hasGlyphForCodePoint(code) ? 'font' : isFallback() ? 'fallback' : null
    this.#known.set(character, source)
    return source
  }

  /** The width of a word with the space after it, in thousandths of the type's size. */
  #unitsOf(word: string): number {
    const known = this.#widths.get(word)
    if (known !== undefined) return known
    if (this.#widths.size >= WORDS_KEPT) this.#widths.clear()
    const units = this.runs(word).reduce((sum, run) => sum + this.#measured(run), 0)
    this.#widths.set(word, units)
    return units
  }

  #measured({text, isFallback}: Run): number {
    if (!isFallback) return this.#ruler.widthOfString(text)
    const units = this.#ruler.registerFont('symbols', this.fallback()).font('symbols').widthOfString(text)
    this.#ruler.font('regular')
    return units
  }
}

/** Text as the pieces that are measured, and set by pdfkit: words, each with the space after it. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  for (let begin = 0; begin < text.length; ) {
    const space = text.indexOf(' ', begin)
    const end = space === -1 ? text.length : space + 1
    words.push(text.slice(begin, end))
    begin = end
  }
  return words
}

/** A compound is broken after its hyphens and slashes. */
const piecesOf = (word: string): readonly string[] => word.split(/(?<=\p{L}[-/])(?=\p{L})/u)

import type {Font} from 'fontkit'
import {neutralise} from '../plain.js'
import {rememberingFont} from './remembering-font.js'

const PRINTABLE_ASCII = /^[ -~]*$/
/** European letters and the punctuation of ours, which stand alone: nearly all text that is not ASCII. */
const LATIN = /^[ -~\u00a0-\u00ac\u00ae-\u02ff–…€·]*$/
/** They only change how the character before them looks, or join it to the next. */
const INVISIBLE = /\u200c|\u200d|[\ufe00-\ufe0f]/g
/** A letter with the marks on it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu
/** Enough for the words of many statements; then it begins anew, so that a long batch needs no more memory. */
const WORDS_KEPT = 5_000

/** One weight of the statement's typeface. Words are measured once and remembered for all statements of the process. */
export class Typeface {
  /** Parsed once; every document takes it as it is. */
  readonly font: Font
  /** Stands for every character that the font does not have. */
  readonly replacement: string
  /** A document that nothing is drawn on, with the font at a size of 1000 points. */
  readonly #ruler: PDFKit.PDFDocument
  readonly #widths = new Map<string, number>()
  readonly #known = new Map<string, boolean>()

  /** @param document any, to measure with; nothing is drawn on it */
  constructor(font: Font, document: PDFKit.PDFDocument) {
    this.font = rememberingFont(font)
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
    for (const character of plain) printable += this.#has(character) ? character : this.replacement
    return printable
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
    for (const character of text) if (!this.#has(character)) return false
    return true
  }

  #has(character: string): boolean {
    const known = this.#known.get(character)
    if (known !== undefined) return known
    const has = this.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
    this.#known.set(character, has)
    return has
  }

  /** The width of a word with the space after it, in thousandths of the type's size. */
  #unitsOf(word: string): number {
    const known = this.#widths.get(word)
    if (known !== undefined) return known
    if (this.#widths.size >= WORDS_KEPT) this.#widths.clear()
    const units = this.#ruler.widthOfString(word)
    this.#widths.set(word, units)
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

import {points} from './points.js'
import {type Glyph, type ParsedFont, type Typeface, type Word, wordsOf} from './typeface.js'

/** A font in a document, which collects the glyphs that are used. pdfkit has no public names for this. */
interface EmbeddedFont {
  readonly id: string
  readonly font: ParsedFont
  readonly ref: () => object
  readonly subset: {readonly includeGlyph: (id: number) => number}
  /** Of each glyph of the subset, in thousandths of the size, and what it means. */
  readonly widths: number[]
  readonly unicode: (readonly number[])[]
}

/** The font that a document has chosen. */
const currentFont = (document: PDFKit.PDFDocument): EmbeddedFont =>
  (document as unknown as {readonly _font: EmbeddedFont})._font

/** A font as pdfkit takes it, its bytes or parsed, though its types know files and names only. */
export const asSource = (font: Uint8Array | ParsedFont): string => font as unknown as string

/** @param document has chosen the font whose file was parsed */
export const parsedFontOf = (document: PDFKit.PDFDocument): ParsedFont => currentFont(document).font

type PageWithFonts = PDFKit.PDFPage & {readonly fonts: Record<string, object>}

/**
 * One typeface in one document. It writes text as pdfkit's `text` does, which however lays each line out anew and
 * measures it three times: here each word is laid out once for all documents, and encoded once in each.
 */
export class TextFont {
  readonly #document: PDFKit.PDFDocument
  readonly #face: Typeface
  readonly #font: EmbeddedFont
  readonly #codes = new Map<number, string>()
  readonly #words = new Map<string, EncodedWord>()

  constructor(document: PDFKit.PDFDocument, face: Typeface) {
    document.font(asSource(face.font))
    this.#document = document
    this.#face = face
    this.#font = currentFont(document)
  }

  /** The operators that show text, to be put between `BT` and `ET`. */
  show(text: string, x: number, y: number, size: number): string {
    const {fonts} = this.#document.page as PageWithFonts
    fonts[this.#font.id] ??= this.#font.ref()
    let shown = `/${this.#font.id} ${size} Tf ${place(x, y)} [`
    let left = x
    for (const word of wordsOf(text)) {
      const {content, shaped} = this.#encoded(word)
      shown += content ?? `] TJ ${this.#showMoved(shaped, left, y, size)} [`
      left += (shaped.advance * size) / 1000
    }
    return `${shown}] TJ`
  }

  #encoded(text: string): EncodedWord {
    const known = this.#words.get(text)
    if (known !== undefined) return known
    const shaped = this.#face.shape(text)
    const isMoved = shaped.glyphs.some(({offset}) => offset !== null)
    const encoded = {shaped, content: isMoved ? null : this.#contentOf(shaped.glyphs)}
    this.#words.set(text, encoded)
    return encoded
  }

  /** The glyphs of a word in one go, with the kerning between them. */
  #contentOf(glyphs: readonly Glyph[]): string {
    let content = '<'
    for (const glyph of glyphs) {
      content += this.#codeOf(glyph)
      if (glyph.advance !== glyph.width) content += `>${points(glyph.width - glyph.advance)}<`
    }
    return `${content}>`
  }

  /** A word with accents of their own: every glyph at its place. */
  #showMoved({glyphs, advance}: Word, left: number, y: number, size: number): string {
    const scale = size / 1000
    let x = left
    const shown = glyphs.map(glyph => {
      const [right, up] = glyph.offset ?? [0, 0]
      const at = place(x + right * scale, y - up * scale)
      x += glyph.advance * scale
      return `${at} <${this.#codeOf(glyph)}> Tj`
    })
    return `${shown.join(' ')} ${place(left + advance * scale, y)}`
  }

  /** The number of a glyph in the document's part of the font, as four hexadecimal digits. */
  #codeOf({id, width, codePoints}: Glyph): string {
    const known = this.#codes.get(id)
    if (known !== undefined) return known
    const {subset, widths, unicode} = this.#font
    const number = subset.includeGlyph(id)
    widths[number] ??= width
    unicode[number] ??= codePoints
    const code = number.toString(16).padStart(4, '0')
    this.#codes.set(id, code)
    return code
  }
}

interface EncodedWord {
  readonly shaped: Word
  /** Null where glyphs are moved, as that depends on where the word stands. */
  readonly content: string | null
}

const place = (x: number, y: number): string => `1 0 0 -1 ${points(x)} ${points(y)} Tm`

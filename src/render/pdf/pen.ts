import type {Style, Weight} from './paper.js'
import type {ParsedFont, Typeface} from './typeface.js'

export type Typefaces = Readonly<Record<Weight, Typeface>>
export type ArtifactType = 'Layout' | 'Pagination' | 'Background'
export type Element = PDFKit.PDFStructureElement

export interface ElementOptions {
  readonly alt?: string
  readonly actual?: string
  readonly scope?: 'Column' | 'Row'
  /** What a figure takes of the page: left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number]
}

/** A font in a document, which collects the glyphs that are used. pdfkit has no public name for it. */
interface EmbeddedFont {
  readonly id: string
  readonly font: ParsedFont
  readonly ref: () => object
  /** The glyphs of a text as hexadecimal numbers, and how far each moves the pen, in thousandths of the size. */
  readonly encode: (text: string) => readonly [readonly string[], readonly GlyphMove[]]
}

interface GlyphMove {
  readonly xAdvance: number
  readonly advanceWidth: number
  readonly xOffset: number
  readonly yOffset: number
}

/** The font that a document has chosen. */
export const currentFont = (document: PDFKit.PDFDocument): EmbeddedFont =>
  (document as unknown as {readonly _font: EmbeddedFont})._font

type PageWithFonts = PDFKit.PDFPage & {readonly fonts: Record<string, object>}

/**
 * Draws on the current page of a pdfkit document, and says what each thing is: an element of the structure that
 * screen readers follow, or an artifact that they skip. Lines of text are written to the page as they are, since
 * pdfkit's own `text` measures each of them three times.
 */
export class Pen {
  readonly document: PDFKit.PDFDocument
  /** Whether a sign was drawn for a character that the font does not have. */
  hasReplaced = false
  readonly #faces: Typefaces
  readonly #fonts: Readonly<Record<Weight, EmbeddedFont>>
  readonly #groups: Element[]

  constructor(document: PDFKit.PDFDocument, faces: Typefaces) {
    this.document = document
    this.#faces = faces
    const embed = (weight: Weight) => {
      document.font(faces[weight].source as unknown as Buffer)
      return currentFont(document)
    }
    this.#fonts = {regular: embed('regular'), bold: embed('bold')}
    const root = document.struct('Document')
    document.addStructure(root)
    this.#groups = [root]
  }

  /** Text as it can be drawn in a style. */
  printable(text: string, style: Style): string {
    const face = this.#faces[style.weight]
    const printable = face.printable(text)
    if (!this.hasReplaced && printable.includes(face.replacement)) this.hasReplaced = true
    return printable
  }

  widthOf(text: string, {weight, size}: Style): number {
    return this.#faces[weight].width(text, size)
  }

  wrap(text: string, {weight, size}: Style, width: number): readonly string[] {
    return this.#faces[weight].wrap(text, size, width)
  }

  /** The sign that stands for characters the font does not have. */
  get replacement(): string {
    return this.#faces.regular.replacement
  }

  /** Printable text on one line, its base line at `y`. */
  text(text: string, x: number, y: number, {weight, size, colour}: Style): void {
    if (text === '') return
    const font = this.#fonts[weight]
    const {fonts} = this.document.page as PageWithFonts
    fonts[font.id] ??= font.ref()
    const begin = `BT ${fill(colour)} /${font.id} ${size} Tf`
    this.document.addContent(`${begin} ${glyphs(font.encode(text), x, y, size)}ET`)
  }

  /** Text whose middle is at a point, turned anticlockwise by degrees. */
  textAcross(text: string, {x, y, degrees}: {x: number; y: number; degrees: number}, style: Style): void {
    const turn = (degrees * Math.PI) / 180
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)].map(points)
    this.document.addContent(`q ${cos} -${sin} ${sin} ${cos} ${points(x)} ${points(y)} cm`)
    this.text(text, -this.widthOf(text, style) / 2, style.size / 3, style)
    this.document.addContent('Q')
  }

  /** A line from point to point; `dash` is the length of its dashes. */
  line(from: readonly [number, number], to: readonly [number, number], stroke: Stroke): void {
    const ends = `${points(from[0])} ${points(from[1])} m ${points(to[0])} ${points(to[1])} l`
    this.document.addContent(`q ${strokeOf(stroke)} ${ends} S Q`)
  }

  box(left: number, top: number, width: number, height: number, colour: string): void {
    const corners = [left, top, width, height].map(points).join(' ')
    this.document.addContent(`${fill(colour)} ${corners} re f`)
  }

  /** An element that holds others. */
  group(tag: string, draw: () => void): void {
    const element = this.begin(tag)
    this.#groups.push(element)
    draw()
    this.#groups.pop()
    element.end()
  }

  /** An element with what is drawn as its content. */
  element(tag: string, draw: () => void, options: ElementOptions = {}): void {
    const element = this.begin(tag, options)
    this.fill(element, tag, draw)
    element.end()
  }

  /** Begins an element whose content is drawn in parts, by `fill`, on one page or several. `end()` ends it. */
  begin(tag: string, options: ElementOptions = {}, parent = this.#groups.at(-1)): Element {
    const element = this.document.struct(tag, options)
    parent?.add(element)
    return element
  }

  fill(element: Element, tag: string, draw: () => void): void {
    element.add(this.document.markStructureContent(tag))
    draw()
    this.document.endMarkedContent()
  }

  /** What is no content: lines, page numbers, repeated heads. */
  artifact(type: ArtifactType, draw: () => void): void {
    this.document.markContent('Artifact', {type})
    draw()
    this.document.endMarkedContent()
  }
}

export interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash?: number
}

/** Hundredths of a point are finer than any printer. */
const points = (value: number): number => Math.round(value * 100) / 100

const channels = new Map<string, string>()

/** @example rgb('#ff0000') // '1 0 0' */
function rgb(colour: string): string {
  const known = channels.get(colour)
  if (known !== undefined) return known
  const value = [1, 3, 5].map(at => points(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ')
  channels.set(colour, value)
  return value
}

const fill = (colour: string): string => `${rgb(colour)} rg`

const strokeOf = ({colour, width, dash}: Stroke): string =>
  `${rgb(colour)} RG ${width} w${dash === undefined ? '' : ` [${dash}] 0 d`}`

/** Shows glyphs: runs of them in one go, with kerning between, and accents that are moved each at its place. */
function glyphs(
  [codes, moves]: readonly [readonly string[], readonly GlyphMove[]],
  left: number,
  y: number,
  size: number,
): string {
  const place = (x: number, up = 0) => `1 0 0 -1 ${points(x)} ${points(y - up)} Tm`
  let content = `${place(left)} [<`
  let x = left
  codes.forEach((code, index) => {
    const {xAdvance, advanceWidth, xOffset, yOffset} = moves[index] as GlyphMove
    const isMoved = xOffset !== 0 || yOffset !== 0
    if (isMoved) {
      content += `>] TJ ${place(x + (xOffset * size) / 1000, (yOffset * size) / 1000)} <${code}> Tj `
      x += (xAdvance * size) / 1000
      content += `${place(x)} [<`
      return
    }
    x += (xAdvance * size) / 1000
    content += xAdvance === advanceWidth ? code : `${code}>${points(advanceWidth - xAdvance)}<`
  })
  return `${content}>] TJ `
}

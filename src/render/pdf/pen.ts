import type {Font} from 'fontkit'
import {neutralise} from '../plain.js'
import type {Style, Weight} from './paper.js'
import type {Typeface} from './typeface.js'

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** A font that was parsed before, as pdfkit takes it since 0.20; its types do not say so yet. */
      registerFont(name: Weight | 'symbols', font: Font): this
    }
  }
}

const WEIGHTS = ['regular', 'bold'] as const satisfies readonly Weight[]
const ONE_LINE = {lineBreak: false, baseline: 'alphabetic'} as const

/** A place as it is written to a page: hundredths of a point are finer than any printer. */
const points = (value: number): number => Math.round(value * 100) / 100

export type Typefaces = Readonly<Record<Weight, Typeface>>
export type ArtifactType = 'Layout' | 'Pagination'
export type Element = PDFKit.PDFStructureElement

export interface ElementOptions {
  /** What is read out in place of a figure, as it was recorded. */
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  /** What a figure takes of the page: left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number]
}

/**
 * Draws on the current page of a pdfkit document, and says what each thing is: an element of the structure that
 * screen readers follow, or an artifact that they skip.
 */
export class Pen {
  readonly document: PDFKit.PDFDocument
  /** Whether a sign was drawn for a character that the font does not have. */
  hasReplaced = false
  readonly #faces: Typefaces
  readonly #groups: Element[]
  #hasSymbols = false
  /** The colour of what is filled on the current page; each page has its own. */
  #inked: {readonly page: PDFKit.PDFPage; readonly colour: string} | null = null

  constructor(document: PDFKit.PDFDocument, faces: Typefaces) {
    this.document = document
    this.#faces = faces
    for (const weight of WEIGHTS) document.registerFont(weight, faces[weight].font)
    const root = document.struct('Document')
    document.addStructure(root)
    this.#groups = [root]
  }

  /** Text as it can be drawn: every text goes through here, to be drawn and to be measured. */
  #printable(text: string, weight: Weight): string {
    const face = this.#faces[weight]
    const printable = face.printable(text)
    if (!this.hasReplaced && printable.includes(face.replacement)) this.hasReplaced = true
    return printable
  }

  widthOf(text: string, {weight, size}: Style): number {
    return this.#faces[weight].width(this.#printable(text, weight), size)
  }

  wrap(text: string, {weight, size}: Style, width: number): readonly string[] {
    return this.#faces[weight].wrap(this.#printable(text, weight), size, width)
  }

  /** The sign that stands for characters the font does not have. */
  get replacement(): string {
    return this.#faces.regular.replacement
  }

  /** Text on one line, its base line at `y`. */
  text(text: string, x: number, y: number, {weight, size, colour}: Style): void {
    if (text === '') return
    this.#ink(colour)
    const face = this.#faces[weight]
    let left = x
    for (const run of face.runs(this.#printable(text, weight))) {
      const font = run.isFallback ? this.#symbols(face) : weight
      this.document.font(font, size).text(run.text, points(left), points(y), ONE_LINE)
      left += face.width(run.text, size)
    }
  }

  /** The font for signs that a typeface lacks, in the document since the first of them. */
  #symbols(face: Typeface): 'symbols' {
    if (!this.#hasSymbols) this.document.registerFont('symbols', face.fallback())
    this.#hasSymbols = true
    return 'symbols'
  }

  /** Text whose middle is at a point, turned anticlockwise by degrees. */
  textAcross(text: string, {x, y, degrees}: {x: number; y: number; degrees: number}, style: Style): void {
    this.document.save().translate(x, y).rotate(-degrees)
    this.text(text, -this.widthOf(text, style) / 2, style.size / 3, style)
    this.document.restore()
    this.#inked = null
  }

  /** A line from point to point; `dash` is the length of its dashes. */
  line([left, top]: Point, [right, bottom]: Point, stroke: Stroke): void {
    this.#stroke(stroke, () => this.document.moveTo(left, top).lineTo(right, bottom))
  }

  /** Lines across, all from `left` to `right`. */
  linesAcross(ys: readonly number[], left: number, right: number, stroke: Stroke): void {
    this.#stroke(stroke, () => {
      for (const y of ys) this.document.moveTo(left, y).lineTo(right, y)
    })
  }

  box(left: number, top: number, width: number, height: number, colour: string): void {
    this.#ink(colour)
    this.document.rect(left, top, width, height).fill()
  }

  /** An image as large as it fits into a box, at its right and half-way down. */
  image(bytes: Uint8Array, left: number, top: number, [width, height]: readonly [number, number]): void {
    this.document.image(Buffer.from(bytes), left, top, {
      fit: [width, height],
      align: 'right',
      valign: 'center',
    })
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
  begin(tag: string, {alt, ...options}: ElementOptions = {}, parent = this.#groups.at(-1)): Element {
    const element = this.document.struct(tag, {...options, ...(alt !== undefined && {alt: neutralise(alt)})})
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

  /** Chooses a colour, if it is not that of what was drawn last. */
  #ink(colour: string): void {
    const {page} = this.document
    if (this.#inked?.page === page && this.#inked.colour === colour) return
    this.#inked = {page, colour}
    this.document.fillColor(colour)
  }

  #stroke({colour, width, dash}: Stroke, draw: () => void): void {
    this.document.save().lineWidth(width).strokeColor(colour)
    if (dash !== undefined) this.document.dash(dash, {space: dash})
    draw()
    this.document.stroke().restore()
  }
}

export type Point = readonly [x: number, y: number]

export interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash?: number
}

import type {Style, Weight} from './paper.js'
import {points} from './points.js'
import {TextFont} from './text-font.js'
import type {Typeface} from './typeface.js'

export type Typefaces = Readonly<Record<Weight, Typeface>>
export type ArtifactType = 'Layout' | 'Pagination'
export type Element = PDFKit.PDFStructureElement

export interface ElementOptions {
  readonly alt?: string
  readonly actual?: string
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
  readonly #fonts: Readonly<Record<Weight, TextFont>>
  readonly #groups: Element[]

  constructor(document: PDFKit.PDFDocument, faces: Typefaces) {
    this.document = document
    this.#faces = faces
    this.#fonts = {
      regular: new TextFont(document, faces.regular),
      bold: new TextFont(document, faces.bold),
    }
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
    this.#write(`BT ${fill(colour)} ${this.#fonts[weight].show(text, x, y, size)} ET`)
  }

  /** Text whose middle is at a point, turned anticlockwise by degrees. */
  textAcross(text: string, {x, y, degrees}: {x: number; y: number; degrees: number}, style: Style): void {
    const turn = (degrees * Math.PI) / 180
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)].map(points)
    this.#write(`q ${cos} -${sin} ${sin} ${cos} ${points(x)} ${points(y)} cm`)
    this.text(text, -this.widthOf(text, style) / 2, style.size / 3, style)
    this.#write('Q')
  }

  /** A line from point to point; `dash` is the length of its dashes. */
  line(from: readonly [number, number], to: readonly [number, number], stroke: Stroke): void {
    const ends = `${points(from[0])} ${points(from[1])} m ${points(to[0])} ${points(to[1])} l`
    this.#write(`q ${strokeOf(stroke)} ${ends} S Q`)
  }

  /** Lines across, all from `left` to `right`. */
  linesAcross(ys: readonly number[], left: number, right: number, stroke: Stroke): void {
    const paths = ys.map(y => `${points(left)} ${points(y)} m ${points(right)} ${points(y)} l`)
    this.#write(`q ${strokeOf(stroke)} ${paths.join(' ')} S Q`)
  }

  box(left: number, top: number, width: number, height: number, colour: string): void {
    const corners = [left, top, width, height].map(points).join(' ')
    this.#write(`${fill(colour)} ${corners} re f`)
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

  /** As bytes, which pdfkit takes faster than text. */
  #write(content: string): void {
    this.document.addContent(Buffer.from(`${content}\n`, 'latin1'))
  }
}

export interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash?: number
}

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

import type {Font} from 'fontkit'
import type {Signature} from '../domain/signing-key.js'
import type {Statement} from '../domain/statement.js'
import {wordsOf} from '../locale/languages.js'
import {sectionsOf} from '../sections/sections-of.js'
import {attachData, attachSignature, documentOptions} from './pdf/archive.js'
import {drawPromises, drawRemarks, drawReplacementNote} from './pdf/closing-words.js'
import {drawBackground, drawFurniture, drawSeals, sealBlock} from './pdf/furniture.js'
import {drawGlance} from './pdf/glance.js'
import {drawLetterhead} from './pdf/letterhead.js'
import {mm} from './pdf/paper.js'
import {Pen, type Typefaces} from './pdf/pen.js'
import {drawSection} from './pdf/section.js'
import {Sheet} from './pdf/sheet.js'
import {Typeface} from './pdf/typeface.js'

/** The fonts of a statement, as the bytes of TrueType or OpenType files. */
export interface PdfFonts {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
  /** For signs that the others lack: arrows, check marks, mathematics. */
  readonly symbols: Uint8Array
}

/** What is printed and is not of the statement itself. */
export interface PdfExtras {
  /** PNG or JPEG (in RGB or grey) for the letterhead. */
  readonly logo: Uint8Array | null
  /** Over the JSON that is attached. */
  readonly signature: Signature | null
}

export type PdfRenderer = (statement: Statement, extras: PdfExtras) => Promise<Uint8Array>

/**
 * Makes the function that renders statements as PDF/A-3b: A4, in the customer's language, with the statement's JSON
 * attached, and its signature. The fonts are parsed at the first statement, once for all of them. The same statement gives the same bytes.
 *
 * @example const render = createPdfRenderer(fonts); const bytes = await render(statement, {logo: null, signature: null})
 */
export function createPdfRenderer(fonts: PdfFonts): PdfRenderer {
  let tools: Promise<Tools> | undefined
  return async (statement, extras) => {
    tools ??= prepare(fonts)
    const {faces, newDocument} = await tools
    const document = newDocument(documentOptions(statement))
    const bytes = collect(document)
    drawStatement(new Pen(document, faces), statement, extras)
    attachData(document, statement)
    if (extras.signature !== null) attachSignature(document, statement, extras.signature)
    document.end()
    return bytes
  }
}

/** The characters of a text that statements cannot print in these fonts, each once. */
export const unprintableIn = async (text: string, fonts: PdfFonts): Promise<readonly string[]> =>
  (await prepare(fonts)).faces.regular.unprintable(text)

/** What every statement is drawn with, made once. */
interface Tools {
  readonly faces: Typefaces
  readonly newDocument: (options: PDFKit.PDFDocumentOptions) => PDFKit.PDFDocument
}

async function prepare({regular, bold, symbols}: PdfFonts): Promise<Tools> {
  const [{default: PDFDocument}, {create}] = await Promise.all([import('pdfkit'), import('fontkit')])
  // With no font to begin with: pdfkit's own is Helvetica, which it does not embed.
  const newDocument = (options: PDFKit.PDFDocumentOptions) => new PDFDocument({...options, font: ''})
  const parse = (bytes: Uint8Array): Font => {
    const font = create(Buffer.from(bytes))
    if (!('layout' in font)) throw new Error('A font of the statement is a collection.')
    return font
  }
  let parsed: Font | undefined
  const fallback = () => {
    parsed ??= parse(symbols)
    return parsed
  }
  const faceOf = (bytes: Uint8Array) =>
    new Typeface(parse(bytes), fallback, newDocument({autoFirstPage: false, fontLayoutCache: false}))
  return {faces: {regular: faceOf(regular), bold: faceOf(bold)}, newDocument}
}

const BETWEEN_PARTS = mm(6)

function drawStatement(pen: Pen, statement: Statement, {logo, signature}: PdfExtras): void {
  const seals = sealBlock(pen, statement, signature)
  const sheet = new Sheet(pen, seals.height, () => drawBackground(pen, statement))
  const words = wordsOf(statement.customer.locale)
  const {glance, movements, summary, lots, charges, responseTimes, remarks} = sectionsOf(statement, words)
  drawLetterhead(sheet, statement, {logo, state: remarks.state})
  drawGlance(sheet, statement, glance)
  const parts = [
    ...[movements, summary, lots, charges, responseTimes].map(
      section => () => drawSection(sheet, section, words.pdf),
    ),
    () => drawPromises(sheet, statement),
    () => drawRemarks(sheet, remarks),
  ]
  for (const drawPart of parts) {
    const {y} = sheet
    drawPart()
    if (sheet.y !== y) sheet.y += BETWEEN_PARTS
  }
  drawReplacementNote(sheet, statement)
  drawSeals(pen, seals)
  drawFurniture(pen, statement)
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}

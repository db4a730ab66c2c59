import type {Statement} from '../domain/statement.js'
import {attachData, documentOptions} from './pdf/archive.js'
import {drawPromises, drawReplacementNote, drawSeals} from './pdf/closing-words.js'
import {drawCharges, drawLots} from './pdf/credit-and-charges.js'
import {drawBackground, drawFurniture} from './pdf/furniture.js'
import {drawGlance} from './pdf/glance.js'
import {drawLetterhead} from './pdf/letterhead.js'
import {Logo} from './pdf/logo.js'
import {drawMovements} from './pdf/movements.js'
import {mm} from './pdf/paper.js'
import {Pen, type Typefaces} from './pdf/pen.js'
import {Sheet} from './pdf/sheet.js'
import {asSource, parsedFontOf} from './pdf/text-font.js'
import {Typeface} from './pdf/typeface.js'

/** The two weights of the statement's typeface, as the bytes of TrueType or OpenType files. */
export interface PdfFonts {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
}

/** What a statement is drawn with. */
export interface PdfAssets {
  readonly fonts: PdfFonts
  /** PNG or JPEG (in RGB or grey) for the letterhead. */
  readonly logo: Uint8Array | null
}

/** @param logo PNG or JPEG (in RGB or grey) for the letterhead */
export type PdfRenderer = (statement: Statement, logo: Uint8Array | null) => Promise<Uint8Array>

/**
 * Makes the function that renders statements as PDF/A-3b: A4, in the customer's language, with the statement's JSON
 * attached. The fonts are parsed at the first statement and each logo when it is first seen, once for all of them. The same statement gives the same bytes.
 *
 * @example const render = createPdfRenderer(fonts); const bytes = await render(statement, null)
 */
export function createPdfRenderer(fonts: PdfFonts): PdfRenderer {
  let tools: Promise<Tools> | undefined
  return async (statement, logo) => {
    tools ??= prepare(fonts)
    const {faces, newDocument, openLogo} = await tools
    const letterhead = logo === null ? null : await openLogo(logo)
    const document = newDocument(documentOptions(statement))
    const bytes = collect(document)
    drawStatement(new Pen(document, faces), statement, letterhead)
    attachData(document, statement)
    document.end()
    return bytes
  }
}

/** One statement as a PDF; for several, make a renderer once. */
export const renderStatementPdf = (statement: Statement, {fonts, logo}: PdfAssets): Promise<Uint8Array> =>
  createPdfRenderer(fonts)(statement, logo)

/** What every statement is drawn with, made once. */
interface Tools {
  readonly faces: Typefaces
  readonly newDocument: (options: PDFKit.PDFDocumentOptions) => PDFKit.PDFDocument
  readonly openLogo: (bytes: Uint8Array) => Promise<Logo>
}

async function prepare({regular, bold}: PdfFonts): Promise<Tools> {
  const {default: PDFDocument} = await import('pdfkit')
  const parse = (bytes: Uint8Array) =>
    new Typeface(parsedFontOf(new PDFDocument({font: asSource(bytes), autoFirstPage: false})))
  const faces = {regular: parse(regular), bold: parse(bold)}
  // Without a font of its own, pdfkit begins with Helvetica, which it does not embed.
  const newDocument = (options: PDFKit.PDFDocumentOptions) =>
    new PDFDocument({...options, font: asSource(faces.regular.font)})
  const logos = new WeakMap<Uint8Array, Promise<Logo>>()
  const openLogo = (bytes: Uint8Array) => {
    const logo = logos.get(bytes) ?? Logo.open(newDocument({autoFirstPage: false}), bytes)
    logos.set(bytes, logo)
    return logo
  }
  return {faces, newDocument, openLogo}
}

const BETWEEN_PARTS = mm(6)

function drawStatement(pen: Pen, statement: Statement, logo: Logo | null): void {
  const sheet = new Sheet(pen, () => drawBackground(pen, statement))
  drawLetterhead(sheet, statement, logo)
  drawGlance(sheet, statement)
  for (const drawPart of [drawMovements, drawLots, drawCharges, drawPromises, drawSeals]) {
    const {y} = sheet
    drawPart(sheet, statement)
    if (sheet.y !== y) sheet.y += BETWEEN_PARTS
  }
  drawReplacementNote(sheet, statement)
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

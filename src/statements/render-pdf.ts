import {createPdfRenderer, type PdfRenderer} from '../render/statement-pdf.js'
import {loadFonts} from './pdf-assets.js'

let renderer: PdfRenderer | undefined

/** A statement as PDF. The fonts are read and parsed once a process. */
export const renderPdf: PdfRenderer = (statement, extras) => {
  renderer ??= createPdfRenderer(loadFonts())
  return renderer(statement, extras)
}

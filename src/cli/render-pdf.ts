import type {Statement} from '../domain/statement.js'
import {createPdfRenderer, type PdfRenderer} from '../render/statement-pdf.js'
import {loadFonts, loadLogo} from './pdf-assets.js'

let renderer: PdfRenderer | undefined

/** A statement as PDF. The fonts are read and parsed once a process, each logo once. */
export async function renderPdf(statement: Statement): Promise<Uint8Array> {
  renderer ??= createPdfRenderer(loadFonts())
  return renderer(statement, logoOf(statement.provider.logo))
}

const logos = new Map<string, Uint8Array>()

function logoOf(path: string | null): Uint8Array | null {
  if (path === null) return null
  const logo = logos.get(path) ?? loadLogo(path)
  logos.set(path, logo)
  return logo
}

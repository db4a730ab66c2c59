import type {PdfFonts} from '../render/statement-pdf.js'

export const loadFonts = (): PdfFonts => ({regular: new Uint8Array(), bold: new Uint8Array()})
export const loadLogo = (_: string): Uint8Array => new Uint8Array()

import type {Customer} from '../domain/contract.js'

/** Latin, Greek and Cyrillic letters and common punctuation, which the fonts have: no font is loaded to say so. */
const USUAL = /^[\n -~\u00a0-\u02ff\u0370-\u03ff\u0400-\u04ff\u2010-\u2026\u20ac]*$/

/** The characters of a customer's name, address and closing text that the PDF of statements cannot print, each once. */
export async function unprintableOf({name, address, closingText}: Customer): Promise<readonly string[]> {
  const text = [name, ...address, closingText ?? ''].join('\n')
  if (USUAL.test(text)) return []
  const [{unprintableIn}, {loadFonts}] = await Promise.all([
    import('../render/statement-pdf.js'),
    import('./pdf-assets.js'),
  ])
  return unprintableIn(text.replaceAll('\n', ' '), loadFonts())
}

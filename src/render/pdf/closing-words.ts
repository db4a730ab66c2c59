import type {Statement} from '../../domain/statement.js'
import {formatInstant} from '../../locale/formats.js'
import {pdfLabels} from '../../locale/pdf-labels.js'
import {statementLabels} from '../../locale/statement-labels.js'
import {tellTerms} from '../../locale/terms.js'
import {STYLES, TEXT_AREA, TEXT_WIDTH} from './paper.js'
import {drawHeading, drawParagraph, HEADING_HEIGHT} from './parts.js'
import type {Sheet} from './sheet.js'

const INDENT = 9

/** The response times that the contract promises; what was kept of them is not measured yet. */
export function drawPromises(sheet: Sheet, {terms, currency, customer: {locale}}: Statement): void {
  const words = pdfLabels(locale)
  const callBackMinutes = terms.emergency?.callBackMinutes ?? null
  const told = terms.sla === null ? [] : tellTerms({sla: terms.sla}, {locale, currency})
  const promises = [
    ...told.flatMap(({lines}) => lines),
    ...(callBackMinutes === null ? [] : [words.callBack(callBackMinutes)]),
  ]
  if (promises.length === 0) return
  const {pen} = sheet
  const style = STYLES.body
  drawHeading(sheet, words.promises, 2 * style.leading)
  pen.group('L', () => {
    for (const promise of promises) {
      const text = pen.printable(capitalised(promise), style)
      const lines = pen.wrap(text, style, TEXT_WIDTH - INDENT)
      sheet.ensure(lines.length * style.leading)
      pen.group('LI', () => {
        const base = sheet.y + style.size
        pen.element('Lbl', () => pen.text('·', TEXT_AREA.left + 2, base, STYLES.strong))
        pen.element('LBody', () => {
          for (const line of lines) {
            pen.text(line, TEXT_AREA.left + INDENT, sheet.y + style.size, style)
            sheet.y += style.leading
          }
        })
      })
    }
  })
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** Both seals, so that the copy in the customer's hands witnesses the chain (domain §8). */
export function drawSeals(sheet: Sheet, {seal, customer: {locale}}: Statement): void {
  if (seal === null) return
  const words = statementLabels(locale)
  const {seals, sealNote} = pdfLabels(locale)
  const {pen} = sheet
  const facts = [
    [words.sealedAt, formatInstant(seal.closedAt, locale)],
    [words.seal, seal.sha256],
    [words.previousSeal, seal.previous ?? words.firstSeal],
  ] as const
  const {leading, size} = STYLES.detail
  sheet.ensure(HEADING_HEIGHT + (facts.length + 3) * leading)
  drawHeading(sheet, seals)
  const left = TEXT_AREA.left + Math.max(...facts.map(([label]) => pen.widthOf(label, STYLES.detail))) + 12
  pen.group('Table', () => {
    for (const [label, value] of facts) {
      pen.group('TR', () => {
        const base = sheet.y + size
        pen.element('TH', () => pen.text(label, TEXT_AREA.left, base, STYLES.detail), {scope: 'Row'})
        pen.element('TD', () => pen.text(value, left, base, STYLES.detail))
      })
      sheet.y += leading
    }
  })
  sheet.y += 3
  drawParagraph(sheet, sealNote, STYLES.small)
}

/** Tells the reader if characters could not be printed, and where they are. */
export function drawReplacementNote(sheet: Sheet, {customer: {locale}}: Statement): void {
  if (!sheet.pen.hasReplaced) return
  sheet.y += 4
  drawParagraph(sheet, pdfLabels(locale).replaced(sheet.pen.replacement), STYLES.small)
}

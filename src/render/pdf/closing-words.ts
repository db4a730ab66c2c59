import type {Statement} from '../../domain/statement.js'
import {capitalised, formatInstant} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {tellServiceLevels} from '../../locale/service-levels.js'
import type {Remarks} from '../../sections/remarks.js'
import {mm, STYLES, TEXT_AREA, TEXT_WIDTH} from './paper.js'
import {drawHeading, drawParagraph, HEADING_HEIGHT} from './parts.js'
import type {Sheet} from './sheet.js'

const INDENT = 9

/** The response times that the contract promises; what was kept of them is not measured yet. */
export function drawPromises(sheet: Sheet, {terms, customer}: Statement): void {
  const words = wordsOf(customer.locale)
  const callBackMinutes = terms.emergency?.callBackMinutes ?? null
  const promises = [
    ...(terms.sla === null ? [] : tellServiceLevels(terms.sla, words)),
    ...(callBackMinutes === null ? [] : [words.pdf.callBack(words.shortMinutes(callBackMinutes))]),
  ]
  if (promises.length === 0) return
  const {pen} = sheet
  const style = STYLES.body
  drawHeading(sheet, words.pdf.promises, 2 * style.leading)
  pen.group('L', () => {
    for (const promise of promises) {
      const lines = pen.wrap(capitalised(promise), style, TEXT_WIDTH - INDENT)
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

/** What was agreed, that this is no invoice, and what the provider says at the end of each statement. */
export function drawRemarks(sheet: Sheet, {foot, closing}: Remarks): void {
  for (const text of foot) drawParagraph(sheet, text, STYLES.detail)
  if (closing === null) return
  sheet.y += mm(2)
  for (const text of closing.split(/\r?\n/)) drawParagraph(sheet, text, STYLES.body)
}

/** Both seals, so that the copy in the customer's hands witnesses the chain (domain §8). */
export function drawSeals(sheet: Sheet, {seal, customer}: Statement): void {
  if (seal === null) return
  const words = wordsOf(customer.locale)
  const labels = words.statement
  const {seals, sealNote} = words.pdf
  const {pen} = sheet
  const facts = [
    [labels.sealedAt, formatInstant(seal.closedAt, words)],
    [labels.seal, seal.sha256],
    [labels.previousSeal, seal.previous ?? labels.firstSeal],
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
export function drawReplacementNote(sheet: Sheet, {customer}: Statement): void {
  if (!sheet.pen.hasReplaced) return
  sheet.y += 4
  drawParagraph(sheet, wordsOf(customer.locale).pdf.replaced(sheet.pen.replacement), STYLES.small)
}

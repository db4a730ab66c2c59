import type {Statement} from '../../domain/statement.js'
import {capitalised} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {tellServiceLevels} from '../../locale/service-levels.js'
import type {Remarks} from '../../sections/remarks.js'
import {mm, STYLES, TEXT_AREA, TEXT_WIDTH} from './paper.js'
import {drawHeading, drawParagraph} from './parts.js'
import type {Sheet} from './sheet.js'

const INDENT = 9

/** The response times that the contract promises. */
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

/** Tells the reader if characters could not be printed, and where they are. */
export function drawReplacementNote(sheet: Sheet, {customer}: Statement): void {
  if (!sheet.pen.hasReplaced) return
  sheet.y += 4
  drawParagraph(sheet, wordsOf(customer.locale).pdf.replaced(sheet.pen.replacement), STYLES.small)
}

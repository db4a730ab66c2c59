import {STYLES, type Style, TEXT_AREA, TEXT_WIDTH} from './paper.js'
import type {Sheet} from './sheet.js'

/** What every part of a statement is made of: a heading, and lines of text. */

const HEADING_HEIGHT = STYLES.heading.leading + 3

/** @param needed the room of what the heading must not be parted from */
export function drawHeading(sheet: Sheet, text: string, needed = 0): void {
  const {pen} = sheet
  sheet.ensure(HEADING_HEIGHT + needed)
  pen.element('H2', () => pen.text(text, TEXT_AREA.left, sheet.y + STYLES.heading.size, STYLES.heading))
  sheet.y += HEADING_HEIGHT
}

/** A paragraph over the whole width; it stays on one page. */
export function drawParagraph(sheet: Sheet, text: string, style: Style): void {
  const {pen} = sheet
  const lines = pen.wrap(text, style, TEXT_WIDTH)
  sheet.ensure(lines.length * style.leading)
  pen.element('P', () => {
    for (const line of lines) {
      pen.text(line, TEXT_AREA.left, sheet.y + style.size, style)
      sheet.y += style.leading
    }
  })
}

const LONGEST_UNBROKEN = 48

/** Letters of the country, two digits, and groups of four. */
const IBAN = /\b[A-Z]{2}\d{2}(?: [A-Z0-9]{1,4}){3,8}\b/g

const joined = (text: string): string => text.replaceAll(' ', '\u00a0')

/** Short facts are not broken over lines: `Ticket 12345` stays together; of longer ones an account number does. */
export const unbroken = (text: string): string =>
  text.length <= LONGEST_UNBROKEN ? joined(text) : text.replace(IBAN, joined)

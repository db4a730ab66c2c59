import type {Statement} from '../../domain/statement.js'
import {formatInstant, formatMonth} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {providerDetails} from '../../sections/provider-details.js'
import {titleOf} from './letterhead.js'
import {COLOURS, mm, PAPER, STYLES, type Style, TEXT_AREA, TEXT_WIDTH} from './paper.js'
import {unbroken} from './parts.js'
import type {Pen} from './pen.js'

/** What stands around the text of every page; screen readers skip it. */

const RULE = {colour: COLOURS.line, width: 0.5} as const
const HEAD_LINE = mm(17)
const FOOT_LINE = mm(277)
const PAGE_NUMBER_WIDTH = mm(24)
const FOOT_HEIGHT = mm(15)
const SMALLEST_FOOT = 4.5

/** Behind the text: a month that is not closed says so across each page. */
export function drawBackground(pen: Pen, {seal, customer}: Statement): void {
  if (seal !== null) return
  const middle = {x: PAPER.width / 2, y: PAPER.height / 2 + mm(15), degrees: 52}
  pen.artifact('Layout', () => {
    pen.textAcross(wordsOf(customer.locale).pdf.watermark, middle, STYLES.watermark)
  })
}

/** Both seals, so that the copy in the customer's hands witnesses the chain (domain §8): in a place of their own, on the last page. */
export function drawSeals(pen: Pen, {seal, customer}: Statement): void {
  if (seal === null) return
  const words = wordsOf(customer.locale)
  const labels = words.statement
  const style = STYLES.seal
  const lines = [
    `${labels.seal} ${seal.sha256} · ${labels.sealedAt} ${formatInstant(seal.closedAt, words)}`,
    `${labels.previousSeal} ${seal.previous ?? labels.firstSeal} · ${words.pdf.sealNote}`,
  ]
  lines.forEach((line, index) => {
    const base = FOOT_LINE - 4 - (lines.length - 1 - index) * style.leading
    pen.element('P', () => pen.text(line, TEXT_AREA.left, base, style))
  })
}

/** Heads and feet, once it is known how many pages there are. */
export function drawFurniture(pen: Pen, statement: Statement): void {
  const {start, count} = pen.document.bufferedPageRange()
  const foot = footOf(pen, statement)
  for (let page = 1; page <= count; page += 1) {
    pen.document.switchToPage(start + page - 1)
    pen.artifact('Pagination', () => {
      if (page > 1) drawHead(pen, statement)
      drawFoot(pen, foot, wordsOf(statement.customer.locale).pdf.page(page, count))
    })
  }
}

function drawHead(pen: Pen, statement: Statement): void {
  const style = STYLES.detail
  const base = HEAD_LINE - 4.5
  const left = `${titleOf(statement)} · ${formatMonth(statement.month, wordsOf(statement.customer.locale))}`
  pen.text(left, TEXT_AREA.left, base, style)
  const room = TEXT_WIDTH - pen.widthOf(left, style) - mm(10)
  const [name = '', ...more] = pen.wrap(statement.customer.name, style, room - style.size)
  const shown = more.length === 0 ? name : `${name.trimEnd()}…`
  pen.text(shown, TEXT_AREA.right - pen.widthOf(shown, style), base, style)
  pen.line([TEXT_AREA.left, HEAD_LINE], [TEXT_AREA.right, HEAD_LINE], RULE)
}

interface Foot {
  readonly lines: readonly string[]
  readonly style: Style
}

/** Who the provider is and how to pay, smaller where there is much to say. */
function footOf(pen: Pen, {provider, customer}: Statement): Foot {
  const details = providerDetails(provider, wordsOf(customer.locale))
  const text = [provider.name, ...provider.address, ...details].map(unbroken).join(' · ')
  for (
    let style: Style = STYLES.small;
    ;
    style = {...style, size: style.size - 0.5, leading: style.leading - 0.6}
  ) {
    const lines = pen.wrap(text, style, TEXT_WIDTH - PAGE_NUMBER_WIDTH)
    const most = Math.floor(FOOT_HEIGHT / style.leading)
    if (lines.length > most && style.size > SMALLEST_FOOT) continue
    const isCut = lines.length > most
    return {
      style,
      lines: lines.slice(0, most).map((line, index) => (isCut && index === most - 1 ? `${line}…` : line)),
    }
  }
}

function drawFoot(pen: Pen, {lines, style}: Foot, pageNumber: string): void {
  pen.line([TEXT_AREA.left, FOOT_LINE], [TEXT_AREA.right, FOOT_LINE], RULE)
  lines.forEach((line, index) => {
    pen.text(line, TEXT_AREA.left, FOOT_LINE + 10 + index * style.leading, style)
  })
  const numbered = {...STYLES.detail, colour: COLOURS.ink}
  pen.text(pageNumber, TEXT_AREA.right - pen.widthOf(pageNumber, numbered), FOOT_LINE + 10, numbered)
}

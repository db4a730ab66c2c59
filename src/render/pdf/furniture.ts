import {checkCommand, type Signature} from '../../domain/signing-key.js'
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

/** What stands in a place of its own above the foot of the last page. */
export interface SealBlock {
  readonly lines: readonly string[]
  /** From one base line to the next, and from the last one to the line of the foot. */
  readonly leading: number
  readonly lift: number
  /** What it takes of the room for text: nothing, unless a line of it had to be broken. */
  readonly height: number
}

/** Both seals, so that the copy in the customer's hands witnesses the chain (domain §8), and how the signature is checked. */
export function sealBlock(
  pen: Pen,
  statement: Statement,
  signature: Pick<Signature, 'fingerprint'> | null,
): SealBlock {
  const {seal, customer} = statement
  const words = wordsOf(customer.locale)
  const labels = words.statement
  const {leading} = STYLES.seal
  if (seal === null) return {lines: [], leading, lift: 0, height: 0}
  const own = `${labels.seal} ${seal.sha256} · ${labels.sealedAt} ${formatInstant(seal.closedAt, words)}`
  const previous = `${labels.previousSeal} ${seal.previous ?? labels.firstSeal}`
  if (signature === null)
    return {lines: [own, `${previous} · ${words.pdf.sealNote}`], leading, lift: 4, height: 0}
  const lines = [
    `${own} · ${words.pdf.shortSealNote}`,
    `${previous} · ${labels.signature} ${signature.fingerprint}`,
    `${labels.check} ${checkCommand(statement)}`,
  ].flatMap(line => betweenWords(pen, line))
  const height = (lines.length - SIGNED_LINES) * SIGNED_LEADING
  return {lines, leading: SIGNED_LEADING, lift: 3, height}
}

/** A line broken between words only: what is copied from it has no hyphen that is not its own. */
function betweenWords(pen: Pen, text: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const joined = `${lines.at(-1)} ${word}`
    if (lines.length > 0 && pen.widthOf(joined, STYLES.seal) <= TEXT_WIDTH) lines.splice(-1, 1, joined)
    else lines.push(word)
  }
  return lines
}

/** As many lines as there is room for where no text stands, a little closer to each other. */
const SIGNED_LINES = 3
const SIGNED_LEADING = 6.6

export function drawSeals(pen: Pen, {lines, leading, lift}: SealBlock): void {
  lines.forEach((line, index) => {
    const base = FOOT_LINE - lift - (lines.length - 1 - index) * leading
    pen.element('P', () => pen.text(line, TEXT_AREA.left, base, STYLES.seal))
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

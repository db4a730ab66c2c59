import {dayOf} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import {checkCommand} from '../domain/signing-key.js'
import type {Statement} from '../domain/statement.js'
import {formatDay, formatInstant, formatMonth, withMinus} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {providerDetails} from '../sections/provider-details.js'
import type {Remarks} from '../sections/remarks.js'
import type {Section, Cell as SectionCell, Row as SectionRow} from '../sections/section.js'
import {type StatementSections, sectionsOf} from '../sections/sections-of.js'
import {textWidth} from './fit-text.js'
import type {Cell, Row} from './layout.js'
import {alignedLines, alignedNumbers, type Line} from './lines.js'
import {type Look, paint} from './look.js'
import {sparkLine} from './spark-line.js'
import {drawTable} from './table.js'
import {drawParagraph, drawText, painted, type Text} from './text.js'
import {usageBar} from './usage-bar.js'

/**
 * The whole statement as text for a terminal: who, which month, the account at a glance, every movement, the credit
 * that is carried forward, what is billed, and the seals (domain §10). Every figure is there in any width.
 * @param signedWith the fingerprint of the key that its data is signed with, where it is
 */
export function renderStatement(statement: Statement, look: Look, signedWith: string | null = null): string {
  const sections = sectionsOf(statement, wordsOf(statement.customer.locale))
  const {glance, movements, summary, lots, charges, responseTimes, remarks} = sections
  const parts = [
    headOf(statement, remarks, look),
    glanceOf(statement, glance, look),
    ...[movements, summary, lots, charges, responseTimes].map(section => tableOf(section, look)),
    ...[...remarks.foot, remarks.closing ?? ''].map(text => drawParagraph(text, look.width).join('\n')),
    sealsOf(statement, look, signedWith),
  ]
  return parts.filter(part => part !== '').join('\n\n')
}

function headOf(statement: Statement, {state}: Remarks, look: Look): string {
  const {width} = look
  const {provider, customer, number, period, seal, asOf} = statement
  const words = wordsOf(customer.locale)
  const labels = words.statement
  const lines: readonly Line[] = [
    [labels.customer, [customer.name, ...customer.address].join(', ')],
    [labels.customerNumber, customer.number],
    [labels.contract, statement.contract],
    [labels.month, formatMonth(statement.month, words)],
    [labels.period, `${formatDay(period.from, words)} – ${formatDay(period.to, words)}`],
    [labels.date, seal === null ? null : formatDay(dayOf(seal.closedAt), words)],
    [labels.asOf, asOf === null ? null : formatDay(asOf, words)],
  ]
  const sender = [provider.name, ...provider.address].join(' · ')
  const title = number === null ? labels.provisionalTitle : `${labels.title} ${number}`
  return [
    ...drawParagraph(sender, width),
    ...flowed(providerDetails(provider, words), width),
    '',
    paint('bold', look)(title),
    ...(state === null ? [] : drawParagraph(state, width).map(paint('yellow', look))),
    '',
    ...alignedLines(lines, look),
  ].join('\n')
}

/** Short facts behind each other, none of which is broken where it fits a line: a bank account is one word to its reader. */
function flowed(facts: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  for (const fact of facts) {
    const joined = `${lines.at(-1)} · ${drawText(fact)}`
    if (lines.length > 0 && textWidth(joined) <= width) lines.splice(-1, 1, joined)
    else lines.push(...drawParagraph(fact, width))
  }
  return lines
}

function glanceOf(
  statement: Statement,
  {heading, note, figures}: StatementSections['glance'],
  look: Look,
): string {
  const {opening, totals, closings, customer} = statement
  const labels = wordsOf(customer.locale).statement
  return [
    paint('bold', look)(heading),
    ...sentence(note, look).map(paint('dim', look)),
    ...alignedNumbers(
      figures.map(({label, value}) => [label, value.text]),
      look,
    ),
    '',
    ...alignedLines(
      [
        [labels.charged, usageBar({openingMinutes: opening.minutes, ...totals}, look)],
        [labels.monthEnds, monthEndsOf(closings, look)],
      ],
      look,
    ),
  ].join('\n')
}

/** How the last twelve months closed, from the first balance to the last: `10:00 █▅▁▃ -5:00`. */
function monthEndsOf(closings: Statement['closings'], look: Look): Text | null {
  const balances = closings.map(({minutes}) => minutes)
  const [first, last] = [balances[0], balances.at(-1)]
  if (first === undefined || last === undefined || balances.length < 2) return null
  return [
    `${withMinus(formatDuration(first))} `,
    ...sparkLine(balances, look),
    ` ${withMinus(formatDuration(last))}`,
  ]
}

/** A section as a table in a box: what it goes on from, its rows, what they come to; nothing if there is nothing in it. */
function tableOf({heading, columns, opening, rows, sums, ifEmpty, note}: Section, look: Look): string {
  const title = paint('bold', look)(heading)
  const groups = [opening, rows, sums].filter(group => group.length > 0)
  if (groups.length === 0) return ifEmpty === undefined ? '' : [title, ...sentence(ifEmpty, look)].join('\n')
  const drawn = (row: SectionRow): Row => ({
    cells: columns.map(({name}) => cellOf(row.cells[name], look)),
    ...(row.isStrong && {paint: paint('bold', look)}),
  })
  const table = drawTable({columns, groups: groups.map(group => group.map(drawn))}, look)
  return [title, table, ...(note === undefined ? [] : sentence(note, look))].join('\n')
}

const sentence = (text: string, {width}: Look): readonly string[] =>
  drawParagraph(text, width - 2).map(line => `  ${line}`)

function cellOf(cell: SectionCell | undefined, look: Look): Cell {
  if (cell === undefined) return ''
  const {text, details = [], isNegative = false} = cell
  const first = isNegative ? painted('red', look)(text) : text
  return {lines: [first, ...details.map(said => (typeof said === 'string' ? said : said.join(', ')))]}
}

function sealsOf(statement: Statement, look: Look, signedWith: string | null): string {
  const {seal, customer} = statement
  if (seal === null) return ''
  const words = wordsOf(customer.locale)
  const labels = words.statement
  return alignedLines(
    [
      [labels.sealedAt, formatInstant(seal.closedAt, words)],
      [labels.seal, seal.sha256],
      [labels.previousSeal, seal.previous ?? labels.firstSeal],
      [labels.signature, signedWith && `${signedWith} (${labels.signatureNote})`],
      [labels.check, signedWith && checkCommand(statement)],
    ],
    look,
  ).join('\n')
}

import {isDeepStrictEqual as isSame} from 'node:util'
import {formatDuration} from '../domain/minutes.js'
import {bestText, candidateText, costText, monthsText, adviceWords as words} from '../locale/advice.js'
import {en} from '../locale/en.js'
import {formatMoney, formatMonth} from '../locale/formats.js'
import type {Advice, Advised} from '../operations/advise.js'
import {wrapText} from './fit-text.js'
import type {Row} from './layout.js'
import {type Look, paint} from './look.js'
import {sparkLine} from './spark-line.js'
import {drawTable} from './table.js'
import {line, painted} from './text.js'

/** More of them only in JSON. */
const CREDITS_SHOWN = 8
/** Fewer say little of how it usually goes. */
const FEW_MONTHS = 3
/** What stands beside the plot of a balance. */
const BESIDE_PLOT = 28

/** What closed months would have come to under other terms: a table, how the balance would have run, and what fits best. */
export function renderAdvice(
  advised: Advised,
  {contract, currency}: {readonly contract: string; readonly currency: string},
  look: Look,
): string {
  const {advice, best} = advised
  const credits = advice.filter(isFirstToComeToThis).slice(0, CREDITS_SHOWN)
  const isShown = (each: Advice) => each.kind !== 'credit' || credits.includes(each)
  const rowOf = (each: Advice): Row => ({
    cells: cellsOf(each, currency, each === best),
    ...(each === best && {paint: paint('bold', look)}),
  })
  const isCredit = ({kind}: Advice) => kind === 'agreed' || kind === 'credit'
  const columns = [
    {heading: ''}, // the mark of the best
    {heading: words.terms, isFlexible: true},
    {heading: words.cost, align: 'right'},
    {heading: words.lapsed, align: 'right'},
    {heading: words.billed, align: 'right', dispensable: 2},
    {heading: words.lowest, align: 'right'},
    {heading: words.left, align: 'right', dispensable: 1},
    {heading: words.past, align: 'right', dispensable: 3},
  ] as const
  const shown = advice.filter(isShown)
  const groups = [shown.filter(isCredit), shown.filter(each => !isCredit(each))].map(group =>
    group.map(rowOf),
  )
  const head = line`${painted('bold', look)(contract)}  ${monthsText(advised)}`
  const hidden = advice.length - shown.length
  const wrapped = (text: string) => wrapText(text, look.width)
  return [
    ...wrapped(head),
    drawTable({columns, groups}, look),
    ...(hidden > 0 ? wrapped(words.more(hidden)) : []),
    '',
    ...plots(advised, look),
    '',
    ...wrapped(bestText(advised, currency)),
    ...wrapped(costText(advised, currency)),
    ...(advice[0].closings.length < FEW_MONTHS ? wrapped(words.few(advice[0].closings.length)) : []),
  ].join('\n')
}

/** Of the policies that make no difference for a credit only the first is shown. */
const isFirstToComeToThis = (each: Advice, index: number, all: readonly Advice[]): boolean =>
  each.kind === 'credit' && all.findIndex(other => comesToTheSame(other, each)) === index

const comesToTheSame = (a: Advice, b: Advice): boolean =>
  a.kind === b.kind &&
  a.terms.creditMinutes === b.terms.creditMinutes &&
  a.costCents === b.costCents &&
  a.lapsedMinutes === b.lapsedMinutes &&
  isSame(a.closings, b.closings)

const cellsOf = (advice: Advice, currency: string, isBest: boolean): Row['cells'] => [
  isBest ? '*' : '',
  candidateText(advice),
  formatMoney(advice.costCents, currency, en),
  formatDuration(advice.lapsedMinutes),
  formatDuration(advice.overageMinutes),
  formatDuration(advice.lowestMinutes),
  formatDuration(advice.closings.at(-1)?.minutes ?? 0),
  String(advice.monthsPastLimit),
]

/** The balances at the ends of the last months that there is room for, as agreed and with what fits best. */
function plots({advice: [agreed], best}: Advised, look: Look): readonly string[] {
  const shown = agreed.closings.slice(-roomIn(look))
  return [
    ...shown.slice(0, 1).flatMap(({month}) => wrapText(words.balances(formatMonth(month, en)), look.width)),
    plot(words.agreed, agreed, look),
    ...(best === agreed ? [] : [plot(words.best, best, look)]),
  ]
}

const roomIn = ({width}: Look): number => Math.max(1, width - BESIDE_PLOT)

function plot(name: string, {closings}: Advice, look: Look): string {
  const minutes = closings.slice(-roomIn(look)).map(closing => closing.minutes)
  const range = `${formatDuration(Math.min(...minutes))} … ${formatDuration(Math.max(...minutes))}`
  return line`  ${name.padEnd(words.agreed.length)}  ${sparkLine(minutes, look)}  ${range}`
}

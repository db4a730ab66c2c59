import {formatDuration, type Minutes} from '../../domain/minutes.js'
import type {MonthClosing} from '../../domain/page.js'
import type {Statement} from '../../domain/statement.js'
import {formatMonth, formatShortMonth, withMinus} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {COLOURS, STYLES} from './paper.js'
import type {Pen} from './pen.js'

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A young account's few months are not drawn as wide as a year's. */
const FEWEST_SLOTS = 6
const MOST_STEPS = 6
const HOUR = 60
const AXIS_WIDTH = 30
const MONTHS_HEIGHT = 17
/** From the base line of the caption down to the plot. */
const CAPTION_HEIGHT = 17
const GRID = {colour: COLOURS.line, width: 0.4} as const
const ZERO = {colour: COLOURS.grey, width: 0.7} as const
const LIMIT = {colour: COLOURS.negative, width: 0.8, dash: 2.5} as const

/** How the last twelve months closed, as bars, with the line that the account may go down to. */
export function drawChart(pen: Pen, statement: Statement, box: Box): void {
  const {closings, customer, terms} = statement
  const words = wordsOf(customer.locale)
  const alt = words.pdf.balancesAlt(
    closings
      .map(({month, minutes}) => `${formatMonth(month, words)} ${withMinus(formatDuration(minutes))}`)
      .join(', '),
    formatDuration(terms.overdraft.limitMinutes),
  )
  const bbox = [box.left, box.top, box.right, box.bottom] as const
  pen.element('Figure', () => new Chart(pen, statement, box).draw(), {alt, bbox})
}

class Chart {
  readonly #pen: Pen
  readonly #statement: Statement
  readonly #plot: Box
  readonly #scale: Scale

  constructor(pen: Pen, statement: Statement, {left, top, right, bottom}: Box) {
    this.#pen = pen
    this.#statement = statement
    this.#plot = {left: left + AXIS_WIDTH, top: top + 9, right, bottom: bottom - MONTHS_HEIGHT}
    this.#scale = scaleOf(statement.closings, statement.terms.overdraft.limitMinutes)
  }

  draw(): void {
    this.#grid()
    const {closings} = this.#statement
    const slot = (this.#plot.right - this.#plot.left) / Math.max(closings.length, FEWEST_SLOTS)
    for (const [index, closing] of closings.entries()) this.#bar(closing, index, slot)
    this.#limit()
    const zero = this.#y(0)
    this.#pen.line([this.#plot.left, zero], [this.#plot.right, zero], ZERO)
    const last = closings.at(-1)
    if (last !== undefined) this.#value(last, closings.length - 1, slot)
  }

  #grid(): void {
    const {lowest, highest, step} = this.#scale
    for (let minutes = lowest; minutes <= highest; minutes += step) {
      const y = this.#y(minutes)
      this.#pen.line([this.#plot.left, y], [this.#plot.right, y], GRID)
      const label = withMinus(formatDuration(minutes))
      const x = this.#plot.left - 5 - this.#pen.widthOf(label, STYLES.chart)
      this.#pen.text(label, x, y + STYLES.chart.size * 0.36, STYLES.chart)
    }
  }

  #bar({month, minutes}: MonthClosing, index: number, slot: number): void {
    const width = slot * 0.62
    const left = this.#plot.left + slot * index + (slot - width) / 2
    const [top, bottom] = [this.#y(Math.max(minutes, 0)), this.#y(Math.min(minutes, 0))]
    const isThis = index === this.#statement.closings.length - 1
    this.#pen.box(left, top, width, bottom - top, barColour(minutes, isThis))
    const name = formatShortMonth(month, wordsOf(this.#statement.customer.locale))
    this.#centred(name, left + width / 2, this.#plot.bottom + 8, isThis)
    const isNewYear = index === 0 || month.endsWith('-01')
    if (isNewYear) this.#centred(month.slice(0, 4), left + width / 2, this.#plot.bottom + 15, false)
  }

  #limit(): void {
    const {terms, customer} = this.#statement
    const {limitMinutes} = terms.overdraft
    if (-limitMinutes < this.#scale.lowest || limitMinutes === 0) return // too far away, or the zero line
    const y = this.#y(-limitMinutes)
    this.#pen.line([this.#plot.left, y], [this.#plot.right, y], LIMIT)
    // Named above the chart, where no bar is in the way.
    const {overdraftLimit} = wordsOf(customer.locale).statement
    const label = `${overdraftLimit} ${formatDuration(limitMinutes)}`
    const x = this.#plot.right - this.#pen.widthOf(label, STYLES.chart)
    const captionY = this.#plot.top - CAPTION_HEIGHT
    this.#pen.text(label, x, captionY, {...STYLES.chart, colour: COLOURS.negative})
    this.#pen.line([x - 16, captionY - 2], [x - 4, captionY - 2], LIMIT)
  }

  #value({minutes}: MonthClosing, index: number, slot: number): void {
    // Also of a bar below zero it stands above: below are the months.
    const y = this.#y(Math.max(minutes, 0)) - 2.5
    this.#centred(withMinus(formatDuration(minutes)), this.#plot.left + slot * (index + 0.5), y, true)
  }

  #centred(text: string, x: number, y: number, isStrong: boolean): void {
    const style = isStrong ? STYLES.chartStrong : STYLES.chart
    const width = this.#pen.widthOf(text, style)
    this.#pen.text(text, Math.min(x - width / 2, this.#plot.right - width), y, style)
  }

  #y(minutes: Minutes): number {
    const {lowest, highest} = this.#scale
    const share = (highest - minutes) / (highest - lowest)
    return this.#plot.top + share * (this.#plot.bottom - this.#plot.top)
  }
}

function barColour(minutes: Minutes, isThis: boolean): string {
  if (minutes < 0) return isThis ? COLOURS.negative : '#dfa79e'
  return isThis ? COLOURS.accent : '#a9c3d9'
}

interface Scale {
  readonly lowest: Minutes
  readonly highest: Minutes
  readonly step: Minutes
}

/** A limit further away than this many times the balances' own range would make all of them look the same. */
const MOST_RANGES_TO_LIMIT = 2

/** An axis from a round number of hours to another, with few steps between. */
function scaleOf(closings: readonly MonthClosing[], limitMinutes: Minutes): Scale {
  const balances = closings.map(({minutes}) => minutes)
  const highest = Math.max(0, ...balances)
  const lowestBalance = Math.min(0, ...balances)
  const isNear = limitMinutes <= MOST_RANGES_TO_LIMIT * (highest - lowestBalance)
  const lowest = isNear ? Math.min(lowestBalance, -limitMinutes) : lowestBalance
  let step = stepFor((highest - lowest) / MOST_STEPS)
  for (;;) {
    const scale = {lowest: Math.floor(lowest / step) * step, highest: Math.ceil(highest / step) * step, step}
    if (scale.highest === scale.lowest) return {...scale, highest: step}
    if ((scale.highest - scale.lowest) / step <= MOST_STEPS) return scale
    step = stepFor(step + 1)
  }
}

/** The next of 1, 2, 5, 10, 20, 50 … hours. */
function stepFor(minutes: number): Minutes {
  for (let power = HOUR; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (power * factor >= minutes) return power * factor
  }
}

import {STATUSES, type Status, type Thresholds, worstStatus} from '../domain/threshold.js'
import {checkWords as words} from '../locale/checks.js'
import {neutralise} from './plain.js'

/** Something that was checked, and how it stands with it. */
export interface Checked {
  /** What the value is called in performance data. */
  readonly label: string
  readonly status: Status
  readonly text: string
  /** What was measured; infinite, or of what could not be checked, there is nothing to be drawn. */
  readonly value: number
}

/** How a value is told in performance data; `min` is the least that it can be. */
export interface Performance extends Thresholds {
  readonly unit: '%' | ''
  readonly min: number | null
}

const SERVICE = 'HOURBANK'
/** So many are named in the line; all are with `--verbose`. */
const NAMED = 8
/** Letters of the text, each of up to three bytes, and bytes of the whole line: many read no more than 4 KB. */
const TEXT_LENGTH = 1000
const LINE_BYTES = 4095

/**
 * What a monitoring plug-in prints: status, text and performance data in one line, those first that need a look first.
 *
 * @param checked the worst first
 * @param details a line for each of them after that
 */
export function renderChecked(
  checked: readonly Checked[],
  performance: Performance,
  details: 'in-one-line' | 'line-each',
): string {
  const status = worstStatus(checked.map(each => each.status))
  const line = pluginLine(status, summaryOf(checked))
  const more = details === 'in-one-line' ? [] : checked.map(each => `[${each.status}] ${harmless(each.text)}`)
  return [withPerformance(line, checked, performance), ...more].join('\n')
}

/** A line without performance data, as it is where nothing could be checked. */
export const pluginLine = (status: Status, text: string): string =>
  `${SERVICE} ${status}: ${shortened(harmless(text))}`

const shortened = (text: string): string =>
  text.length <= TEXT_LENGTH ? text : `${text.slice(0, TEXT_LENGTH - 1).toWellFormed()}…`

/** What a monitoring system takes for nothing else: behind a `|` performance data would begin. */
const harmless = (text: string): string => neutralise(text).replaceAll('|', '/')

function summaryOf(checked: readonly Checked[]): string {
  const [first, ...others] = checked
  if (first === undefined) return words.nothing
  if (others.length === 0) return first.text
  const bad = checked.filter(({status}) => status !== STATUSES[0])
  if (bad.length === 0) return `${words.allWell(checked.length)}${first.text}`
  const named = bad.slice(0, NAMED).map(({text}) => text)
  const left = bad.length - named.length
  return `${words.notWell(bad.length, checked.length)}${[...named, ...(left > 0 ? [words.more(left)] : [])].join('; ')}`
}

/** With as much of the performance data as a monitoring system reads. */
function withPerformance(line: string, checked: readonly Checked[], performance: Performance): string {
  let whole = line
  for (const {label, value} of checked.filter(each => Number.isFinite(each.value))) {
    const next = `${whole}${whole === line ? ' |' : ''} ${performanceOf(label, value, performance)}`
    if (Buffer.byteLength(next) > LINE_BYTES) break
    whole = next
  }
  return whole
}

/** @example performanceOf('acme', 82, percent) // "'acme'=82%;75;100;0;" */
function performanceOf(label: string, value: number, {unit, warning, critical, min}: Performance): string {
  return `${quoted(label)}=${value}${unit};${warning?.text ?? ''};${critical?.text ?? ''};${min ?? ''};`
}

/** In quotes, of which those within are doubled; an equal sign would end the label. */
const quoted = (label: string): string => `'${harmless(label).replaceAll("'", "''").replaceAll('=', '-')}'`

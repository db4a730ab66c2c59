import type {Miss, TargetReport} from '../domain/service-report.js'
import {en} from '../locale/en.js'
import {formatLength, formatMoment, formatMonth, formatPercent} from '../locale/formats.js'
import {tellTargetName} from '../locale/service-levels.js'
import {terminal} from '../locale/terminal.js'
import type {ContractReport} from '../operations/response-times.js'
import type {Row} from './layout.js'
import {type Look, paint} from './look.js'
import {drawTable} from './table.js'
import {line, painted, type Text} from './text.js'

const words = terminal.sla
const CELLS = 10

/** Response times kept and missed: for each contract its promises, each with a bar, then what was missed. */
export function renderSla(reports: readonly ContractReport[], look: Look): string {
  if (reports.length === 0) return words.none
  const columns = [
    {heading: terminal.contract, maxWidth: 24},
    {heading: words.target, isFlexible: true},
    {heading: words.met, align: 'right'},
    {heading: words.missed, align: 'right'},
    {heading: words.pending, align: 'right', dispensable: 4},
    {heading: words.percent, align: 'right'},
    {heading: '', dispensable: 1}, // the bar
    {heading: words.median, align: 'right', dispensable: 3},
    {heading: words.p95, align: 'right', dispensable: 3},
    {heading: words.worst, align: 'right', dispensable: 2},
  ] as const
  const table = drawTable({columns, groups: reports.map(report => rowsOf(report, look))}, look)
  return [table, ...reports.flatMap(report => remarksOf(report))].join('\n')
}

function rowsOf({contract, month, status, targets}: ContractReport, look: Look): readonly Row[] {
  const title = `${formatMonth(month, en)}${status === 'closed' ? '' : ` (${terminal.provisional})`}`
  return [
    {cells: [contract, title, '', '', '', '', '', '', '', ''], paint: paint('bold', look)},
    ...(targets.length === 0 ? [{cells: ['', words.none, '', '', '', '', '', '', '', '']}] : []),
    ...targets.map(target => ({
      cells: [
        '',
        `${tellTargetName(target, en)}, ${terminal.request.within(en.shortMinutes(target.withinMinutes))}`,
        ...[target.met, target.missed, target.pending].map(String),
        target.percent === null ? '–' : formatPercent(target.percent, en),
        bar(target, look),
        ...[target.medianSeconds, target.p95Seconds, target.worstSeconds].map(timeText),
      ],
    })),
  ]
}

const timeText = (seconds: number | null): string => (seconds === null ? '–' : formatLength(seconds, en))

/** How much was kept; nothing where nothing was decided. */
function bar({percent, missed}: TargetReport, look: Pick<Look, 'colour'>): Text {
  if (percent === null) return ''
  const full = Math.floor((percent * CELLS) / 100)
  const style = missed === 0 ? 'green' : percent >= 95 ? 'yellow' : 'red'
  return [painted(style, look)('█'.repeat(full)), '░'.repeat(CELLS - full)]
}

function remarksOf({contract, misses, corrections}: ContractReport): readonly string[] {
  const named = (event: TargetReport['event']) => tellTargetName({event}, en)
  return [
    ...misses.map(
      miss =>
        line`  ${contract}  ${terminal.request.request} ${miss.ticket}: ${words.missedText(named(miss.event), dueText(miss), howText(miss))}`,
    ),
    ...corrections.map(({ticket, event, month, from, to}) => {
      const {outcomes, request} = terminal.request
      return line`  ${contract}  ${request} ${ticket}: ${named(event)} ${words.corrected(formatMonth(month, en), outcomes[from], outcomes[to])}`
    }),
  ]
}

const dueText = ({dueAt}: Miss): string => (dueAt === null ? '' : formatMoment(dueAt, en))

const howText = ({happenedAt, lateSeconds}: Miss): string =>
  happenedAt === null || lateSeconds === null
    ? words.nothing
    : words.late(formatMoment(happenedAt, en), formatLength(lateSeconds, en))

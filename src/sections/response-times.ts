import type {Correction} from '../domain/request-month.js'
import type {Miss, TargetReport} from '../domain/service-report.js'
import type {Statement} from '../domain/statement.js'
import {capitalised, formatLength, formatMoment, formatMonth, formatPercent} from '../locale/formats.js'
import {tellTargetName} from '../locale/service-levels.js'
import type {Words} from '../locale/words.js'
import {figure, type Row, type Section} from './section.js'

type ResponseColumn = 'promise' | 'met' | 'missed' | 'kept' | 'worst'

/** The promised response times of which any was kept or missed, with each that was missed, and what is corrected. */
export function responseTimesOf(
  {responseTimes, status}: Pick<Statement, 'responseTimes' | 'status'>,
  words: Words,
): Section<ResponseColumn> {
  const labels = words.responseTimes
  const {targets = [], misses = [], corrections = []} = responseTimes ?? {}
  const decided = targets.filter(({met, missed, pending}) => met + missed + pending > 0)
  return {
    heading: labels.heading,
    columns: [
      {name: 'promise', heading: labels.promise, isFlexible: true},
      {name: 'met', heading: labels.met, align: 'right'},
      {name: 'missed', heading: labels.missed, align: 'right'},
      {name: 'kept', heading: labels.kept, align: 'right'},
      {name: 'worst', heading: labels.worst, align: 'right'},
    ],
    opening: [],
    rows: [
      ...decided.map(target => targetRow(target, words)),
      ...misses.map(miss => textRow(missText(miss, status, words))),
      ...corrections.map(correction => textRow(correctionText(correction, words))),
    ],
    sums: [],
  }
}

function targetRow(target: TargetReport, words: Words): Row<ResponseColumn> {
  const {met, missed, pending, percent, worstSeconds, withinMinutes} = target
  const labels = words.responseTimes
  const name = capitalised(
    words.serviceLevels.target(tellTargetName(target, words), words.shortMinutes(withinMinutes)),
  )
  return {
    cells: {
      promise: {text: name, ...(pending > 0 && {details: [labels.pending(pending)]})},
      met: figure(String(met)),
      missed: figure(String(missed)),
      kept: percent === null ? {text: '–'} : figure(formatPercent(percent, words)),
      worst: worstSeconds === null ? {text: '–'} : {text: formatLength(worstSeconds, words)},
    },
  }
}

const textRow = (text: string): Row<ResponseColumn> => ({cells: {promise: {text}}})

function missText(
  {ticket, event, dueAt, happenedAt, lateSeconds}: Miss,
  status: Statement['status'],
  words: Words,
): string {
  const labels = words.responseTimes
  const due = dueAt === null ? '' : formatMoment(dueAt, words)
  const how =
    happenedAt === null || lateSeconds === null
      ? labels[status === 'closed' ? 'notByTheEnd' : 'notYet']
      : labels.late(formatMoment(happenedAt, words), formatLength(lateSeconds, words))
  return labels.miss(ticket, words.serviceLevels.events[event], due, how)
}

function correctionText({ticket, event, month, from, to}: Omit<Correction, 'startAt'>, words: Words): string {
  const {correction, states} = words.responseTimes
  return correction(
    ticket,
    words.serviceLevels.events[event],
    formatMonth(month, words),
    states[from],
    states[to],
  )
}

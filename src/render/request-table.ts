import {dayOf, type Instant} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Duty} from '../domain/duty.js'
import {dueAtOf} from '../domain/outcome.js'
import {escalationOf, isAskedAgain, receivedAt, stateOf} from '../domain/request.js'
import {en} from '../locale/en.js'
import {formatMoment, formatWeekday} from '../locale/formats.js'
import {tellTargetName} from '../locale/service-levels.js'
import {terminal} from '../locale/terminal.js'
import type {JudgedRequest} from '../operations/requests.js'
import {drawList} from './list.js'
import {type Look, paint} from './look.js'
import {leftText} from './request-block.js'

const words = terminal.request

/** A request and its contract. */
export interface ListedRequest extends JudgedRequest {
  readonly contract: ContractId
}

/** Requests below each other, in the order they are given. */
export function renderRequests(requests: readonly ListedRequest[], now: Instant, look: Look): string {
  if (requests.length === 0) return words.none
  const columns = [
    {heading: words.request},
    {heading: terminal.contract, maxWidth: 20, dispensable: 1},
    {heading: terminal.state},
    {heading: words.due},
    {heading: terminal.for, maxWidth: 18, dispensable: 4},
    {heading: words.escalatedTo, maxWidth: 20, dispensable: 3},
    {heading: terminal.when, dispensable: 2},
    {heading: words.subject, isFlexible: true},
  ] as const
  const rows = requests.map(listed => ({
    cells: cellsOf(listed, now),
    ...(listed.outcomes.some(({state}) => state === 'missed') && {paint: paint('red', look)}),
    ...(listed.request.voided !== null && {paint: paint('dim', look)}),
  }))
  return [drawList(columns, rows, look), '', words.requests(requests.length)].join('\n')
}

function cellsOf(listed: ListedRequest, now: Instant): readonly string[] {
  const {request, contract, outcomes} = listed
  const escalation = escalationOf(request)
  const state = request.voided === null ? words.states[stateOf(request)] : terminal.voided
  const again = isAskedAgain(request) && request.voided === null ? ` · ${words.askedAgain}` : ''
  const dueAt = dueAtOf(listed)
  const due = outcomes.find(outcome => outcome.state === 'pending' && outcome.dueAt === dueAt)
  const missed = outcomes
    .filter(outcome => outcome.state === 'missed')
    .map(outcome => tellTargetName(outcome, en))
  return [
    request.number,
    contract,
    `${state}${again}`,
    [
      ...(missed.length === 0 ? [] : [`${words.outcomes.missed}: ${[...new Set(missed)].join(', ')}`]),
      ...(dueAt === null || due === undefined ? [] : [`${tellTargetName(due, en)} ${leftText(dueAt, now)}`]),
    ].join(' · '),
    request.requester ?? '',
    escalation === null ? '' : words.level(escalation.level, escalation.team),
    formatMoment(receivedAt(request), en),
    request.subject,
  ]
}

/** The support table: which team of which level is on duty, or when it is next. */
export function renderLevels(duties: readonly Duty[], look: Look): string {
  const {level, team, now, yes, next, never, none} = terminal.duty
  if (duties.length === 0) return none
  const columns = [
    {heading: level, align: 'right'},
    {heading: team, isFlexible: true},
    {heading: now},
  ] as const
  const rows = duties.map(duty => ({
    cells: [
      String(duty.level),
      duty.team,
      duty.isOnDuty
        ? yes
        : duty.next === null
          ? never
          : next(`${formatWeekday(dayOf(duty.next), en)} ${formatMoment(duty.next, en)} ${zone(duty.next)}`),
    ],
    ...(duty.isOnDuty && {paint: paint('green', look)}),
  }))
  return drawList(columns, rows, look)
}

/** A team's clock may be in another zone than whoever reads this. */
const zone = (instant: Instant): string => `(UTC${instant.slice(19)})`

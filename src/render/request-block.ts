import {elapsedSeconds, type Instant, monthOf} from '../domain/calendar.js'
import {type Contract, termsIn} from '../domain/contract.js'
import type {Duty} from '../domain/duty.js'
import {formatDuration} from '../domain/minutes.js'
import {
  type Escalation,
  escalationOf,
  followUpsOf,
  isAskedAgain,
  type RequestEvent,
  receivedAt,
  stateOf,
} from '../domain/request.js'
import {en} from '../locale/en.js'
import {escalationMessage} from '../locale/escalation-message.js'
import {formatLength, formatMoment, formatMonth} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {tellTargetName, tellTypical} from '../locale/service-levels.js'
import {terminal} from '../locale/terminal.js'
import type {JudgedOutcome, JudgedRequest} from '../operations/requests.js'
import {alignedLines, type Line} from './lines.js'
import type {Look} from './look.js'
import type {RequestInFull} from './request-json.js'
import {drawParagraph, line, painted, type Text} from './text.js'

const words = terminal.request

/** What was recorded of a request, and what is due next. */
export interface RequestReceipt extends JudgedRequest {
  readonly contract: Contract
  readonly event: RequestEvent
  readonly now: Instant
}

/** The answer to whoever recorded something of a request. */
export function renderRequestReceipt(
  {contract, request, outcomes, event, now}: RequestReceipt,
  look: Look,
): string {
  const state = words.states[stateOf(request)]
  const what = request.voided === null ? words.happened[event.kind] : terminal.voided
  const voided = request.voided === null && event.voided !== null ? ` (${terminal.voided})` : ''
  const head = line`${painted('green', look)('✔')} ${painted('bold', look)(contract.id)}  ${words.request} ${request.number}: ${what}${voided} ${formatMoment(event.at, en)} · ${state}`
  const typical = event.kind === 'received' ? typicalOf({contract, request}) : []
  return [
    head,
    ...drawParagraph(request.subject, look.width - 2).map(each => `  ${each}`),
    ...dueLines({outcomes, event, now}, look),
    ...typical,
  ].join('\n')
}

/** What is owed yet, on time or late, and what the event has decided. */
function dueLines(
  {outcomes, event, now}: Pick<RequestReceipt, 'outcomes' | 'event' | 'now'>,
  look: Look,
): readonly string[] {
  const isOwed = ({state, happenedAt}: JudgedOutcome) =>
    state === 'pending' || (state === 'missed' && happenedAt === null)
  const told = outcomes.filter(outcome => isOwed(outcome) || outcome.happenedAt === event.at)
  const lines = alignedLines(
    told.map(outcome => outcomeLine(outcome, now, look)),
    look,
  )
  if (outcomes.some(isOwed)) return lines
  const isPromised = outcomes.length === 0 || outcomes.some(({state}) => state !== 'not-promised')
  return [...lines, `  ${isPromised ? words.nothingDue : words.notPromised}`]
}

function outcomeLine(outcome: JudgedOutcome, now: Instant, look: Pick<Look, 'colour'>): Line {
  return [tellTargetName(outcome, en), [...outcomeText(outcome, now, look)]]
}

function outcomeText(
  {state, dueAt, elapsedSeconds: took, withinMinutes, month}: JudgedOutcome,
  now: Instant,
  look: Pick<Look, 'colour'>,
): readonly (string | ReturnType<ReturnType<typeof painted>>)[] {
  const style = (
    {pending: 'yellow', met: 'green', missed: 'red', 'not-promised': 'dim', withdrawn: 'dim'} as const
  )[state]
  const within = words.within(en.shortMinutes(withinMinutes))
  const details = [
    within,
    ...(state === 'pending' ? [dueText(dueAt, now)] : []),
    ...(state === 'missed' && dueAt !== null
      ? [words.dueAt(formatMoment(dueAt, en), leftText(dueAt, now))]
      : []),
    ...(took === null ? [] : [words.took(formatLength(took, en))]),
    ...(month === null ? [] : [words.countsIn(formatMonth(month, en))]),
  ]
  return [painted(style, look)(words.outcomes[state]), ` · ${details.join(' · ')}`]
}

const dueText = (dueAt: Instant | null, now: Instant): string =>
  dueAt === null ? words.stands : words.dueAt(formatMoment(dueAt, en), leftText(dueAt, now))

/** How long it is until then, or since. */
export function leftText(dueAt: Instant, now: Instant): string {
  const seconds = elapsedSeconds(now, dueAt)
  return seconds >= 0 ? words.left(lengthText(seconds)) : words.overdue(lengthText(-seconds))
}

/** Seconds matter where it is about minutes, days where it is about weeks. */
function lengthText(seconds: number): string {
  if (seconds < 3600) return formatLength(seconds, en)
  if (seconds < 172_800) return formatLength(seconds - (seconds % 60), en)
  return `${Math.floor(seconds / 86_400)} days`
}

function typicalOf({contract, request}: Pick<RequestReceipt, 'contract' | 'request'>): readonly string[] {
  const {sla} = termsIn(contract, monthOf(receivedAt(request)))
  const typical = sla?.kinds?.find(({name}) => name === request.kind)?.typical
  return typical ? [line`  ${words.typical(request.kind ?? '', tellTypical(typical, en))}`] : []
}

/** Whom an escalation reaches, and what the customer can be told of it. */
export function renderEscalation(
  {contract, request, duty}: Pick<RequestReceipt, 'contract' | 'request'> & {readonly duty: Duty},
  look: Look,
): string {
  const {level, team, isOnDuty, next} = duty
  const on = isOnDuty
    ? words.onDuty(level, team)
    : next === null
      ? words.neverOnDuty(level, team)
      : words.nextOnDuty(level, team, formatMoment(next, en))
  const message = escalationMessage(
    request,
    escalationOf(request) as Escalation,
    duty,
    wordsOf(contract.customer.locale),
  )
  return [
    line`  ${on}`,
    '',
    words.message,
    ...message.split('\n').flatMap(each => (each === '' ? [''] : drawParagraph(each, look.width))),
  ].join('\n')
}

/** A request with its whole history: what it is, what happened, what was promised, what was done. */
export function renderRequest(detail: RequestInFull & {readonly now: Instant}, look: Look): string {
  const {request, contract, outcomes, entries, now} = detail
  const state = request.voided === null ? words.states[stateOf(request)] : terminal.voided
  const again =
    isAskedAgain(request) && request.voided === null ? [' · ', painted('yellow', look)(words.askedAgain)] : []
  return [
    line`${painted('bold', look)(`${words.request} ${request.number}`)} · ${contract} · ${state}${again}`,
    ...alignedLines(factsOf(detail), look),
    '',
    ...request.events.flatMap(event => eventLines(event, look)),
    ...(outcomes.length === 0
      ? []
      : [
          '',
          ...alignedLines(
            outcomes.map(each => outcomeLine(each, now, look)),
            look,
          ),
        ]),
    ...(entries.length === 0 ? [] : ['', ...workLines(detail)]),
  ].join('\n')
}

function factsOf({request}: RequestInFull): readonly Line[] {
  const {channels} = en.entry
  const {voided} = request
  const escalation = escalationOf(request)
  const followUps = followUpsOf(request)
  return [
    [words.subject, request.subject],
    [terminal.how, `${channels[request.channel]}${request.isEmergency ? ` · ${words.emergency}` : ''}`],
    [terminal.for, request.requester],
    [terminal.kind, request.kind],
    [words.priority, request.priority],
    [words.address, request.address],
    [words.escalatedTo, escalation && words.level(escalation.level, escalation.team)],
    [words.followUps, followUps === 0 ? null : words.times(followUps)],
    [terminal.voiding, voided && terminal.voidedBy(formatMoment(voided.at, en), voided.by, voided.reason)],
  ]
}

function eventLines(event: RequestEvent, look: Look): readonly string[] {
  const {id, kind, at, by, note, escalation, expected, voided} = event
  const details = [
    by,
    ...(escalation === null
      ? []
      : [words.level(escalation.level, escalation.team), words.reasons[escalation.reason]]),
    ...(expected === null ? [] : [words.expected(formatMoment(expected, en))]),
    ...(voided === null ? [] : [`${terminal.voided}: ${voided.reason}`]),
  ]
  const what: Text = voided === null ? words.happened[kind] : painted('dim', look)(words.happened[kind])
  return [
    line`  ${id.padStart(2)}  ${formatMoment(at, en)}  ${what} · ${details.join(' · ')}`,
    ...(note === null ? [] : drawParagraph(note, look.width - 6).map(each => `      ${each}`)),
  ]
}

function workLines({entries}: RequestInFull): readonly string[] {
  const sum = (minutes: 'workedMinutes' | 'chargedMinutes') =>
    formatDuration(entries.reduce((total, entry) => total + entry[minutes], 0))
  return [
    `${words.work}: ${terminal.entries(entries.length)} · ${terminal.worked} ${sum('workedMinutes')} · ${terminal.charged} ${sum('chargedMinutes')}`,
    ...entries.map(
      ({start, workedMinutes, consultant, text, id}) =>
        line`      ${formatMoment(start, en)}  ${formatDuration(workedMinutes)}  ${consultant} · ${text} · ${id}`,
    ),
  ]
}

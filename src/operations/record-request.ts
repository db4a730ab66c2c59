import {dayOf, epochMs, type Instant, inZone, monthOf} from '../domain/calendar.js'
import {type Channel, type Contract, type SupportLevel, termsIn} from '../domain/contract.js'
import {fold} from '../domain/day-text.js'
import {type Duty, dutyOf, firstOnDuty} from '../domain/duty.js'
import {splitSubject, ticketNumber} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {ok, type Refusal, type Result, refuse} from '../domain/refusal.js'
import {
  type Escalation,
  type EscalationReason,
  type EventKind,
  misfitIn,
  REQUEST_NUMBER_PATTERN,
  type RequestEvent,
  type RequestFacts,
  receivedAt,
  type Taken,
} from '../domain/request.js'
import {type CarriedRequest, lastNumberAfter, type RequestRecord} from '../domain/request-month.js'
import {findRequest, type JudgedRequest, judgeRequest, liveRequests, withRecord} from './requests.js'

/** A request that came in, as somebody told it; null: it was not said. */
export interface NewRequest extends Omit<RequestFacts, 'number' | 'channel'> {
  /** Else the one in the subject, else the next free one. */
  readonly number: string | null
  readonly channel: Channel | null
  /** Null: now. */
  readonly at: Instant | null
  readonly note: string | null
  /** Of the mail it was taken from. */
  readonly messageId?: string
}

/** Who records, and when. */
export interface RequestRecording {
  readonly by: string
  readonly now: Instant
}

/** A request after something was recorded of it. */
export interface RecordedRequest extends JudgedRequest {
  readonly account: Account
  readonly event: RequestEvent
}

/** A minute ahead may be a clock that is. */
const AHEAD_MS = 60_000

/**
 * Opens a request (domain §9). Without a channel it is a ticket.
 *
 * Refused: a number that the contract has already, a kind that the terms do not name, an emergency of a contract
 * without emergency service, and a time before or after the contract, or ahead of now.
 */
export function openRequest(
  account: Account,
  said: NewRequest,
  recording: RequestRecording,
): Result<RecordedRequest> {
  const given = said.number ?? splitSubject(said.subject).ticket
  const number = given === null ? nextNumber(account, 1) : ticketNumber(given)
  if (findRequest(account, number) !== undefined)
    return refuse({kind: 'request-exists', number, contract: account.contract.id})
  const made = newRequest(account, {...said, number}, recording)
  if (!made.ok) return made
  const request = made.value
  const [event] = request.events
  const after = withRecord(account, request, openedRecord(request), monthOf(event.at))
  return ok({account: after, event, ...judgeRequest(after, request, recording.now)})
}

/** A request as it came in, by all rules but the one that its number is free. */
export function newRequest(
  {contract}: Pick<Account, 'contract'>,
  said: NumberedRequest,
  {by, now}: RequestRecording,
): Result<CarriedRequest> {
  const at = inZone(said.at ?? now, contract.timezone)
  const refusal = refuseRequest(contract, said, at, now)
  if (refusal !== null) return refuse(refusal)
  const {number, requester, kind, priority, address, isEmergency} = said
  const facts: RequestFacts = {
    number,
    subject: splitSubject(said.subject).text,
    channel: said.channel ?? 'ticket',
    ...{requester, kind: agreedKind(contract, kind, at), priority, address, isEmergency},
  }
  const event = eventOf({...said, id: '1', kind: 'received', at}, {by, now}, contract)
  return ok({...facts, events: [event], voided: null, told: [], keptUntil: null})
}

type NumberedRequest = Omit<NewRequest, 'number'> & {readonly number: string}

/** The record by which a request comes to be. */
export function openedRecord(request: CarriedRequest): RequestRecord {
  const {events, voided: _voided, told: _told, keptUntil: _keptUntil, ...facts} = request
  return {record: 'opened', facts, event: events[0]}
}

function refuseRequest(
  contract: Contract,
  {number, kind, isEmergency}: NumberedRequest,
  at: Instant,
  now: Instant,
): Refusal | null {
  const {to, id} = contract
  if (!REQUEST_NUMBER_PATTERN.test(number)) return {kind: 'invalid-id', value: number, what: 'request'}
  const unlikely = refuseTime(contract, at, now)
  if (unlikely !== null) return unlikely
  if (to !== null && dayOf(at) > to) return {kind: 'after-contract', start: at, to}
  const {sla, emergency} = termsIn(contract, monthOf(at))
  if (isEmergency && emergency === null) return {kind: 'no-emergency-service', contract: id}
  if (kind !== null && sla?.kinds !== undefined && agreedKind(contract, kind, at) === null)
    return {kind: 'unknown-kind', name: kind, kinds: sla.kinds.map(({name}) => name)}
  return null
}

/** Why nothing can have happened at a time: it is before the contract, or ahead of now. */
export function refuseTime({from, timezone}: Contract, at: Instant, now: Instant): Refusal | null {
  if (dayOf(at) < from) return {kind: 'before-contract', start: at, from}
  return isAhead(at, now) ? {kind: 'event-in-future', at, now: inZone(now, timezone)} : null
}

/** A kind in the letters in which it was agreed; null where the terms name kinds, and not this one. */
function agreedKind(contract: Contract, kind: string | null, at: Instant): string | null {
  const {sla} = termsIn(contract, monthOf(at))
  if (kind === null || sla?.kinds === undefined) return kind
  return sla.kinds.find(({name}) => fold(name) === fold(kind))?.name ?? null
}

const isAhead = (at: Instant, now: Instant): boolean => epochMs(at) > epochMs(now) + AHEAD_MS

/**
 * The number that comes next, as far as the open pages know.
 * @param firstFree the lowest one: closed months may have others
 */
export function nextNumber(account: Account, firstFree: number): string {
  const taken = new Set(liveRequests(account).map(({number}) => number))
  const records = account.open.flatMap(({requestRecords}) => requestRecords)
  let number = Math.max(firstFree, lastNumberAfter(account.open[0].opening.carried.lastNumber, records) + 1)
  while (taken.has(String(number))) number += 1
  return String(number)
}

/** What happened to a request, as somebody told it. */
export interface NewEvent {
  readonly number: string
  readonly kind: Exclude<EventKind, 'received'>
  /** Null: now. */
  readonly at: Instant | null
  readonly note: string | null
  readonly expected: Instant | null
  /** Of an escalation. */
  readonly escalate: {readonly to: string; readonly reason: EscalationReason} | null
  /** Of the mail it was taken from. */
  readonly messageId?: string
}

/**
 * Records an event of a request, now or late (domain §9).
 *
 * Refused: a request that is not there or was voided, a time before it came in or ahead of now, an event for which it
 * is in the wrong state at that instant or after which a later one no longer fits, and an escalation to nobody.
 */
export function recordEvent(
  account: Account,
  said: NewEvent,
  recording: RequestRecording,
): Result<RecordedRequest & {readonly duty: Duty | null}> {
  const found = findCounting(account, said.number)
  if (!found.ok) return found
  const request = found.value
  const happened = eventAfter(account, request, said, recording)
  if (!happened.ok) return happened
  const {event, duty, request: after} = happened.value
  const {number} = request
  const written = withRecord(account, request, {record: 'event', number, event}, monthOf(event.at))
  return ok({account: written, event, duty, ...judgeRequest(written, after, recording.now)})
}

/** An event, and its request after it. */
export interface Happened {
  readonly event: RequestEvent
  readonly request: CarriedRequest
  readonly duty: Duty | null
}

/** What a request that counts is after an event. Refused as `recordEvent` refuses it. */
export function eventAfter(
  account: Account,
  request: CarriedRequest,
  said: Omit<NewEvent, 'number'>,
  {by, now}: RequestRecording,
): Result<Happened> {
  const {contract} = account
  const {number} = request
  const at = inZone(said.at ?? now, contract.timezone)
  const received = receivedAt(request)
  if (epochMs(at) < epochMs(received))
    return refuse({kind: 'event-before-request', number, at, receivedAt: received})
  if (isAhead(at, now)) return refuse({kind: 'event-in-future', at, now: inZone(now, contract.timezone)})
  const duty = said.escalate === null ? ok(null) : dutyFor(account, said.escalate.to, at)
  if (!duty.ok) return duty
  const escalation: Escalation | null =
    said.escalate === null || duty.value === null
      ? null
      : {level: duty.value.level, team: duty.value.team, reason: said.escalate.reason}
  const event = eventOf({...said, id: String(request.events.length + 1), at, escalation}, {by, now}, contract)
  const [first, ...others] = request.events
  const after: CarriedRequest = {...request, events: [first, ...others, event]}
  const misfit = misfitIn(after)
  if (misfit !== null) return refuse(misfitOf(number, misfit, event))
  return ok({event, request: after, duty: duty.value})
}

const misfitOf = (
  number: string,
  {event, state}: {readonly event: RequestEvent; readonly state: CarriedState},
  recorded: RequestEvent | null,
): Refusal => ({
  ...{kind: 'event-does-not-fit', number, event: event.kind, at: event.at, state},
  isLater: event !== recorded,
})

type CarriedState = NonNullable<ReturnType<typeof misfitIn>>['state']

interface EventFacts extends Pick<RequestEvent, 'id' | 'kind' | 'at' | 'note' | 'messageId'> {
  readonly escalation?: Escalation | null
  readonly expected?: Instant | null
}

const eventOf = (
  {id, kind, at, note, escalation = null, expected = null, messageId}: EventFacts,
  {by, now}: RequestRecording,
  {timezone}: Contract,
): RequestEvent => ({
  ...{id, kind, at, by, recordedAt: inZone(now, timezone), note, escalation},
  expected: expected && inZone(expected, timezone),
  ...(messageId !== undefined && {messageId}),
  voided: null,
})

/** A request of which something can be recorded. */
function findCounting(account: Account, said: string): Result<CarriedRequest> {
  const number = ticketNumber(said)
  const request = findRequest(account, number)
  if (request === undefined) return refuse({kind: 'unknown-request', number, contract: account.contract.id})
  return request.voided === null ? ok(request) : refuse({kind: 'request-already-voided', number})
}

/**
 * Whom an escalation reaches, by the terms of its own month: of a level the first team on duty, or soonest; else the team
 * of that name.
 */
function dutyFor(account: Account, to: string, at: Instant): Result<Duty> {
  const {contract, holidays: calendars} = account
  const levels = termsIn(contract, monthOf(inZone(at, contract.timezone))).sla?.levels ?? []
  if (levels.length === 0) return refuse({kind: 'no-levels', contract: contract.id})
  const asked = (level: SupportLevel) => dutyOf(level, {at, timezone: contract.timezone, calendars})
  const duty = firstOnDuty(teamsCalled(levels, to).map(asked))
  return duty === undefined
    ? refuse({kind: 'unknown-level', to, levels: levels.map(({level, team}) => `${level} ${team}`)})
    : ok(duty)
}

/** The teams of a level, or the one of this name, or of which it is a part of the name. */
function teamsCalled(levels: readonly SupportLevel[], to: string): readonly SupportLevel[] {
  const number = /^(?:level|ebene|stufe)?\s*(\d)$/i.exec(to.trim())?.[1]
  if (number !== undefined) return levels.filter(({level}) => level === Number(number))
  const exact = levels.filter(({team}) => fold(team) === fold(to))
  const partly = levels.filter(({team}) => fold(team).includes(fold(to)))
  return exact.length > 0 ? exact : partly.length === 1 ? partly : []
}

/** Takes a request back that was recorded by mistake; its outcomes are withdrawn. */
export function voidRequest(account: Account, said: string, taken: Taken): Result<RecordedRequest> {
  const found = findCounting(account, said)
  if (!found.ok) return found
  const request = found.value
  const voided = {...taken, at: inZone(taken.at, account.contract.timezone)}
  const {number, events} = request
  const after = {...request, voided}
  const written = withRecord(
    account,
    request,
    {record: 'request-voided', number, voided},
    monthOf(receivedAt(request)),
  )
  return ok({account: written, event: events[0], ...judgeRequest(written, after, taken.at)})
}

/**
 * Takes an event back that was recorded by mistake.
 *
 * Refused: an event that is not there or was voided, the one by which the request came in, and one without which a
 * later one no longer fits.
 */
export function voidEvent(
  account: Account,
  said: {readonly number: string; readonly event: string},
  taken: Taken,
): Result<RecordedRequest> {
  const found = findCounting(account, said.number)
  if (!found.ok) return found
  const request = found.value
  const {number, events} = request
  const event = events.find(({id}) => id === said.event)
  if (event === undefined)
    return refuse({kind: 'unknown-event', number, event: said.event, events: events.map(({id}) => id)})
  if (event.voided !== null) return refuse({kind: 'event-already-voided', number, event: event.id})
  if (event === events[0]) return refuse({kind: 'received-stays', number})
  const voided = {...taken, at: inZone(taken.at, account.contract.timezone)}
  const [first, ...others] = events
  const marked = {...event, voided}
  const after: CarriedRequest = {
    ...request,
    events: [first, ...others.map(each => (each === event ? marked : each))],
  }
  const misfit = misfitIn(after)
  if (misfit !== null) return refuse(misfitOf(number, misfit, null))
  const written = withRecord(
    account,
    request,
    {record: 'event-voided', number, event: event.id, voided},
    monthOf(event.at),
  )
  return ok({account: written, event: marked, ...judgeRequest(written, after, taken.at)})
}

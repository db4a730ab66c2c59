import {epochMs, type Instant} from './calendar.js'
import type {Channel} from './contract.js'

/** What happens to a request, in the order in which it is told (domain §9). */
export const EVENT_KINDS = [
  'received',
  'acknowledged',
  'responded',
  'updated',
  'waiting',
  'resumed',
  'escalated',
  'follow-up',
  'resolved',
  'reopened',
  'closed',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

export type RequestState = 'open' | 'waiting' | 'resolved' | 'closed'

/** Why a request goes to other people: too many, who know more, who may decide. */
export const ESCALATION_REASONS = ['volume', 'specialist', 'unusual', 'approval'] as const
export type EscalationReason = (typeof ESCALATION_REASONS)[number]

/** Where an escalation goes. */
export interface Escalation {
  readonly level: number
  readonly team: string
  readonly reason: EscalationReason
}

export interface RequestEvent {
  /** Within its request: `1` is what was recorded first. */
  readonly id: string
  readonly kind: EventKind
  readonly at: Instant
  readonly by: string
  readonly recordedAt: Instant
  readonly note: string | null
  readonly escalation: Escalation | null
  /** When the customer was told to expect the next word. */
  readonly expected: Instant | null
  /** By which the mail is known again that it was taken from; absent: from none. */
  readonly messageId?: string
  readonly voided: Taken | null
}

/** Why a request or an event of one was taken back; for the provider only. */
export interface Taken {
  readonly reason: string
  readonly at: Instant
  readonly by: string
}

/** What a request says of itself, from the first on. */
export interface RequestFacts {
  readonly number: string
  /** In the customer's words. */
  readonly subject: string
  readonly channel: Channel
  readonly requester: string | null
  readonly kind: string | null
  readonly priority: string | null
  /** The address that it came in through; null: nobody said. */
  readonly address: string | null
  readonly isEmergency: boolean
}

/** A request of the customer's, also called ticket. */
export interface Request extends RequestFacts {
  /** In the order in which they were recorded; the first is `received`. */
  readonly events: readonly [RequestEvent, ...RequestEvent[]]
  readonly voided: Taken | null
}

/** A number that a request can have. */
export const REQUEST_NUMBER_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/

/** The events that count, by when they happened; of the same instant, as they were recorded. */
export const eventsInOrder = ({events}: Pick<Request, 'events'>): readonly RequestEvent[] =>
  events.filter(({voided}) => voided === null).toSorted((a, b) => epochMs(a.at) - epochMs(b.at))

/** When the request came in. */
export const receivedAt = ({events: [received]}: Pick<Request, 'events'>): Instant => received.at

const FROM_OPEN = [
  'acknowledged',
  'responded',
  'updated',
  'waiting',
  'escalated',
  'follow-up',
  'resolved',
  'closed',
] as const

/** What can happen in each state, and which state the request is in after it; null: as before. */
const TRANSITIONS: {readonly [S in RequestState]: {readonly [K in EventKind]?: RequestState | null}} = {
  open: {...asBefore(FROM_OPEN), waiting: 'waiting', resolved: 'resolved', closed: 'closed'},
  waiting: {
    ...asBefore(['acknowledged', 'responded', 'updated', 'escalated']),
    ...{resumed: 'open', 'follow-up': 'open', resolved: 'resolved', closed: 'closed'},
  },
  resolved: {updated: null, 'follow-up': null, reopened: 'open', closed: 'closed'},
  closed: {reopened: 'open'},
}

function asBefore(kinds: readonly EventKind[]): {readonly [K in EventKind]?: null} {
  return Object.fromEntries(kinds.map(kind => [kind, null]))
}

/** An event with the state that the request is in after it. */
export interface Step {
  readonly event: RequestEvent
  readonly state: RequestState
}

/** The history of a request: each event that counts with the state after it. Those that do not fit are skipped. */
export function stepsOf(request: Pick<Request, 'events'>): readonly Step[] {
  const steps: Step[] = []
  let state: RequestState = 'open'
  for (const event of eventsInOrder(request)) {
    if (event.kind !== 'received') {
      const next: RequestState | null | undefined = TRANSITIONS[state][event.kind]
      if (next === undefined) continue
      state = next ?? state
    }
    steps.push({event, state})
  }
  return steps
}

/** An event for which the request is in the wrong state when it happens. */
export interface Misfit {
  readonly event: RequestEvent
  readonly state: RequestState
}

/** The first event that does not fit the state that the request is in at that instant; null if all do. */
export function misfitIn(request: Pick<Request, 'events'>): Misfit | null {
  let state: RequestState = 'open'
  const [received, ...later] = eventsInOrder(request)
  if (received === undefined) return null
  if (received.kind !== 'received') return {event: received, state}
  for (const event of later) {
    const next: RequestState | null | undefined = TRANSITIONS[state][event.kind]
    if (next === undefined) return {event, state}
    state = next ?? state
  }
  return null
}

/** The state that a request was in at an instant, as far as is known by now. */
export const stateAt = (request: Pick<Request, 'events'>, at: Instant): RequestState =>
  stepsOf(request).findLast(({event}) => epochMs(event.at) <= epochMs(at))?.state ?? 'open'

/** The state that a request is in. */
export const stateOf = (request: Pick<Request, 'events'>): RequestState =>
  stepsOf(request).reduce<RequestState>((_, {state}) => state, 'open')

/** The level and team that it was escalated to last; null while it was not. */
export const escalationOf = (request: Pick<Request, 'events'>): Escalation | null =>
  eventsInOrder(request).findLast(({escalation}) => escalation !== null)?.escalation ?? null

/** How often the customer asked again. */
export const followUpsOf = (request: Pick<Request, 'events'>): number =>
  eventsInOrder(request).filter(({kind}) => kind === 'follow-up').length

/** By which of these events the customer hears from us. */
const HEARD: ReadonlySet<EventKind> = new Set([
  ...['acknowledged', 'responded', 'updated', 'waiting', 'escalated', 'resolved', 'closed', 'reopened'],
] as const)

/** Whether the customer asked again and has not heard from us since. */
export function isAskedAgain(request: Pick<Request, 'events'>): boolean {
  const last = eventsInOrder(request).findLast(({kind}) => kind === 'follow-up' || HEARD.has(kind))
  return last?.kind === 'follow-up'
}

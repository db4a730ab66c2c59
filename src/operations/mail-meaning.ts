import {epochMs} from '../domain/calendar.js'
import type {Mail} from '../domain/mail.js'
import {type EventKind, eventsInOrder, type RequestState, stateAt} from '../domain/request.js'
import type {CarriedRequest} from '../domain/request-month.js'

/** Why nothing is recorded of a mail that could be read. */
export type PassedOverBecause =
  /** It is ours, and answers no request that is known. */
  | 'no-request'
  /** It is ours, and went to nobody else. */
  | 'internal'
  /** A program of the customer's answered by itself: that somebody is away, or that a mail did not arrive. */
  | 'automatic-answer'
  /** A program of ours said once more that the request came in. */
  | 'acknowledged-already'
  /** It is ours, and the request was closed. */
  | 'request-closed'
  | 'request-voided'

/** What a mail says of requests. */
export type MailMeaning =
  | {readonly kind: 'nothing'; readonly because: PassedOverBecause}
  | {readonly kind: 'opens'}
  | {readonly kind: 'happened'; readonly to: CarriedRequest; readonly event: MailEvent}

type MailEvent = Exclude<EventKind, 'received'>

const nothing = (because: PassedOverBecause): MailMeaning => ({kind: 'nothing', because})

/** After a customer's mail, by the state that the request was in. */
const OF_THEIRS = {
  open: 'follow-up',
  waiting: 'resumed',
  resolved: 'follow-up',
  closed: 'reopened',
} as const satisfies Record<RequestState, MailEvent>

/**
 * What a mail of somebody else says: the first is the request; a later one is a follow-up, the answer that the request
 * waits for, or reopens what was closed, since nobody would see it else. Who is away, or which mail did not arrive, says
 * nothing of a request.
 */
export function meaningOfTheirs(mail: Mail, request: CarriedRequest | undefined): MailMeaning {
  if (mail.automatic === 'replied') return nothing('automatic-answer')
  if (request === undefined) return {kind: 'opens'}
  if (request.voided !== null) return nothing('request-voided')
  return {kind: 'happened', to: request, event: OF_THEIRS[stateAt(request, mail.at)]}
}

/** After a mail of ours that a person wrote; null: nothing can happen any more. */
const OF_OURS = {
  open: 'responded',
  waiting: 'responded',
  resolved: 'updated',
  closed: null,
} as const satisfies Record<RequestState, MailEvent | null>

/** What counts as an acknowledgement, too. */
const ACKNOWLEDGING: ReadonlySet<EventKind> = new Set([
  ...(['acknowledged', 'responded', 'waiting', 'resolved', 'closed'] as const),
])

/**
 * What a mail of ours says: an automatic one that the request came in, once; any other one is an answer, or tells how it
 * stands where the request was resolved. What we write to each other says nothing.
 */
export function meaningOfOurs(
  mail: Mail,
  request: CarriedRequest | undefined,
  isOurs: (address: string) => boolean,
): MailMeaning {
  if (mail.to.every(isOurs)) return nothing('internal')
  if (request === undefined) return nothing('no-request')
  if (request.voided !== null) return nothing('request-voided')
  if (mail.automatic !== null) {
    return isAcknowledged(request, mail)
      ? nothing('acknowledged-already')
      : {kind: 'happened', to: request, event: 'acknowledged'}
  }
  const event = OF_OURS[stateAt(request, mail.at)]
  return event === null ? nothing('request-closed') : {kind: 'happened', to: request, event}
}

const isAcknowledged = (request: CarriedRequest, {at}: Mail): boolean =>
  eventsInOrder(request).some(event => ACKNOWLEDGING.has(event.kind) && epochMs(event.at) <= epochMs(at))

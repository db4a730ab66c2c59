import type {Instant} from '../../src/domain/calendar.js'
import type {ResponseTarget, ServiceLevels, SupportLevel} from '../../src/domain/contract.js'
import type {Outcome} from '../../src/domain/outcome.js'
import type {Result} from '../../src/domain/refusal.js'
import type {EventKind, RequestEvent} from '../../src/domain/request.js'
import type {CarriedRequest} from '../../src/domain/request-month.js'
import {
  type NewRequest,
  openRequest,
  type RecordedRequest,
  recordEvent,
  voidEvent,
  voidRequest,
} from '../../src/operations/record-request.js'
import {findRequest, judgeRequest} from '../../src/operations/requests.js'
import {type ContractReport, reportMonth} from '../../src/operations/response-times.js'
import {accepted, at, Books, month, type Setup} from './account-builder.js'

/** Office hours in Berlin. */
export const OFFICE = {
  timezone: 'Europe/Berlin',
  hours: [{days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00'}],
} as const

/** What a provider with three levels promises. */
export const TARGETS: readonly ResponseTarget[] = [
  {event: 'acknowledged', channel: 'ticket', withinMinutes: 2},
  {event: 'acknowledged', channel: 'chat', withinMinutes: 1},
  {event: 'first-response', withinMinutes: 10},
]

export const LEVELS: readonly SupportLevel[] = [
  {level: 1, team: 'Support engineers', hours: 'always'},
  {level: 2, team: 'Billing', timezone: 'Europe/Berlin', hours: OFFICE.hours},
  {level: 2, team: 'Technicians', timezone: 'America/New_York', hours: OFFICE.hours},
  {level: 3, team: 'Administrators', hours: [{days: ['sat'], from: '08:00', to: '12:00'}]},
]

export const levelsOf = (changes: Partial<ServiceLevels> = {}): ServiceLevels => ({
  targets: TARGETS,
  clock: 'always',
  address: null,
  levels: LEVELS,
  ...changes,
})

const NEW: Omit<NewRequest, 'at'> = {
  ...{number: null, subject: 'Printer queue stuck', channel: null, requester: null, kind: null},
  ...{priority: null, address: null, isEmergency: false, note: null},
}

/** An account whose requests are recorded by the operations. */
export class Desk extends Books {
  constructor(sla: ServiceLevels, {terms, ...setup}: Setup = {}) {
    super({timezone: 'Europe/Berlin', ...setup, terms: {...terms, sla}})
  }

  tryOpen(when: string, more: Partial<NewRequest> & {readonly now?: string} = {}): Result<RecordedRequest> {
    const {now = when, ...said} = more
    return openRequest(this.account, {...NEW, at: at(when), ...said}, {by: 'J. Weber', now: at(now)})
  }

  /** Opens a request, and returns its number. */
  open(when: string, more: Partial<NewRequest> & {readonly now?: string} = {}): string {
    const opened = accepted(this.tryOpen(when, more))
    this.account = opened.account
    return opened.request.number
  }

  tryEvent(number: string, kind: Exclude<EventKind, 'received'>, when: string, more: Told = {}) {
    const {now = when, to, note = null} = more
    const escalate = to === undefined ? null : ({to, reason: 'specialist'} as const)
    const said = {number, kind, at: at(when), note, expected: null, escalate}
    return recordEvent(this.account, said, {by: 'J. Weber', now: at(now)})
  }

  /** Records what happened, on time or later. */
  event(number: string, kind: Exclude<EventKind, 'received'>, when: string, more: Told = {}): RequestEvent {
    const recorded = accepted(this.tryEvent(number, kind, when, more))
    this.account = recorded.account
    return recorded.event
  }

  voidEvent(number: string, event: string, now: string): void {
    const taken = {reason: 'wrong', at: at(now), by: 'J. Weber'}
    this.account = accepted(voidEvent(this.account, {number, event}, taken)).account
  }

  voidRequest(number: string, now: string): void {
    this.account = accepted(
      voidRequest(this.account, number, {reason: 'wrong', at: at(now), by: 'J. Weber'}),
    ).account
  }

  request(number: string): CarriedRequest {
    const request = findRequest(this.account, number)
    if (request === undefined) throw new Error(`no request ${number}`)
    return request
  }

  outcomes(number: string, now: string) {
    return judgeRequest(this.account, this.request(number), at(now)).outcomes
  }

  report(which: string, now: string): ContractReport {
    return accepted(reportMonth(this.account, month(which), at(now)))
  }
}

interface Told {
  readonly now?: string
  readonly to?: string
  readonly note?: string | null
}

/** `met 2026-03-28T23:59:59 119s`, and for what is open `pending due …`. */
export function told({event, state, dueAt, decidedAt, elapsedSeconds}: Outcome): string {
  const short = (instant: Instant | null) => (instant === null ? 'never' : instant.slice(0, 19))
  const when = state === 'pending' ? `due ${short(dueAt)}` : short(decidedAt)
  return `${event} ${state} ${when}${elapsedSeconds === null ? '' : ` ${elapsedSeconds}s`}`
}

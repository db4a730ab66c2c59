import {addMonths, epochMs, firstDay, type Instant, type Month, monthOf, startOfDay} from './calendar.js'
import {type Contract, termsIn} from './contract.js'
import {decidedMonth, type Judging, type Outcome, type OutcomeState, outcomesOf} from './outcome.js'
import {
  isAskedAgain,
  type Request,
  type RequestEvent,
  type RequestFacts,
  receivedAt,
  stateOf,
  type Taken,
} from './request.js'
import {type TargetEvent, targetsOf} from './target.js'

/**
 * What is recorded of requests, page by page: nothing of it ever changes. A request that the closed months have left
 * behind is recalled with all that is known of it before anything more is recorded; one that is over, and of which a later
 * open page has more, is kept until then.
 */
export type RequestRecord =
  | {readonly record: 'opened'; readonly facts: RequestFacts; readonly event: RequestEvent}
  | {readonly record: 'recalled'; readonly request: CarriedRequest}
  | {readonly record: 'kept'; readonly number: string; readonly until: Month}
  | {readonly record: 'event'; readonly number: string; readonly event: RequestEvent}
  | {readonly record: 'event-voided'; readonly number: string; readonly event: string; readonly voided: Taken}
  | {readonly record: 'request-voided'; readonly number: string; readonly voided: Taken}

/** What a closed statement says of a promise, or what a later one corrected it to. */
export interface ToldOutcome extends Pick<Outcome, 'event' | 'startAt' | 'dueAt' | 'state'> {
  /** The month whose statement counts it. */
  readonly month: Month
}

/** A request with what the statements of closed months say of it. */
export interface CarriedRequest extends Request {
  readonly told: readonly ToldOutcome[]
  /** The month until which it is carried on, be it over or not; null: only while it is not. */
  readonly keptUntil: Month | null
}

/** What a month hands on to the next: the requests that are not over, and the last number that was given. */
export interface CarriedRequests {
  readonly lastNumber: number
  readonly requests: readonly CarriedRequest[]
}

export const NO_REQUESTS: CarriedRequests = {lastNumber: 0, requests: []}

/** What became of a promise, and of which request. */
export interface TicketOutcome extends Outcome {
  readonly ticket: string
}

/** What the statement of a closed month says of a promise is not so any more. */
export interface Correction {
  readonly ticket: string
  readonly event: TargetEvent
  readonly startAt: Instant
  /** The month whose statement counts it. */
  readonly month: Month
  readonly from: OutcomeState
  readonly to: OutcomeState
  readonly dueAt: Instant | null
  readonly happenedAt: Instant | null
}

/** The response times of a month (domain §9). */
export interface ResponseTimes {
  /** Those that count in the month, and those that are pending. */
  readonly outcomes: readonly TicketOutcome[]
  /** Beside them, and not counted in them. */
  readonly corrections: readonly Correction[]
}

export const NO_RESPONSE_TIMES: ResponseTimes = {outcomes: [], corrections: []}

/** The requests after more was recorded of them; of a number that is unknown nothing can be recorded. */
export function afterRecords(
  carried: readonly CarriedRequest[],
  records: readonly RequestRecord[],
): readonly CarriedRequest[] {
  const requests = new Map(carried.map(request => [request.number, request]))
  for (const record of records) {
    const next = afterRecord(record, requests)
    requests.set(next.number, next)
  }
  return [...requests.values()]
}

function afterRecord(record: RequestRecord, requests: ReadonlyMap<string, CarriedRequest>): CarriedRequest {
  if (record.record === 'opened')
    return {...record.facts, events: [record.event], voided: null, told: [], keptUntil: null}
  if (record.record === 'recalled') return record.request
  const request = requests.get(record.number)
  if (request === undefined) throw new RangeError(`of request ${record.number} nothing was recorded before`)
  switch (record.record) {
    case 'kept':
      return {...request, keptUntil: record.until}
    case 'event':
      return {...request, events: [...request.events, record.event]}
    case 'event-voided':
      return {...request, events: withVoided(request.events, record.event, record.voided)}
    case 'request-voided':
      return {...request, voided: record.voided}
  }
}

function withVoided([received, ...later]: Request['events'], id: string, voided: Taken): Request['events'] {
  const mark = (event: RequestEvent) => (event.id === id ? {...event, voided} : event)
  return [mark(received), ...later.map(mark)]
}

/** Numbers that are further on than this were given by a helpdesk, which goes on counting by itself. */
const NUMBERS_AHEAD = 100

/** The number that was counted last; one that somebody gave counts where it is about the next. */
export const lastNumberAfter = (last: number, records: readonly RequestRecord[]): number =>
  records.reduce((highest, record) => {
    const text = record.record === 'opened' ? record.facts.number : ''
    const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
    return number > highest && number <= highest + NUMBERS_AHEAD ? number : highest
  }, last)

/** What became of the promises of a request, by the terms of the month in which it came in (domain §9). */
export function promisesOf(
  request: Request,
  contract: Contract,
  judging: Omit<Judging, 'timezone'>,
): readonly Outcome[] {
  const {timezone} = contract
  const terms = termsIn(contract, monthOf(receivedAt(request)))
  return outcomesOf(request, targetsOf(request, terms, timezone), {...judging, timezone})
}

/** Until when a month's deadlines are judged: to its end, or to now if that is sooner. */
export function judgedUntil(month: Month, now: Instant, timezone: string): Instant {
  const end = startOfDay(firstDay(addMonths(month, 1)), timezone)
  return epochMs(now) < epochMs(end) ? now : end
}

/** What a month makes of its requests. */
export interface RequestMonth {
  readonly responseTimes: ResponseTimes
  readonly carried: CarriedRequests
}

/**
 * Decides what fell due in a month or before it and was not told yet, and what statements said that is not so any
 * more. Requests that wait for nobody are not carried on.
 *
 * @param judging as the month ends, or now while it runs
 */
export function endRequests(
  opening: CarriedRequests,
  records: readonly RequestRecord[],
  {
    month,
    contract,
    judging,
  }: {readonly month: Month; readonly contract: Contract; readonly judging: Omit<Judging, 'timezone'>},
): RequestMonth {
  const judged = afterRecords(opening.requests, records).map(request => {
    const outcomes = promisesOf(request, contract, judging)
    return {request, ...compare(request, outcomes, month)}
  })
  return {
    responseTimes: {
      outcomes: judged.flatMap(({request, counted}) =>
        counted.map(outcome => ({ticket: request.number, ...outcome})),
      ),
      corrections: judged.flatMap(({corrections}) => corrections),
    },
    carried: {
      lastNumber: lastNumberAfter(opening.lastNumber, records),
      requests: judged
        .filter(({request}) => isCarriedOn(request, month))
        .map(({request, told}) => ({...request, told})),
    },
  }
}

/** Whether a month hands a request on to the next. */
export const isCarriedOn = (request: CarriedRequest, month: Month): boolean =>
  isLive(request) || (request.keptUntil !== null && request.keptUntil > month)

/** Whether somebody still waits for something: those that are over are recalled when more happens. */
export const isLive = (request: Request): boolean =>
  request.voided === null && (['open', 'waiting'].includes(stateOf(request)) || isAskedAgain(request))

/** What tells the outcomes of one request apart. */
export const outcomeKey = ({event, startAt}: Pick<Outcome, 'event' | 'startAt'>): string =>
  `${event} ${startAt}`

function compare(request: CarriedRequest, outcomes: readonly Outcome[], month: Month) {
  const now = new Map(outcomes.map(outcome => [outcomeKey(outcome), outcome]))
  const told = request.told.map(each => {
    const outcome = now.get(outcomeKey(each))
    return {before: each, outcome, after: {...each, state: outcome?.state ?? 'withdrawn'}}
  })
  const isTold = new Set(request.told.map(outcomeKey))
  const counted = outcomes
    .filter(outcome => !isTold.has(outcomeKey(outcome)))
    .filter(outcome => {
      const decided = decidedMonth(outcome)
      return decided === null ? outcome.state === 'pending' : decided <= month
    })
  return {
    counted,
    corrections: told.flatMap(({before, outcome, after}): readonly Correction[] => {
      if (before.state === after.state) return []
      const {event, startAt, month: countedIn, dueAt} = before
      const happened = {dueAt: outcome?.dueAt ?? dueAt, happenedAt: outcome?.happenedAt ?? null}
      return [
        {
          ticket: request.number,
          event,
          startAt,
          month: countedIn,
          from: before.state,
          to: after.state,
          ...happened,
        },
      ]
    }),
    told: [
      ...told.map(({after}) => after),
      ...counted
        .filter(({state}) => state !== 'pending')
        .map(({event, startAt, dueAt, state}): ToldOutcome => ({event, startAt, dueAt, state, month})),
    ],
  }
}

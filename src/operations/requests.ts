import {addMonths, type Instant, type Month, monthOf} from '../domain/calendar.js'
import type {Outcome} from '../domain/outcome.js'
import {decidedMonth} from '../domain/outcome.js'
import type {Account, ClosedPage, OpenPage} from '../domain/page.js'
import {receivedAt} from '../domain/request.js'
import {
  afterRecords,
  type CarriedRequest,
  isCarriedOn,
  outcomeKey,
  promisesOf,
  type RequestRecord,
  type ToldOutcome,
} from '../domain/request-month.js'
import type {ScopeOf} from '../domain/scope.js'
import {firstOpenMonth, openPage, withPage} from './ledger.js'

/** A request with what became of its promises. */
export interface JudgedRequest {
  readonly request: CarriedRequest
  readonly outcomes: readonly JudgedOutcome[]
}

/** An outcome with the month it counts in; null while it is pending, or where it counts in none. */
export interface JudgedOutcome extends Outcome {
  readonly month: Month | null
}

/**
 * The closed pages that one request needs: of a request that closed months have left behind those that name it, of
 * another one those since it came in, which have the work that was done for it.
 */
export const neededForRequest =
  (number: string): ScopeOf =>
  account => {
    const live = findLive(account, number)
    return {entryIds: [number], ...(live && {namedFrom: monthOf(receivedAt(live))})}
  }

/** The requests that the open pages know: those that are not over, and those of which something was recorded since. */
export const liveRequests = ({open}: Account): readonly CarriedRequest[] =>
  afterRecords(
    open[0].opening.carried.requests,
    open.flatMap(({requestRecords}) => requestRecords),
  )

const findLive = (account: Account, number: string): CarriedRequest | undefined =>
  liveRequests(account).find(request => request.number === number)

/** The request of this number. Where closed months have left it behind, those that name it must have been read. */
export const findRequest = (account: Account, number: string): CarriedRequest | undefined =>
  findLive(account, number) ?? closedRequests(account.closed).find(request => request.number === number)

/** All requests of an account of which all closed pages were read. */
export function allRequests(account: Account): readonly CarriedRequest[] {
  const live = liveRequests(account)
  const known = new Set(live.map(({number}) => number))
  return [...closedRequests(account.closed).filter(({number}) => !known.has(number)), ...live]
}

/** The requests of closed pages with what their statements say of them; what began in a page that is not there is not among them. */
function closedRequests(closed: readonly ClosedPage[]): readonly CarriedRequest[] {
  let requests: readonly CarriedRequest[] = []
  for (const {month, requestRecords, responseTimes} of closed) {
    const known = new Set(requests.map(({number}) => number))
    const recorded = requestRecords.filter(record => {
      if (isBeginning(record)) known.add(numberOf(record))
      return known.has(numberOf(record))
    })
    const {outcomes, corrections} = responseTimes
    requests = afterRecords(requests, recorded).map(request => {
      const decided = outcomes.filter(
        ({ticket, state}) => ticket === request.number && (state === 'met' || state === 'missed'),
      )
      const told = [
        ...request.told,
        ...decided.map(
          ({event, startAt, dueAt, state}): ToldOutcome => ({event, startAt, dueAt, state, month}),
        ),
      ]
      const changed = new Map(
        corrections.filter(({ticket}) => ticket === request.number).map(each => [outcomeKey(each), each.to]),
      )
      return {
        ...request,
        told: told.map(each => ({...each, state: changed.get(outcomeKey(each)) ?? each.state})),
      }
    })
  }
  return requests
}

const numberOf = (record: RequestRecord): string => {
  switch (record.record) {
    case 'opened':
      return record.facts.number
    case 'recalled':
      return record.request.number
    default:
      return record.number
  }
}

/** What became of the promises of a request by now, and in which months that counts. */
export function judgeRequest(account: Account, request: CarriedRequest, now: Instant): JudgedRequest {
  const outcomes = promisesOf(request, account.contract, {now, calendars: account.holidays})
  const told = new Map(request.told.map(each => [outcomeKey(each), each.month]))
  const open = firstOpenMonth(account)
  const monthOfOutcome = (outcome: Outcome): Month | null => {
    const decided = decidedMonth(outcome)
    return told.get(outcomeKey(outcome)) ?? (decided === null || decided > open ? decided : open)
  }
  return {request, outcomes: outcomes.map(outcome => ({...outcome, month: monthOfOutcome(outcome)}))}
}

/**
 * Adds a record about a request to a page. A request that closed months have left behind is recalled in the first open
 * page, and one that would be left behind before the last page that has more of it is kept until then: so whoever
 * closes a page knows the requests that are in it.
 *
 * @param month that of what happened; where it is closed, the first open one takes its place
 */
export function withRecord(
  account: Account,
  request: CarriedRequest,
  record: RequestRecord,
  month: Month,
): Account {
  const {number} = request
  const open = firstOpenMonth(account)
  const isUnknown = record.record !== 'opened' && findLive(account, number) === undefined
  const known = isUnknown ? append(account, {record: 'recalled', request}, open) : account
  const after = append(known, record, month < open ? open : month)
  const until = keptUntil(after, number)
  if (until === null) return after
  const begins = after.open.find(page => recordsOf(page, number).some(isBeginning))?.month
  return append(after, {record: 'kept', number, until}, begins ?? open)
}

/** The last month that has something of a request, where one that has would not know it; null where all do. */
function keptUntil(account: Account, number: string): Month | null {
  const [first] = account.open
  let requests = first.opening.carried.requests.filter(request => request.number === number)
  let last = first.month
  let isLeftBehind = false
  for (const page of account.open) {
    const records = recordsOf(page, number)
    const [next] = records
    requests = requests.filter(
      request => page.month === first.month || isCarriedOn(request, addMonths(page.month, -1)),
    )
    if (next === undefined) continue
    last = page.month
    isLeftBehind ||= requests.length === 0 && !isBeginning(next)
    if (!isLeftBehind) requests = [...afterRecords(requests, records)]
  }
  return isLeftBehind ? last : null
}

const recordsOf = (
  {requestRecords}: Pick<OpenPage, 'requestRecords'>,
  number: string,
): readonly RequestRecord[] => requestRecords.filter(record => numberOf(record) === number)

const isBeginning = ({record}: RequestRecord): boolean => record === 'opened' || record === 'recalled'

function append(account: Account, record: RequestRecord, month: Month): Account {
  const page = openPage(account, month)
  return withPage(account, {...page, requestRecords: [...page.requestRecords, record]})
}

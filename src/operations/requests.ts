import {addMonths, type Instant, type Month, monthOf} from '../domain/calendar.js'
import type {Outcome} from '../domain/outcome.js'
import {decidedMonth} from '../domain/outcome.js'
import type {Account, ClosedPage} from '../domain/page.js'
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

/** A record about a request, as the request was before, and the month of what happened. */
export interface DatedRecord {
  readonly request: CarriedRequest
  readonly record: RequestRecord
  readonly month: Month
}

/** Adds a record about a request to a page, as `withRecords` adds many. */
export const withRecord = (
  account: Account,
  request: CarriedRequest,
  record: RequestRecord,
  month: Month,
): Account => withRecords(account, [{request, record, month}])

/**
 * Adds records to the pages of their months; where a month is closed, the first open one takes its place. A request that
 * closed months have left behind is recalled in the first open page, and one that would be left behind before the last page
 * that has more of it is kept until then: so whoever closes a page knows the requests that are in it.
 */
export function withRecords(account: Account, records: readonly DatedRecord[]): Account {
  const open = firstOpenMonth(account)
  const known = new Set(liveRequests(account).map(({number}) => number))
  const added = records.flatMap(({request, record, month}): readonly Placed[] => {
    const isKnown = known.has(request.number) || record.record === 'opened'
    known.add(request.number)
    const placed = {record, month: month < open ? open : month}
    return isKnown ? [placed] : [{record: {record: 'recalled', request}, month: open}, placed]
  })
  const after = withAdded(account, added)
  return withAdded(after, keptLonger(after, new Set(records.map(({request}) => request.number))))
}

interface Placed {
  readonly record: RequestRecord
  readonly month: Month
}

function withAdded(account: Account, added: readonly Placed[]): Account {
  const byMonth = grouped(added, ({month}) => month)
  return [...byMonth].reduce((before, [month, placed]) => {
    const page = openPage(before, month)
    const requestRecords = [...page.requestRecords, ...placed.map(({record}) => record)]
    return withPage(before, {...page, requestRecords})
  }, account)
}

/** What keeps those of these requests that a page with more of them would not know. */
function keptLonger({open}: Account, numbers: ReadonlySet<string>): readonly Placed[] {
  const [first] = open
  const records = open.flatMap(({month, requestRecords}) => requestRecords.map(record => ({record, month})))
  const carried = new Map(first.opening.carried.requests.map(request => [request.number, request]))
  return [...grouped(records, ({record}) => numberOf(record))].flatMap(([number, placed]) => {
    if (!numbers.has(number)) return []
    const until = keptUntil(carried.get(number), placed, first.month)
    if (until === null) return []
    const begins = placed.find(({record}) => isBeginning(record))?.month ?? first.month
    return [{record: {record: 'kept', number, until}, month: begins}]
  })
}

/** The last month that has something of a request, where one that has would not know it; null where all do. */
function keptUntil(
  carried: CarriedRequest | undefined,
  placed: readonly Placed[],
  firstMonth: Month,
): Month | null {
  let requests = carried === undefined ? [] : [carried]
  let isLeftBehind = false
  let last = firstMonth
  for (const [month, ofMonth] of grouped(placed, each => each.month)) {
    const records = ofMonth.map(({record}) => record)
    requests = requests.filter(request => month === firstMonth || isCarriedOn(request, addMonths(month, -1)))
    last = month
    isLeftBehind ||= requests.length === 0 && !records.slice(0, 1).some(isBeginning)
    if (!isLeftBehind) requests = [...afterRecords(requests, records)]
  }
  return isLeftBehind ? last : null
}

/** By what they have in common, in the order in which each first has it. */
function grouped<T, Key>(all: readonly T[], keyOf: (each: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group === undefined) groups.set(keyOf(each), [each])
    else group.push(each)
  }
  return groups
}

const isBeginning = ({record}: RequestRecord): boolean => record === 'opened' || record === 'recalled'

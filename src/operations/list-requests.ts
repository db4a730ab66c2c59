import {epochMs, type Instant} from '../domain/calendar.js'
import {compareText} from '../domain/order.js'
import {dueAtOf} from '../domain/outcome.js'
import type {Account} from '../domain/page.js'
import {isAskedAgain, type Request, stateOf} from '../domain/request.js'
import {isLive} from '../domain/request-month.js'
import {allRequests, type JudgedRequest, judgeRequest, liveRequests} from './requests.js'

/** Which requests to list. */
export type RequestFilter = 'live' | 'due' | 'missed' | 'waiting' | 'all'

/**
 * The requests of an account that fit (domain §9). For `all`, all closed pages must have been read; the others are
 * about those that the open pages know.
 */
export function listRequests(
  account: Account,
  filter: RequestFilter,
  now: Instant,
): readonly JudgedRequest[] {
  const requests = filter === 'all' ? allRequests(account) : liveRequests(account)
  return requests
    .filter(request => filter === 'all' || request.voided === null)
    .filter(request => filter !== 'waiting' || stateOf(request) === 'waiting')
    .filter(request => filter !== 'live' || isLive(request))
    .map(request => judgeRequest(account, request, now))
    .filter(judged => filter !== 'due' || dueAtOf(judged) !== null)
    .filter(({outcomes}) => filter !== 'missed' || outcomes.some(({state}) => state === 'missed'))
}

/** Those that were asked about again first, then by the soonest deadline, then by when they came in. */
export function byUrgency(a: JudgedRequest, b: JudgedRequest): number {
  const rank = ({request}: JudgedRequest) => (isAskedAgain(request) && request.voided === null ? 0 : 1)
  const due = (judged: JudgedRequest) => {
    const at = dueAtOf(judged)
    return at === null ? Number.MAX_SAFE_INTEGER : epochMs(at)
  }
  return rank(a) - rank(b) || due(a) - due(b) || receivedFirst(a.request, b.request)
}

const receivedFirst = (a: Request, b: Request): number =>
  epochMs(a.events[0].at) - epochMs(b.events[0].at) || compareText(a.number, b.number)

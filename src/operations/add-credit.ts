import {type Day, dayOf, epochMs, type Instant, instantAt, monthOf} from '../domain/calendar.js'
import type {Minutes} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import type {Account, Credit} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {currentMonth, openPage, withPage} from './ledger.js'
import {type Balance, readBalance} from './read-balance.js'

export interface CreditRequest {
  readonly id: string
  readonly kind: Credit['kind']
  readonly minutes: Minutes
  readonly reason: string
  /** It lapses at the end of this day's month: never earlier than was promised. */
  readonly expires: Day | null
  readonly priceCents: Cents | null
  readonly approvedBy: string | null
  readonly now: Instant
  readonly by: string
}

export interface AddedCredit {
  readonly account: Account
  readonly credit: Credit
  readonly balance: Balance
}

/** A million minutes is over nineteen years of working hours: more is a slip of the finger. */
export const MAX_CREDIT_MINUTES: Minutes = 1_000_000

/**
 * Books a top-up or goodwill into the running month.
 *
 * Refused: a credit that would have lapsed already, and one after the contract's end, where nobody could use it.
 */
export function addCredit(account: Account, request: CreditRequest): Result<AddedCredit> {
  const {minutes} = request
  if (minutes < 1 || minutes > MAX_CREDIT_MINUTES) {
    return refuse({kind: 'duration-out-of-range', minutes, min: 1, max: MAX_CREDIT_MINUTES})
  }
  const now = instantAt(epochMs(request.now), account.contract.timezone)
  const month = currentMonth(account, dayOf(now))
  const {to} = account.contract
  if (to !== null && month > monthOf(to)) return refuse({kind: 'after-contract', start: now, to})
  const expires = request.expires === null ? null : monthOf(request.expires)
  if (request.expires !== null && monthOf(request.expires) < month) {
    return refuse({kind: 'expiry-before-booking', expires: request.expires, month})
  }
  const {id, kind, reason, priceCents, approvedBy, by} = request
  const credit = {id, kind, minutes, reason, expires, priceCents, approvedBy, recordedAt: now, recordedBy: by}
  const page = openPage(account, month)
  const credited = withPage(account, {...page, credits: [...page.credits, credit]})
  return ok({account: credited, credit, balance: readBalance(credited, dayOf(now))})
}

import {type Day, dayIn, dayOf, type Instant, inZone, monthOf} from '../domain/calendar.js'
import {ticketNumber} from '../domain/entry.js'
import {MAX_MINUTES, type Minutes} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import type {Account, Credit} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {type Scope, WHOLE_HISTORY} from '../domain/scope.js'
import {currentMonth, openPage, withPage} from './ledger.js'
import {type BookedCredit, findBookedCredit, type ListedCredit, leftOf} from './list-credits.js'
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
  readonly ticket: string | null
  readonly now: Instant
  readonly by: string
}

export interface AddedCredit extends ListedCredit {
  readonly account: Account
  readonly balance: Balance
  /** It was there already, with the same content: nothing was added. */
  readonly isRepeat: boolean
}

/**
 * What booking a credit has to read. Under an id that somebody gave it may have been booked before, and what is left of
 * it then depends on what was booked and taken back since.
 */
export const neededToAddCredit = (id: string | undefined): Scope => (id === undefined ? {} : WHOLE_HISTORY)

/**
 * Books a top-up or goodwill into the running month.
 *
 * Refused: a credit that would have lapsed already, one after the contract's end, where nobody could use it, and an id
 * that another credit has.
 */
export function addCredit(account: Account, request: CreditRequest): Result<AddedCredit> {
  const known = findBookedCredit(account, request.id)
  if (known !== undefined) return repeat(account, known, request)

  const {minutes} = request
  if (minutes < 1 || minutes > MAX_MINUTES) {
    return refuse({kind: 'duration-out-of-range', minutes, min: 1, max: MAX_MINUTES})
  }
  const now = inZone(request.now, account.contract.timezone)
  const month = currentMonth(account, dayOf(now))
  const {to} = account.contract
  if (to !== null && month > monthOf(to)) return refuse({kind: 'after-contract', start: now, to})
  const expires = request.expires === null ? null : monthOf(request.expires)
  if (request.expires !== null && monthOf(request.expires) < month) {
    return refuse({kind: 'expiry-before-booking', expires: request.expires, month})
  }
  const {id, kind, reason, priceCents, approvedBy, by} = request
  const ticket = request.ticket === null ? null : ticketNumber(request.ticket)
  const credit = {
    ...{id, kind, minutes, reason, expires, priceCents, approvedBy, ticket},
    ...{recordedAt: now, recordedBy: by, voided: null},
  }
  const page = openPage(account, month)
  const credited = withPage(account, {...page, credits: [...page.credits, credit]})
  return ok({...asItStands(credited, {credit, bookedMonth: month}, dayOf(now)), isRepeat: false})
}

function asItStands(account: Account, booked: BookedCredit, today: Day): Omit<AddedCredit, 'isRepeat'> {
  const leftMinutes = leftOf(account, today)(booked)
  return {account, ...booked, leftMinutes, balance: readBalance(account, today)}
}

/** The same call once more: harmless if it says the same, refused if the id stands for something else. */
function repeat(account: Account, booked: BookedCredit, request: CreditRequest): Result<AddedCredit> {
  const {credit} = booked
  const {kind, minutes, reason, priceCents, approvedBy} = request
  const expires = request.expires && monthOf(request.expires)
  const ticket = request.ticket && ticketNumber(request.ticket)
  const said = {kind, minutes, reason, expires, priceCents, approvedBy, ticket}
  const differs = Object.entries(said)
    .filter(([field, value]) => credit[field as keyof typeof said] !== value)
    .map(([field]) => field)
  if (differs.length > 0)
    return refuse({kind: 'id-taken', id: credit.id, contract: account.contract.id, differs})
  const today = dayIn(request.now, account.contract.timezone)
  return ok({...asItStands(account, booked, today), isRepeat: true})
}

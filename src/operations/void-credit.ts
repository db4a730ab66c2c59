import {dayOf, inZone} from '../domain/calendar.js'
import {termsIn} from '../domain/contract.js'
import type {TakingBack} from '../domain/entry.js'
import {withoutPart} from '../domain/lots.js'
import type {Minutes} from '../domain/minutes.js'
import {lotOf, priceOfCredit} from '../domain/month-end.js'
import type {Account, Bookings, CreditReversal} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {ScopeOf} from '../domain/scope.js'
import {firstOpenMonth, openPage, withPage} from './ledger.js'
import {type BookedCredit, countingIn, findBookedCredit, type ListedCredit, partOf} from './list-credits.js'
import {type Balance, readBalance} from './read-balance.js'
import type {VoidRequest} from './void-entry.js'

/** A credit, marked as voided also where its closed page keeps it unmarked and a reversal takes it back. */
export interface VoidedCredit extends ListedCredit {
  readonly account: Account
  readonly balance: Balance
}

/** The closed pages that `voidCredit` needs: from the month of the credit on. */
export const neededToVoidCredit =
  (id: string): ScopeOf =>
  account => {
    const booked = findBookedCredit(account, id)
    return {entryIds: [id], ...(booked && {closedFrom: booked.bookedMonth})}
  }

/**
 * Takes back a credit that a person booked; it stays in the store, marked (domain §4). In an open month it no longer
 * counts; where its month is closed, the earliest open month takes back what is left of its lot and the rest from the
 * balance, but for what had lapsed of it, and gives its price back.
 *
 * Refused: a credit that is not there, or is voided already.
 */
export function voidCredit(account: Account, request: VoidRequest): Result<VoidedCredit> {
  const found = findBookedCredit(account, request.id)
  if (found === undefined) return refuse({kind: 'unknown-credit', credit: request.id})
  const {credit, bookedMonth} = found
  if (credit.voided !== null) return refuse({kind: 'credit-already-voided', credit: credit.id})
  const {id: _, ...why} = request
  const voiding = {...why, at: inZone(request.at, account.contract.timezone)}
  const voided = {...credit, voided: voiding}
  const page = openPage(
    account,
    bookedMonth < firstOpenMonth(account) ? firstOpenMonth(account) : bookedMonth,
  )
  const changed: Pick<Bookings, 'credits' | 'creditReversals'> =
    bookedMonth < page.month
      ? {
          credits: page.credits,
          creditReversals: [...page.creditReversals, reverseCredit(account, found, voiding)],
        }
      : {
          credits: page.credits.map(each => (each.id === credit.id ? voided : each)),
          creditReversals: page.creditReversals,
        }
  const after = withPage(account, {...page, ...changed})
  const balance = readBalance(after, dayOf(voiding.at))
  return ok({account: after, credit: voided, bookedMonth, leftMinutes: 0, balance})
}

/** What takes back a credit of a closed month in the first open one. All closed pages from its month on must have been read. */
export function reverseCredit(account: Account, booked: BookedCredit, voiding: TakingBack): CreditReversal {
  const {credit, bookedMonth} = booked
  const {vatPercent} = termsIn(account.contract, bookedMonth)
  return {
    ...{credit, creditMonth: bookedMonth},
    minutes: credit.minutes - lapsedOf(account, booked),
    lotMinutes: leftAtOpening(account, booked),
    charges: priceOfCredit(credit, vatPercent),
    ...voiding,
  }
}

/** What lapsed of a credit in the months that are closed. */
function lapsedOf(account: Account, booked: BookedCredit): Minutes {
  return account.closed
    .filter(({month}) => month >= booked.bookedMonth)
    .reduce((sum, {month, end}) => sum + partOf(booked, countingIn(account, month), end.lapsed), 0)
}

/** What is left of a credit's lot as the first open month opens, without what was taken back there since. */
function leftAtOpening(account: Account, booked: BookedCredit): Minutes {
  const [{month, opening, creditReversals}] = account.open
  const lots = creditReversals.reduce(
    (left, {credit, creditMonth, lotMinutes}) => withoutPart(left, lotOf(credit, creditMonth), lotMinutes),
    opening.lots,
  )
  return partOf(booked, countingIn(account, month), lots)
}

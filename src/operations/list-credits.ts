import type {Day, Month} from '../domain/calendar.js'
import {type Lot, type LotOrigin, lotsFrom, sumOfLots} from '../domain/lots.js'
import type {Minutes} from '../domain/minutes.js'
import {lotOf, lotsHeld} from '../domain/month-end.js'
import type {Account, Bookings, Credit, CreditReversal} from '../domain/page.js'
import {carryForward, currentMonth, openPage} from './ledger.js'

/** A credit with the month it is booked in, voided also if that was by a reversal in a later month. */
export interface BookedCredit {
  readonly credit: Credit
  readonly bookedMonth: Month
}

/** A credit as it stands: how much of it is left. */
export interface ListedCredit extends BookedCredit {
  readonly leftMinutes: Minutes
}

/** The credits of some pages, oldest first, as they stand after the last of these. */
function bookedCredits(pages: readonly Bookings[]): readonly BookedCredit[] {
  const reversals = new Map(
    pages.flatMap(page => page.creditReversals).map(reversal => [reversal.credit.id, reversal]),
  )
  return pages.flatMap(({month, credits}) =>
    credits.map(credit => ({credit: withReversal(credit, reversals.get(credit.id)), bookedMonth: month})),
  )
}

/** One credit as it stands now. All pages that name it must have been read. */
export const findBookedCredit = ({closed, open}: Account, id: string): BookedCredit | undefined =>
  bookedCredits([...closed, ...open]).find(({credit}) => credit.id === id)

/** The credit as it stands now: what a later month took back is voided, though its own page never changes. */
function withReversal(credit: Credit, reversal: CreditReversal | undefined): Credit {
  if (reversal === undefined) return credit
  const {reason, tell, at, by} = reversal
  return {...credit, voided: {reason, tell, at, by}}
}

/** The credits of an account, each with what is left of it. All closed pages must have been read. */
export function listCredits(account: Account, today: Day): readonly ListedCredit[] {
  const left = leftOf(account, today)
  return bookedCredits([...account.closed, ...account.open]).map(each => ({...each, leftMinutes: left(each)}))
}

/** Asks what is left of credits. Of one whose month is closed, all closed pages since must have been read. */
export function leftOf(account: Account, today: Day): (booked: BookedCredit) => Minutes {
  const month = currentMonth(account, today)
  const {opening} = carryForward(account, month, today)
  const lots = lotsHeld(account.contract, opening, openPage(account, month), today)
  const counting = bookedCredits([...account.closed, ...account.open]).filter(isCounting)
  return booked => partOf(booked, counting, lots)
}

const isCounting = ({credit}: BookedCredit): boolean => credit.voided === null

/** The credits that counted as a month ended. All closed pages up to it must have been read that have any. */
export const countingIn = ({closed, open}: Account, month: Month): readonly BookedCredit[] =>
  bookedCredits([...closed, ...open].filter(page => page.month <= month)).filter(isCounting)

/** Where the lot of a credit came from. */
const originOf = ({credit, bookedMonth}: BookedCredit): LotOrigin => lotOf(credit, bookedMonth)

/**
 * How many minutes of these lots are a credit's. Lots do not know their credit; but of credits of one kind, month and
 * expiry use takes the oldest first, so that what is left is that of the newest.
 *
 * @param counting the credits that the lots may be of, oldest first
 */
export function partOf(
  booked: BookedCredit,
  counting: readonly BookedCredit[],
  lots: readonly Lot[],
): Minutes {
  const origin = originOf(booked)
  const alike = counting.filter(
    other => lotsFrom([lotOf(other.credit, other.bookedMonth)], origin).length > 0,
  )
  let left = sumOfLots(lotsFrom(lots, origin))
  for (const {credit} of alike.toReversed()) {
    const part = Math.min(credit.minutes, left)
    if (credit.id === booked.credit.id) return part
    left -= part
  }
  return 0
}

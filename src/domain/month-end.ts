import {type Day, type Month, monthOf} from './calendar.js'
import type {Charge} from './charge.js'
import {type Contract, creditFor, isSettledAtEndOf, type Terms, termsIn} from './contract.js'
import {
  type Holding,
  type Lapsing,
  type Lot,
  lapseAboveCap,
  lapseExpired,
  sumOfLots,
  useLots,
  withoutPart,
} from './lots.js'
import type {Minutes} from './minutes.js'
import {type Cents, priceOf, type VatPercent} from './money.js'
import type {Bookings, Credit, CreditReversal, MonthEnd} from './page.js'
import {BEYOND, capOf, expiryOf, isDebtBilled, SETTLEMENTS} from './policies.js'

/**
 * What the end of a month makes of its opening and its bookings, in the order of domain §8: credits, use, overage,
 * lapse, closing. A month's use counts as one sum, so the order of its entries changes nothing.
 *
 * Closing a month, showing a provisional balance and re-checking a closed page all come through here.
 *
 * @param today the day the question is asked: a month that begins later is not credited yet
 * @param expectedMinutes use that is not booked yet, for a forecast
 * @param billsDebt whether a debt at the contract's end is billed; asked of a page that was closed by another rule
 */
export function endMonth(
  contract: Contract,
  opening: Holding,
  bookings: Bookings,
  today: Day,
  expectedMinutes: Minutes = 0,
  billsDebt: (rateCents: Cents) => boolean = isDebtBilled,
): MonthEnd {
  const {month} = bookings
  const terms = termsIn(contract, month)
  const {monthlyCredit, granted, chargedMinutes, adjustedMinutes, held} = usedIn(
    contract,
    opening,
    bookings,
    today,
    expectedMinutes,
  )
  const settled = isSettledAtEndOf(contract, month)
  const writtenOffMinutes = settled && !billsDebt(terms.rateCents) ? debtOf(held) : 0
  const overageMinutes = settled ? debtOf(held) - writtenOffMinutes : overageOf(held, terms)
  const afterOverage = {minutes: held.minutes + overageMinutes + writtenOffMinutes, lots: held.lots}
  const {kept, lapsed} = lapse(afterOverage.lots, contract, terms, month)
  const paidOutMinutes = settled ? sumOfLots(kept) : 0
  const closingLots = paidOutMinutes > 0 ? [] : kept

  return {
    opening: {minutes: opening.minutes, lots: opening.lots},
    monthlyCredit,
    totals: {
      creditMinutes: sumOfLots(granted),
      chargedMinutes,
      adjustmentMinutes: adjustedMinutes - paidOutMinutes + writtenOffMinutes,
      lapsedMinutes: sumOfLots(lapsed),
      overageMinutes,
    },
    balanceMinutes: held.minutes,
    lapsed,
    paidOutMinutes,
    writtenOffMinutes,
    closing: {minutes: sumOfLots(closingLots) - debtOf(afterOverage), lots: closingLots},
    charges: [
      ...chargesOf(bookings, terms.vatPercent),
      ...hours('overage', overageMinutes, terms),
      ...hours('pay-out', -paidOutMinutes, terms),
    ],
  }
}

/** The lots that a month has left before its end does anything to them. */
export const lotsHeld = (
  contract: Contract,
  opening: Holding,
  bookings: Bookings,
  today: Day,
): readonly Lot[] => usedIn(contract, opening, bookings, today, 0).held.lots

/** What a month was granted, what was used of it, and what is left after that. */
interface Used {
  readonly monthlyCredit: Lot | null
  readonly granted: readonly Lot[]
  readonly chargedMinutes: Minutes
  /** What reversals of entries gave back, less what those of credits took. */
  readonly adjustedMinutes: Minutes
  readonly held: Holding
}

function usedIn(
  contract: Contract,
  opening: Holding,
  bookings: Bookings,
  today: Day,
  expectedMinutes: Minutes,
): Used {
  const {month, reversals, creditReversals} = bookings
  const monthlyCredit =
    month <= monthOf(today) ? lotOfMonth(contract, termsIn(contract, month), bookings) : null
  const counting = bookings.credits.filter(credit => credit.voided === null)
  const booked = counting.map(credit => lotOf(credit, month))
  const granted = monthlyCredit === null ? booked : [monthlyCredit, ...booked]

  const counted = bookings.entries.filter(entry => entry.voided === null)
  const chargedMinutes = expectedMinutes + sum(counted.map(entry => entry.chargedMinutes))
  const givenBack = sum(reversals.map(reversal => reversal.minutes))
  const takenBack = sum(creditReversals.map(reversal => reversal.minutes))
  const fromBalance = takenBack - sum(creditReversals.map(reversal => reversal.lotMinutes))
  const use = chargedMinutes + fromBalance - givenBack
  const held = useLots(
    [...creditReversals.reduce(withoutCredit, opening.lots), ...granted, ...leftOver(-use, bookings)],
    debtOf(opening) + Math.max(0, use),
  )
  return {monthlyCredit, granted, chargedMinutes, adjustedMinutes: givenBack - takenBack, held}
}

const withoutCredit = (
  lots: readonly Lot[],
  {credit, creditMonth, lotMinutes}: CreditReversal,
): readonly Lot[] => withoutPart(lots, lotOf(credit, creditMonth), lotMinutes)

const sum = (minutes: readonly Minutes[]): Minutes => minutes.reduce((total, each) => total + each, 0)
const debtOf = (holding: Holding): Minutes => Math.max(0, -holding.minutes)

function lotOfMonth(contract: Contract, {rollover}: Terms, {month}: Bookings): Lot | null {
  const minutes = creditFor(contract, month)
  return minutes === 0 ? null : {kind: 'credit', granted: month, minutes, expires: expiryOf(rollover, month)}
}

/** The lot that a credit is, booked in a month. */
export const lotOf = ({kind, minutes, expires}: Credit, month: Month): Lot => ({
  kind,
  granted: month,
  minutes,
  expires,
})

/** What a reversal gives back beyond the month's own use is kept without expiry (domain §4). */
function leftOver(minutes: Minutes, {month}: Bookings): readonly Lot[] {
  return minutes > 0 ? [{kind: 'reversal', granted: month, minutes, expires: null}] : []
}

/** Use beyond the limit that is billed and booked back. */
function overageOf(held: Holding, {overdraft}: Terms): Minutes {
  return BEYOND[overdraft.beyond].isBilled ? Math.max(0, debtOf(held) - overdraft.limitMinutes) : 0
}

function lapse(lots: readonly Lot[], contract: Contract, terms: Terms, month: Month): Lapsing {
  const unexpired = lapseExpired(lots, month)
  const capped = lapseAboveCap(unexpired.kept, capOf(terms.rollover))
  const lapsed = [...unexpired.lapsed, ...capped.lapsed]
  if (!isSettledAtEndOf(contract, month) || SETTLEMENTS[terms.settlement].isPaidOut)
    return {kept: capped.kept, lapsed}
  const isKept = (lot: Lot) => lot.kind === 'reversal' && isAfterEnd(contract, month)
  return {kept: capped.kept.filter(isKept), lapsed: [...lapsed, ...capped.kept.filter(lot => !isKept(lot))]}
}

/** What is given back after the account was settled may have been billed by then: it is paid out, and never lapses. */
const isAfterEnd = ({to}: Contract, month: Month): boolean => to !== null && monthOf(to) < month

function chargesOf(bookings: Bookings, vatPercent: VatPercent): readonly Charge[] {
  const {entries, credits, reversals, creditReversals} = bookings
  return [
    ...entries.filter(entry => entry.voided === null).flatMap(entry => entry.charges),
    ...reversals.flatMap(reversal => reversal.entry.charges.filter(isDue).map(givenBack)),
    ...credits.filter(credit => credit.voided === null).flatMap(credit => priceOfCredit(credit, vatPercent)),
    ...creditReversals.flatMap(reversal => reversal.charges.filter(isDue).map(givenBack)),
  ]
}

/** Of what was waived there is nothing to give back. */
const isDue = ({netCents}: Charge): boolean => netCents !== 0

const givenBack = (charge: Charge): Charge => ({
  ...charge,
  // From 0, as -0 would not come back from the store.
  quantityMinutes: charge.quantityMinutes === null ? null : 0 - charge.quantityMinutes,
  netCents: 0 - charge.netCents,
})

/** What is billed for a credit; nothing where it has no price. */
export function priceOfCredit({minutes, priceCents}: Credit, vatPercent: VatPercent): readonly Charge[] {
  if (priceCents === null) return []
  const price = {unitPriceCents: priceCents, perMinutes: minutes, netCents: priceCents, vatPercent}
  return [{kind: 'top-up', quantityMinutes: minutes, ...price, entry: null}]
}

function hours(kind: Charge['kind'], minutes: Minutes, {rateCents, vatPercent}: Terms): readonly Charge[] {
  if (minutes === 0) return []
  const netCents = priceOf(minutes, rateCents)
  return [
    {
      kind,
      quantityMinutes: minutes,
      unitPriceCents: rateCents,
      perMinutes: 60,
      netCents,
      vatPercent,
      entry: null,
    },
  ]
}

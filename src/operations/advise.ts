import {isDeepStrictEqual as isSame} from 'node:util'
import type {Month} from '../domain/calendar.js'
import {type Terms, termsIn} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {type Cents, priceOf} from '../domain/money.js'
import type {Account} from '../domain/page.js'
import {BEYOND} from '../domain/policies.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {
  AGREED,
  type Candidate,
  creditCandidates,
  creditLadder,
  roundingCandidate,
} from './advice-candidates.js'
import {contractWith, type Months, type ReplayedMonth, replayMonths} from './replay-months.js'
import {isWithin, type MonthRange} from './statement-months.js'

/** What closed months would have come to, had something else been agreed. */
export interface Advice extends Pick<Candidate, 'kind' | 'tariff'> {
  /** Those of the last month. */
  readonly terms: Terms
  /** Net: credits, what was billed, and what is owed at the end. */
  readonly costCents: Cents
  /** The monthly credits, at the price of an hour of credit. */
  readonly creditCents: Cents
  /** All charges of the months: call-outs, overage, top-ups, a pay-out. */
  readonly chargedCents: Cents
  /** What is below zero at the end, as overage. Without a rate it is priced as credit, and so is overage that bills nothing. */
  readonly owedCents: Cents
  readonly lapsedMinutes: Minutes
  readonly overageMinutes: Minutes
  /** The lowest balance that a month ended with, before overage was booked back. */
  readonly lowestMinutes: Minutes
  /** Months that ended below the limit, before overage. */
  readonly monthsPastLimit: number
  /** Those of them in which the terms bill nothing of it: work that was not to be let in, or that nobody pays for. */
  readonly unpaidMonths: number
  /** By month. */
  readonly closings: readonly {readonly month: Month; readonly minutes: Minutes}[]
}

export interface Advised {
  readonly months: Months
  /** The agreed terms first, then credits with policies, the best first; then rounding and tariffs. */
  readonly advice: readonly [Advice, ...Advice[]]
  /** The one that would have fitted best, among the agreed one and the credits. */
  readonly best: Advice
  /** Null: each month's rate of overage. */
  readonly hourPriceCents: Cents | null
}

/** What is asked beside the account. */
export interface AdviceRequest extends MonthRange {
  /** Credits to try; none: those that the use suggests. */
  readonly credits: readonly Minutes[]
  /** The net price of an hour of credit; null: the rate of overage. */
  readonly hourPriceCents: Cents | null
  /** Ready terms to compare with. */
  readonly tariffs: readonly {readonly name: string; readonly terms: Partial<Terms>}[]
}

/**
 * Replays closed months under other credits and rollover policies, the other rounding, and tariffs, and says which credit
 * would have fitted best: the one with the fewest months beyond a limit past which nothing is billed, then the cheapest,
 * then the one of which least lapses, then the smallest.
 *
 * @param account with all its closed pages
 *
 * Refused: an account without a closed month, or none of those asked for · no price of an hour.
 *
 * @throws UnknownHolidaysError
 */
export function advise(account: Account, request: AdviceRequest): Result<Advised> {
  const {hourPriceCents, from, to} = request
  const months = closedMonths(account, request)
  if (months === null) return refuse({kind: 'nothing-to-replay', contract: account.contract.id, from, to})
  const asAgreed = replayMonths(account, months, {})
  if (hourPriceCents === null && asAgreed.some(({terms}) => terms.rateCents === 0))
    return refuse({kind: 'missing-value', flag: '--hour-price', what: 'the net price of an hour of credit'})

  const hourPrice: HourPrice = month => hourPriceCents ?? termsIn(account.contract, month).rateCents
  const replay = ({kind, tariff, changes}: Candidate): Advice => {
    const terms = termsIn(contractWith(account.contract, changes), months.to)
    return {kind, tariff, terms, ...sumUp(replayMonths(account, months, changes), hourPrice)}
  }
  const agreed = replay(AGREED)
  const used = asAgreed.map(({end}) => end.totals.chargedMinutes)
  const credits = creditCandidates(creditsToTry(request, used, agreed.terms), agreed.terms.rollover)
    .map(replay)
    .filter(each => !isSameAs(agreed, each))
    .sort(byFit)
  const others = [roundingCandidate(agreed.terms), ...tariffCandidates(account, request)].map(replay)
  return ok({
    months,
    advice: [agreed, ...credits, ...others],
    best: [agreed, ...credits].reduce((best, each) => (byFit(each, best) < 0 ? each : best)),
    hourPriceCents,
  })
}

/** The closed months that are asked for; null if there are none. */
function closedMonths({closed}: Account, range: MonthRange): Months | null {
  const [first, ...later] = closed.map(({month}) => month).filter(month => isWithin(range, month))
  return first === undefined ? null : {from: first, to: later.at(-1) ?? first}
}

const creditsToTry = (
  {credits}: AdviceRequest,
  used: readonly Minutes[],
  {creditMinutes}: Terms,
): readonly Minutes[] => (credits.length > 0 ? [...new Set(credits)] : creditLadder(used, creditMinutes))

/** Those that would change a figure of the account. */
function tariffCandidates(account: Account, {tariffs}: AdviceRequest): readonly Candidate[] {
  const hasCallOuts = account.closed.some(page => page.entries.some(isCallOut))
  return tariffs
    .filter(({terms}) => isOfUse(terms, hasCallOuts))
    .map(({name, terms}) => ({kind: 'tariff', tariff: name, changes: terms}))
}

/** What an hour of credit cost in a month. */
type HourPrice = (month: Month) => Cents

/** What the months come to. */
function sumUp(
  replayed: readonly ReplayedMonth[],
  hourPrice: HourPrice,
): Omit<Advice, 'kind' | 'tariff' | 'terms'> {
  const sum = (of: (month: ReplayedMonth) => number) => replayed.reduce((total, each) => total + of(each), 0)
  const creditCents = sum(({month, end}) => priceOf(end.monthlyCredit?.minutes ?? 0, hourPrice(month)))
  const chargedCents = sum(({end}) => end.charges.reduce((total, {netCents}) => total + netCents, 0))
  const closings = replayed.map(({month, end}) => ({month, minutes: end.closing.minutes}))
  const owedCents = debtCents(replayed, hourPrice) + sum(month => unbilledCents(month, hourPrice))
  return {
    costCents: creditCents + chargedCents + owedCents,
    ...{creditCents, chargedCents, owedCents},
    lapsedMinutes: sum(({end}) => end.totals.lapsedMinutes),
    overageMinutes: sum(({end}) => end.totals.overageMinutes),
    lowestMinutes: Math.min(...replayed.map(({end}) => end.balanceMinutes)),
    monthsPastLimit: replayed.filter(isPastLimit).length,
    unpaidMonths: replayed.filter(each => isPastLimit(each) && !BEYOND[each.terms.overdraft.beyond].isBilled)
      .length,
    closings,
  }
}

/** What is below zero at the end. */
const debtCents = (replayed: readonly ReplayedMonth[], hourPrice: HourPrice): Cents =>
  replayed
    .slice(-1)
    .reduce(
      (_, {month, terms, end}) =>
        priceOf(Math.max(0, -end.closing.minutes), terms.rateCents || hourPrice(month)),
      0,
    )

/** What was booked back or written off without being billed, as there is no rate: it would be the cheapest of all. */
const unbilledCents = ({month, terms, end}: ReplayedMonth, hourPrice: HourPrice): Cents =>
  terms.rateCents > 0 ? 0 : priceOf(end.totals.overageMinutes + end.writtenOffMinutes, hourPrice(month))

const isPastLimit = ({terms, end}: ReplayedMonth): boolean =>
  -end.balanceMinutes > terms.overdraft.limitMinutes

/** Below zero where the one fits better than the other. */
const byFit = (a: Advice, b: Advice): number =>
  a.unpaidMonths - b.unpaidMonths ||
  a.costCents - b.costCents ||
  a.lapsedMinutes - b.lapsedMinutes ||
  a.terms.creditMinutes - b.terms.creditMinutes

const isCallOut = ({class: of}: Entry): boolean => of === 'emergency'

const isSameAs = (agreed: Advice, other: Advice): boolean => isSame({...other, kind: agreed.kind}, agreed)

/** Whether a tariff would change any figure of these months; promises and what entries are recorded as do not. */
function isOfUse(tariff: Partial<Terms>, hasCallOuts: boolean): boolean {
  if (hasCallOuts && tariff.emergency === null) return false
  const terms = hasCallOuts ? [...TERMS_WITH_FIGURES, 'emergency' as const] : TERMS_WITH_FIGURES
  return terms.some(term => tariff[term] !== undefined)
}

const TERMS_WITH_FIGURES = [
  ...(['creditMinutes', 'prorate', 'rollover', 'overdraft'] as const),
  ...(['rateCents', 'increment', 'bands', 'settlement'] as const),
] satisfies readonly (keyof Terms)[]

import {type Day, type Month, monthOf} from '../domain/calendar.js'
import {type ContractId, type Customer, isSettledAtEndOf, type Terms, termsIn} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {compareText} from '../domain/order.js'
import {type Account, type ClosedPage, percentUsed} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {carryForward, currentMonth} from './ledger.js'

/** How an account stands in a month. */
export interface Balance {
  readonly contract: ContractId
  readonly customer: Pick<Customer, 'name' | 'number'>
  readonly month: Month
  /** Whether the month is open (domain §7): a closed one has the figures that it was closed with. */
  readonly provisional: boolean
  readonly openingMinutes: Minutes
  readonly creditMinutes: Minutes
  readonly chargedMinutes: Minutes
  readonly adjustmentMinutes: Minutes
  /** What lapsed and was billed at the month's end; of an open month, what a closing now would: not yet in the balance. */
  readonly lapsedMinutes: Minutes
  readonly overageMinutes: Minutes
  readonly balanceMinutes: Minutes
  /** 0 once the contract has ended. */
  readonly overdraftLimitMinutes: Minutes
  readonly availableMinutes: Minutes
  /** `overdrawn` is below zero within the limit, `exceeded` beyond it; `ended` that of a contract which is over. */
  readonly state: 'credit' | 'overdrawn' | 'exceeded' | 'ended'
}

/** The balance of an account in an open month, by default the one that is running. */
export function readBalance(
  account: Account,
  today: Day,
  month: Month = currentMonth(account, today),
): Balance {
  const {contract} = account
  const end = carryForward(account, month, today)
  const {creditMinutes, chargedMinutes, adjustmentMinutes, lapsedMinutes, overageMinutes} = end.totals
  const {name, number} = contract.customer
  const hasEnded = contract.to !== null && contract.to < today && isSettledAtEndOf(contract, month)
  return {
    contract: contract.id,
    customer: {name, number},
    month,
    provisional: true,
    openingMinutes: end.opening.minutes,
    creditMinutes,
    chargedMinutes,
    adjustmentMinutes: adjustmentMinutes + end.paidOutMinutes - end.writtenOffMinutes,
    lapsedMinutes,
    overageMinutes,
    balanceMinutes: end.balanceMinutes,
    ...standing(end.balanceMinutes, hasEnded ? null : termsIn(contract, month)),
  }
}

/**
 * The balance of an account in any month: as it was closed, or as it stands. The page of a closed month must have been
 * read.
 *
 * Refused: a month before the contract's first, or one that has not begun and has no bookings.
 */
export function balanceIn(account: Account, month: Month, today: Day): Result<Balance> {
  const {contract, open, closed} = account
  const from = monthOf(contract.from)
  if (month < from) return refuse({kind: 'month-before-contract', month, from})
  const page = closed.find(each => each.month === month)
  if (page !== undefined) return ok(closedBalance(page))
  const hasBegun = month <= currentMonth(account, today) || open.some(each => each.month === month)
  return hasBegun ? ok(readBalance(account, today, month)) : refuse({kind: 'month-not-begun', month, today})
}

function closedBalance({contract, customer, month, end, terms, covered}: ClosedPage): Balance {
  return {
    contract,
    customer: {name: customer.name, number: customer.number},
    month,
    provisional: false,
    openingMinutes: end.opening.minutes,
    ...end.totals,
    balanceMinutes: end.closing.minutes,
    ...standing(end.closing.minutes, isSettledAtEndOf(covered, month) ? null : terms),
  }
}

/** @param terms null once the contract has ended: then there is no limit (domain §10) */
function standing(
  balanceMinutes: Minutes,
  terms: Terms | null,
): Pick<Balance, 'overdraftLimitMinutes' | 'availableMinutes' | 'state'> {
  const overdraftLimitMinutes = terms?.overdraft.limitMinutes ?? 0
  const availableMinutes = balanceMinutes + overdraftLimitMinutes
  const running = balanceMinutes >= 0 ? 'credit' : availableMinutes >= 0 ? 'overdrawn' : 'exceeded'
  return {overdraftLimitMinutes, availableMinutes, state: terms === null ? 'ended' : running}
}

/** Which balances to list, and how they are sorted. */
export interface BalanceChoice {
  /** Also of contracts that have ended. */
  readonly withEnded: boolean
  /** Only those below zero. */
  readonly overdrawn: boolean
  /** Only those of which more than so many percent of opening and credits is charged; null takes all. */
  readonly abovePercent: number | null
  /** Equal ones are sorted by contract; null leaves them in their order. */
  readonly order: BalanceOrder | null
  readonly isReversed: boolean
}

export interface ChosenBalances {
  readonly balances: readonly Balance[]
  /** How many are left out for no other reason than that their contracts have ended. */
  readonly endedCount: number
}

export function chooseBalances(
  all: readonly Balance[],
  {withEnded, overdrawn, abovePercent, order, isReversed}: BalanceChoice,
): ChosenBalances {
  const fitting = all.filter(
    balance =>
      (!overdrawn || balance.balanceMinutes < 0) &&
      (abovePercent === null || shareUsed(balance) > abovePercent),
  )
  const shown = withEnded ? fitting : fitting.filter(({state}) => state !== 'ended')
  const sorted =
    order === null ? shown : shown.toSorted((a, b) => BALANCE_ORDERS[order](a, b) || byContract(a, b))
  return {
    balances: isReversed ? sorted.toReversed() : sorted,
    endedCount: fitting.length - shown.length,
  }
}

/** In percent; where there was nothing to use, any use is beyond all bounds. */
const shareUsed = (balance: Balance): number =>
  percentUsed(balance) ?? (balance.chargedMinutes > 0 ? Number.POSITIVE_INFINITY : 0)

type Order = (a: Balance, b: Balance) => number

const byContract: Order = (a, b) => compareText(a.contract, b.contract)

/** What balances are sorted by: names from A, figures from what needs somebody's attention first. */
export const BALANCE_ORDERS = {
  contract: byContract,
  customer: (a, b) => compareText(a.customer.name, b.customer.name),
  balance: (a, b) => a.balanceMinutes - b.balanceMinutes,
  available: (a, b) => a.availableMinutes - b.availableMinutes,
  // Two that are infinite have no difference.
  used: (a, b) => (shareUsed(a) === shareUsed(b) ? 0 : shareUsed(b) - shareUsed(a)),
} as const satisfies Record<string, Order>

export type BalanceOrder = keyof typeof BALANCE_ORDERS

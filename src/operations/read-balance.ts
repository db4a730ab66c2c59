import type {Day, Month} from '../domain/calendar.js'
import {type ContractId, type Customer, termsIn} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import type {Account} from '../domain/page.js'
import {carryForward, currentMonth} from './ledger.js'

/** How an account stands; provisional, because its month is not closed (domain §7). */
export interface Balance {
  readonly contract: ContractId
  readonly customer: Pick<Customer, 'name' | 'number'>
  readonly month: Month
  readonly provisional: true
  readonly openingMinutes: Minutes
  readonly creditMinutes: Minutes
  readonly chargedMinutes: Minutes
  readonly adjustmentMinutes: Minutes
  /** What a closing now would let lapse and would bill: not yet in the balance. */
  readonly lapsedMinutes: Minutes
  readonly overageMinutes: Minutes
  readonly balanceMinutes: Minutes
  readonly overdraftLimitMinutes: Minutes
  readonly availableMinutes: Minutes
  /** `overdrawn` is below zero within the limit, `exceeded` beyond it. */
  readonly state: 'credit' | 'overdrawn' | 'exceeded'
}

/** The balance of an account in an open month, by default the one that is running. */
export function readBalance(
  account: Account,
  today: Day,
  month: Month = currentMonth(account, today),
): Balance {
  const end = carryForward(account, month, today)
  const {creditMinutes, chargedMinutes, adjustmentMinutes, lapsedMinutes, overageMinutes} = end.totals
  const {limitMinutes} = termsIn(account.contract, month).overdraft
  const {name, number} = account.contract.customer
  const availableMinutes = end.balanceMinutes + limitMinutes
  return {
    contract: account.contract.id,
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
    overdraftLimitMinutes: limitMinutes,
    availableMinutes,
    state: end.balanceMinutes >= 0 ? 'credit' : availableMinutes >= 0 ? 'overdrawn' : 'exceeded',
  }
}

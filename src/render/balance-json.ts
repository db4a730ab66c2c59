import type {Forecast} from '../operations/forecast.js'
import type {Balance} from '../operations/read-balance.js'

export interface BalanceJson extends Balance {
  /** Only where one account was asked for; null where there is nothing to go by. */
  readonly forecast?: Forecast | null
}

/** A balance as scripts get it; field by field, so that what operations add does not become public by chance. */
export function balanceJson(balance: Balance): BalanceJson {
  return {
    contract: balance.contract,
    customer: {name: balance.customer.name, number: balance.customer.number},
    month: balance.month,
    provisional: balance.provisional,
    openingMinutes: balance.openingMinutes,
    creditMinutes: balance.creditMinutes,
    chargedMinutes: balance.chargedMinutes,
    adjustmentMinutes: balance.adjustmentMinutes,
    lapsedMinutes: balance.lapsedMinutes,
    overageMinutes: balance.overageMinutes,
    balanceMinutes: balance.balanceMinutes,
    overdraftLimitMinutes: balance.overdraftLimitMinutes,
    availableMinutes: balance.availableMinutes,
    state: balance.state,
  }
}

/** A balance with its forecast. */
export function forecastJson(balance: Balance, forecast: Forecast | null): BalanceJson {
  if (forecast === null) return {...balanceJson(balance), forecast: null}
  const {month, chargedMinutes, closingMinutes, lapsedMinutes, overageMinutes, basis} = forecast
  return {
    ...balanceJson(balance),
    forecast: {month, chargedMinutes, closingMinutes, lapsedMinutes, overageMinutes, basis},
  }
}

/** What `balance --json` prints. */
export interface BalancesJson {
  readonly balances: readonly BalanceJson[]
}

export const balancesJson = (balances: readonly Balance[]): BalancesJson => ({
  balances: balances.map(balanceJson),
})

import type {Forecast} from '../operations/forecast.js'
import type {Pace} from '../operations/pace.js'
import type {Balance} from '../operations/read-balance.js'

export interface BalanceJson extends Balance {
  /** Only where one account was asked for; null where there is nothing to go by. */
  readonly forecast?: Forecast | null
  readonly pace?: Pace | null
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

/** A balance with its forecast and its pace. */
export function forecastJson(
  balance: Balance,
  {forecast, pace}: {readonly forecast: Forecast | null; readonly pace: Pace | null},
): BalanceJson {
  return {
    ...balanceJson(balance),
    forecast: forecast && {
      month: forecast.month,
      chargedMinutes: forecast.chargedMinutes,
      closingMinutes: forecast.closingMinutes,
      lapsedMinutes: forecast.lapsedMinutes,
      overageMinutes: forecast.overageMinutes,
      basis: forecast.basis,
    },
    pace: pace && {
      month: pace.month,
      workingDays: pace.workingDays,
      evenMinutes: pace.evenMinutes,
      chargedMinutes: pace.chargedMinutes,
      ofMonth: pace.ofMonth,
      ofMonthsBefore: pace.ofMonthsBefore,
    },
  }
}

/** What `balance --json` prints. */
export interface BalancesJson {
  readonly balances: readonly BalanceJson[]
}

export const balancesJson = (balances: readonly Balance[]): BalancesJson => ({
  balances: balances.map(balanceJson),
})

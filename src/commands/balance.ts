import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts, findAccount} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {dayIn, type Instant} from '../domain/calendar.js'
import type {Account} from '../domain/page.js'
import {forecastMonthEnd} from '../operations/forecast.js'
import {readBalance} from '../operations/read-balance.js'
import {balancesJson, forecastJson} from '../render/balance-json.js'

export default class Balance extends BaseCommand {
  static override summary = 'Show how many hours are left: all accounts, or some, or one with its forecast'
  static override examples = ['<%= config.bin %> balance', '<%= config.bin %> balance acme']
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Balance)
    const {store, now} = await this.openContext(flags)
    const [id, ...others] = this.words(raw)
    if (id !== undefined && others.length === 0) {
      const account = await findAccount(store, id)
      const balance = readBalance(account, todayAt(account, now))
      const forecast = forecastMonthEnd(account, todayAt(account, now))
      if (!this.jsonEnabled()) {
        const {renderBalance} = await import('../render/balance-block.js')
        this.show(renderBalance(balance, forecast, this.look()))
      }
      return {balances: [forecastJson(balance, forecast)]}
    }
    const outcome = await forEachContract(await chooseContracts(store, this.words(raw)), async each => {
      const account = await findAccount(store, each)
      return readBalance(account, todayAt(account, now))
    })
    const {done: balances, failed} = outcome
    if (!this.jsonEnabled() && (balances.length > 0 || failed.length === 0)) {
      const {renderBalances} = await import('../render/balance-table.js')
      this.show(renderBalances(balances, this.look()))
    }
    return {...balancesJson(balances), ...(await this.tellFailed(outcome))}
  }
}

const todayAt = ({contract}: Account, now: Instant) => dayIn(now, contract.timezone)

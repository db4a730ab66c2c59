import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts, findAccount} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {accepted} from '../cli/failure.js'
import {monthReader, readPercent} from '../cli/text-values.js'
import {dayIn, type Instant} from '../domain/calendar.js'
import type {Contract, ContractId} from '../domain/contract.js'
import type {Account} from '../domain/page.js'
import type {Result} from '../domain/refusal.js'
import {terminal} from '../locale/terminal.js'
import {neededForStatements} from '../operations/build-statement.js'
import {forecastMonthEnd} from '../operations/forecast.js'
import {currentMonth} from '../operations/ledger.js'
import {paceOf} from '../operations/pace.js'
import {
  BALANCE_ORDERS,
  type Balance,
  type BalanceOrder,
  balanceIn,
  chooseBalances,
} from '../operations/read-balance.js'
import {balancesJson, forecastJson} from '../render/balance-json.js'
import type {Store} from '../storage/store.js'

export default class BalanceCommand extends BaseCommand {
  static override summary = 'Show how many hours are left: all accounts, or some, or one with its forecast'
  static override examples = [
    '<%= config.bin %> balance',
    '<%= config.bin %> balance acme',
    '<%= config.bin %> balance --overdrawn --sort available',
    '<%= config.bin %> balance --month last --above 90',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all that run if none is named'}),
  }
  static override flags = {
    month: Flags.string({helpValue: 'M', description: 'As it stood in this month: 2026-10, oct, last'}),
    overdrawn: Flags.boolean({description: 'Only those below zero', default: false}),
    above: Flags.string({helpValue: 'PERCENT', description: 'Only those of which more than this is used'}),
    sort: Flags.option({
      options: Object.keys(BALANCE_ORDERS) as BalanceOrder[],
      description: 'By a name, by the least that is left, or by the most that is used (else by contract)',
    })(),
    reverse: Flags.boolean({description: 'Sorted the other way round', default: false}),
    ended: Flags.boolean({description: 'Also contracts that have ended', default: false}),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(BalanceCommand)
    const {store, now, profile} = await this.openContext(flags)
    const read = await readerOf(store, flags.month, now)
    read.month(profile.defaults)
    const named = this.words(raw)
    const [only, ...others] = named
    const choice = choiceOf(flags, named)
    if (only !== undefined && others.length === 0 && !choice.overdrawn && choice.abovePercent === null)
      return this.#showOne(await read.account(only), now)

    const outcome = await forEachContract(await chooseContracts(store, named), async id => {
      const {balance} = await read.account(id)
      return named.length === 0 && !balance.ok && HAS_NONE.has(balance.refusal.kind)
        ? []
        : [accepted(balance)]
    })
    const all = outcome.done.flat()
    const {balances, endedCount} = chooseBalances(all, choice)
    if (!this.jsonEnabled() && (balances.length > 0 || outcome.failed.length === 0)) {
      const {renderBalances} = await import('../render/balance-table.js')
      const isNoneLikeThat = balances.length === 0 && all.length > 0
      this.show(isNoneLikeThat ? terminal.noSuchBalance : renderBalances(balances, this.look()))
      if (endedCount > 0) this.tell(terminal.endedLeftOut(endedCount))
    }
    return {...balancesJson(balances), ...(await this.tellFailed(outcome))}
  }

  async #showOne({account, balance: read}: ReadBalance, now: Instant): Promise<unknown> {
    const balance = accepted(read)
    const today = todayAt(account, now)
    const isRunning = balance.month === currentMonth(account, today)
    const ahead = {
      forecast: isRunning ? forecastMonthEnd(account, today) : null,
      pace: isRunning ? paceOf(account, today) : null,
    }
    if (!this.jsonEnabled()) {
      const {renderBalance} = await import('../render/balance-block.js')
      this.show(renderBalance(balance, ahead, this.look()))
    }
    return {balances: [forecastJson(balance, ahead)]}
  }
}

interface ChoiceFlags {
  readonly overdrawn: boolean
  readonly above?: string | undefined
  readonly sort?: BalanceOrder | undefined
  readonly reverse: boolean
  readonly ended: boolean
}

/** Contracts that somebody names are shown whether they have ended or not, and in the order of their names. */
const choiceOf = ({overdrawn, above, sort, reverse, ended}: ChoiceFlags, named: readonly string[]) => ({
  withEnded: ended || named.length > 0,
  overdrawn,
  abovePercent: readPercent(above) ?? null,
  order: sort ?? null,
  isReversed: reverse,
})

interface ReadBalance {
  readonly account: Account
  readonly balance: Result<Balance>
}

/** Reads accounts with the pages that their balances need, in the month that is named or the one that is running. */
async function readerOf(store: Store, monthText: string | undefined, now: Instant) {
  const month = monthText === undefined ? null : await monthReader(monthText, now)
  return {
    month: (defaults: Pick<Contract, 'timezone'>) => month?.(defaults),
    async account(id: ContractId): Promise<ReadBalance> {
      const scope = month === null ? {} : neededForStatements(contract => [month(contract)])
      const account = await findAccount(store, id, scope)
      const today = todayAt(account, now)
      const wanted = month === null ? currentMonth(account, today) : month(account.contract)
      return {account, balance: balanceIn(account, wanted, today)}
    },
  }
}

const todayAt = ({contract}: Account, now: Instant) => dayIn(now, contract.timezone)

/** Contracts without a balance in the month have not begun by then, or it has not. */
const HAS_NONE: ReadonlySet<string> = new Set(['month-before-contract', 'month-not-begun'])

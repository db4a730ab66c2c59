import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {readingAccount} from '../cli/contracts.js'
import {timerFlags, timerOwner} from '../cli/timers.js'
import {dayIn} from '../domain/calendar.js'
import {isForgotten, timedMinutes} from '../domain/timer.js'
import {terminal} from '../locale/terminal.js'
import {readBalance} from '../operations/read-balance.js'
import type {Warning} from '../operations/warnings.js'
import {balanceJson} from '../render/balance-json.js'
import {warningJson} from '../render/entry-json.js'
import {standingOf} from '../render/receipt.js'
import {renderTimer} from '../render/timer-block.js'
import {timerJson} from '../render/timer-json.js'
import {timerLine} from '../render/timer-line.js'

export default class Status extends BaseCommand {
  static override summary = 'Show your timer: for whom, since when, how long, and what is left on the account'
  static override description =
    'With --short it is one line for the prompt of a shell, such as "acme 0:42", and nothing where no timer runs; it then never fails and takes hardly longer than Node itself does to start.'
  static override examples = ['<%= config.bin %> status', '<%= config.bin %> status --short']
  static override flags = {
    short: Flags.boolean({description: 'One short line, or nothing', default: false}),
    ...timerFlags,
  }

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Status)
    const context = await this.openContext(flags)
    const {store, now} = context
    const timer = await store.readTimer(await timerOwner(flags.by, context))
    if (timer === null) {
      if (!flags.short) this.show(terminal.timer.none)
      return {timer: null, balance: null, warnings: []}
    }
    const {contract, balance} = await readingAccount(store, timer.contract, async read => {
      const account = await read()
      return {
        contract: account.contract,
        balance: readBalance(account, dayIn(now, account.contract.timezone)),
      }
    })
    const {timezone} = contract
    const workedMinutes = timedMinutes(timer, now)
    const isLeft = isForgotten(timer, now, timezone)
    const warnings: readonly Warning[] = isLeft ? [{kind: 'timer-forgotten', workedMinutes}] : []
    if (flags.short) this.show(timerLine(timer, now))
    else {
      this.showLines(renderTimer({timer, now, timezone}, standingOf(balance), this.look()))
      await this.warnOf(warnings)
    }
    return {timer: timerJson(timer, now), balance: balanceJson(balance), warnings: warnings.map(warningJson)}
  }
}

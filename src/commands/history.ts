import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {findAccount} from '../cli/contracts.js'
import {dayReader, withTexts} from '../cli/text-values.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import {terminal as words} from '../locale/terminal.js'
import {historyOf, isOnRecord} from '../operations/account-history.js'
import {renderHistory} from '../render/history-table.js'

export default class History extends BaseCommand {
  static override summary = 'Who did what to an account, and when'
  static override description =
    `Everything that was recorded, corrected, voided, moved, credited, closed, imported or restored, what
happened to requests, and what changed of the contract, the earliest first. It is read from the pages: those of closed months are sealed.`
  static override examples = [
    '<%= config.bin %> history acme',
    '<%= config.bin %> history acme --from 1.11. --by weber',
  ]
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract', required: true}),
  }
  static override flags = {
    from: Flags.string({helpValue: 'D', description: 'Done on this day or later: 2026-11-21, 21.11., fri'}),
    to: Flags.string({helpValue: 'D', description: 'Done on this day or earlier'}),
    by: Flags.string({helpValue: 'NAME', description: 'Done by: a part of the name is enough'}),
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(History)
    const flags = withTexts(typed, {by: MAX_NAME_LENGTH})
    const {store, now} = await this.openContext(flags)
    const account = await findAccount(store, args.contract, WHOLE_HISTORY)
    const {contract} = account
    const dayOf = async (text: string | undefined) =>
      text === undefined ? null : (await dayReader(text, now))(contract)
    const from = await dayOf(flags.from)
    const to = await dayOf(flags.to)
    const events = historyOf(account, {from, to, by: flags.by ?? null})
    this.show(renderHistory(events, contract.currency, this.look()))
    if (!isOnRecord(account)) this.tell(words.history.incomplete)
    return {events}
  }
}

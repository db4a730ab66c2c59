import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {personOf} from '../../cli/context.js'
import {findEntry} from '../../cli/contracts.js'
import {takingBackOf, voidFlags, withTakingBack} from '../../cli/taking-back-flags.js'
import {withTexts} from '../../cli/text-values.js'
import {MAX_NAME_LENGTH} from '../../domain/entry.js'
import {neededToTakeBack, voidEntry} from '../../operations/void-entry.js'
import {balanceJson} from '../../render/balance-json.js'
import {entryJson} from '../../render/entry-json.js'
import {renderVoided} from '../../render/receipt.js'

export default class EntryVoid extends BaseCommand {
  static override summary = 'Take an entry back'
  static override description =
    `It stays in the store, marked, with the reason, which only you read. Where its month is closed, the earliest open month gets a reversal, and the statement shows what --tell says.`
  static override examples = ['<%= config.bin %> entry void k3f9x2mp7q4d --reason "Booked twice"']
  static override args = {
    id: Args.string({ignoreStdin: true, description: 'Entry: its id or a beginning of it', required: true}),
  }
  static override flags = voidFlags('entry')

  protected override async questions() {
    return (await import('../../cli/ask-entry.js')).voidQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(EntryVoid)
    const flags = withTakingBack(withTexts(typed, {by: MAX_NAME_LENGTH}))
    const context = await this.openContext(flags)
    const by = await personOf(flags.by, context, 'who takes it back')
    const {id, contract} = await findEntry(context.store, args.id, flags.contract)
    const request = {id, ...takingBackOf(flags), at: context.now, by}
    const voided = await changeAccount(context.store, contract, neededToTakeBack(id), account =>
      voidEntry(account, request),
    )
    this.showLines(renderVoided(voided, this.look()))
    const {timezone} = voided.account.contract
    const surroundings = {contract, timezone, bookedMonth: voided.bookedMonth}
    return {
      entry: entryJson(voided.entry, surroundings),
      balance: balanceJson(voided.balance),
      warnings: [],
    }
  }
}

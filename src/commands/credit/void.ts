import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {personOf} from '../../cli/context.js'
import {findCredit} from '../../cli/contracts.js'
import {takingBackOf, voidFlags, withTakingBack} from '../../cli/taking-back-flags.js'
import {withTexts} from '../../cli/text-values.js'
import {MAX_NAME_LENGTH} from '../../domain/entry.js'
import {neededToVoidCredit, voidCredit} from '../../operations/void-credit.js'
import {balanceJson} from '../../render/balance-json.js'
import {creditJson} from '../../render/credit-json.js'
import {renderVoidedCredit} from '../../render/receipt.js'

export default class CreditVoid extends BaseCommand {
  static override summary = 'Take a credit back that was booked by hand'
  static override description =
    'It stays in the store, marked. Where its month is closed, the earliest open month takes back what is left of it, and what was used of it from the balance; its price comes back. What had lapsed of it is not taken a second time.'
  static override examples = [
    '<%= config.bin %> credit void k3f9x2mp7q4d --reason "Booked twice"',
    '<%= config.bin %> credit void k3f9x2mp7q4d --reason "Wrong customer" --tell "Not ordered by you"',
  ]
  static override args = {
    id: Args.string({ignoreStdin: true, description: 'Credit: its id or a beginning of it', required: true}),
  }
  static override flags = voidFlags('credit')

  protected override async questions() {
    return (await import('../../cli/ask-credit.js')).creditVoidQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(CreditVoid)
    const flags = withTakingBack(withTexts(typed, {by: MAX_NAME_LENGTH}))
    const context = await this.openContext(flags)
    const by = await personOf(flags.by, context, 'who takes it back')
    const {id, contract} = await findCredit(context.store, args.id, flags.contract)
    const request = {id, ...takingBackOf(flags), at: context.now, by}
    const voided = await changeAccount(context.store, contract, neededToVoidCredit(id), account =>
      voidCredit(account, request),
    )
    this.showLines(renderVoidedCredit(voided, this.look()))
    return {credit: creditJson(contract, voided), balance: balanceJson(voided.balance), warnings: []}
  }
}

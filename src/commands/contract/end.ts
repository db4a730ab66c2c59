import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {authorship} from '../../cli/context.js'
import {findAccount} from '../../cli/contracts.js'
import {accepted} from '../../cli/failure.js'
import {readFullDay} from '../../cli/text-values.js'
import {dayOf} from '../../domain/calendar.js'
import {endContract} from '../../operations/change-contract.js'
import {renderContract, settlementSentence} from '../../render/contract-table.js'

export default class ContractEnd extends BaseCommand {
  static override summary = 'End a contract on its last day'
  static override description =
    'What is left or overdrawn is settled when the month of the last day is closed. What that will do is said before.'
  static override examples = ['<%= config.bin %> contract end acme --on 2026-12-31']
  static override args = {id: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = {
    on: Flags.string({helpValue: 'DAY', description: 'Last day that is covered: 2026-12-31', required: true}),
  }

  protected override async questions() {
    return (await import('../../cli/ask-contract.js')).endQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractEnd)
    const context = await this.openContext(flags)
    const {store, now} = context
    const on = await readFullDay(flags.on, dayOf(now))
    // Read by itself, since it is said before anything is written.
    const account = await findAccount(store, args.id)
    const {settlement: ahead} = accepted(endContract(account, on, authorship(context)))
    if (!this.jsonEnabled()) this.tell(settlementSentence(ahead, account.contract))
    const ended = await changeAccount(store, args.id, {}, current =>
      endContract(current, on, authorship(context)),
    )
    const {
      account: {contract},
      settlement,
    } = ended
    this.show(renderContract(contract, this.look(), settlement))
    return {...contract, settlement}
  }
}

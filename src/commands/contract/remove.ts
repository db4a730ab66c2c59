import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {requireMeant, yesFlag} from '../../cli/confirmation.js'
import {removeAccount} from '../../cli/contracts.js'
import {refuseRemoval} from '../../operations/change-contract.js'
import {refuseWhileTimed} from '../../operations/run-timer.js'
import {renderRemoved} from '../../render/contract-table.js'

export default class ContractRemove extends BaseCommand {
  static override summary = 'Remove a contract that was never used'
  static override description =
    'Nothing may ever have been booked, not even something that was voided, and no month be closed; a used one is ended with "contract end". The answer in JSON is the contract as it was, which "contract add --file" takes back.'
  static override examples = [
    '<%= config.bin %> contract remove gamma',
    '<%= config.bin %> contract remove gamma --yes --json',
  ]
  static override args = {id: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = yesFlag

  protected override async questions() {
    return (await import('../../cli/ask-contract.js')).removalQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractRemove)
    requireMeant(flags, this.canAsk(flags))
    const {store} = await this.openContext(flags)
    const timers = await store.listTimers()
    const {contract} = await removeAccount(
      store,
      args.id,
      account => refuseRemoval(account) ?? refuseWhileTimed(args.id, timers),
    )
    this.show(renderRemoved(contract, this.look()))
    return contract
  }
}

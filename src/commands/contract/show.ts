import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {findContract} from '../../cli/contracts.js'
import {renderContract} from '../../render/contract-table.js'

export default class ContractShow extends BaseCommand {
  static override summary = 'Show a contract with the history of its terms'
  static override examples = ['<%= config.bin %> contract show acme']
  static override args = {id: Args.string({ignoreStdin: true, description: 'Contract', required: true})}

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractShow)
    const {store} = await this.openContext(flags)
    const contract = await findContract(store, args.id)
    this.show(renderContract(contract, this.look()))
    return contract
  }
}

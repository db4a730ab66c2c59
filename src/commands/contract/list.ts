import {BaseCommand} from '../../cli/base-command.js'
import {findContract} from '../../cli/contracts.js'
import {forEachContract} from '../../cli/each-contract.js'
import {monthOf} from '../../domain/calendar.js'
import {renderContracts} from '../../render/contract-table.js'

export default class ContractList extends BaseCommand {
  static override summary = 'List the contracts'
  static override examples = ['<%= config.bin %> contract list']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(ContractList)
    const {store, now} = await this.openContext(flags)
    const outcome = await forEachContract(await store.listContracts(), id => findContract(store, id))
    const {done: contracts, failed} = outcome
    if (contracts.length > 0 || failed.length === 0)
      this.show(renderContracts(contracts, monthOf(now), this.look()))
    return {contracts, ...(await this.tellFailed(outcome))}
  }
}

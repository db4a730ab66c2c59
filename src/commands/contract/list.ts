import {BaseCommand} from '../../cli/base-command.js'
import {findContract} from '../../cli/contracts.js'
import {monthOf} from '../../domain/calendar.js'
import {renderContracts} from '../../render/contract-table.js'

export default class ContractList extends BaseCommand {
  static override summary = 'List the contracts'

  async run(): Promise<unknown> {
    const {flags} = await this.parse(ContractList)
    const {store, now} = await this.openContext(flags)
    const contracts = []
    for (const id of await store.listContracts()) contracts.push(await findContract(store, id))
    this.show(renderContracts(contracts, monthOf(now), this.look()))
    return {contracts}
  }
}

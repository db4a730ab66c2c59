import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts, findAccount} from '../cli/contracts.js'
import {dayIn} from '../domain/calendar.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import {listCredits} from '../operations/list-credits.js'
import {creditJson} from '../render/credit-json.js'
import {renderCredits} from '../render/credit-table.js'

export default class Credits extends BaseCommand {
  static override summary = 'List the credits that were booked by hand, with what is left of each'
  static override examples = ['<%= config.bin %> credits', '<%= config.bin %> credits acme']
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract; all if none is named'}),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Credits)
    const {store, now} = await this.openContext(flags)
    const listed = []
    for (const contract of await chooseContracts(store, args.contract === undefined ? [] : [args.contract])) {
      const account = await findAccount(store, contract, WHOLE_HISTORY)
      const {timezone, currency} = account.contract
      for (const credit of listCredits(account, dayIn(now, timezone)))
        listed.push({...credit, contract, currency})
    }
    this.show(renderCredits(listed, this.look()))
    return {credits: listed.map(each => creditJson(each.contract, each))}
  }
}

import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {readingAccount} from '../cli/contracts.js'
import {timeReader} from '../cli/requests.js'
import {inZone, monthOf} from '../domain/calendar.js'
import {termsIn} from '../domain/contract.js'
import {dutyOf} from '../domain/duty.js'
import {levelsJson} from '../render/request-json.js'
import {renderLevels} from '../render/request-table.js'

export default class Levels extends BaseCommand {
  static override summary = 'Show the support levels of a contract, and which teams are on duty'
  static override examples = [
    '<%= config.bin %> levels acme',
    '<%= config.bin %> levels acme --at "fri 19:00"',
  ]
  static override args = {contract: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = {
    at: Flags.string({helpValue: 'TIME', description: 'When: 19:00, "fri 19:00", "1.1. 12:00" (else now)'}),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Levels)
    const context = await this.openContext(flags)
    const at = await timeReader(flags.at, context, 'next')
    const {contract, asked, duties} = await readingAccount(context.store, args.contract, async read => {
      const {contract, holidays: calendars} = await read()
      const asked = at(contract) ?? inZone(context.now, contract.timezone)
      const {sla} = termsIn(contract, monthOf(asked))
      const question = {at: asked, timezone: contract.timezone, calendars}
      return {contract, asked, duties: (sla?.levels ?? []).map(level => dutyOf(level, question))}
    })
    this.show(renderLevels(duties, this.look()))
    return levelsJson(contract.id, asked, duties)
  }
}

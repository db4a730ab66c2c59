import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {readingAccount} from '../cli/contracts.js'
import {accepted} from '../cli/failure.js'
import {monthRangeReader} from '../cli/month-range.js'
import {listTariffs} from '../cli/tariffs.js'
import {readAmount, readHours} from '../cli/text-values.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import {bestText} from '../locale/advice.js'
import {advise} from '../operations/advise.js'
import {adviceJson} from '../render/advice-json.js'

export default class Advise extends BaseCommand {
  static override summary = 'Say which credit would have fitted the closed months best'
  static override description =
    'Replays the closed months under other credits and rollover policies, the other rounding, and the tariffs: what each would have cost, and how the balance would have run. Everything stays as it was booked, also what would have been refused. Nothing is recorded.'
  static override examples = [
    '<%= config.bin %> advise acme --hour-price 90',
    '<%= config.bin %> advise acme --hour-price 90 --credit 6h --credit 8h --from 2026-07',
  ]
  static override args = {contract: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = {
    credit: Flags.string({
      helpValue: 'DUR',
      description: 'Try this credit, not those that the use suggests; may be given several times',
      multiple: true,
    }),
    'hour-price': Flags.string({
      helpValue: 'AMOUNT',
      description: 'Net price of an hour of credit: 90.00 (else the rate of overage)',
    }),
    from: Flags.string({helpValue: 'M', description: 'First month: 2026-01 (else the first closed one)'}),
    to: Flags.string({helpValue: 'M', description: 'Last month (else the last closed one)'}),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Advise)
    const {store, now} = await this.openContext(flags)
    const rangeIn = await monthRangeReader(flags, now)
    const credits = (flags.credit ?? []).flatMap(text => readHours(text) ?? [])
    const hourPriceCents = readAmount(flags['hour-price']) ?? null
    const tariffs = await listTariffs(store)
    const {advised, contract} = await readingAccount(store, args.contract, async read => {
      const account = await read(WHOLE_HISTORY)
      const advised = accepted(
        advise(account, {...rangeIn(account.contract), credits, hourPriceCents, tariffs}),
      )
      return {advised, contract: account.contract}
    })
    if (!this.jsonEnabled()) {
      const {renderAdvice} = await import('../render/advice-table.js')
      this.show(renderAdvice(advised, {contract: contract.id, currency: contract.currency}, this.look()))
    }
    return adviceJson(advised, bestText(advised, contract.currency))
  }
}

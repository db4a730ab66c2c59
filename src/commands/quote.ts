import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {causeFlag} from '../cli/choice-flags.js'
import {findContract} from '../cli/contracts.js'
import {accepted, RefusalError} from '../cli/failure.js'
import {readDuration} from '../cli/text-values.js'
import {inZone} from '../domain/calendar.js'
import {CAUSES} from '../domain/contract.js'
import {readTyped} from '../domain/read-typed.js'
import {parseTime} from '../domain/time-text.js'
import {quoteCallOut} from '../operations/quote.js'
import {quotesJson} from '../render/quote-json.js'

export default class Quote extends BaseCommand {
  static override summary = 'Tell the price of an emergency call-out before it is set off'
  static override description =
    'For every cause side by side, since nobody knows the cause before. Nothing is recorded.'
  static override examples = ['<%= config.bin %> quote acme --at "2026-11-21 16:50" --minutes 40']
  static override args = {contract: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = {
    at: Flags.string({helpValue: 'TIME', description: 'When it would start (else now)'}),
    minutes: Flags.string({helpValue: 'N', description: 'How long it would take: 40, 1h30'}),
    cause: causeFlag({description: `Only for this cause: ${CAUSES.join(', ')}`}),
  }

  protected override async questions() {
    return (await import('../cli/ask-work.js')).quoteQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Quote)
    const {store, now} = await this.openContext(flags)
    const contract = await findContract(store, args.contract)
    const context = {now: inZone(now, contract.timezone), timezone: contract.timezone}
    const {at} = flags
    const start =
      at === undefined
        ? context.now
        : accepted(await readTyped(dates => parseTime(at, {...context, dates, reading: 'next'}))).instant
    const workedMinutes = readDuration(flags.minutes)
    if (workedMinutes === undefined) {
      throw new RefusalError({kind: 'missing-value', flag: '--minutes', what: 'how long it would take'})
    }
    const all = accepted(quoteCallOut(contract, {start, workedMinutes}))
    const quotes = all.filter(({cause}) => flags.cause === undefined || cause === flags.cause)
    if (!this.jsonEnabled()) {
      const {renderQuotes} = await import('../render/quote-table.js')
      this.show(renderQuotes({quotes, start, workedMinutes, contract}, this.look()))
    }
    return quotesJson(quotes)
  }
}

import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts, readingAccount} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {accepted} from '../cli/failure.js'
import {monthReader} from '../cli/text-values.js'
import {LOCALES} from '../domain/contract.js'
import {terminal} from '../locale/terminal.js'
import {billsAnything} from '../operations/billing.js'
import {billingJson} from '../render/billing-json.js'
import {jsonText} from '../render/json-text.js'
import {readStatement} from '../statements/read-statement.js'
import {ContradictingFormatError} from '../statements/statement-errors.js'

const FORMATS = ['table', 'csv', 'json'] as const

export default class Billing extends BaseCommand {
  static override summary = 'Show what a month bills: the charges of each customer, and what they come to'
  static override description =
    `The figures are those of the statements; what is not closed yet is provisional and may still change. A statement is no invoice: this is what invoices are written from.`
  static override examples = [
    '<%= config.bin %> billing',
    '<%= config.bin %> billing --month 2026-10 --format csv --csv-dialect de',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override flags = {
    month: Flags.string({helpValue: 'M', description: '2026-10, oct, okt, last, this', default: 'last'}),
    format: Flags.option({options: FORMATS, description: 'Form of the answer (else table)'})(),
    'csv-dialect': Flags.option({
      options: LOCALES,
      description: 'Separators of the CSV: ", 1.50" or "; 1,50"',
      default: 'en' as const,
    })(),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Billing)
    const format = this.#formatOf(flags.format)
    const {store, now, profile} = await this.openContext(flags)
    const month = await monthReader(flags.month, now)
    month(profile.defaults)
    const wanted = {month, provider: profile.provider, now}
    const outcome = await forEachContract(await chooseContracts(store, this.words(raw)), async id => {
      const statement = await readingAccount(store, id, read => readStatement(read, wanted))
      return !statement.ok && HAS_NONE.has(statement.refusal.kind) ? null : accepted(statement)
    })
    const statements = outcome.done.flatMap(statement => statement ?? [])
    const billed = statements.filter(billsAnything)
    if (format === 'json') this.show(jsonText(billingJson(billed)))
    else if (format === 'csv') {
      const {renderBillingCsv} = await import('../render/billing-csv.js')
      this.show(renderBillingCsv(billed, flags['csv-dialect']).slice(0, -1)) // printing adds the last line feed
    } else if (!this.jsonEnabled()) {
      const {renderBilling} = await import('../render/billing-table.js')
      this.show(renderBilling(billed, this.look()))
      const others = statements.length - billed.length
      if (others > 0) this.tell(terminal.billing.others(others))
    }
    return {...billingJson(billed), ...(await this.tellFailed(outcome))}
  }

  #formatOf(format: (typeof FORMATS)[number] | undefined) {
    if (this.jsonEnabled() && format !== undefined && format !== 'json')
      throw new ContradictingFormatError(format, '--json')
    return format ?? 'table'
  }
}

/** Contracts without a statement of the month have not begun by then, or it has not. */
const HAS_NONE: ReadonlySet<string> = new Set(['month-before-contract', 'month-not-begun'])

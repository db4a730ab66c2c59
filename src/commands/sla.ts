import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts, readingAccount} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {accepted} from '../cli/failure.js'
import {monthReader} from '../cli/text-values.js'
import {LOCALES} from '../domain/contract.js'
import {hasServiceReport} from '../domain/service-report.js'
import {neededForStatements} from '../operations/build-statement.js'
import {reportMonth} from '../operations/response-times.js'
import {jsonText} from '../render/json-text.js'
import {slaJson} from '../render/request-json.js'
import {ContradictingFormatError} from '../statements/statement-errors.js'

const FORMATS = ['table', 'csv', 'json'] as const

export default class Sla extends BaseCommand {
  static override summary = 'Show which response times were kept and missed in a month'
  static override description =
    'As the statements have it. What is not closed yet is provisional: deadlines are judged as of now.'
  static override examples = [
    '<%= config.bin %> sla --month last',
    '<%= config.bin %> sla acme --month 2026-10 --format csv',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all with promises if none is named'}),
  }
  static override flags = {
    month: Flags.string({helpValue: 'M', description: '2026-10, oct, okt, last, this', default: 'last'}),
    format: Flags.option({options: FORMATS, description: 'Form of the answer (else table)'})(),
    'csv-dialect': Flags.option({
      options: LOCALES,
      description: 'Separators of the CSV: ", 99.5" or "; 99,5"',
      default: 'en' as const,
    })(),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Sla)
    const format = this.#formatOf(flags.format)
    const {store, now, profile} = await this.openContext(flags)
    const month = await monthReader(flags.month, now)
    month(profile.defaults)
    const named = this.words(raw)
    const outcome = await forEachContract(await chooseContracts(store, named), id =>
      readingAccount(store, id, async read => {
        const account = await read(neededForStatements(contract => [month(contract)]))
        const report = reportMonth(account, month(account.contract), now)
        const hasNone = !report.ok && named.length === 0 && HAS_NONE.has(report.refusal.kind)
        return hasNone ? null : accepted(report)
      }),
    )
    const reports = outcome.done
      .flatMap(report => report ?? [])
      .filter(report => named.length > 0 || hasServiceReport(report))
    const json = {sla: reports.map(slaJson)}
    if (format === 'json') this.show(jsonText(json))
    else if (format === 'csv') {
      const {renderSlaCsv} = await import('../render/sla-csv.js')
      this.show(renderSlaCsv(reports, flags['csv-dialect']).slice(0, -1)) // printing adds the last line feed
    } else if (!this.jsonEnabled()) {
      const {renderSla} = await import('../render/sla-table.js')
      this.show(renderSla(reports, this.look()))
    }
    return {...json, ...(await this.tellFailed(outcome))}
  }

  #formatOf(format: (typeof FORMATS)[number] | undefined) {
    if (this.jsonEnabled() && format !== undefined && format !== 'json')
      throw new ContradictingFormatError(format, '--json')
    return format ?? 'table'
  }
}

/** Contracts without a report of the month have not begun by then, or it has not. */
const HAS_NONE: ReadonlySet<string> = new Set(['month-before-contract', 'month-not-begun'])

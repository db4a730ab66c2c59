import {Flags} from '@oclif/core'
import type {Instant, Month} from '../domain/calendar.js'
import {type Contract, LOCALES, type Locale} from '../domain/contract.js'
import type {Provider} from '../domain/provider.js'
import type {Result} from '../domain/refusal.js'
import type {ReadAccount} from '../domain/scope.js'
import {jsonText} from '../render/json-text.js'
import {ContradictingFormatError} from '../statements/statement-errors.js'
import {BaseCommand} from './base-command.js'
import {chooseContracts, readingAccount} from './contracts.js'
import {forEachContract} from './each-contract.js'
import {accepted} from './failure.js'
import {monthReader} from './text-values.js'

const FORMATS = ['table', 'csv', 'json'] as const

/**
 * The flags of a report.
 * @param example cells as the CSV separates them, in English and in German
 */
export const monthReportFlags = (example: string) => ({
  month: Flags.string({helpValue: 'M', description: '2026-10, oct, okt, last, this', default: 'last'}),
  format: Flags.option({options: FORMATS, description: 'Form of the answer (else table)'})(),
  'csv-dialect': Flags.option({
    options: LOCALES,
    description: `Separators of the CSV: ${example}`,
    default: 'en' as const,
  })(),
})

interface ReportFlags {
  readonly month: string
  readonly format?: (typeof FORMATS)[number] | undefined
  readonly 'csv-dialect': Locale
}

/** Which month of which contract, and as of when. */
export interface Wanted {
  readonly month: (contract: Pick<Contract, 'timezone'>) => Month
  readonly provider: Provider
  readonly now: Instant
}

/** What a report says of each contract, and how it is shown. */
interface MonthReport<T> {
  readonly read: (read: ReadAccount, wanted: Wanted) => Promise<Result<T>>
  /** Whether contracts that have nothing of the month yet are refused, as they were named. */
  readonly isStrict: boolean
  readonly json: (reports: readonly T[]) => object
  readonly csv: (reports: readonly T[], dialect: Locale) => Promise<string>
  readonly showTable: (reports: readonly T[]) => Promise<void>
}

/** What the commands share that show a month of many contracts as table, CSV or JSON: a command says what of it. */
export abstract class MonthReportCommand extends BaseCommand {
  static override strict = false

  /** Reads and shows the report of the contracts that were named, or of all; returns what `--json` prints. */
  protected async report<T>(
    named: readonly string[],
    flags: ReportFlags & Parameters<typeof this.openContext>[0],
    {read, isStrict, json, csv, showTable}: MonthReport<T>,
  ): Promise<object> {
    const format = this.#formatOf(flags.format)
    const {store, now, profile} = await this.openContext(flags)
    const month = await monthReader(flags.month, now)
    month(profile.defaults)
    const wanted = {month, provider: profile.provider, now}
    const outcome = await forEachContract(await chooseContracts(store, named), async id => {
      const found = await readingAccount(store, id, account => read(account, wanted))
      return !isStrict && !found.ok && HAS_NONE.has(found.refusal.kind) ? [] : [accepted(found)]
    })
    const reports = outcome.done.flat()
    const result = json(reports)
    if (format === 'json') this.show(jsonText(result))
    else if (format === 'csv')
      this.show((await csv(reports, flags['csv-dialect'])).slice(0, -1)) // printing adds the last line feed
    else if (!this.jsonEnabled()) await showTable(reports)
    return {...result, ...(await this.tellFailed(outcome))}
  }

  #formatOf(format: ReportFlags['format']) {
    if (this.jsonEnabled() && format !== undefined && format !== 'json')
      throw new ContradictingFormatError(format, '--json')
    return format ?? 'table'
  }
}

/** Contracts that have nothing of the month have not begun by then, or it has not. */
const HAS_NONE: ReadonlySet<string> = new Set(['month-before-contract', 'month-not-begun'])

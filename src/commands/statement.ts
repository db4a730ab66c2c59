import {sep} from 'node:path'
import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {accountReader, chooseContracts} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {forEachContractShown} from '../cli/each-contract-shown.js'
import {accepted, UsageError} from '../cli/failure.js'
import {terminalOf} from '../cli/standard-output.js'
import {monthReader} from '../cli/text-values.js'
import {type ContractId, LOCALES, type Locale} from '../domain/contract.js'
import type {Statement as Document} from '../domain/statement.js'
import {statementsJson} from '../render/statement-json.js'
import {readStatement} from '../statements/read-statement.js'
import {
  openStatementForm,
  renderAll,
  STATEMENT_FORMATS,
  type StatementFormat,
  type StatementLook,
} from '../statements/statement-forms.js'
import {destinationOf, writeStatement} from '../statements/write-statements.js'

export default class Statement extends BaseCommand {
  static override summary = "Show the month's account statement"
  static override description =
    'Without --month it is the last closed month; an open month is marked provisional.'
  static override examples = [
    '<%= config.bin %> statement acme',
    '<%= config.bin %> statement acme --month this',
    '<%= config.bin %> statement --all --month 2026-10 --format csv --output statements/',
  ]
  static override strict = false
  static override args = {contract: Args.string({ignoreStdin: true, description: 'Contracts'})}
  static override flags = {
    month: Flags.string({helpValue: 'M', description: '2026-10, oct, okt, last, this'}),
    all: Flags.boolean({description: 'All contracts', default: false}),
    format: Flags.option({
      options: [...STATEMENT_FORMATS],
      default: 'table',
      description: 'Form of the statement',
    })(),
    output: Flags.string({
      helpValue: 'FILE|DIR',
      description: 'Write to a file; several statements to a folder',
    }),
    width: Flags.integer({
      helpValue: 'COLUMNS',
      description: 'Width of the table, 60 to 500 (else that of the terminal, else 100)',
      min: 60,
      max: 500,
    }),
    'csv-dialect': Flags.option({
      options: LOCALES,
      description:
        'CSV that opens right in an Excel of that language: with a byte order mark, and "; 1,50" or ", 1.50"',
    })(),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Statement)
    const named = this.words(raw)
    if (named.length === 0 && !flags.all) {
      throw new UsageError(
        'NO_CONTRACT',
        'No contract is named.',
        'Name one or more, or take all with --all.',
      )
    }
    const {store, now, profile} = await this.openContext(flags)
    const month = flags.month === undefined ? null : await monthReader(flags.month, now)
    month?.(profile.defaults) // refused before anything is read
    const contracts = flags.all ? await store.listContracts() : await chooseContracts(store, named)
    const wanted = {month, provider: profile.provider, now}
    const read = async (id: ContractId) => accepted(await readStatement(accountReader(store, id), wanted))
    const format = flags.format as StatementFormat
    // A PDF is no text for a terminal: without --output it goes into the folder one is in.
    const output = flags.output ?? (format === 'pdf' ? `.${sep}` : undefined)
    const look = this.#lookFor(flags, output)
    const {result, failed, exitCode} =
      output === undefined
        ? await this.#print(contracts, read, {format, look})
        : await this.#write(contracts, read, {format, look, output})

    const [only] = failed
    if (only !== undefined && contracts.length === 1 && !flags.all) throw only.cause
    // Of all contracts some have no statement yet: that is no failure.
    const real = failed.filter(({error}) => !flags.all || !HAS_NONE.has(error.code))
    for (const {error} of failed.filter(each => !real.includes(each))) this.tell(error.message)
    return {...result, ...(await this.tellFailed({failed: real, exitCode}))}
  }

  /** A file looks the same wherever it was written. */
  #lookFor(flags: LookFlags, output: string | undefined): StatementLook {
    const {width: columns, 'csv-dialect': dialect} = flags
    const look = output === undefined ? this.look() : FILE_LOOK
    const width = columns ?? look.width
    if (dialect === undefined) return {...look, width}
    const hasByteOrderMark = output !== undefined || terminalOf() === null
    return {...look, width, csv: {dialect, hasByteOrderMark}}
  }

  async #print(contracts: readonly ContractId[], read: Reader, {format, look}: Form) {
    const {done, failed, exitCode} = await forEachContract(contracts, read)
    if (!this.jsonEnabled() && (done.length > 0 || format === 'json')) {
      this.show(await renderAll(done, format, look))
    }
    return {result: statementsJson(done), failed, exitCode}
  }

  async #write(
    contracts: readonly ContractId[],
    read: Reader,
    {format, look, output}: Form & {readonly output: string},
  ) {
    const destination = destinationOf(output, contracts.length)
    const form = await openStatementForm(format, look, contracts.length)
    const write = async (id: ContractId) => writeStatement(await read(id), form, destination)
    try {
      const {done, failed, exitCode} = await forEachContractShown(contracts, write, {
        say: ({isChanged, file}) => [`${isChanged ? 'wrote' : 'unchanged'} ${file}`],
        isSilent: this.jsonEnabled(),
        atOnce: form.atOnce,
      })
      return {result: {files: done}, failed, exitCode}
    } finally {
      await form.close()
    }
  }
}

interface LookFlags {
  readonly width?: number | undefined
  readonly 'csv-dialect'?: Locale | undefined
}

interface Form {
  readonly format: StatementFormat
  readonly look: StatementLook
}

const FILE_LOOK: StatementLook = {width: 100, colour: false}

type Reader = (contract: ContractId) => Promise<Document>

const HAS_NONE: ReadonlySet<string> = new Set(['NOTHING_CLOSED', 'MONTH_BEFORE_CONTRACT'])

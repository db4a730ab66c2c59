import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import type {Context} from '../cli/context.js'
import {chooseContracts, readingAccount} from '../cli/contracts.js'
import {type EachContract, forEachContract} from '../cli/each-contract.js'
import {forEachContractShown} from '../cli/each-contract-shown.js'
import {accepted, UsageError} from '../cli/failure.js'
import {missingLogoText} from '../cli/missing-logo.js'
import {monthRangeReader} from '../cli/month-range.js'
import {requireOutside} from '../cli/outside-store.js'
import {keyPlaces, signingFlags} from '../cli/signing-flags.js'
import {printOut, terminalOf} from '../cli/standard-output.js'
import {monthReader} from '../cli/text-values.js'
import type {Instant} from '../domain/calendar.js'
import {type ContractId, LOCALES, type Locale} from '../domain/contract.js'
import type {Profile} from '../domain/provider.js'
import type {Statement as Document} from '../domain/statement.js'
import {terminal} from '../locale/terminal.js'
import type {Look} from '../render/look.js'
import {statementsJson} from '../render/statement-json.js'
import {chooseForm, formatOfName} from '../statements/choose-form.js'
import {logoReader} from '../statements/logos.js'
import {readStatement, readStatements} from '../statements/read-statement.js'
import {openSigning, type Signing} from '../statements/signing.js'
import {OutputIsFileError} from '../statements/statement-errors.js'
import {
  openStatementForm,
  renderAll,
  STATEMENT_FORMATS,
  type StatementFormat,
  type StatementLook,
} from '../statements/statement-forms.js'
import {
  destinationOf,
  type WrittenStatement,
  writeStatement,
  writeTogether,
} from '../statements/write-statements.js'

export default class Statement extends BaseCommand {
  static override summary = "Show the month's account statement"
  static override description =
    'Without --month it is the last closed month; an open month is marked provisional.'
  static override examples = [
    '<%= config.bin %> statement acme',
    '<%= config.bin %> statement acme --month this',
    '<%= config.bin %> statement acme --year 2026 --output statements/ --format csv',
    '<%= config.bin %> statement --all --month 2026-10 --format csv --output statements/',
  ]
  static override strict = false
  static override args = {contract: Args.string({ignoreStdin: true, description: 'Contracts'})}
  static override flags = {
    month: Flags.string({helpValue: 'M', description: '2026-10, oct, okt, last, this'}),
    from: Flags.string({helpValue: 'M', description: 'Several months, from this one (else the first)'}),
    to: Flags.string({helpValue: 'M', description: 'To this month (else the last closed one)'}),
    year: Flags.integer({
      helpValue: 'YYYY',
      description: 'The months of this year, as far as they have begun',
      min: 1900,
      max: 9999,
    }),
    all: Flags.boolean({description: 'All contracts', default: false}),
    format: Flags.option({
      options: STATEMENT_FORMATS,
      description: 'Form of the statement (else that of the file, else table)',
    })(),
    output: Flags.string({
      helpValue: 'FILE|DIR',
      description:
        'Write to a file, whose name says the form: .txt, .json, .csv, .pdf; to a folder one file each; - is standard output',
    }),
    width: Flags.integer({
      helpValue: 'COLUMNS',
      description: 'Width of the table, 40 to 500 (else that of the terminal, else 100)',
      min: 40,
      max: 500,
    }),
    'csv-dialect': Flags.option({
      options: LOCALES,
      description:
        'CSV that opens right in an Excel of that language: with a byte order mark, and "; 1,50" or ", 1.50"',
    })(),
    ...signingFlags,
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Statement)
    const contracts = this.words(raw)
    if (contracts.length === 0 && !flags.all) {
      throw new UsageError(
        'NO_CONTRACT',
        'No contract is named.',
        'Name one or more, or take all with --all.',
      )
    }
    const {format, output} = chooseForm({...flags, json: this.jsonEnabled()})
    if (output !== null) requireOutside(output, this.storeName(flags))
    const context = await this.openContext(flags)
    const {store, profile} = context
    const ids = flags.all ? await store.listContracts() : await chooseContracts(store, contracts)
    // Of all contracts or of months there may be one today and several tomorrow, and they go to the same place.
    const hasMany = flags.all || isOfMonths(flags)
    const count = hasMany ? Math.max(ids.length, 2) : ids.length
    const wanted = {ids, count, read: await readerOf(flags, context)}
    const readLogo = logoReader(store, error => this.tell(missingLogoText(error)))
    const signing = signingFor(flags, {profile, store: this.storeName(flags)})
    const form = {format, look: {...this.#lookFor(flags, output), readLogo, signing}}
    const outcome =
      output === null ? await this.#print(wanted, form) : await this.#write(wanted, {...form, output})
    return {...outcome.result, ...(await this.#tellFailed(outcome, flags.all))}
  }

  /** A file looks the same wherever it was written. */
  #lookFor(flags: LookFlags, output: string | null): Omit<StatementLook, 'readLogo' | 'signing'> {
    const {width: columns, 'csv-dialect': dialect} = flags
    const look = output === null ? this.look() : FILE_LOOK
    const width = columns ?? look.width
    if (dialect === undefined) return {...look, width}
    const hasByteOrderMark = output !== null || terminalOf() === null
    return {...look, width, csv: {dialect, hasByteOrderMark}}
  }

  async #print({ids, count, read}: Wanted, {format, look}: Form) {
    if (format === 'pdf') requirePrintablePdf(count)
    const outcome = await forEachContract(ids, read)
    const done = outcome.done.flat()
    if (!this.jsonEnabled() && (done.length > 0 || format === 'json')) {
      if (format === 'pdf') printOut(await pdfOf(done, look))
      else this.show(await renderAll(done, format, look))
    }
    return {...outcome, result: statementsJson(done)}
  }

  async #write({ids, count, read}: Wanted, {format, look, output}: Form & {readonly output: string}) {
    const named = formatOfName(output)
    const holdsSeveral = named !== undefined && named !== 'pdf'
    const destination = destinationOf(output, {count, holdsSeveral, isFile: named !== undefined})
    const isSilent = this.jsonEnabled()
    if ('file' in destination && count !== 1) {
      const outcome = await forEachContract(ids, read)
      const done = outcome.done.flat()
      if (done.length === 0) return {...outcome, result: {files: []}}
      const text = `${await renderAll(done, format, look)}\n`
      const files = writeTogether(done, text, destination.file)
      if (!isSilent) this.tell(writtenText(files[0] as WrittenStatement))
      if (format === 'json' && done.some(each => look.signing?.fingerprintFor(each)))
        this.tell(`! ${destination.file} is not signed, as it has several statements: name a folder instead.`)
      return {...outcome, result: {files}}
    }
    const form = await openStatementForm(format, look, count)
    const write = async (id: ContractId) => {
      const files: WrittenStatement[] = []
      for (const each of await read(id)) files.push(await writeStatement(each, form, destination))
      return files
    }
    try {
      // What is as it was is counted where there are many.
      const say = (written: readonly WrittenStatement[]) =>
        written.filter(({isChanged}) => count === 1 || isChanged).map(writtenText)
      const outcome = await forEachContractShown(ids, write, {say, isSilent, atOnce: form.atOnce})
      const files = outcome.done.flat()
      const unchanged = files.filter(({isChanged}) => !isChanged).length
      if (!isSilent && count !== 1 && unchanged > 0) this.tell(terminal.unchangedFiles(unchanged))
      return {...outcome, result: {files}}
    } finally {
      await form.close()
    }
  }

  /** Of all contracts some have no statement yet: that is no failure. */
  async #tellFailed({done, failed, exitCode}: Outcome, isOfAll: boolean): Promise<object> {
    const [only] = failed
    if (only !== undefined && done.length + failed.length === 1 && !isOfAll) throw only.cause
    const real = failed.filter(({error}) => !isOfAll || !HAS_NONE.has(error.code))
    for (const {error} of failed.filter(each => !real.includes(each))) this.tell(error.message)
    return this.tellFailed({failed: real, exitCode})
  }
}

/** Reads the statements of a contract, of months that are refused before anything is read. */
async function readerOf(flags: MonthFlags, {store, now, profile}: Context): Promise<Reader> {
  const {provider} = profile
  if (isOfMonths(flags)) {
    const range = await rangeReader(flags, now)
    range(profile.defaults)
    return async id =>
      accepted(await readingAccount(store, id, read => readStatements(read, {range, provider, now})))
  }
  const month = flags.month === undefined ? null : await monthReader(flags.month, now)
  month?.(profile.defaults)
  return async id => [
    accepted(await readingAccount(store, id, read => readStatement(read, {month, provider, now}))),
  ]
}

const isOfMonths = ({from, to, year}: MonthFlags): boolean =>
  from !== undefined || to !== undefined || year !== undefined

/** The months that the flags say, by the clocks of a contract. */
async function rangeReader({month, from, to, year}: MonthFlags, now: Instant) {
  if (month !== undefined || (year !== undefined && (from !== undefined || to !== undefined))) {
    const flag = month === undefined ? '--year' : '--month'
    throw new UsageError(
      'CONTRADICTION',
      `${flag} and ${year === undefined || month === undefined ? '--from or --to' : '--year'} each say which months.`,
      'Leave one of them out.',
    )
  }
  return year === undefined
    ? monthRangeReader({from, to}, now)
    : monthRangeReader({from: `${year}-01`, to: `${year}-12`}, now)
}

interface MonthFlags {
  readonly month?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly year?: number | undefined
}

/** One PDF may go into a pipe or a file that the shell opened. */
function requirePrintablePdf(count: number): void {
  if (count !== 1) throw new OutputIsFileError('Standard output', count)
  if (terminalOf() === null) return
  throw new UsageError(
    'PDF_ON_TERMINAL',
    'A PDF is no text for a terminal.',
    'Name a file: --output FILE.pdf',
  )
}

async function pdfOf([statement]: readonly Document[], look: StatementLook): Promise<Uint8Array> {
  const form = await openStatementForm('pdf', look, 1)
  return Buffer.from(await form.render(statement as Document))
}

const writtenText = ({isChanged, file}: WrittenStatement): string =>
  `${isChanged ? 'wrote' : 'unchanged'} ${file}`

function signingFor(
  flags: {readonly key?: string | undefined; readonly 'no-sign': boolean},
  {profile, store}: {readonly profile: Profile; readonly store: string},
): Signing | null {
  return flags['no-sign'] ? null : openSigning(profile.signingKeys, keyPlaces(flags.key, store))
}

interface LookFlags {
  readonly width?: number | undefined
  readonly 'csv-dialect'?: Locale | undefined
}

interface Form {
  readonly format: StatementFormat
  readonly look: StatementLook
}

/** Which statements, how many there may be, and how each is read. */
interface Wanted {
  readonly ids: readonly ContractId[]
  readonly count: number
  readonly read: Reader
}

type Outcome = EachContract<unknown>

const FILE_LOOK: Look = {width: 100, colour: false}

type Reader = (contract: ContractId) => Promise<readonly Document[]>

const HAS_NONE: ReadonlySet<string> = new Set(['NOTHING_CLOSED', 'MONTH_BEFORE_CONTRACT'])

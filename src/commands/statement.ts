import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts, findAccount} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {accepted, UsageError} from '../cli/failure.js'
import {dayOf, epochMs, type Instant, instantAt, type Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Provider} from '../domain/provider.js'
import type {Statement as Document} from '../domain/statement.js'
import {parseMonthText} from '../domain/time-text.js'
import {buildStatement, lastClosedMonth} from '../operations/build-statement.js'
import {firstOpenMonth} from '../operations/ledger.js'
import type {Look} from '../render/look.js'
import {statementsJson} from '../render/statement-json.js'
import type {Store} from '../storage/store.js'

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
      options: ['table', 'json', 'csv'],
      default: 'table',
      description: 'Form of the statement',
    })(),
    output: Flags.string({
      helpValue: 'FILE|DIR',
      description: 'Write to a file; several statements to a folder',
    }),
  }

  async run(): Promise<unknown> {
    const {argv, flags} = await this.parse(Statement)
    const named = argv as string[]
    if (named.length === 0 && !flags.all) {
      throw new UsageError(
        'NO_CONTRACT',
        'No contract is named.',
        'Name one or more, or take all with --all.',
      )
    }
    const {store, now, profile} = await this.openContext(flags)
    const month =
      flags.month === undefined ? null : accepted(parseMonthText(flags.month, {today: dayOf(now)}))
    const ids = flags.all ? await store.listContracts() : await chooseContracts(store, named)
    const readOne = (id: ContractId) => readStatement(store, id, {month, provider: profile.provider, now})
    const {done, failed, exitCode} =
      ids.length === 1 && !flags.all
        ? {done: [await readOne(ids[0] as ContractId)], failed: [], exitCode: 0}
        : await forEachContract(ids, readOne)
    await this.#deliver(done, flags)
    // Of all contracts some have no statement yet: that is no failure.
    const real = failed.filter(({error}) => !flags.all || !HAS_NONE.has(error.code))
    for (const {contract, error} of failed) this.tell(`${contract}: ${error.message}`)
    if (real.length > 0) process.exitCode = exitCode
    return {...statementsJson(done), ...(real.length > 0 ? {failed: real} : {})}
  }

  async #deliver(
    statements: readonly Document[],
    {format, output}: {format: string; output?: string | undefined},
  ) {
    const render = await RENDERERS[format as keyof typeof RENDERERS](this.look())
    if (output === undefined) {
      if (!this.jsonEnabled()) this.show(render(statements))
      return
    }
    const {writeStatements} = await import('../cli/write-statements.js')
    const extension = format === 'table' ? 'txt' : format
    for (const file of writeStatements(output, statements, {extension, render})) this.tell(`Wrote ${file}`)
  }
}

const HAS_NONE: ReadonlySet<string> = new Set(['NOTHING_CLOSED', 'MONTH_BEFORE_CONTRACT'])

type Renderer = (statements: readonly Document[]) => string

/** Loaded only when asked for. */
const RENDERERS: Readonly<Record<'table' | 'json' | 'csv', (look: Look) => Promise<Renderer>>> = {
  table: async look => {
    const {renderStatement} = await import('../render/statement-table.js')
    return statements =>
      statements.map(each => renderStatement(each, {...look, locale: each.customer.locale})).join('\n\n')
  },
  json: async () => statements => JSON.stringify(statementsJson(statements), null, 2),
  csv: async () => {
    const {renderStatementsCsv} = await import('../render/statement-csv.js')
    return statements => renderStatementsCsv(statements)
  },
}

interface Wanted {
  readonly month: Month | null
  readonly provider: Provider
  readonly now: Instant
}

async function readStatement(
  store: Store,
  id: ContractId,
  {month, provider, now}: Wanted,
): Promise<Document> {
  const account = await findAccount(store, id)
  const wanted = month ?? accepted(lastClosedMonth(account))
  const isClosed = wanted < firstOpenMonth(account)
  const withPage = isClosed ? await findAccount(store, id, {closedMonth: wanted}) : account
  const today = dayOf(instantAt(epochMs(now), account.contract.timezone))
  return accepted(buildStatement(withPage, wanted, provider, today))
}

import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import type {Context} from '../cli/context.js'
import {chooseContracts, readingAccount} from '../cli/contracts.js'
import type {EachContract} from '../cli/each-contract.js'
import {forEachContractShown} from '../cli/each-contract-shown.js'
import {accepted, EXIT, UsageError} from '../cli/failure.js'
import {monthRangeReader} from '../cli/month-range.js'
import {requireOutside} from '../cli/outside-store.js'
import {terminalOf} from '../cli/standard-output.js'
import {dayIn} from '../domain/calendar.js'
import type {Contract, ContractId} from '../domain/contract.js'
import type {ReadAccount} from '../domain/scope.js'
import {exportedStatements} from '../operations/export-account.js'
import type {MonthRange} from '../operations/statement-months.js'
import {writeTo} from './output.js'
import type {Writing} from './writing.js'

/** What every command that exports takes. */
type ExportFlags = Interfaces.InferredFlags<(typeof ExportCommand)['baseFlags']>

/** What the commands of all formats share: a command says how an account is written, and the rest is here. */
export abstract class ExportCommand extends BaseCommand {
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override baseFlags = {
    ...BaseCommand.baseFlags,
    from: Flags.string({helpValue: 'M', description: 'From this month on (else the first of each contract)'}),
    to: Flags.string({helpValue: 'M', description: 'To this month (else the one that is running)'}),
    output: Flags.string({
      helpValue: 'FILE',
      description: 'Write to a file, which is replaced whole or not at all; - is standard output',
    }),
  }

  /** Writes the accounts one after the other, so that the largest one is all that is held; returns what `--json` prints. */
  protected async export(named: readonly string[], flags: ExportFlags, writing: Writing): Promise<object> {
    const file = fileOf(flags.output, this.jsonEnabled())
    if (file !== null) requireOutside(file, this.storeName(flags))
    const context = await this.openContext(flags)
    const rangeIn = await monthRangeReader(flags, context.now)
    rangeIn(context.profile.defaults)
    const ids = await chooseContracts(context.store, named)
    const isSilent = this.jsonEnabled() || (file === null && terminalOf() !== null)
    let lines = 0
    let outcome: EachContract<void> = {done: [], failed: [], exitCode: EXIT.done}
    await writeTo(file, async output => {
      let head = writing.head
      const write = async (text: string) => {
        const piece = head + text
        head = ''
        lines += linesIn(piece)
        await output.write(piece)
      }
      const writeAccount = async (id: ContractId) => {
        if (output.isWanted()) await write(await textOf(id, writing, {...context, rangeIn}))
      }
      outcome = await forEachContractShown(ids, writeAccount, {isSilent})
      if (hasNothing(outcome)) return 'keep-old'
      await write('') // the head, where there are no contracts
      return 'replace'
    })
    const {done, failed} = outcome
    const [first] = failed
    if (first !== undefined && ids.length === 1) throw first.cause
    if (file !== null && !this.jsonEnabled() && !hasNothing(outcome)) this.tell(`wrote ${file}`)
    const {name: format} = writing
    return {export: {format, file, contracts: done.length, lines}, ...(await this.tellFailed(outcome))}
  }
}

/** Whether there were contracts, and none of them could be exported: then a file of before is better than none. */
const hasNothing = ({done, failed}: EachContract<unknown>): boolean => done.length === 0 && failed.length > 0

interface Exporter extends Pick<Context, 'store' | 'profile' | 'now'> {
  readonly rangeIn: (contract: Contract) => MonthRange
}

/** Nothing of an account is written before all of it is known. */
const textOf = (
  id: ContractId,
  writing: Writing,
  {store, profile, now, rangeIn}: Exporter,
): Promise<string> =>
  readingAccount(store, id, async (read: ReadAccount) => {
    const account = await read(({contract}) => writing.scope(rangeIn(contract)))
    const range = rangeIn(account.contract)
    const statements = accepted(exportedStatements(account, {range, provider: profile.provider, now}))
    return writing.textOf({account, statements, range, now, today: dayIn(now, account.contract.timezone)})
  })

/** The answer of `--json` is about what was written, so that has to go elsewhere. */
function fileOf(output: string | undefined, json: boolean): string | null {
  const file = output === undefined || output === '-' ? null : output
  if (file !== null || !json) return file
  throw new UsageError(
    'NO_OUTPUT',
    '--json answers what was exported, and the export itself has no place to go.',
    'Name a file: --output FILE.',
  )
}

const linesIn = (text: string): number => text.split('\n').length - 1

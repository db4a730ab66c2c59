import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import type {Context} from '../cli/context.js'
import {accountReader, chooseContracts, findAccount} from '../cli/contracts.js'
import {forEachContract, withoutCause, worstOf} from '../cli/each-contract.js'
import {accepted} from '../cli/failure.js'
import {monthReader} from '../cli/text-values.js'
import type {ContractId} from '../domain/contract.js'
import type {Account, ClosedPage} from '../domain/page.js'
import type {Scope} from '../domain/scope.js'
import {closeDueMonths} from '../operations/close-month.js'
import {renderFailed, renderRollover} from '../render/rollover-table.js'

/** A month is closed upon the one before, which must still be what it was when it was sealed. */
const LAST_CLOSED: Scope = {lastClosed: true}

const loadStatements = () => import('../statements/closed-statements.js')

export default class Rollover extends BaseCommand {
  static override summary = 'Close every month that is due, in order'
  static override description =
    `Closing twice is closing once; missed months are caught up. The running month is closed only by --through.
Contracts close independently: one that fails is reported and does not stop the others.`
  static override examples = [
    '<%= config.bin %> rollover',
    '<%= config.bin %> rollover --dry-run',
    '<%= config.bin %> rollover acme --through 2026-10',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override flags = {
    through: Flags.string({
      helpValue: 'MONTH',
      description: 'The last month to close (else the last that has ended)',
    }),
    statements: Flags.string({
      helpValue: 'DIR',
      description: 'Write the statements of what was closed there, as PDF',
    }),
    'dry-run': Flags.boolean({description: 'Say what would happen and write nothing', default: false}),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Rollover)
    const context = await this.openContext(flags)
    const {store, now, profile} = context
    const isDryRun = flags['dry-run']
    const folder = isDryRun ? undefined : flags.statements
    // Refused before anything is closed:
    const monthIn = flags.through === undefined ? null : await monthReader(flags.through, now)
    monthIn?.(profile.defaults)
    if (folder !== undefined) (await loadStatements()).makeFolder(folder)
    const closing = {provider: profile.provider, now}
    const close = (account: Account) => closeDueMonths(account, monthIn?.(account.contract) ?? null, closing)
    const ids = await chooseContracts(store, this.words(raw))
    const {done, failed, exitCode} = await forEachContract(ids, async id => {
      const result = isDryRun
        ? close(await findAccount(store, id, LAST_CLOSED))
        : await store.updateAccount(id, LAST_CLOSED, close)
      return accepted(result).closed
    })
    const closed = done.flat().map(closedMonth)
    if (closed.length > 0 || failed.length === 0)
      this.show(renderRollover({closed, dryRun: isDryRun}, this.look()))

    const statements =
      folder === undefined ? null : await this.#writeStatements(ids, {closed, folder}, context)
    const allFailed = [...failed, ...(statements?.failed ?? [])]
    // Apart from the results, so that a cron job whose output is thrown away still tells of them.
    if (allFailed.length > 0) this.tellDrawn(renderFailed(allFailed, this.look()))
    const worst = worstOf([exitCode, statements?.exitCode ?? 0])
    if (worst !== 0) process.exitCode = worst
    const files = statements === null ? {} : {files: statements.done.flat()}
    return {closed, failed: allFailed.map(withoutCause), dryRun: isDryRun, ...files}
  }

  /** As PDF, which is what customers get. */
  async #writeStatements(
    ids: readonly ContractId[],
    {closed, folder}: {readonly closed: readonly ClosedMonth[]; readonly folder: string},
    {store, profile: {provider}, now}: Context,
  ) {
    const {writeClosedStatements} = await loadStatements()
    const {openStatementForm} = await import('../statements/statement-forms.js')
    const {forEachContractShown} = await import('../cli/each-contract-shown.js')
    const form = await openStatementForm('pdf', this.look(), Math.max(ids.length, closed.length))
    const write = async (contract: ContractId) => {
      const justClosed = closed.filter(each => each.contract === contract).map(({month}) => month)
      const wanted = {contract, justClosed, folder, provider, now}
      return accepted(await writeClosedStatements(accountReader(store, contract), form, wanted))
    }
    try {
      return await forEachContractShown(ids, write, {
        say: files => files.filter(({isChanged}) => isChanged).map(({file}) => `wrote ${file}`),
        isSilent: this.jsonEnabled(),
        atOnce: form.atOnce,
      })
    } finally {
      await form.close()
    }
  }
}

type ClosedMonth = ReturnType<typeof closedMonth>

const closedMonth = ({contract, month, number, end}: ClosedPage) => ({
  contract,
  month,
  closingMinutes: end.closing.minutes,
  lapsedMinutes: end.totals.lapsedMinutes,
  overageMinutes: end.totals.overageMinutes,
  number,
})

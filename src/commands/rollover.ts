import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {changeAccount} from '../cli/change-account.js'
import type {Context} from '../cli/context.js'
import {chooseContracts, findAccount, readingAccount} from '../cli/contracts.js'
import {forEachContract, withoutCause, worstOf} from '../cli/each-contract.js'
import {accepted, RefusalError, UnfinishedError} from '../cli/failure.js'
import {requireOutside} from '../cli/outside-store.js'
import {keyPlaces, signingFlags} from '../cli/signing-flags.js'
import {monthReader} from '../cli/text-values.js'
import type {Month} from '../domain/calendar.js'
import type {Contract, ContractId} from '../domain/contract.js'
import type {Account, ClosedPage} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import {closeDueMonths, NEEDED_TO_CLOSE} from '../operations/close-month.js'
import {renderRollover} from '../render/rollover-table.js'
import {statementView} from '../render/statement-view.js'
import type {KeyPlaces, Signing} from '../statements/signing.js'
import type {Store} from '../storage/store.js'

const loadOutside = () => import('../cli/outside-witness.js')
const loadSigning = () => import('../statements/signing.js')
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
    witness: Flags.string({
      helpValue: 'FILE',
      description: 'Keep the seals in this file outside of the store as well (else "witness" of the profile)',
    }),
    ...signingFlags,
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
    if (folder !== undefined) {
      requireOutside(folder, this.storeName(flags))
      ;(await loadStatements()).makeFolder(folder)
    }
    const signing =
      folder === undefined || flags['no-sign']
        ? null
        : await signingOf(profile, keyPlaces(flags.key, this.storeName(flags)))
    const outside = flags.witness ?? profile.defaults.witness
    if (outside !== null) (await loadOutside()).requireWitnessPlace(outside, this.storeName(flags))
    const ids = await chooseContracts(store, this.words(raw))
    const {closed, ...closing} = await closeMonths(ids, {...context, monthIn, isDryRun})
    if (closed.length > 0 || closing.failed.length === 0)
      this.show(renderRollover({closed, dryRun: isDryRun}, this.look()))
    const writing =
      folder === undefined ? null : await this.#writeStatements(ids, {closed, folder, signing}, context)
    if (!isDryRun) await this.#tellWitnesses(store, outside)
    const failed = [...closing.failed, ...(writing?.failed ?? [])]
    // Apart from the results, so that a cron job whose output is thrown away still tells of them.
    const exitCode = worstOf([closing.exitCode, writing?.exitCode ?? 0, Number(process.exitCode ?? 0)])
    await this.tellFailed({failed, exitCode})
    const files = writing === null ? {} : {files: writing.done.flat()}
    return {closed, failed: failed.map(withoutCause), dryRun: isDryRun, ...files}
  }

  /** What is closed stays so where a witness cannot be told of it: the next rollover tells it. */
  async #tellWitnesses(store: Store, outside: string | null): Promise<void> {
    try {
      await store.completeWitness()
      if (outside !== null) await (await loadOutside()).tellOutside(store, outside)
    } catch (error) {
      const {explainFailure} = await import('../cli/explain-failure.js')
      const {message, exitCode} = explainFailure(error)
      this.tell(`! A witness was not told of all that is closed; what is closed stays so. ${message}`)
      process.exitCode = exitCode
    }
  }

  /** As PDF, which is what customers get. */
  async #writeStatements(
    ids: readonly ContractId[],
    {
      closed,
      folder,
      signing,
    }: {readonly closed: readonly ClosedMonth[]; readonly folder: string; readonly signing: Signing | null},
    {store, profile: {provider}, now}: Context,
  ) {
    const {writeClosedStatements} = await loadStatements()
    const {openStatementForm} = await import('../statements/statement-forms.js')
    const {logoReader} = await import('../statements/logos.js')
    const {missingLogoText} = await import('../cli/missing-logo.js')
    const {forEachContractShown} = await import('../cli/each-contract-shown.js')
    const readLogo = logoReader(store, error => this.tell(missingLogoText(error)))
    const look = {...this.look(), readLogo, signing}
    const form = await openStatementForm('pdf', look, Math.max(ids.length, closed.length))
    const write = async (contract: ContractId) => {
      const justClosed = closed.filter(each => each.contract === contract).map(({month}) => month)
      const wanted = {contract, justClosed, folder, provider, now}
      try {
        return accepted(
          await readingAccount(store, contract, read => writeClosedStatements(read, form, wanted)),
        )
      } catch (error) {
        if (justClosed.length === 0 || error instanceof RefusalError) throw error
        throw new UnfinishedError(error, unwritten(contract))
      }
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

/** With what the statements are signed. What is closed now takes the key of today: without it nothing is closed. */
async function signingOf({signingKeys}: Profile, places: KeyPlaces): Promise<Signing> {
  const {findPrivateKey, openSigning} = await loadSigning()
  const current = signingKeys.at(-1)
  if (current !== undefined) findPrivateKey(current.publicKey, places)
  return openSigning(signingKeys, places)
}

interface Closing extends Context {
  /** The last month to close, by the clocks of a contract; null is the last that has ended. */
  readonly monthIn: ((contract: Contract) => Month) | null
  readonly isDryRun: boolean
}

/** Closes the due months of each contract on its own; a dry run does the same to accounts that are only read. */
async function closeMonths(
  ids: readonly ContractId[],
  {store, profile: {provider}, now, author: by, monthIn, isDryRun}: Closing,
) {
  const close = (account: Account) =>
    closeDueMonths(account, monthIn?.(account.contract) ?? null, {provider, now, by, print: statementView})
  const {done, ...rest} = await forEachContract(ids, async id => {
    if (isDryRun) return accepted(close(await findAccount(store, id, NEEDED_TO_CLOSE))).closed
    return (await changeAccount(store, id, NEEDED_TO_CLOSE, close)).closed
  })
  return {...rest, closed: done.flat().map(closedMonth)}
}

const unwritten = (contract: ContractId): string =>
  `What was due of ${contract} is closed. Only statements are missing: the same command once more writes them.`

type ClosedMonth = ReturnType<typeof closedMonth>

const closedMonth = ({contract, month, number, end}: ClosedPage) => ({
  contract,
  month,
  closingMinutes: end.closing.minutes,
  lapsedMinutes: end.totals.lapsedMinutes,
  overageMinutes: end.totals.overageMinutes,
  number,
})

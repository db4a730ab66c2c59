import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {findAccount, findContract} from '../../cli/contracts.js'
import {accepted, RefusalError, UsageError} from '../../cli/failure.js'
import {
  daysOfOpenEntries,
  prepareHolidays,
  requireKnownRegions,
  scopeOfOpenEntries,
} from '../../cli/prepare-holidays.js'
import {readJsonFile} from '../../cli/read-file.js'
import {termsFlags, termsFrom} from '../../cli/terms-flags.js'
import {readMonth} from '../../cli/text-values.js'
import {type Contract, type Terms, termsIn, wholeChanges} from '../../domain/contract.js'
import {amendContract, refuseAmendment, withTerms} from '../../operations/change-contract.js'
import {renderAmended} from '../../render/contract-table.js'
import {contradictionsIn, parseChanges} from '../../schema/contract.js'

export default class ContractAmend extends BaseCommand {
  static override summary = 'Change the terms from a month on'
  static override description =
    'Only what is named changes, and never a month that is closed. Open months are rated again.'
  static override examples = ['<%= config.bin %> contract amend acme --from 2027-01 --credit 12h']
  static override args = {id: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = {
    from: Flags.string({
      helpValue: 'MONTH',
      description: 'The first month that they hold in',
      required: true,
    }),
    ...termsFlags,
    file: Flags.string({
      helpValue: 'TERMS.json',
      description: 'The terms that change, as JSON; - is standard input',
    }),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractAmend)
    const {store, now} = await this.openContext(flags)
    const {id} = await findContract(store, args.id)
    const fromFile = flags.file === undefined ? {} : accepted(parseChanges(readJsonFile(flags.file)))
    const account = await findAccount(store, id)
    const from = await readMonth(flags.from, now, account.contract)
    const refusal = refuseAmendment(account, from)
    if (refusal !== null) throw new RefusalError(refusal)

    // Asked twice: for the holidays that are looked up first, and of the contract as it is when nobody else can write.
    const changesTo = (contract: Contract) => {
      const inForce = termsIn(contract, from)
      const inFile = wholeChanges(fromFile, inForce)
      const changes = {...inFile, ...termsFrom(flags, {...inForce, ...inFile})}
      requireSense(withTerms(contract, from, changes), changes)
      return changes
    }
    const contract = withTerms(account.contract, from, changesTo(account.contract))
    await requireKnownRegions(contract)
    const holidays = await prepareHolidays(store, contract, daysOfOpenEntries(account))
    const amended = accepted(
      await store.updateAccount(id, scopeOfOpenEntries(account), current =>
        amendContract({...current, holidays}, from, changesTo(current.contract)),
      ),
    )
    const after = amended.account.contract
    const terms = {before: termsIn(account.contract, from), after: termsIn(after, from)}
    this.show(renderAmended(after, from, terms, this.look()))
    return after
  }
}

function requireSense(contract: Contract, changes: Partial<Terms>): void {
  if (Object.keys(changes).length === 0) {
    throw new UsageError('NOTHING_TO_CHANGE', 'No term is named.', 'Name at least one, such as --credit 12h.')
  }
  const problems = contradictionsIn(contract)
  if (problems.length > 0) throw new RefusalError({kind: 'invalid-terms', problems})
}

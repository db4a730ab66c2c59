import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {authorship} from '../../cli/context.js'
import {accepted, RefusalError, UsageError} from '../../cli/failure.js'
import {requireKnownRegionIn} from '../../cli/prepare-holidays.js'
import {readJsonFile} from '../../cli/read-file.js'
import {termsFlags, termsFrom} from '../../cli/terms-flags.js'
import {monthReader} from '../../cli/text-values.js'
import {type Contract, type Terms, termsIn, wholeChanges} from '../../domain/contract.js'
import {refuse} from '../../domain/refusal.js'
import {amendContract, neededToAmend, refuseAmendment, withTerms} from '../../operations/change-contract.js'
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

  protected override async questions() {
    return (await import('../../cli/ask-contract.js')).amendmentQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractAmend)
    const context = await this.openContext(flags)
    const {store, now} = context
    const fromFile = flags.file === undefined ? {} : accepted(parseChanges(readJsonFile(flags.file)))
    await requireKnownRegionIn(fromFile)
    const monthIn = await monthReader(flags.from, now)
    const {account, before} = await changeAccount(store, args.id, neededToAmend, current => {
      const from = monthIn(current.contract)
      const refusal = refuseAmendment(current, from)
      if (refusal !== null) return refuse(refusal)
      const inForce = termsIn(current.contract, from)
      const inFile = wholeChanges(fromFile, inForce)
      const changes = {...inFile, ...termsFrom(flags, {...inForce, ...inFile})}
      requireSense(withTerms(current.contract, from, changes), changes)
      return amendContract(current, {from, changes}, authorship(context))
    })
    const from = monthIn(before)
    const terms = {before: termsIn(before, from), after: termsIn(account.contract, from)}
    this.show(renderAmended(account.contract, from, terms, this.look()))
    return account.contract
  }
}

function requireSense(contract: Contract, changes: Partial<Terms>): void {
  if (Object.keys(changes).length === 0) {
    throw new UsageError('NOTHING_TO_CHANGE', 'No term is named.', 'Name at least one, such as --credit 12h.')
  }
  const problems = contradictionsIn(contract)
  if (problems.length > 0) throw new RefusalError({kind: 'invalid-terms', problems})
}

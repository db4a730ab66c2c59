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
import {readJsonFile} from '../../cli/read-json-file.js'
import {termsFlags, termsFrom} from '../../cli/terms-flags.js'
import {dayOf} from '../../domain/calendar.js'
import {termsIn} from '../../domain/contract.js'
import {parseMonthText} from '../../domain/time-text.js'
import {amendContract, refuseAmendment, withTerms} from '../../operations/change-contract.js'
import {renderContract} from '../../render/contract-table.js'
import {contradictionsIn, parseChanges} from '../../schema/contract.js'

export default class ContractAmend extends BaseCommand {
  static override summary = 'Change the terms from a month on'
  static override description =
    'Only what is named changes, and never a month that is closed. Open months are rated again.'
  static override examples = ['<%= config.bin %> contract amend acme --from 2026-07 --credit 12h']
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
    const from = accepted(parseMonthText(flags.from, {today: dayOf(now)}))
    const fromFile = flags.file === undefined ? {} : accepted(parseChanges(readJsonFile(flags.file)))
    const account = await findAccount(store, id)
    const refusal = refuseAmendment(account, from)
    if (refusal !== null) throw new RefusalError(refusal)
    const changes = {...fromFile, ...termsFrom(flags, {...termsIn(account.contract, from), ...fromFile})}
    if (Object.keys(changes).length === 0) {
      throw new UsageError(
        'NOTHING_TO_CHANGE',
        'No term is named.',
        'Name at least one, such as --credit 12h.',
      )
    }
    const contract = withTerms(account.contract, from, changes)
    const problems = contradictionsIn(contract)
    if (problems.length > 0) throw new RefusalError({kind: 'invalid-terms', problems})
    await requireKnownRegions(contract)
    const holidays = await prepareHolidays(store, contract, daysOfOpenEntries(account))
    const amended = accepted(
      await store.updateAccount(id, scopeOfOpenEntries(account), current => {
        const result = amendContract({...current, holidays}, from, changes)
        return result.ok ? {ok: true, value: {account: result.value}} : result
      }),
    )
    this.show(renderContract(amended.account.contract, this.look()))
    return amended.account.contract
  }
}

import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {authorship} from '../../cli/context.js'
import {CUSTOMER_FLAGS, customerFlags, customerFrom} from '../../cli/customer-flags.js'
import {UsageError} from '../../cli/failure.js'
import {ok} from '../../domain/refusal.js'
import {editCustomer} from '../../operations/change-contract.js'
import {renderEdited} from '../../render/contract-table.js'
import {unprintableOf} from '../../statements/unprintable.js'

export default class ContractEdit extends BaseCommand {
  static override summary = 'Change what is said of the customer: name, address, e-mail, language and so on'
  static override description =
    'Only what is named changes, at once; an empty value clears it. Closed months keep what they were closed with. Terms are changed with "contract amend".'
  static override examples = [
    '<%= config.bin %> contract edit acme --address "Musterweg 1" --address "80331 München"',
    '<%= config.bin %> contract edit acme --email it@acme.example --contact "Frau Müller; Herr Kaya"',
    '<%= config.bin %> contract edit acme --number ""',
  ]
  static override args = {id: Args.string({ignoreStdin: true, description: 'Contract', required: true})}
  static override flags = customerFlags

  protected override async questions() {
    return (await import('../../cli/ask-contract.js')).editQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractEdit)
    const context = await this.openContext(flags)
    const changes = customerFrom(flags)
    if (Object.keys(changes).length === 0) {
      const names = Object.values(CUSTOMER_FLAGS).map(name => `--${name}`)
      throw new UsageError(
        'NOTHING_TO_CHANGE',
        'Nothing is said of the customer.',
        `Name at least one: ${names.join(', ')}.`,
      )
    }
    const edited = await changeAccount(context.store, args.id, {}, account =>
      ok(editCustomer(account, changes, authorship(context))),
    )
    const {contract} = edited.account
    this.show(renderEdited(contract, edited.before.customer, this.look()))
    this.tellUnprintable(await unprintableOf(contract.customer))
    return contract
  }
}

import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {CUSTOMER_FLAGS, type CustomerFlags, customerFlags, customerFrom} from '../../cli/customer-flags.js'
import {accepted, RefusalError, UsageError} from '../../cli/failure.js'
import {requireKnownRegions} from '../../cli/prepare-holidays.js'
import {readJsonFile} from '../../cli/read-file.js'
import {findTariff} from '../../cli/tariffs.js'
import {type TermsFlags, termsFlags, termsFrom} from '../../cli/terms-flags.js'
import {readFullDay} from '../../cli/text-values.js'
import {type Day, dayOf} from '../../domain/calendar.js'
import type {Terms} from '../../domain/contract.js'
import {openAccount} from '../../operations/change-contract.js'
import {renderContract} from '../../render/contract-table.js'
import {parseNewContract} from '../../schema/contract.js'
import {unprintableOf} from '../../statements/unprintable.js'

export default class ContractAdd extends BaseCommand {
  static override summary = 'Open an account'
  static override description =
    'Flags fill the usual terms; --file takes complete ones as JSON (see "contract schema").'
  static override examples = [
    '<%= config.bin %> contract add acme --customer "ACME GmbH" --from 2026-01-01 --credit 10h --cap 15h --overdraft 5h --beyond charge --rate 120',
    '<%= config.bin %> contract add acme --file acme.json',
  ]
  static override args = {
    id: Args.string({ignoreStdin: true, description: 'Short name: small letters, digits, hyphens'}),
  }
  static override flags = {
    ...customerFlags,
    from: Flags.string({helpValue: 'DAY', description: 'First day: 2026-01-31 or 31.1.2026'}),
    ...termsFlags,
    tariff: Flags.string({
      helpValue: 'NAME',
      description: 'Ready terms under a name (see "contract tariffs"); other flags go before them',
    }),
    file: Flags.string({helpValue: 'TERMS.json', description: 'Complete terms as JSON; - is standard input'}),
  }

  protected override async questions() {
    return (await import('../../cli/ask-contract.js')).newContractQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractAdd)
    const context = await this.openContext(flags)
    const tariff = flags.tariff === undefined ? {} : (await findTariff(context.store, flags.tariff)).terms
    const credit = flags.credit ?? (flags.tariff === undefined ? undefined : `${tariff.creditMinutes ?? 0}m`)
    const today = dayOf(context.now)
    const said = {id: args.id, customer: flags.customer, from: flags.from, credit}
    const json =
      flags.file === undefined
        ? await fromAnswers(complete(said), {...flags, today}, tariff)
        : fromFile(flags.file, {...flags, id: args.id})
    const contract = accepted(parseNewContract(json, context.profile.defaults))
    await requireKnownRegions(contract)
    accepted(await context.store.createAccount(openAccount(contract)))
    this.show(renderContract(contract, this.look()))
    this.tellUnprintable(await unprintableOf(contract.customer))
    return contract
  }
}

/** What a contract needs, as it was typed. */
interface Answers {
  readonly id: string
  readonly customer: string
  readonly from: string
  readonly credit: string
}

type Said = {readonly [K in keyof Answers]?: string | undefined}

function complete({id, customer, from, credit}: Said): Answers {
  if (id !== undefined && customer !== undefined && from !== undefined && credit !== undefined) {
    return {id, customer, from, credit}
  }
  const [flag, what] =
    id === undefined
      ? ['ID', "the contract's short name"]
      : customer === undefined
        ? ['--customer', "the customer's name"]
        : from === undefined
          ? ['--from', 'the first day']
          : ['--credit', 'the monthly credit']
  throw new RefusalError({kind: 'missing-value', flag, what})
}

async function fromAnswers(
  {id, customer, from, credit}: Answers,
  {today, ...flags}: TermsFlags & CustomerFlags & {readonly today: Day},
  tariff: Partial<Terms>,
): Promise<unknown> {
  const terms = {...tariff, ...termsFrom({...flags, credit}, tariff)}
  const day = await readFullDay(from, today)
  return {id, customer: customerFrom({...flags, customer}), from: day, terms: [terms]}
}

/** A file is complete in itself: beside it only the id may be said, and must be the same. */
function fromFile(
  path: string,
  {id, ...flags}: TermsFlags & CustomerFlags & Said & {readonly tariff?: string | undefined},
): unknown {
  const also = [...Object.values(CUSTOMER_FLAGS), 'from', 'tariff', ...Object.keys(termsFlags)].filter(
    name => flags[name as keyof typeof flags] !== undefined,
  )
  if (also.length > 0) {
    throw new UsageError(
      'CONTRADICTION',
      `--file gives complete terms, and --${also.join(', --')} would change them.`,
      'Leave one of them out.',
    )
  }
  const json = readJsonFile(path)
  const idInFile = typeof json === 'object' && json !== null && 'id' in json ? json.id : undefined
  if (id !== undefined && idInFile !== undefined && id !== idInFile) {
    throw new UsageError(
      'CONTRADICTION',
      `The id is "${id}" here and ${JSON.stringify(idInFile)} in ${path}.`,
    )
  }
  return id === undefined || typeof json !== 'object' || json === null ? json : {...json, id}
}

import {Args, Flags} from '@oclif/core'
import {addContract, addContracts, type NewContract} from '../../cli/add-contracts.js'
import {BaseCommand} from '../../cli/base-command.js'
import type {Context} from '../../cli/context.js'
import type {ContractDraft, ContractFile} from '../../cli/contract-file.js'
import {customerFlags} from '../../cli/customer-flags.js'
import {UsageError} from '../../cli/failure.js'
import {type ContractFlags, contractSaidBy, refuseBesideFile} from '../../cli/new-contract.js'
import {readBytes} from '../../cli/read-file.js'
import {termsFlags} from '../../cli/terms-flags.js'
import {dayOf, monthOf} from '../../domain/calendar.js'
import type {Contract} from '../../domain/contract.js'
import {terminal} from '../../locale/terminal.js'
import {renderContract, renderContracts} from '../../render/contract-table.js'
import {unprintableOf} from '../../statements/unprintable.js'

export default class ContractAdd extends BaseCommand {
  static override summary = 'Open an account, or those of a file'
  static override description =
    'Flags fill the usual terms; --file takes complete ones as JSON (see "contract schema"), one contract or many: an array, JSON Lines, or CSV whose columns are named like the flags. A contract of a file that is there with the same content is left as it is.'
  static override examples = [
    '<%= config.bin %> contract add acme --customer "ACME GmbH" --from 2026-01-01 --credit 10h --cap 15h --overdraft 5h --beyond charge --rate 120',
    '<%= config.bin %> contract add acme --file acme.json',
    '<%= config.bin %> contract add --file contracts.csv --dry-run',
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
    file: Flags.string({
      helpValue: 'FILE',
      description: 'One contract or many, as JSON, JSON Lines or CSV; - is standard input',
    }),
    'dry-run': Flags.boolean({description: 'Say what would be added, and write nothing', default: false}),
    'all-or-nothing': Flags.boolean({
      description: 'Add no contract of the file if one is refused',
      default: false,
    }),
  }

  protected override async questions() {
    return (await import('../../cli/ask-contract.js')).newContractQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ContractAdd)
    const context = await this.openContext(flags)
    const said: ContractFlags = {...flags, id: args.id}
    const isDry = flags['dry-run']
    if (flags.file === undefined) {
      const json = await contractSaidBy(said, {store: context.store, today: dayOf(context.now)})
      return this.#addOne({json, isOfFile: false}, context, isDry)
    }
    refuseBesideFile(said)
    const {isOfMany, drafts} = await fileOfContracts(flags.file)
    if (isOfMany) {
      refuseIdOfMany(args.id, flags.file)
      return this.#addMany(drafts, context, {isDry, isAllOrNothing: flags['all-or-nothing']})
    }
    const [json] = await Promise.all(drafts.map(draft => jsonOf(draft, context)))
    return this.#addOne({json: withId(json, args.id, flags.file), isOfFile: true}, context, isDry)
  }

  async #addOne(wanted: {json: unknown; isOfFile: boolean}, context: Context, isDry: boolean) {
    const {contract, isNew} = await addContract(wanted, context, isDry)
    this.show(renderContract(contract, this.look()))
    if (isDry) this.tell(terminal.added.dryRun)
    if (!isNew) this.tell(terminal.added.unchanged(contract.id))
    await this.#tellUnprintable([contract])
    return contract
  }

  async #addMany(
    drafts: readonly ContractDraft[],
    context: Context,
    options: {isDry: boolean; isAllOrNothing: boolean},
  ) {
    const wanted = drafts.map(draft => ({
      name: terminal.added.place(draft.place, draft.id),
      json: () => jsonOf(draft, context),
    }))
    const {done, heldBack, failed, exitCode} = await addContracts(wanted, context, options)
    const contracts = done.filter(({isNew}: NewContract) => isNew).map(({contract}) => contract)
    const unchanged = done.length - contracts.length
    if (contracts.length > 0) this.show(renderContracts(contracts, monthOf(context.now), this.look()))
    const counts = {added: contracts.length, unchanged, failed: failed.length, heldBack}
    this.tell(terminal.added.counts({...counts, isDry: options.isDry}))
    await this.tellFailed({failed, exitCode})
    await this.#tellUnprintable(contracts)
    const placed = failed.map(({contract: name, error}) => {
      const draft = drafts[wanted.findIndex(each => each.name === name)]
      return {contract: draft?.id ?? null, ...draft?.place, error}
    })
    const held = options.isAllOrNothing ? {heldBack} : {}
    return {contracts, failed: placed, unchanged, ...held, dryRun: options.isDry}
  }

  async #tellUnprintable(contracts: readonly Contract[]): Promise<void> {
    const characters = []
    for (const {customer} of contracts) characters.push(...(await unprintableOf(customer)))
    this.tellUnprintable([...new Set(characters)])
  }
}

async function fileOfContracts(path: string): Promise<ContractFile> {
  const {readContractFile} = await import('../../cli/contract-file.js')
  const bytes = readBytes(path)
  return readContractFile(path, bytes, async () => {
    const {readCsvTable} = await import('../../exchange/csv-dialect.js')
    const table = readCsvTable(bytes)
    if (table.ok) return table.value
    const {wordsOfCsvRefusal} = await import('../../locale/csv-problems.js')
    const {message} = wordsOfCsvRefusal(table.refusal)
    throw new UsageError('INVALID_CSV', `${path}: ${message}`, null, {file: path})
  })
}

async function jsonOf(draft: ContractDraft, {store, now}: Context): Promise<unknown> {
  const said = draft.read()
  return 'json' in said ? said.json : contractSaidBy(said.flags, {store, today: dayOf(now)})
}

function refuseIdOfMany(id: string | undefined, path: string): void {
  if (id === undefined) return
  throw new UsageError(
    'CONTRADICTION',
    `${path} has several contracts, and ${id} would be one of them.`,
    'Leave it out.',
  )
}

/** The id may be said beside the file, and must be the same where the file has one. */
function withId(json: unknown, id: string | undefined, path: string): unknown {
  const idInFile = typeof json === 'object' && json !== null && 'id' in json ? json.id : undefined
  if (id !== undefined && idInFile !== undefined && id !== idInFile) {
    throw new UsageError(
      'CONTRADICTION',
      `The id is "${id}" here and ${JSON.stringify(idInFile)} in ${path}.`,
    )
  }
  return id === undefined || typeof json !== 'object' || json === null ? json : {...json, id}
}

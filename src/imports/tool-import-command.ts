import {Flags, type Interfaces} from '@oclif/core'
import type {Context} from '../cli/context.js'
import {findContract} from '../cli/contracts.js'
import {UsageError} from '../cli/failure.js'
import {requireOutside} from '../cli/outside-store.js'
import {readJsonFile} from '../cli/read-file.js'
import type {ContractId} from '../domain/contract.js'
import type {Result} from '../domain/refusal.js'
import type {ContractNames} from '../exchange/contract-names.js'
import type {Reading} from '../exchange/reading.js'
import type {Tool, ToolReason, ToolRefusal} from '../exchange/tool-problem.js'
import {exportText, toolReasonText, wordsOfToolRefusal} from '../locale/tool-problems.js'
import {ImportCommand, type ImportFormat} from './import-command.js'
import {keepMapping, type NamedContracts, readMappingFile} from './mapping-file.js'

type ToolFlags = Interfaces.InferredFlags<(typeof ToolImportCommand)['baseFlags']>

/** What the commands for the exports of other programs share: what those call the contracts. */
export abstract class ToolImportCommand extends ImportCommand {
  static override baseFlags = {
    ...ImportCommand.baseFlags,
    'map-contract': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=CONTRACT',
      description: 'What a name there is here: "Client / Project=acme"',
    }),
    mapping: Flags.string({
      helpValue: 'FILE',
      description: 'A JSON file of such names; those of --map-contract are kept in it',
    }),
    contract: Flags.string({helpValue: 'ID', description: 'The contract of all that names none here'}),
  }

  /** Imports an export, and keeps what was said of its names. */
  protected async importExport<R extends Reading<ToolReason>>(
    tool: Tool,
    file: string,
    flags: ToolFlags,
    read: (bytes: Uint8Array, names: ContractNames) => Result<R, ToolRefusal>,
  ): Promise<object> {
    const {'map-contract': pairs = [], mapping} = flags
    if (file === '-' && mapping === '-')
      throw new UsageError('INPUT_TWICE', 'The file and its mapping cannot both come from standard input.')
    if (mapping !== undefined && mapping !== '-') requireOutside(mapping, this.storeName(flags))
    const context = await this.openContext(flags)
    const kept = mapping === undefined ? {} : readMappingFile(mapping, readJsonFile)
    const named = {...kept, ...pairsIn(pairs)}
    for (const id of Object.values(named)) await findContract(context.store, id)
    if (flags.contract !== undefined) await findContract(context.store, flags.contract)
    const names = await namesIn(context, named, flags.contract)
    const format: ImportFormat<R, ToolReason, ToolRefusal> = {
      name: tool,
      read: bytes => read(bytes, names),
      problemText: wordsOfToolRefusal,
      reasonText: toolReasonText,
      understood: () => ({json: {}, sentences: [`${exportText(tool)}.`]}),
    }
    const result = await this.importFile(file, flags, format)
    if (mapping !== undefined && mapping !== '-' && pairs.length > 0 && !flags['dry-run']) {
      keepMapping(mapping, named)
      this.tell(`The names are kept in ${mapping}.`)
    }
    return result
  }
}

function pairsIn(pairs: readonly string[]): NamedContracts {
  return Object.fromEntries(
    pairs.map(pair => {
      const [, name = '', id = ''] = /^(.+)=([^=]+)$/s.exec(pair) ?? []
      if (name.trim() !== '' && id.trim() !== '') return [name.trim(), id.trim()]
      throw new UsageError(
        'INVALID_MAPPING',
        `--map-contract "${pair}" is not NAME=CONTRACT.`,
        'Such as: --map-contract "Muster GmbH / Support=muster"',
      )
    }),
  )
}

/** What a name means: what was said of it, else a contract's id, else its customer, if there is one of that name. */
async function namesIn(
  {store}: Pick<Context, 'store'>,
  named: NamedContracts,
  usual: ContractId | undefined,
): Promise<ContractNames> {
  const said = new Map(Object.entries(named).map(([name, id]) => [folded(name), id]))
  const ids = await store.listContracts()
  const byId = new Map(ids.map(id => [folded(id), id]))
  const byCustomer = new Map<string, ContractId | null>()
  for (const id of ids) {
    const name = folded((await store.readContract(id))?.customer.name ?? '')
    byCustomer.set(name, byCustomer.has(name) ? null : id)
  }
  return {
    find: name => {
      const key = folded(name)
      return said.get(key) ?? byId.get(key) ?? byCustomer.get(key) ?? undefined
    },
    usual,
  }
}

const folded = (name: string): string => name.normalize('NFC').trim().toLowerCase()

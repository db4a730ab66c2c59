import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findAccount} from '../cli/contracts.js'
import {type EachContract, forEachContract} from '../cli/each-contract.js'
import {showProgress} from '../cli/progress.js'
import type {Instant, Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Opening} from '../domain/page.js'
import type {Provider} from '../domain/provider.js'
import type {Look} from '../render/look.js'
import type {Store} from '../storage/store.js'
import {readStatement} from './read-statement.js'
import {openStatementForm} from './statement-forms.js'
import {
  type Destination,
  destinationOf,
  fileNameOf,
  type WrittenStatement,
  writeStatement,
} from './write-statements.js'

export interface ClosedStatements {
  readonly contracts: readonly ContractId[]
  /** What the rollover has just closed. */
  readonly closed: readonly {readonly contract: ContractId; readonly month: Month}[]
  readonly folder: string
  readonly provider: Provider
  readonly now: Instant
  readonly look: Look
  readonly isSilent: boolean
}

/**
 * Writes the statements of what was closed as PDF, one file each, and any that an earlier run has left out because it
 * died after closing. Only what changed is written.
 */
export async function writeClosedStatements(
  store: Store,
  {contracts, closed, folder, provider, now, look, isSilent}: ClosedStatements,
): Promise<EachContract<readonly WrittenStatement[]>> {
  const destination = folderFor(folder)
  const form = await openStatementForm('pdf', look, Math.max(contracts.length, closed.length))
  const progress = showProgress(contracts.length, process.stderr, isSilent)
  const writeAll = async (contract: ContractId) => {
    const {opening} = (await findAccount(store, contract)).open[0]
    const justClosed = closed.filter(each => each.contract === contract).map(({month}) => month)
    const months = new Set([...leftOut(contract, opening, folder), ...lastOf(opening), ...justClosed])
    const files: WrittenStatement[] = []
    for (const month of [...months].sort()) {
      const statement = await readStatement(store, {contract, month, provider, now})
      const written = await writeStatement(statement, form, destination)
      files.push(written)
    }
    progress.step(...files.filter(({isChanged}) => isChanged).map(({file}) => `wrote ${file}`))
    return files
  }
  try {
    return await forEachContract(contracts, writeAll, form.atOnce)
  } finally {
    progress.end()
    await form.close()
  }
}

/**
 * Makes the folder of the statements, if there is none. For a rollover: before it closes anything.
 *
 * @throws UsageError it is a file · FaultError it cannot be made
 */
export const folderFor = (folder: string): Destination => destinationOf(folder, 2)

const lastOf = ({previous}: Opening): readonly Month[] => (previous === null ? [] : [previous.month])

/** The last year's months without a file that come after one with a file: a folder that is new gets no history. */
function leftOut(contract: ContractId, {previous}: Opening, folder: string): readonly Month[] {
  const months = (previous?.closings ?? []).map(({month}) => month)
  const hasFile = (month: Month) =>
    existsSync(join(folder, fileNameOf({contract, month}, {extension: 'pdf'})))
  const last = months.findLastIndex(hasFile)
  return last < 0 ? [] : months.slice(last + 1)
}

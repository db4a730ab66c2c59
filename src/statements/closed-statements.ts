import {existsSync} from 'node:fs'
import {join} from 'node:path'
import type {Instant, Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Account, Opening} from '../domain/page.js'
import type {Provider} from '../domain/provider.js'
import {ok, type Result} from '../domain/refusal.js'
import type {ReadAccount} from '../domain/scope.js'
import {buildStatement} from '../operations/build-statement.js'
import type {StatementForm} from './statement-form.js'
import {destinationOf, fileNameOf, type WrittenStatement, writeStatement} from './write-statements.js'

export interface ClosedStatements {
  readonly contract: ContractId
  /** What the rollover has just closed. */
  readonly justClosed: readonly Month[]
  /** One that is there. */
  readonly folder: string
  readonly provider: Provider
  readonly now: Instant
}

/**
 * Writes the statements of a contract's months that were just closed, one file each, and any that an earlier run has
 * left out because it died after closing. Only what changed is written.
 */
export async function writeClosedStatements(
  readAccount: ReadAccount,
  form: StatementForm,
  {contract, justClosed, folder, provider, now}: ClosedStatements,
): Promise<Result<readonly WrittenStatement[]>> {
  const hasFile = (month: Month) => existsSync(join(folder, fileNameOf({contract, month}, form)))
  const monthsIn = ({open: [{opening}]}: Account) => [
    ...new Set([...leftOut(opening, hasFile), ...lastOf(opening), ...justClosed]),
  ]
  const account = await readAccount(account => ({closedMonths: monthsIn(account)}))
  const files: WrittenStatement[] = []
  for (const month of monthsIn(account).sort()) {
    const statement = buildStatement(account, month, provider, now)
    if (!statement.ok) return statement
    files.push(await writeStatement(statement.value, form, {folder}))
  }
  return ok(files)
}

/**
 * Makes the folder of the statements, if there is none. For a rollover: before it closes anything.
 *
 * @throws OutputIsFileError it is a file · FaultError it cannot be made
 */
export function makeFolder(folder: string): void {
  destinationOf(folder, SEVERAL)
}

const SEVERAL = {count: 2, holdsSeveral: false, isFile: false} as const

const lastOf = ({previous}: Opening): readonly Month[] => (previous === null ? [] : [previous.month])

/** The last year's months without a file that come after one with a file: a folder that is new gets no history. */
function leftOut({previous}: Opening, hasFile: (month: Month) => boolean): readonly Month[] {
  const months = (previous?.closings ?? []).map(({month}) => month)
  const last = months.findLastIndex(hasFile)
  return last < 0 ? [] : months.slice(last + 1)
}

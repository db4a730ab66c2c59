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
  const monthsIn = (account: Account) => {
    const [{opening}] = account.open
    const {wanted, asked} = closedTogether(account, hasFile)
    const months = [...new Set([...leftOut(opening, hasFile), ...lastOf(opening), ...wanted, ...justClosed])]
    return {months, asked}
  }
  const account = await readAccount(account => {
    const {months, asked} = monthsIn(account)
    return {closedMonths: [...months, ...asked]}
  })
  const files: WrittenStatement[] = []
  for (const month of monthsIn(account).months.sort()) {
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

/**
 * The months without a file that were closed by the same run as the last one, back from there: if that run died before it
 * wrote them, nobody else knows that they are missing where the folder is new. Asked for is the one before as well, as only its page
 * says when it was closed.
 */
function closedTogether({open: [{opening}], closed}: Account, hasFile: (month: Month) => boolean) {
  const months = (opening.previous?.closings ?? []).map(({month}) => month)
  const closedAt = (month: Month | undefined) => closed.find(page => page.month === month)?.closedAt
  const last = closedAt(months.at(-1))
  const wanted: Month[] = []
  for (const month of months.slice(0, -1).toReversed()) {
    if (last === undefined || hasFile(month)) return {wanted, asked: []}
    if (closedAt(month) === undefined) return {wanted, asked: [month]}
    if (closedAt(month) !== last) return {wanted, asked: []}
    wanted.push(month)
  }
  return {wanted, asked: []}
}

/** The last year's months without a file that come after one with a file: a folder that is new gets no history. */
function leftOut({previous}: Opening, hasFile: (month: Month) => boolean): readonly Month[] {
  const months = (previous?.closings ?? []).map(({month}) => month)
  const last = months.findLastIndex(hasFile)
  return last < 0 ? [] : months.slice(last + 1)
}

import {dayIn, type Instant, type Month} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import type {Account} from '../domain/page.js'
import type {Provider} from '../domain/provider.js'
import {ok, type Result} from '../domain/refusal.js'
import type {ReadAccount} from '../domain/scope.js'
import type {Statement} from '../domain/statement.js'
import {buildStatement, lastClosedMonth, neededForStatements} from '../operations/build-statement.js'
import {type MonthRange, monthsOfStatements} from '../operations/statement-months.js'

export interface WantedStatement {
  /** Which month it is by the clocks of its contract; null is the last closed one. */
  readonly month: ((contract: Contract) => Month) | null
  /** As an open month prints it; a closed one has kept its own. */
  readonly provider: Provider
  readonly now: Instant
}

/** Reads what one statement needs, and no other month. Refused as `buildStatement` and `lastClosedMonth` say. */
export async function readStatement(
  readAccount: ReadAccount,
  {month: monthOf, provider, now}: WantedStatement,
): Promise<Result<Statement>> {
  const account = await readAccount(neededForStatements(monthOf && (contract => [monthOf(contract)])))
  const month = monthOf === null ? lastClosedMonth(account) : ok(monthOf(account.contract))
  if (!month.ok) return month
  return buildStatement(account, month.value, provider, now)
}

export interface WantedStatements extends Omit<WantedStatement, 'month'> {
  /** Which months they are by the clocks of their contract. */
  readonly range: (contract: Contract) => MonthRange
}

/** Reads what the statements of several months need. Refused as `buildStatement` and `monthsOfStatements` say. */
export async function readStatements(
  readAccount: ReadAccount,
  {range, provider, now}: WantedStatements,
): Promise<Result<readonly Statement[]>> {
  const todayIn = ({timezone}: Contract) => dayIn(now, timezone)
  const monthsIn = (account: Account) =>
    monthsOfStatements(account, range(account.contract), todayIn(account.contract))
  const account = await readAccount(account => {
    const months = monthsIn(account)
    return months.ok ? neededForStatements(() => months.value)(account) : {}
  })
  const months = monthsIn(account)
  if (!months.ok) return months
  const statements: Statement[] = []
  for (const month of months.value) {
    const statement = buildStatement(account, month, provider, now)
    if (!statement.ok) return statement
    statements.push(statement.value)
  }
  return ok(statements)
}

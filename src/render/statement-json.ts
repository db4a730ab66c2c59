import type {Statement} from '../domain/statement.js'
import type {StatementView} from '../domain/statement-view.js'
import {jsonText} from './json-text.js'
import {statementView} from './statement-view.js'

export interface StatementJson extends StatementView {
  /** Null while the month is open. */
  readonly seal: SealJson | null
}

type SealJson = NonNullable<Statement['seal']>

/** What `statement --format json` prints. */
export interface StatementsJson {
  readonly statements: readonly StatementJson[]
}

/** A statement as scripts get it: what the customer gets, as it was printed when the month was closed, and its seal. */
export const statementJson = (statement: Statement): StatementJson => ({
  ...(statement.printed ?? statementView(statement)),
  seal: statement.seal && inOrder(statement.seal),
})

/** The same bytes, whether the month was just closed or read. */
const inOrder = ({rule, sha256, previous, internalSha256, closedAt}: SealJson): SealJson => ({
  ...{rule, sha256, previous, internalSha256, closedAt},
})

/** Statements, each with the texts of its customer's language. */
export const statementsJson = (statements: readonly Statement[]): StatementsJson => ({
  statements: statements.map(statementJson),
})

/** What `statement --format json` prints for one statement, to the byte. */
export const statementFileText = (statement: Statement): string =>
  `${jsonText(statementsJson([statement]))}\n`

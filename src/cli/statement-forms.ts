import type {Statement} from '../domain/statement.js'
import type {Look} from '../render/look.js'

export const STATEMENT_FORMATS = ['table', 'json', 'csv', 'pdf'] as const
export type StatementFormat = (typeof STATEMENT_FORMATS)[number]

/** One way to write a statement down; each loads what it needs only when it is asked for. */
export interface StatementForm {
  readonly extension: string
  readonly render: (statement: Statement) => Promise<string | Uint8Array>
  /** How many to render at a time. */
  readonly atOnce: number
  /** Ends what renders at the side. */
  readonly close: () => Promise<void>
}

/** @param count how many statements there will be: many are worth a second core */
export async function openStatementForm(
  format: StatementFormat,
  look: Look,
  count: number,
): Promise<StatementForm> {
  return FORMS[format](look, count)
}

const close = async () => {}

const FORMS: Readonly<Record<StatementFormat, (look: Look, count: number) => Promise<StatementForm>>> = {
  table: async look => {
    const {renderStatement} = await import('../render/statement-table.js')
    const inTheirLanguage = (statement: Statement) => ({...look, locale: statement.customer.locale})
    return {
      extension: 'txt',
      render: async statement => `${renderStatement(statement, inTheirLanguage(statement))}\n`,
      atOnce: 1,
      close,
    }
  },
  json: async () => {
    const {statementFileText} = await import('../render/statement-json.js')
    return {extension: 'json', render: async statement => statementFileText(statement), atOnce: 1, close}
  },
  csv: async () => {
    const {renderStatementsCsv} = await import('../render/statement-csv.js')
    return {extension: 'csv', render: async statement => renderStatementsCsv([statement]), atOnce: 1, close}
  },
  pdf: async (_, count) => (await import('./pdf-form.js')).openPdfForm(count),
}

/** Several statements as one text for standard output. */
export async function renderAll(
  statements: readonly Statement[],
  format: StatementFormat,
  look: Look,
): Promise<string> {
  if (format === 'json') {
    const {jsonText} = await import('../render/json-text.js')
    return jsonText((await import('../render/statement-json.js')).statementsJson(statements))
  }
  if (format === 'csv') return (await import('../render/statement-csv.js')).renderStatementsCsv(statements)
  const form = await openStatementForm(format, look, statements.length)
  const texts = await Promise.all(statements.map(statement => form.render(statement)))
  return texts.join('\n').trimEnd()
}

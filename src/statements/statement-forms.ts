import type {Statement} from '../domain/statement.js'
import type {Look} from '../render/look.js'
import type {CsvLook} from '../render/statement-csv.js'
import type {ReadLogo} from './logos.js'
import type {Signing} from './signing.js'
import type {StatementForm} from './statement-form.js'

export const STATEMENT_FORMATS = ['table', 'json', 'csv', 'pdf'] as const
export type StatementFormat = (typeof STATEMENT_FORMATS)[number]

/** How to print statements. The language is each customer's own; of CSV, only what was asked for is said. */
export interface StatementLook extends Look {
  readonly csv?: Partial<CsvLook>
  readonly readLogo: ReadLogo
  /** Null where nothing is signed. */
  readonly signing: Signing | null
}

/** @param count how many statements there will be: many are worth a second core */
export async function openStatementForm(
  format: StatementFormat,
  look: StatementLook,
  count: number,
): Promise<StatementForm> {
  return FORMS[format](look, count)
}

const close = async () => {}

type OpenForm = (look: StatementLook, count: number) => Promise<StatementForm>

const FORMS: Readonly<Record<StatementFormat, OpenForm>> = {
  table: async look => {
    const {renderStatement} = await import('../render/statement-table.js')
    return {
      extension: 'txt',
      render: async statement =>
        `${renderStatement(statement, look, look.signing?.fingerprintFor(statement) ?? null)}\n`,
      atOnce: 1,
      close,
    }
  },
  json: async ({signing}) => {
    const {statementFileText} = await import('../render/statement-json.js')
    const render = async (statement: Statement) => statementFileText(statement)
    const signature = async (statement: Statement) => (await signing?.sign(statement))?.text ?? null
    return {extension: 'json', render, signature, atOnce: 1, close}
  },
  csv: async ({csv}) => {
    const {renderStatementsCsv} = await import('../render/statement-csv.js')
    const render = async (statement: Statement) => renderStatementsCsv([statement], csv)
    return {extension: 'csv', render, atOnce: 1, close}
  },
  pdf: async (look, count) => (await import('./pdf-form.js')).openPdfForm(count, look),
}

/** Several statements as one text for standard output. */
export async function renderAll(
  statements: readonly Statement[],
  format: StatementFormat,
  look: StatementLook,
): Promise<string> {
  if (format === 'json') {
    const {jsonText} = await import('../render/json-text.js')
    return jsonText((await import('../render/statement-json.js')).statementsJson(statements))
  }
  if (format === 'csv') {
    const {renderStatementsCsv} = await import('../render/statement-csv.js')
    return renderStatementsCsv(statements, look.csv).slice(0, -1) // printing adds the last line feed
  }
  const form = await openStatementForm(format, look, statements.length)
  const texts = await Promise.all(statements.map(statement => form.render(statement)))
  return texts.join('\n').trimEnd()
}

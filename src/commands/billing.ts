import {Args} from '@oclif/core'
import {MonthReportCommand, monthReportFlags} from '../cli/month-report-command.js'
import type {Statement} from '../domain/statement.js'
import {terminal} from '../locale/terminal.js'
import {billingOf} from '../operations/billing.js'
import {billingJson} from '../render/billing-json.js'
import {readStatement} from '../statements/read-statement.js'

export default class Billing extends MonthReportCommand {
  static override summary = 'Show what a month bills: the charges of each customer, and what they come to'
  static override description =
    `The figures are those of the statements; what is not closed yet is provisional and may still change. A statement is no invoice: this is what invoices are written from.`
  static override examples = [
    '<%= config.bin %> billing',
    '<%= config.bin %> billing --month 2026-10 --format csv --csv-dialect de',
  ]
  static override strict = MonthReportCommand.strict // oclif does not inherit it
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override flags = monthReportFlags('", 1.50" or "; 1,50"')

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Billing)
    return this.report<Statement>(this.words(raw), flags, {
      read: readStatement,
      isStrict: false,
      json: statements => billingJson(billingOf(statements)),
      csv: async (statements, dialect) =>
        (await import('../render/billing-csv.js')).renderBillingCsv(
          billingOf(statements).statements,
          dialect,
        ),
      showTable: statements => this.#showTable(statements),
    })
  }

  async #showTable(statements: readonly Statement[]): Promise<void> {
    const {renderBilling} = await import('../render/billing-table.js')
    const billing = billingOf(statements)
    this.show(renderBilling(billing, this.look()))
    const others = statements.length - billing.statements.length
    if (others > 0) this.tell(terminal.billing.others(others))
  }
}

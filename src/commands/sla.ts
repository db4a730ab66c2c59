import {Args} from '@oclif/core'
import {MonthReportCommand, monthReportFlags} from '../cli/month-report-command.js'
import {hasServiceReport} from '../domain/service-report.js'
import {neededForStatements} from '../operations/build-statement.js'
import {type ContractReport, reportMonth} from '../operations/response-times.js'
import {slaJson} from '../render/request-json.js'

export default class Sla extends MonthReportCommand {
  static override summary = 'Show which response times were kept and missed in a month'
  static override description =
    'As the statements have it. What is not closed yet is provisional: deadlines are judged as of now.'
  static override examples = [
    '<%= config.bin %> sla --month last',
    '<%= config.bin %> sla acme --month 2026-10 --format csv',
  ]
  static override strict = MonthReportCommand.strict // oclif does not inherit it
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all with promises if none is named'}),
  }
  static override flags = monthReportFlags('", 99.5" or "; 99,5"')

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Sla)
    const named = this.words(raw)
    const shown = (reports: readonly ContractReport[]) =>
      reports.filter(report => named.length > 0 || hasServiceReport(report))
    return this.report<ContractReport>(named, flags, {
      read: async (read, {month, now}) => {
        const account = await read(neededForStatements(contract => [month(contract)]))
        return reportMonth(account, month(account.contract), now)
      },
      isStrict: named.length > 0,
      json: reports => ({sla: shown(reports).map(slaJson)}),
      csv: async (reports, dialect) =>
        (await import('../render/sla-csv.js')).renderSlaCsv(shown(reports), dialect),
      showTable: async reports =>
        this.show((await import('../render/sla-table.js')).renderSla(shown(reports), this.look())),
    })
  }
}

import {Flags} from '@oclif/core'
import {LOCALES} from '../../domain/contract.js'
import {csvWriting} from '../../exports/csv.js'
import {ExportCommand} from '../../exports/export-command.js'

export default class ExportCsv extends ExportCommand {
  static override summary = 'Write every movement, charge and voided entry as one CSV table'
  static override description =
    'The columns are those of statements as CSV, in English, and beside them what only you should read, so it is not for customers.'
  static override examples = [
    '<%= config.bin %> export csv --output everything.csv',
    '<%= config.bin %> export csv acme --from 2026-10 --csv-dialect de',
  ]
  static override strict = ExportCommand.strict // oclif inherits neither this nor the arguments
  static override args = ExportCommand.args
  static override flags = {
    'csv-dialect': Flags.option({
      options: LOCALES,
      description: 'Separators of the CSV: ", 1.50" or "; 1,50"',
      default: 'en' as const,
    })(),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(ExportCsv)
    return this.export(this.words(raw), flags, csvWriting(flags['csv-dialect']))
  }
}

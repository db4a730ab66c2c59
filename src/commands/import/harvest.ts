import {Flags} from '@oclif/core'
import {CSV_DATE_FORMATS, type CsvDateFormat} from '../../exchange/csv-mapping.js'
import {readExport} from '../../exchange/csv-presets.js'
import {ToolImportCommand} from '../../imports/tool-import-command.js'

export default class ImportHarvest extends ToolImportCommand {
  static override summary =
    'Record the rows of an export of Harvest as entries: the detailed time report as CSV'
  static override examples = [
    '<%= config.bin %> import harvest harvest.csv --dry-run',
    '<%= config.bin %> import harvest harvest.csv --map-contract "Muster / Support=acme" --mapping names.json',
  ]
  static override args = ToolImportCommand.args // oclif does not inherit them
  static override flags = {
    'date-format': Flags.option({
      options: [...CSV_DATE_FORMATS] as CsvDateFormat[],
      description: 'How days are written there (else told by all of them)',
    })(),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportHarvest)
    const dateFormat = flags['date-format']
    return this.importExport('harvest', args.file, flags, (bytes, names) =>
      readExport('harvest', bytes, {names, dateFormat}),
    )
  }
}

import {Flags} from '@oclif/core'
import {CSV_DATE_FORMATS, type CsvDateFormat} from '../../exchange/csv-mapping.js'
import {readExport} from '../../exchange/csv-presets.js'
import {ToolImportCommand} from '../../imports/tool-import-command.js'

export default class ImportKimai extends ToolImportCommand {
  static override summary = 'Record the rows of an export of Kimai as entries: the CSV export as CSV'
  static override examples = [
    '<%= config.bin %> import kimai kimai.csv --dry-run',
    '<%= config.bin %> import kimai kimai.csv --map-contract "Muster / Support=acme" --mapping names.json',
  ]
  static override args = ToolImportCommand.args // oclif does not inherit them
  static override flags = {
    'date-format': Flags.option({
      options: [...CSV_DATE_FORMATS] as CsvDateFormat[],
      description: 'How days are written there (else told by all of them)',
    })(),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportKimai)
    const dateFormat = flags['date-format']
    return this.importExport('kimai', args.file, flags, (bytes, names) =>
      readExport('kimai', bytes, {names, dateFormat}),
    )
  }
}

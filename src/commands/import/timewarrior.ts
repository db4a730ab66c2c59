import {readTimewarrior} from '../../exchange/timewarrior.js'
import {ToolImportCommand} from '../../imports/tool-import-command.js'

export default class ImportTimewarrior extends ToolImportCommand {
  static override summary = 'Record work from Timewarrior as entries: what timew export prints'
  static override examples = [
    '<%= config.bin %> import timewarrior intervals.json --dry-run',
    '<%= config.bin %> import timewarrior intervals.json --map-contract support=acme --mapping names.json',
  ]
  static override args = ToolImportCommand.args // oclif does not inherit them

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportTimewarrior)
    return this.importExport('timewarrior', args.file, flags, readTimewarrior)
  }
}

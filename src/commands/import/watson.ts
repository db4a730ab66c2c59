import {readWatson} from '../../exchange/watson.js'
import {ToolImportCommand} from '../../imports/tool-import-command.js'

export default class ImportWatson extends ToolImportCommand {
  static override summary = 'Record work from Watson as entries: its file of frames'
  static override examples = [
    '<%= config.bin %> import watson frames --dry-run',
    '<%= config.bin %> import watson frames --map-contract support=acme --mapping names.json',
  ]
  static override args = ToolImportCommand.args // oclif does not inherit them

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportWatson)
    return this.importExport('watson', args.file, flags, readWatson)
  }
}

import {readTimeclock} from '../../exchange/timeclock.js'
import {ToolImportCommand} from '../../imports/tool-import-command.js'

export default class ImportTimeclock extends ToolImportCommand {
  static override summary = 'Record work from timeclock as entries: files of hledger and ledger'
  static override examples = [
    '<%= config.bin %> import timeclock hours.timeclock --dry-run',
    '<%= config.bin %> import timeclock hours.timeclock --map-contract support=acme --mapping names.json',
  ]
  static override args = ToolImportCommand.args // oclif does not inherit them

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportTimeclock)
    return this.importExport('timeclock', args.file, flags, readTimeclock)
  }
}

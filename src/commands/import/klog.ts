import {readKlog} from '../../exchange/klog.js'
import {ToolImportCommand} from '../../imports/tool-import-command.js'

export default class ImportKlog extends ToolImportCommand {
  static override summary = 'Record work from klog as entries: what klog json prints'
  static override examples = [
    '<%= config.bin %> import klog klog.json --dry-run',
    '<%= config.bin %> import klog klog.json --map-contract support=acme --mapping names.json',
  ]
  static override args = ToolImportCommand.args // oclif does not inherit them

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportKlog)
    return this.importExport('klog', args.file, flags, readKlog)
  }
}

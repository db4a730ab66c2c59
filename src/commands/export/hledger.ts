import {ExportCommand} from '../../exports/export-command.js'
import {hledger} from '../../exports/hledger.js'

export default class ExportHledger extends ExportCommand {
  static override summary = 'Write the accounts as an hledger journal, which adds up every figure once more'
  static override description =
    'A contract\'s balance is the account hours:CONTRACT in minutes, what it is charged is charges:CONTRACT in its currency, without VAT. Every month ends with an assertion of what its statement closed with, so "hledger check -s" is a second witness of every figure. Open months are pending; the running one stands as its balance does.'
  static override examples = [
    '<%= config.bin %> export hledger --output hours.journal',
    '<%= config.bin %> export hledger acme --from 2026-01',
  ]
  static override strict = ExportCommand.strict // oclif inherits neither this nor the arguments
  static override args = ExportCommand.args

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(ExportHledger)
    return this.export(this.words(raw), flags, hledger)
  }
}

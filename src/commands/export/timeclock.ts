import {ExportCommand} from '../../exports/export-command.js'
import {timeclock} from '../../exports/timeclock.js'

export default class ExportTimeclock extends ExportCommand {
  static override summary = 'Write worked time as a timeclock file for hledger'
  static override description =
    "Clocked in and out on an account that is called like the contract, by the contract's clocks. What was voided is left out."
  static override examples = [
    '<%= config.bin %> export timeclock --output 2026.timeclock',
    '<%= config.bin %> export timeclock acme --from 2026-10 --to 2026-10',
  ]
  static override strict = ExportCommand.strict // oclif inherits neither this nor the arguments
  static override args = ExportCommand.args

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(ExportTimeclock)
    return this.export(this.words(raw), flags, timeclock)
  }
}

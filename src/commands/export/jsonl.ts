import {ExportCommand} from '../../exports/export-command.js'
import {jsonLines} from '../../exports/json-lines.js'

export default class ExportJsonl extends ExportCommand {
  static override summary =
    'Write everything as JSON Lines: contracts, months, movements, charges, entries, credits, requests'
  static override description =
    'Each line is one record, whose kind says what it is. What only you should read is in it, so it is not for customers.'
  static override examples = [
    '<%= config.bin %> export jsonl --output everything.jsonl',
    '<%= config.bin %> export jsonl acme --from 2026-10',
  ]
  static override strict = ExportCommand.strict // oclif inherits neither this nor the arguments
  static override args = ExportCommand.args

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(ExportJsonl)
    return this.export(this.words(raw), flags, jsonLines)
  }
}

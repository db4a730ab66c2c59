import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketClose extends TicketEventCommand {
  static override summary = 'Close a request for good'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket close 12345']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketClose)
    return this.record(this.words(raw), flags, {kind: 'closed', escalate: null})
  }
}

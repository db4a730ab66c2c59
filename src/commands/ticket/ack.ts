import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketAcknowledge extends TicketEventCommand {
  static override summary = 'Say that the customer was told that a request came in'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket ack 12345']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketAcknowledge)
    return this.record(this.words(raw), flags, {kind: 'acknowledged', escalate: null})
  }
}

import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketFollowUp extends TicketEventCommand {
  static override summary = 'Say that the customer asked again; such requests come first in lists'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket follow-up 12345']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketFollowUp)
    return this.record(this.words(raw), flags, {kind: 'follow-up', escalate: null})
  }
}

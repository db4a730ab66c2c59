import {expectedFlag, TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketRespond extends TicketEventCommand {
  static override summary = 'Say that a person answered a request; the first one is the first response'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket respond 12345 --expected 16:00']
  static override flags = expectedFlag

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketRespond)
    return this.record(this.words(raw), flags, {kind: 'responded', escalate: null})
  }
}

import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketResume extends TicketEventCommand {
  static override summary = 'Say that the customer answered, so that a request goes on'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket resume 12346 --at "mon 9:05"']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketResume)
    return this.record(this.words(raw), flags, {kind: 'resumed', escalate: null})
  }
}

import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketResolve extends TicketEventCommand {
  static override summary = 'Say that a request is solved, and with what'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket resolve 12345 --note "Firmware updated"']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketResolve)
    return this.record(this.words(raw), flags, {kind: 'resolved', escalate: null})
  }
}

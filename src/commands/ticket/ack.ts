import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketAcknowledge extends TicketEventCommand {
  static override summary = 'Say that the customer was told that a request came in'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket ack 12345']

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketAcknowledge)
    return this.record(args.number, flags, {kind: 'acknowledged', escalate: null})
  }
}

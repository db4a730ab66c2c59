import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketResolve extends TicketEventCommand {
  static override summary = 'Say that a request is solved, and with what'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket resolve 12345 --note "Firmware updated"']

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketResolve)
    return this.record(args.number, flags, {kind: 'resolved', escalate: null})
  }
}

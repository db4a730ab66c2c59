import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketClose extends TicketEventCommand {
  static override summary = 'Close a request for good'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket close 12345']

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketClose)
    return this.record(args.number, flags, {kind: 'closed', escalate: null})
  }
}

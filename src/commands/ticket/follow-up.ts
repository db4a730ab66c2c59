import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketFollowUp extends TicketEventCommand {
  static override summary = 'Say that the customer asked again; such requests come first in lists'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket follow-up 12345']

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketFollowUp)
    return this.record(args.number, flags, {kind: 'follow-up', escalate: null})
  }
}

import {expectedFlag, TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketRespond extends TicketEventCommand {
  static override summary = 'Say that a person answered a request; the first one is the first response'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket respond 12345 --expected 16:00']
  static override flags = expectedFlag

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketRespond)
    return this.record(args.number, flags, {kind: 'responded', escalate: null})
  }
}

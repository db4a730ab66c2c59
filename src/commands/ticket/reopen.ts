import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketReopen extends TicketEventCommand {
  static override summary = 'Say that a request was not solved after all'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket reopen 12347']

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketReopen)
    return this.record(args.number, flags, {kind: 'reopened', escalate: null})
  }
}

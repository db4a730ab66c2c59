import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketWait extends TicketEventCommand {
  static override summary = 'Say that the customer was asked, and that the request waits for the answer'
  static override args = TicketEventCommand.args // oclif does not inherit them
  static override examples = ['<%= config.bin %> ticket wait 12345 --note "Which version?"']

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketWait)
    return this.record(args.number, flags, {kind: 'waiting', escalate: null})
  }
}

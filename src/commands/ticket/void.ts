import {TicketVoidCommand, ticketArgs} from '../../cli/ticket-event-command.js'
import {voidRequest} from '../../operations/record-request.js'

export default class TicketVoid extends TicketVoidCommand {
  static override summary = 'Take a whole request back that was recorded by mistake'
  static override description =
    'It stays in the store, marked, and its outcomes are withdrawn; what statements of closed months say of it is corrected in the earliest open one. The work that names it stays.'
  static override examples = ['<%= config.bin %> ticket void 12345 --reason "Spam"']
  static override args = ticketArgs

  protected override async questions() {
    return (await import('../../cli/ask-ticket.js')).ticketVoidQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketVoid)
    return this.takeBack(args.number, flags, (account, taken) => voidRequest(account, args.number, taken))
  }
}

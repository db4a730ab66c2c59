import {Args} from '@oclif/core'
import {TicketVoidCommand, ticketArgs} from '../../../cli/ticket-event-command.js'
import {voidEvent} from '../../../operations/record-request.js'

export default class TicketEventVoid extends TicketVoidCommand {
  static override summary = 'Take an event of a request back that was recorded by mistake'
  static override description =
    'It stays in the store, marked. An event that later ones build upon is taken back after them.'
  static override examples = ['<%= config.bin %> ticket event void 12345 3 --reason "Other request"']
  static override args = {
    ...ticketArgs,
    event: Args.string({
      ignoreStdin: true,
      description: 'The event, by the number that "ticket show" gives it',
      required: true,
    }),
  }

  protected override async questions() {
    return (await import('../../../cli/ask-ticket.js')).eventVoidQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketEventVoid)
    return this.takeBack(args.number, flags, (account, taken) => voidEvent(account, args, taken))
  }
}

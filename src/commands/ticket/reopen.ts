import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketReopen extends TicketEventCommand {
  static override summary = 'Say that a request was not solved after all'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket reopen 12347']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketReopen)
    return this.record(this.words(raw), flags, {kind: 'reopened', escalate: null})
  }
}

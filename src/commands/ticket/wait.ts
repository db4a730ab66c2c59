import {TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketWait extends TicketEventCommand {
  static override summary = 'Say that the customer was asked, and that the request waits for the answer'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = ['<%= config.bin %> ticket wait 12345 --note "Which version?"']

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketWait)
    return this.record(this.words(raw), flags, {kind: 'waiting', escalate: null})
  }
}

import {expectedFlag, TicketEventCommand} from '../../cli/ticket-event-command.js'

export default class TicketUpdate extends TicketEventCommand {
  static override summary = 'Say that the customer was told how a request stands'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = [
    '<%= config.bin %> ticket update 12345 --note "Parts are ordered" --expected "tomorrow 9:00"',
  ]
  static override flags = expectedFlag

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketUpdate)
    return this.record(this.words(raw), flags, {kind: 'updated', escalate: null})
  }
}

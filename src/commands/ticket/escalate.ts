import {Flags} from '@oclif/core'
import {TicketEventCommand} from '../../cli/ticket-event-command.js'
import {ESCALATION_REASONS} from '../../domain/request.js'

export default class TicketEscalate extends TicketEventCommand {
  static override summary = 'Pass a request on to another level or team'
  static override description =
    'Of a level the first team on duty, else the one that is on duty soonest. Says who that is, and what the customer can be told, in the customer’s language.'
  static override strict = false // oclif inherits neither this
  static override args = TicketEventCommand.args // nor these
  static override examples = [
    '<%= config.bin %> ticket escalate 12345 --to 3 --because specialist',
    '<%= config.bin %> ticket escalate 12345 --to Billing --because approval --note "Credit note asked for"',
  ]
  static override flags = {
    to: Flags.string({
      helpValue: 'LEVEL|TEAM',
      description: 'A level, or the name of a team',
      required: true,
    }),
    because: Flags.option({options: ESCALATION_REASONS, description: 'Why', required: true})(),
  }

  protected override async questions() {
    return (await import('../../cli/ask-ticket.js')).escalationQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketEscalate)
    const escalate = {to: flags.to, reason: flags.because}
    return this.record(this.words(raw), flags, {kind: 'escalated', escalate})
  }
}

import {BaseCommand} from '../../cli/base-command.js'
import {readingAccount} from '../../cli/contracts.js'
import {findTicket, ticketIn} from '../../cli/requests.js'
import {ticketArgs, ticketFlags} from '../../cli/ticket-event-command.js'
import {ticketNumber} from '../../domain/entry.js'
import {neededForRequest} from '../../operations/requests.js'
import {renderRequest} from '../../render/request-block.js'
import {ticketJson} from '../../render/request-json.js'

export default class TicketShow extends BaseCommand {
  static override summary = 'Show a request: what happened, what was promised and kept, what was done'
  static override examples = ['<%= config.bin %> ticket show 12345']
  static override args = ticketArgs
  static override flags = ticketFlags

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(TicketShow)
    const {store, now} = await this.openContext(flags)
    const contract = await findTicket(store, args.number, flags.contract)
    const ticket = await readingAccount(store, contract, async read =>
      ticketIn(await read(neededForRequest(ticketNumber(args.number))), args.number, now),
    )
    this.showLines(renderRequest({...ticket, now}, this.look()))
    return {ticket: ticketJson(ticket)}
  }
}

import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {personOf} from '../../cli/context.js'
import {findTicket, requestInFull} from '../../cli/requests.js'
import {withTexts} from '../../cli/text-values.js'
import {takenFlags, ticketArgs} from '../../cli/ticket-event-command.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../../domain/entry.js'
import {voidRequest} from '../../operations/record-request.js'
import {neededForRequest} from '../../operations/requests.js'
import {renderRequestReceipt} from '../../render/request-block.js'
import {ticketJson} from '../../render/request-json.js'

export default class TicketVoid extends BaseCommand {
  static override summary = 'Take a whole request back that was recorded by mistake'
  static override description =
    'It stays in the store, marked, and its outcomes are withdrawn; what statements of closed months say of it is corrected in the earliest open one. The work that names it stays.'
  static override examples = ['<%= config.bin %> ticket void 12345 --reason "Spam"']
  static override args = ticketArgs
  static override flags = takenFlags

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(TicketVoid)
    const flags = withTexts(typed, {reason: MAX_TEXT_LENGTH, by: MAX_NAME_LENGTH})
    const context = await this.openContext(flags)
    const {store, now: at} = context
    const taken = {reason: flags.reason, at, by: await personOf(flags.by, context, 'who takes it back')}
    const contract = await findTicket(store, args.number, flags.contract)
    const voided = await changeAccount(store, contract, neededForRequest(args.number), account =>
      voidRequest(account, args.number, taken),
    )
    const {account} = voided
    this.showLines(renderRequestReceipt({...voided, contract: account.contract, now: at}, this.look()))
    return {ticket: ticketJson(requestInFull(account, voided))}
  }
}

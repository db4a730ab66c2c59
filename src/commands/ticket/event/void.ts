import {Args} from '@oclif/core'
import {BaseCommand} from '../../../cli/base-command.js'
import {changeAccount} from '../../../cli/change-account.js'
import {personOf} from '../../../cli/context.js'
import {findTicket, requestInFull} from '../../../cli/requests.js'
import {withTexts} from '../../../cli/text-values.js'
import {takenFlags, ticketArgs} from '../../../cli/ticket-event-command.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../../../domain/entry.js'
import {voidEvent} from '../../../operations/record-request.js'
import {neededForRequest} from '../../../operations/requests.js'
import {renderRequestReceipt} from '../../../render/request-block.js'
import {ticketJson} from '../../../render/request-json.js'

export default class TicketEventVoid extends BaseCommand {
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
  static override flags = takenFlags

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(TicketEventVoid)
    const flags = withTexts(typed, {reason: MAX_TEXT_LENGTH, by: MAX_NAME_LENGTH})
    const context = await this.openContext(flags)
    const {store, now: at} = context
    const taken = {reason: flags.reason, at, by: await personOf(flags.by, context, 'who takes it back')}
    const contract = await findTicket(store, args.number, flags.contract)
    const voided = await changeAccount(store, contract, neededForRequest(args.number), account =>
      voidEvent(account, args, taken),
    )
    const {account} = voided
    this.showLines(renderRequestReceipt({...voided, contract: account.contract, now: at}, this.look()))
    return {ticket: ticketJson(requestInFull(account, voided))}
  }
}

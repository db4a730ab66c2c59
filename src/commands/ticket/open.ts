import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {channelFlag} from '../../cli/choice-flags.js'
import {personOf} from '../../cli/context.js'
import {RefusalError} from '../../cli/failure.js'
import {openIndexed} from '../../cli/indexed-requests.js'
import {requestInFull, timeReader} from '../../cli/requests.js'
import {notTooLong, withTexts} from '../../cli/text-values.js'
import {happenedFlags} from '../../cli/ticket-event-command.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH, splitSubject} from '../../domain/entry.js'
import {type NewRequest, openRequest} from '../../operations/record-request.js'
import {renderRequestReceipt} from '../../render/request-block.js'
import {ticketJson} from '../../render/request-json.js'

const TEXTS = {
  for: MAX_NAME_LENGTH,
  kind: MAX_NAME_LENGTH,
  priority: MAX_NAME_LENGTH,
  address: MAX_NAME_LENGTH,
  number: MAX_NAME_LENGTH,
  by: MAX_NAME_LENGTH,
  note: MAX_TEXT_LENGTH,
}

export default class TicketOpen extends BaseCommand {
  static override summary = 'Record a request that came in; answers with what is due, and when'
  static override description =
    'A subject such as "[Ticket #12345] Printer queue stuck" gives the number; else it is the next free one. The words of the customer are kept.'
  static override examples = [
    '<%= config.bin %> ticket open acme Printer queue stuck --how phone --for "Frau Müller"',
    '<%= config.bin %> ticket open acme "[Ticket #12348] Frage zu Installation" --at 9:12',
    '<%= config.bin %> ticket open acme Server down --emergency',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract', required: true}),
    subject: Args.string({ignoreStdin: true, description: 'Subject, in the words of the customer'}),
  }
  static override flags = {
    number: Flags.string({
      helpValue: 'N',
      description: 'Number (else the one in the subject, else the next free one)',
    }),
    how: channelFlag({description: 'How it came in (else as a ticket)'}),
    for: Flags.string({helpValue: 'REQUESTER', description: 'Who asked'}),
    kind: Flags.string({helpValue: 'K', description: 'Kind of request, as the terms name them'}),
    priority: Flags.string({helpValue: 'P', description: 'Priority, as the terms name them'}),
    address: Flags.string({helpValue: 'A', description: 'Address that it came in through'}),
    emergency: Flags.boolean({description: 'It is an emergency', default: false}),
    ...happenedFlags,
  }

  protected override async questions() {
    return (await import('../../cli/ask-ticket.js')).newTicketQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(TicketOpen)
    const flags = withTexts(typed, TEXTS)
    const context = await this.openContext(flags)
    const [id = '', ...words] = this.words(raw)
    const subject = subjectOf(words)
    const recording = {by: await personOf(flags.by, context, 'who records it'), now: context.now}
    const at = await timeReader(flags.at, context, 'past')
    const said = saidOf(flags, subject)
    const given = flags.number ?? splitSubject(subject).ticket
    const opened = await openIndexed(context.store, id, given, (number, scope) =>
      changeAccount(context.store, id, scope, account =>
        openRequest(account, {...said, number, at: at(account.contract)}, recording),
      ),
    )
    const {account} = opened
    this.showLines(
      renderRequestReceipt({...opened, contract: account.contract, now: context.now}, this.look()),
    )
    return {ticket: ticketJson(requestInFull(account, opened))}
  }
}

function subjectOf(words: readonly string[]): string {
  const subject = notTooLong('The subject', words.join(' ').trim(), MAX_TEXT_LENGTH)
  if (subject !== '') return subject
  throw new RefusalError({kind: 'missing-value', flag: 'SUBJECT', what: 'what it is about'})
}

/** What is said of the request, but for its number and when it came in. */
const saidOf = (
  flags: Interfaces.InferredFlags<typeof TicketOpen.flags>,
  subject: string,
): Omit<NewRequest, 'number' | 'at'> => ({
  subject,
  channel: flags.how ?? null,
  requester: flags.for ?? null,
  kind: flags.kind ?? null,
  priority: flags.priority ?? null,
  address: flags.address ?? null,
  isEmergency: flags.emergency,
  note: flags.note ?? null,
})

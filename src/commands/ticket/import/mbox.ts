import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../../cli/base-command.js'
import {type Context, personOf} from '../../../cli/context.js'
import {findContract, readingAccount} from '../../../cli/contracts.js'
import {worstOf} from '../../../cli/each-contract.js'
import {codeOfKind, EXIT, exitCodeOf, RefusalError, UsageError} from '../../../cli/failure.js'
import {changeIndexed} from '../../../cli/indexed-requests.js'
import {readChunks} from '../../../cli/read-file.js'
import {requestInFull} from '../../../cli/requests.js'
import {withTexts} from '../../../cli/text-values.js'
import type {Contract} from '../../../domain/contract.js'
import {MAX_NAME_LENGTH} from '../../../domain/entry.js'
import type {Mail} from '../../../domain/mail.js'
import {ok} from '../../../domain/refusal.js'
import {WHOLE_HISTORY} from '../../../domain/scope.js'
import {type MailboxReading, readMailbox} from '../../../exchange/mail.js'
import {mailProblemText, PASSED_OVER, wordsOfMailboxRefusal} from '../../../locale/mail-problems.js'
import {wordsOfRefusal} from '../../../locale/refusals.js'
import {type ImportedMails, importMails, type MailRecording} from '../../../operations/import-mails.js'
import {type MailWithReason, renderMailbox} from '../../../render/mailbox-report.js'
import {ticketJson} from '../../../render/request-json.js'

export default class TicketImportMbox extends BaseCommand {
  static override summary = 'Record the requests in a mailbox, and what was answered'
  static override description =
    `Of the customer, the first mail is the request and later ones are follow-ups; of yours, automatic ones acknowledge it and others
answer it. Which mails are yours is told by the sender: the address of the profile, that of the contract's promises,
and those you name with --ours. The number is the one in a subject such as "[Ticket #12345] …"; else mails belong
together by what they answer. A second import of the same mails adds nothing. Mails that cannot be read are named
and do not stop the others. Only headers are read.`
  static override examples = [
    '<%= config.bin %> ticket import mbox support.mbox --contract acme --ours support@example.com --dry-run',
    '<%= config.bin %> ticket import mbox support.mbox --contract acme --ours support@example.com --ours weber@example.com',
  ]
  static override args = {
    file: Args.string({
      ignoreStdin: true,
      required: true,
      description: 'The mailbox (mbox); - is standard input',
    }),
  }
  static override flags = {
    contract: Flags.string({helpValue: 'ID', description: 'Whose requests all of these are', required: true}),
    ours: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'ADDRESS',
      description: 'An address that you write from, beside that of the profile',
    }),
    by: Flags.string({helpValue: 'NAME', description: 'Who records it (else HOURBANK_BY, else the profile)'}),
    'dry-run': Flags.boolean({description: 'Say what would happen and write nothing', default: false}),
  }

  protected override async questions() {
    return (await import('../../../cli/ask-ticket.js')).mailboxQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(TicketImportMbox)
    const flags = withTexts(typed, {by: MAX_NAME_LENGTH})
    const context = await this.openContext(flags)
    const {store, profile, now} = context
    const contract = await findContract(store, flags.contract)
    const recording: MailRecording = {
      ...{ours: ourAddresses(flags.ours ?? [], context, contract), consultants: profile.consultants},
      ...{by: await personOf(flags.by, context, 'who records it'), now},
    }
    const {mails, unread} = await readingOf(args.file)
    const isDryRun = flags['dry-run']
    const record = (account: ImportedMails['account']) => importMails(account, mails, recording)
    const imported = isDryRun
      ? await readingAccount(store, contract.id, async read => record(await read(WHOLE_HISTORY)))
      : await changeIndexed(store, contract.id, WHOLE_HISTORY, account => ok(record(account)))
    const report = {...reportOf(imported, unread), isDryRun}
    this.show(renderMailbox(report, now, this.look()))
    const exitCode = exitCodeFor(imported, unread)
    if (exitCode !== EXIT.done) process.exitCode = exitCode
    const {requests, recorded, known, passedOver, refused} = report
    const tickets = requests.map(ticketJson)
    return {tickets, mails: {recorded, known, passedOver, refused}, dryRun: isDryRun}
  }
}

type Unread = MailboxReading['unread']

function reportOf(imported: ImportedMails, unread: Unread) {
  const {account, recorded, known} = imported
  const refused = [
    ...unread.map(each => withReason(each, each.problem.kind, mailProblemText(each.problem))),
    ...imported.refused.map(({mail, refusal}) =>
      withReason(mail, refusal.kind, wordsOfRefusal(refusal).message),
    ),
  ]
  return {
    requests: imported.requests.map(judged => requestInFull(account, judged)),
    ...{recorded, known},
    passedOver: imported.passedOver.map(({mail, because}) => withReason(mail, because, PASSED_OVER[because])),
    refused: refused.toSorted((a, b) => a.message - b.message),
  }
}

const exitCodeFor = ({refused}: ImportedMails, unread: Unread): number =>
  worstOf([unread.length > 0 ? EXIT.usage : EXIT.done, ...refused.map(({refusal}) => exitCodeOf(refusal))])

/** The provider's own addresses: exact ones, as a domain may be the customer's, too. Refused where there is none. */
function ourAddresses(
  said: readonly string[],
  {profile}: Pick<Context, 'profile'>,
  {terms}: Contract,
): readonly string[] {
  const addresses = said.map(address => address.trim())
  const wrong = addresses.find(address => !/^[^\s@]+@[^\s@]+$/.test(address))
  if (wrong !== undefined)
    throw new UsageError(
      'INVALID_ADDRESS',
      `"${wrong}" is not an address.`,
      'Write it as support@example.com.',
    )
  const known = [profile.provider.email, ...terms.map(({sla}) => sla?.address)]
  const ours = [...addresses, ...known.flatMap(address => address ?? [])]
  if (ours.length === 0)
    throw new RefusalError({kind: 'missing-value', flag: '--ours', what: 'which mails are yours'})
  return ours
}

async function readingOf(file: string): Promise<MailboxReading> {
  const reading = await readMailbox(readChunks(file))
  if (reading.ok) return reading.value
  const {message, hint} = wordsOfMailboxRefusal(reading.refusal)
  throw new UsageError(codeOfKind(reading.refusal.kind), message, hint, {file})
}

const withReason = ({message}: Pick<Mail, 'message'>, kind: string, reason: string): MailWithReason => ({
  message,
  code: codeOfKind(kind),
  reason,
})

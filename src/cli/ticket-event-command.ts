import {Args, Flags, type Interfaces} from '@oclif/core'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {type NewEvent, recordEvent, type voidRequest} from '../operations/record-request.js'
import {neededForRequest} from '../operations/requests.js'
import {renderEscalation, renderRequestReceipt} from '../render/request-block.js'
import {onDutyJson, ticketJson} from '../render/request-json.js'
import type {Question} from './ask-missing.js'
import {BaseCommand} from './base-command.js'
import {changeAccount} from './change-account.js'
import {personOf} from './context.js'
import {UsageError} from './failure.js'
import {findTicket, requestInFull, timeReader} from './requests.js'
import {withTexts} from './text-values.js'

/** The argument and the flags that name one request. */
export const ticketArgs = {
  number: Args.string({ignoreStdin: true, description: 'Number of the request', required: true}),
}
export const ticketFlags = {
  contract: Flags.string({
    helpValue: 'ID',
    description: 'Its contract, if several have a request of this number',
  }),
}

/** When and by whom something happened, and what is to be known of it. */
export const happenedFlags = {
  at: Flags.string({helpValue: 'TIME', description: 'When: 14:00, "yesterday 14:00", -10m (else now)'}),
  by: Flags.string({helpValue: 'WHO', description: 'Who did it (else HOURBANK_BY, else the profile)'}),
  note: Flags.string({helpValue: 'TEXT', description: 'What is to be known of it; only you read it'}),
}

/** The flags of whatever takes something of a request back. */
const takenFlags = {
  ...ticketFlags,
  reason: Flags.string({helpValue: 'R', description: 'Why; only you read it', required: true}),
  by: Flags.string({
    helpValue: 'NAME',
    description: 'Who takes it back (else HOURBANK_BY, else the profile)',
  }),
}

type Taken = Parameters<typeof voidRequest>[2]

/** What the commands share that take something of a request back: a command says what. */
export abstract class TicketVoidCommand extends BaseCommand {
  static override baseFlags = {...BaseCommand.baseFlags, ...takenFlags}

  /** Takes it back, shows the request as it stands, and returns what `--json` prints. */
  protected async takeBack(
    number: string,
    typed: Interfaces.InferredFlags<(typeof TicketVoidCommand)['baseFlags']>,
    voidIn: (account: Account, taken: Taken) => ReturnType<typeof voidRequest>,
  ): Promise<unknown> {
    const flags = withTexts(typed, {reason: MAX_TEXT_LENGTH, by: MAX_NAME_LENGTH})
    const context = await this.openContext(flags)
    const {store, now: at} = context
    const taken = {reason: flags.reason, at, by: await personOf(flags.by, context, 'who takes it back')}
    const contract = await findTicket(store, number, flags.contract)
    const voided = await changeAccount(store, contract, neededForRequest(number), account =>
      voidIn(account, taken),
    )
    const {account} = voided
    this.showLines(renderRequestReceipt({...voided, contract: account.contract, now: at}, this.look()))
    return {ticket: ticketJson(requestInFull(account, voided))}
  }
}

/** When the customer is told to expect the next word. */
export const expectedFlag = {
  expected: Flags.string({
    helpValue: 'TIME',
    description: 'When the customer was told to expect the next word: 16:00, "tomorrow 9:00"',
  }),
}

type Said = Pick<NewEvent, 'kind' | 'escalate'>

/** What the commands for the events of a request share: a command says which event it is. */
export abstract class TicketEventCommand extends BaseCommand {
  static override args = {
    ...ticketArgs,
    note: Args.string({ignoreStdin: true, description: 'What is to be known of it, as --note says it'}),
  }
  static override baseFlags = {...BaseCommand.baseFlags, ...ticketFlags, ...happenedFlags}

  protected override async questions(): Promise<readonly Question[]> {
    return (await import('./ask-ticket.js')).eventQuestions
  }

  /** Records the event, shows what is due next, and returns what `--json` prints. */
  protected async record(
    [number = '', ...words]: readonly string[],
    typed: Interfaces.InferredFlags<(typeof TicketEventCommand)['baseFlags']> & {
      readonly expected?: string | undefined
    },
    said: Said,
  ): Promise<unknown> {
    const flags = withTexts(withNote(typed, words), {by: MAX_NAME_LENGTH, note: MAX_TEXT_LENGTH})
    const context = await this.openContext(flags)
    const {store, now} = context
    const by = await personOf(flags.by, context, 'who did it')
    const [at, expected] = [
      await timeReader(flags.at, context, 'past'),
      await timeReader(flags.expected, context, 'next'),
    ]
    const contract = await findTicket(store, number, flags.contract)
    const recorded = await changeAccount(store, contract, neededForRequest(number), account =>
      recordEvent(
        account,
        {
          ...said,
          number,
          at: at(account.contract),
          note: flags.note ?? null,
          expected: expected(account.contract),
        },
        {by, now},
      ),
    )
    const {account, duty} = recorded
    this.showLines(renderRequestReceipt({...recorded, contract: account.contract, now}, this.look()))
    if (duty !== null)
      this.showLines(renderEscalation({...recorded, contract: account.contract, duty}, this.look()))
    return {
      ticket: ticketJson(requestInFull(account, recorded)),
      ...(duty !== null && {onDuty: onDutyJson(duty)}),
    }
  }
}

/** The flags with the words behind the number as the note. */
function withNote<F extends {readonly note?: string | undefined}>(flags: F, words: readonly string[]): F {
  if (words.length === 0) return flags
  if (flags.note === undefined) return {...flags, note: words.join(' ')}
  throw new UsageError(
    'CONTRADICTION',
    `Both "${words.join(' ')}" and --note say what is to be known.`,
    'Leave one of them out.',
  )
}

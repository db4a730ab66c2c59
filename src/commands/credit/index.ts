import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {newId, personOf} from '../../cli/context.js'
import {requireContract} from '../../cli/contracts.js'
import {accepted, UsageError} from '../../cli/failure.js'
import {readAmount, readDay, readEntryId, withTexts} from '../../cli/text-values.js'
import {type Day, dayOf, type Instant} from '../../domain/calendar.js'
import {parseHours} from '../../domain/duration-text.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../../domain/entry.js'
import type {Minutes} from '../../domain/minutes.js'
import type {Cents} from '../../domain/money.js'
import type {Credit as BookedCredit} from '../../domain/page.js'
import {readTyped} from '../../domain/read-typed.js'
import {takeDuration} from '../../domain/work-text.js'
import {addCredit, neededToAddCredit} from '../../operations/add-credit.js'
import {balanceJson} from '../../render/balance-json.js'
import {creditJson} from '../../render/credit-json.js'
import {repeatedJson} from '../../render/entry-json.js'
import {renderCredit} from '../../render/receipt.js'

const TEXTS = {
  reason: MAX_TEXT_LENGTH,
  by: MAX_NAME_LENGTH,
  'approved-by': MAX_NAME_LENGTH,
  ticket: MAX_NAME_LENGTH,
}

export default class Credit extends BaseCommand {
  static override summary = 'Book a credit: hours the customer bought, or goodwill'
  static override examples = [
    '<%= config.bin %> credit acme 5h --kind top-up --reason "Offer 4711" --price 500',
    '<%= config.bin %> credit acme 1h --kind goodwill --reason "Response time missed" --approved-by "A. Schmidt"',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract', required: true}),
    duration: Args.string({ignoreStdin: true, description: 'How much: 5h, 1:30, 90m', required: true}),
  }
  static override flags = {
    kind: Flags.option({
      options: ['top-up', 'goodwill'] as const,
      description: 'top-up or goodwill',
      required: true,
    })(),
    reason: Flags.string({helpValue: 'R', description: 'What for; the statement shows it', required: true}),
    expires: Flags.string({helpValue: 'DAY', description: "It lapses at the end of this day's month"}),
    price: Flags.string({
      helpValue: 'AMOUNT',
      description: 'Net price of all of it, billed on the statement (top-up)',
    }),
    ticket: Flags.string({helpValue: 'N', description: 'Number of the ticket that it is for'}),
    'approved-by': Flags.string({helpValue: 'N', description: 'Who approved it; only you read it'}),
    by: Flags.string({helpValue: 'NAME', description: 'Who books it (else HOURBANK_BY, else the profile)'}),
    id: Flags.string({
      helpValue: 'KEY',
      description: 'Key of your own: a repeat of the same call is harmless',
    }),
  }

  protected override async questions() {
    return (await import('../../cli/ask-credit.js')).creditQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(Credit)
    const flags = withTexts(typed, TEXTS)
    const context = await this.openContext(flags)
    const [contract = '', ...words] = this.words(raw)
    await requireContract(context.store, contract) // before the duration, as the two may be swapped
    const request = {
      id: readEntryId(flags.id) ?? newId(),
      minutes: await readLength(words),
      ...{kind: flags.kind, reason: flags.reason, priceCents: readPrice(flags)},
      expires: await readExpiry(flags.expires, context.now),
      approvedBy: flags['approved-by'] ?? null,
      ticket: flags.ticket ?? null,
      now: context.now,
      by: await personOf(flags.by, context, 'who books it'),
    }
    const added = await changeAccount(context.store, contract, neededToAddCredit(flags.id), account =>
      addCredit(account, request),
    )
    this.showLines(renderCredit(added, this.look()))
    return {
      ...repeatedJson(added.isRepeat),
      ...{credit: creditJson(contract, added), balance: balanceJson(added.balance), warnings: []},
    }
  }
}

async function readLength(words: readonly string[]): Promise<Minutes> {
  const {minutes, text} = accepted(await readTyped(dates => takeDuration(words, dates, parseHours)))
  if (text === '') return minutes
  throw new UsageError(
    'UNEXPECTED_TEXT',
    `"${text}" is left over after the duration.`,
    'Say what it is for with --reason.',
  )
}

function readPrice({
  kind,
  price,
}: {
  readonly kind: CreditKind
  readonly price?: string | undefined
}): Cents | null {
  if (kind !== 'goodwill' || price === undefined) return readAmount(price) ?? null
  throw new UsageError('CONTRADICTION', 'Goodwill has no price.', 'Leave --price out, or book a top-up.')
}

const readExpiry = async (day: string | undefined, now: Instant): Promise<Day | null> =>
  day === undefined ? null : readDay(day, {today: dayOf(now), reading: 'next'})

type CreditKind = BookedCredit['kind']

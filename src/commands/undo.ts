import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {changeAccount} from '../cli/change-account.js'
import {requireMeant, yesFlag} from '../cli/confirmation.js'
import type {Context} from '../cli/context.js'
import {type FoundLast, findLast} from '../cli/last-entry.js'
import {takingBackFlags, takingBackOf, withTakingBack} from '../cli/taking-back-flags.js'
import {withTexts} from '../cli/text-values.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import {neededToTakeBack, voidEntry} from '../operations/void-entry.js'
import {balanceJson} from '../render/balance-json.js'
import {entryJson} from '../render/entry-json.js'
import {renderVoided} from '../render/receipt.js'

export default class Undo extends BaseCommand {
  static override summary = 'Take back the last entry that you recorded'
  static override description =
    'Whichever contract it is in, as long as its month is open; once more takes back the one before. It stays in the store, marked, as with "entry void". A correction and a move are left alone: what to do with them is said instead.'
  static override examples = [
    '<%= config.bin %> undo',
    '<%= config.bin %> undo --reason "Wrong customer" --yes',
  ]
  static override flags = {
    reason: Flags.string({helpValue: 'R', description: 'Why; only you read it', default: 'undone'}),
    tell: takingBackFlags.tell,
    by: Flags.string({
      helpValue: 'NAME',
      description: 'Whose: what NAME recorded or did (else what you recorded: HOURBANK_BY, or the profile)',
    }),
    ...yesFlag,
  }

  /** Looked for once: what a person was shown is what is taken back. */
  #last: Promise<FoundLast> | undefined

  protected override async questions() {
    const {undoQuestions} = await import('../cli/ask-entry.js')
    return undoQuestions((context, by) => this.#find(context, by))
  }

  async run(): Promise<unknown> {
    const {flags: typed} = await this.parse(Undo)
    requireMeant(typed, this.canAsk(typed))
    const flags = withTakingBack(withTexts(typed, {by: MAX_NAME_LENGTH}))
    const context = await this.openContext(flags)
    const {entry, contract, person, failed} = await this.#find(context, flags.by)
    const {id} = entry
    const request = {id, ...takingBackOf(flags), at: context.now, by: context.operator ?? person}
    const voided = await changeAccount(context.store, contract.id, neededToTakeBack(id), account =>
      voidEntry(account, request),
    )
    this.showLines(renderVoided(voided, this.look()))
    const surroundings = {contract: contract.id, timezone: contract.timezone, bookedMonth: voided.bookedMonth}
    return {
      entry: entryJson(voided.entry, surroundings),
      balance: balanceJson(voided.balance),
      warnings: [],
      ...(failed.length > 0 && {failed}),
    }
  }

  #find(context: Context, by: string | undefined): Promise<FoundLast> {
    this.#last ??= findLast(context, by, text => this.tell(text))
    return this.#last
  }
}

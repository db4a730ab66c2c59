import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {type Context, newId, personOf} from '../cli/context.js'
import {findContract} from '../cli/contracts.js'
import {accepted, RefusalError, UsageError} from '../cli/failure.js'
import {daysTouched, prepareHolidays} from '../cli/prepare-holidays.js'
import {readEntryId} from '../cli/text-values.js'
import {understandWork, withNames, workFlags, workSaidBy} from '../cli/work-flags.js'
import {addMinutes, monthOf} from '../domain/calendar.js'
import {logEntry} from '../operations/log-entry.js'
import {loggedJson} from '../render/entry-json.js'
import {renderReceipt} from '../render/receipt.js'

export default class Log extends BaseCommand {
  static override summary = 'Record support given: who, when, where, how and by whom'
  static override description =
    `The work ended now unless --at or a range says otherwise. What was understood is printed.
Durations: 90, 90m, 1h30, 1:30, 1.5h, 1,5h. Ranges: 14:00-15:30, 22:30-01:15, "yesterday 14:00-15:30".
Without arguments on a terminal it asks.`
  static override examples = [
    '<%= config.bin %> log acme 45 Printer queue stuck --for "Frau Müller" --how phone',
    '<%= config.bin %> log acme 14:00-15:30 "[Ticket #12345] Frage zu Installation"',
    '<%= config.bin %> log acme 1h30 Server moved --where Augsburg --at "yesterday 9:00"',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract'}),
    work: Args.string({ignoreStdin: true, description: 'DURATION or RANGE, then the text'}),
  }
  static override flags = {
    ...workFlags,
    reason: Flags.string({helpValue: 'R', description: 'Why it is forced; kept with the entry'}),
    id: Flags.string({
      helpValue: 'KEY',
      description: 'Key of your own: a repeat of the same call is harmless',
    }),
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(Log)
    const flags = withNames(typed)
    const context = await this.openContext(flags)
    const [contractId, ...words] = await this.#complete(this.words(raw), context, () => this.canAsk(flags))
    const contract = await findContract(context.store, contractId)
    const work = await understandWork({words, at: flags.at, text: flags.text}, contract, context.now)
    const consultant = await personOf(flags.by, context, 'who did the work')
    const request = {
      ...workSaidBy(flags),
      ...(work.start === null ? {} : {start: work.start}),
      ...{workedMinutes: work.minutes, consultant, text: work.text},
    }
    const recording = {
      id: readEntryId(flags.id) ?? newId(),
      now: context.now,
      by: context.operator ?? consultant,
      forcedBecause: forceReason(flags),
      defaults: context.profile.defaults,
    }
    const start = work.start ?? addMinutes(context.now, -work.minutes, contract.timezone)
    const scope = {
      closedFrom: monthOf(start),
      ...(flags.id === undefined ? {} : {entryIds: [flags.id]}),
    }
    await prepareHolidays(context.store, contract, daysTouched(start, contract))
    const logged = accepted(
      await context.store.updateAccount(contract.id, scope, account => logEntry(account, request, recording)),
    )
    const result = {...logged, warnings: [...work.warnings, ...logged.warnings]}
    this.show(renderReceipt(result, contract, this.look()))
    await this.warnOf(result.warnings)
    return loggedJson(result)
  }

  /** What is missing is asked for on a terminal, else it is an error that names it. */
  async #complete(
    argv: readonly string[],
    {store}: Context,
    canAsk: () => boolean,
  ): Promise<readonly [string, ...string[]]> {
    const [contract, ...words] = argv
    if (contract !== undefined && words.length > 0) return [contract, ...words]
    if (!canAsk()) {
      throw new RefusalError(
        contract === undefined
          ? {kind: 'missing-value', flag: 'CONTRACT', what: 'the contract'}
          : {kind: 'missing-value', flag: 'DURATION', what: 'how long it took'},
      )
    }
    const {askWork, chooseContract} = await import('../cli/ask-work.js')
    const id = contract ?? (await chooseContract(store))
    return [id, ...(await askWork(await findContract(store, id)))]
  }
}

function forceReason({
  force,
  reason,
}: {
  readonly force: boolean
  readonly reason?: string | undefined
}): string | null {
  if (!force && reason !== undefined) {
    throw new UsageError(
      'CONTRADICTION',
      '--reason says why an entry is forced, and it is not.',
      'Add --force, or leave --reason out.',
    )
  }
  if (!force) return null
  if (!reason?.trim())
    throw new RefusalError({kind: 'missing-value', flag: '--reason', what: 'reason for forcing it'})
  return reason.trim()
}

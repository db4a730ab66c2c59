import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {consultantNamed, newId} from '../../cli/context.js'
import {findAccount, findEntry} from '../../cli/contracts.js'
import {accepted, RefusalError, UsageError} from '../../cli/failure.js'
import {daysTouched, prepareHolidays} from '../../cli/prepare-holidays.js'
import {takingBackFlags, takingBackOf, withTakingBack} from '../../cli/taking-back-flags.js'
import {understandWork, withNames, workFlags, workSaidBy} from '../../cli/work-flags.js'
import {type Month, monthOf} from '../../domain/calendar.js'
import type {Entry} from '../../domain/entry.js'
import {findBookedEntry} from '../../operations/list-entries.js'
import {correctEntry, correctedWork} from '../../operations/void-entry.js'
import {loggedJson} from '../../render/entry-json.js'
import {renderReceipt} from '../../render/receipt.js'

export default class EntryCorrect extends BaseCommand {
  static override summary = 'Replace an entry: the old one is voided, a new one takes its place'
  static override description =
    'What is not said stays as it was. Both stay in the store and name each other.'
  static override examples = [
    '<%= config.bin %> entry correct k3f9x2mp7q4d 45 --reason "Lunch break was counted"',
    '<%= config.bin %> entry correct k3f9x2mp7q4d --ticket 12345 --reason "Wrong ticket"',
  ]
  static override strict = false
  static override args = {
    id: Args.string({ignoreStdin: true, description: 'Entry: its id or a beginning of it', required: true}),
    work: Args.string({
      ignoreStdin: true,
      description: 'DURATION or RANGE, then the text; as it was if left out',
    }),
  }
  static override flags = {
    ...workFlags,
    ...takingBackFlags,
    contract: Flags.string({
      helpValue: 'ID',
      description: 'Its contract, if several have an entry with this id',
    }),
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(EntryCorrect)
    const flags = withTakingBack(withNames(typed))
    const context = await this.openContext(flags)
    const [said = '', ...words] = this.words(raw)
    const {id, contract: contractId} = await findEntry(context.store, said, flags.contract)
    const account = await findAccount(context.store, contractId, {entryIds: [id]})
    const old = findBookedEntry(account, id)?.entry
    if (old === undefined) throw new RefusalError({kind: 'unknown-entry', entry: id})
    const named = flags.by === undefined ? undefined : await consultantNamed(flags.by, context.profile)
    const by = context.operator ?? named ?? old.consultant
    const work = await understandWork(
      {words: words.length > 0 ? words : [String(old.workedMinutes)], at: flags.at, text: flags.text},
      account.contract,
      context.now,
    )
    const start = work.start ?? old.start
    const request = correctedWork(old, {
      ...workSaidBy({...flags, by: named}),
      ...{start, workedMinutes: work.minutes},
      ...(work.text === '' ? {} : {text: work.text}),
    })
    if (isUnchanged(old, request)) {
      throw new UsageError(
        'NOTHING_TO_CHANGE',
        'Nothing is said that differs from the entry.',
        'To take it back: hourbank entry void.',
      )
    }
    const recording = {id: newId(), now: context.now, by, forcedBecause: flags.force ? flags.reason : null}
    const voiding = {id, ...takingBackOf(flags), at: context.now, by}
    const scope = {entryIds: [id], closedFrom: earlierOf(monthOf(old.start), monthOf(start))}
    const days = [old.start, start].flatMap(each => daysTouched(each, account.contract))
    await prepareHolidays(context.store, account.contract, days)
    const corrected = accepted(
      await context.store.updateAccount(contractId, scope, now =>
        correctEntry(now, voiding, request, recording),
      ),
    )
    const result = {...corrected, warnings: [...work.warnings, ...corrected.warnings]}
    this.show(renderReceipt(result, account.contract, this.look()))
    await this.warnOf(result.warnings)
    return loggedJson(result)
  }
}

const earlierOf = (a: Month, b: Month): Month => (a < b ? a : b)

function isUnchanged(old: Entry, request: Pick<Entry, 'workedMinutes' | 'text'> & object): boolean {
  return Object.entries(request).every(([field, value]) => old[field as keyof Entry] === value)
}

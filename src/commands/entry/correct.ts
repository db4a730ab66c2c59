import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {consultantNamed, newId} from '../../cli/context.js'
import {findEntry} from '../../cli/contracts.js'
import {UsageError} from '../../cli/failure.js'
import {takingBackFlags, takingBackOf, withTakingBack} from '../../cli/taking-back-flags.js'
import {withWorkElsewhere} from '../../cli/work-elsewhere.js'
import {saidWork, withNames, workFlags, workReader} from '../../cli/work-flags.js'
import type {Entry} from '../../domain/entry.js'
import type {Account} from '../../domain/page.js'
import {refuse} from '../../domain/refusal.js'
import {findBookedEntry} from '../../operations/list-entries.js'
import type {WorkRequest} from '../../operations/log-entry.js'
import {correctEntry, correctedWork, neededToTakeBack} from '../../operations/void-entry.js'
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
      description:
        'The contract it is in, if several have an entry with this id; "entry move" takes it to another',
    }),
  }

  protected override async questions() {
    return (await import('../../cli/ask-work.js')).correctionQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(EntryCorrect)
    const flags = withTakingBack(withNames(typed))
    const context = await this.openContext(flags)
    const {store, now} = context
    const [said = '', ...words] = this.words(raw)
    const {id, contract} = await findEntry(store, said, flags.contract)
    const read = await workReader({words, at: flags.at, text: flags.text}, context)
    const workIn = (old: Entry, {contract}: Account) => read(contract, old.workedMinutes)
    const scope = neededToTakeBack(id, (old, account) => workIn(old, account).start ?? old.start)
    const named = flags.by === undefined ? undefined : await consultantNamed(flags.by, context.profile)
    const recording = {id: newId(), now, forcedBecause: flags.force ? flags.reason : null}
    const logged = await changeAccount(store, contract, scope, account => {
      const old = findBookedEntry(account, id)?.entry
      if (old === undefined) return refuse({kind: 'unknown-entry', entry: id})
      const {start, text, ...work} = saidWork({...flags, by: named}, workIn(old, account))
      const request = correctedWork(old, {...work, ...(start && {start}), ...(text !== '' && {text})})
      requireChange(old, request)
      const by = context.operator ?? named ?? old.consultant
      const voiding = {id, ...takingBackOf(flags), at: now, by}
      return correctEntry(account, voiding, request, {...recording, by})
    })
    const corrected = await withWorkElsewhere(logged, context)
    const {warnings} = workIn(corrected.voided, corrected.account)
    const result = {...corrected, warnings: [...warnings, ...corrected.warnings]}
    this.showLines(renderReceipt(result, corrected.account.contract, this.look()))
    await this.warnOf(result.warnings)
    return loggedJson(result)
  }
}

/** Refuses a correction that says nothing new. */
function requireChange(old: Entry, request: WorkRequest): void {
  if (Object.entries(request).some(([field, value]) => old[field as keyof Entry] !== value)) return
  throw new UsageError(
    'NOTHING_TO_CHANGE',
    'Nothing is said that differs from the entry.',
    'To take it back: hourbank entry void.',
  )
}

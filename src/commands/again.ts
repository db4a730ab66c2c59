import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {personOf} from '../cli/context.js'
import {RefusalError, UsageError} from '../cli/failure.js'
import {forceReason, forceReasonFlag} from '../cli/force-reason.js'
import {MOST_RECENT, recentWorkOf} from '../cli/recent-work.js'
import {recordWork} from '../cli/record-work.js'
import {readEntryId} from '../cli/text-values.js'
import {saidWork, withNames, workFlags, workReader} from '../cli/work-flags.js'
import type {Contract} from '../domain/contract.js'
import {workAgain} from '../operations/recent-work.js'
import type {RecordedEntry} from '../operations/undo-entry.js'
import {loggedJson} from '../render/entry-json.js'
import {renderReceipt} from '../render/receipt.js'

export default class Again extends BaseCommand {
  static override summary = 'Record the same work once more'
  static override description =
    `As long as it was then, and over now, unless a duration, a range or --at says otherwise; flags and text change the rest. Work that is the same but for its time is one piece, and N says which: 1 is what you recorded last, --list shows them.
A call-out is not repeated by chance: --class has to say what this one is.`
  static override examples = [
    '<%= config.bin %> again',
    '<%= config.bin %> again 2 30m',
    '<%= config.bin %> again --at "yesterday 9:00" --ticket 12345',
    '<%= config.bin %> again --list',
  ]
  static override strict = false
  static override args = {
    number: Args.string({
      ignoreStdin: true,
      description: 'Which of your last pieces of work (else the last)',
    }),
    work: Args.string({
      ignoreStdin: true,
      description: 'DURATION or RANGE, then another text; as it was if left out',
    }),
  }
  static override flags = {
    ...workFlags,
    ...forceReasonFlag,
    contract: Flags.string({helpValue: 'ID', description: 'For another contract'}),
    id: Flags.string({
      helpValue: 'KEY',
      description: 'Key of your own: a repeat of the same call is harmless',
    }),
    list: Flags.boolean({description: 'Show what could be repeated, and record nothing', default: false}),
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(Again)
    const flags = withNames(typed)
    const context = await this.openContext(flags)
    const consultant = await personOf(flags.by, context, 'whose work it is')
    const {number, words} = chosen(this.words(raw))
    const recent = await recentWorkOf(consultant, context, text => this.tell(text))
    if (flags.list) return this.#list(recent)
    const {entry, contract} = pick(recent, number, consultant)
    if (entry.class === 'emergency' && flags.class === undefined) throw isCallOut(entry.text)
    const read = await workReader({words, at: flags.at, text: flags.text}, context)
    const requestIn = (of: Contract) => {
      const {text, ...said} = saidWork(flags, read(of, entry.workedMinutes))
      return workAgain(entry, {...said, consultant, ...(text !== '' && {text})})
    }
    const recording = {id: readEntryId(flags.id), consultant, forcedBecause: forceReason(flags)}
    const logged = await recordWork(context, flags.contract ?? contract.id, requestIn, recording)
    const result = {
      ...logged,
      warnings: [...read(logged.account.contract, entry.workedMinutes).warnings, ...logged.warnings],
    }
    this.showLines(renderReceipt(result, logged.account.contract, this.look()))
    await this.warnOf(result.warnings)
    return loggedJson(result)
  }

  async #list(recent: readonly RecordedEntry[]): Promise<unknown> {
    const {recentJson, renderRecent} = await import('../render/recent-table.js')
    this.show(renderRecent(recent, this.look()))
    return {recent: recentJson(recent)}
  }
}

/** Which piece of work, and what is said of this one. A bare number is never a duration here. */
function chosen([first = '', ...others]: readonly string[]) {
  if (!/^\d+$/.test(first)) return {number: 1, words: first === '' ? [] : [first, ...others]}
  const number = Number(first)
  if (number >= 1 && number <= MOST_RECENT) return {number, words: others}
  throw new UsageError(
    'INVALID_NUMBER',
    `${first} is not the number of one of your last ${MOST_RECENT} pieces of work.`,
    `For ${first} minutes: hourbank again ${first}m. Which there are shows: hourbank again --list.`,
  )
}

function pick(recent: readonly RecordedEntry[], number: number, by: string): RecordedEntry {
  const found = recent[number - 1]
  if (found === undefined) throw new RefusalError({kind: 'nothing-to-repeat', by, count: recent.length})
  return found
}

const isCallOut = (text: string): UsageError =>
  new UsageError(
    'CALL_OUT_AGAIN',
    `"${text}" was an emergency call-out, which has its own price.`,
    'Say what this one is: --class extended, or --class emergency.',
  )

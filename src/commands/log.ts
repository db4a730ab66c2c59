import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {personOf} from '../cli/context.js'
import {RefusalError} from '../cli/failure.js'
import {forceReason, forceReasonFlag} from '../cli/force-reason.js'
import {recordWork} from '../cli/record-work.js'
import {readEntryId} from '../cli/text-values.js'
import {saidWork, withNames, workFlags, workReader} from '../cli/work-flags.js'
import type {Contract} from '../domain/contract.js'
import {loggedJson} from '../render/entry-json.js'
import {renderReceipt} from '../render/receipt.js'

export default class Log extends BaseCommand {
  static override summary = 'Record support given: who, when, where, how and by whom'
  static override description =
    `The work ended now unless --at or a range says otherwise. What was understood is printed.
Durations: 90, 90m, 1h30, 1:30, 1.5h, 1,5h. Ranges: 14:00-15:30, 22:30-01:15, "yesterday 14:00-15:30".
On a terminal it asks for what is missing.`
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
    ...forceReasonFlag,
    id: Flags.string({
      helpValue: 'KEY',
      description: 'Key of your own: a repeat of the same call is harmless',
    }),
  }

  protected override async questions() {
    return (await import('../cli/ask-work.js')).logQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(Log)
    const flags = withNames(typed)
    const context = await this.openContext(flags)
    const [id, ...words] = complete(this.words(raw))
    const consultant = await personOf(flags.by, context, 'who did the work')
    const read = await workReader({words, at: flags.at, text: flags.text}, context)
    const requestIn = (contract: Contract) => ({...saidWork(flags, read(contract)), consultant})
    const recording = {id: readEntryId(flags.id), consultant, forcedBecause: forceReason(flags)}
    const logged = await recordWork(context, id, requestIn, recording)
    const {contract} = logged.account
    const result = {...logged, warnings: [...read(contract).warnings, ...logged.warnings]}
    this.showLines(renderReceipt(result, contract, this.look()))
    await this.warnOf(result.warnings)
    return loggedJson(result)
  }
}

function complete([contract, ...words]: readonly string[]): readonly [string, ...string[]] {
  if (contract !== undefined && words.length > 0) return [contract, ...words]
  throw new RefusalError(
    contract === undefined
      ? {kind: 'missing-value', flag: 'CONTRACT', what: 'the contract'}
      : {kind: 'missing-value', flag: 'DURATION', what: 'how long it took'},
  )
}

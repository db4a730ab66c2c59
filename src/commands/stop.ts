import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {forceReason, forceReasonFlag} from '../cli/force-reason.js'
import {changeTimer, recordTimer, timerFlags, timerOwner, timerText} from '../cli/timers.js'
import {fieldFlags, forceFlag, saidOfWork, textFlags, withNames} from '../cli/work-flags.js'
import {ok} from '../domain/refusal.js'
import {loggedJson} from '../render/entry-json.js'
import {renderReceipt} from '../render/receipt.js'

export default class Stop extends BaseCommand {
  static override summary = 'Stop your timer and record what it counted'
  static override description =
    `Recorded as "log" does it: from when the timer started, without the pauses, to the nearest minute. Text is added to that of the start; flags hold over what was said there. What is refused leaves the timer as it is.
One that counted for more than ten hours without a pause, or more than four over midnight, may have been forgotten: then --at has to say when the work ended.`
  static override examples = [
    '<%= config.bin %> stop',
    '<%= config.bin %> stop Spooler restarted --ticket 12345',
    '<%= config.bin %> stop --at 14:30',
  ]
  static override strict = false
  static override args = {
    text: Args.string({ignoreStdin: true, description: 'What else was done'}),
  }
  static override flags = {
    at: Flags.string({
      helpValue: 'TIME',
      description: 'When the work ended: 17:30 is the first one since the start; now, if all of it was work',
    }),
    ...fieldFlags,
    ...timerFlags,
    ...textFlags,
    ...forceFlag,
    ...forceReasonFlag,
  }

  protected override async questions() {
    return (await import('../cli/ask-timer.js')).stopQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(Stop)
    const flags = withNames(typed)
    const text = await timerText(this.words(raw), flags.text, 'stop')
    const stop = {at: flags.at, said: saidOfWork(flags), text, forcedBecause: forceReason(flags)}
    const context = await this.openContext(flags)
    const {logged} = await changeTimer(await timerOwner(flags.by, context), context, async timer =>
      ok({timer: null, logged: await recordTimer(timer, stop, context)}),
    )
    this.showLines(renderReceipt(logged, logged.account.contract, this.look()))
    await this.warnOf(logged.warnings)
    return loggedJson(logged)
  }
}

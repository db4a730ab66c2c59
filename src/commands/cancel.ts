import {commandLine} from '../cli/command-line.js'
import {requireMeant, yesFlag} from '../cli/confirmation.js'
import {TimerCommand} from '../cli/timer-command.js'
import {changeTimer, timerOwner} from '../cli/timers.js'
import {typedWork} from '../cli/work-flags.js'
import {ok} from '../domain/refusal.js'
import {type Timer, timedMinutes} from '../domain/timer.js'
import {renderCancelled} from '../render/timer-block.js'
import {timerJson} from '../render/timer-json.js'

export default class Cancel extends TimerCommand {
  static override summary = 'Drop your timer: nothing is recorded'
  static override description =
    'On a terminal it asks whether it is meant, and it says what would record the work all the same.'
  static override examples = ['<%= config.bin %> cancel', '<%= config.bin %> cancel --yes --json']
  static override flags = yesFlag

  protected override async questions() {
    return (await import('../cli/ask-timer.js')).cancelQuestions
  }

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Cancel)
    requireMeant(flags, this.canAsk(flags))
    const context = await this.openContext(flags)
    const {now} = context
    const {cancelled} = await changeTimer(await timerOwner(flags.by, context), context, running =>
      ok({timer: null, cancelled: running}),
    )
    const minutes = timedMinutes(cancelled, now)
    const command = minutes === 0 ? null : commandLine('log', wordsToLog(cancelled, minutes))
    this.showLines(renderCancelled({timer: cancelled, now}, command, this.look()))
    return {timer: null, cancelled: timerJson(cancelled, now)}
  }
}

/** What records the work of a timer by hand. */
const wordsToLog = ({contract, startedAt, text, said}: Timer, minutes: number): readonly string[] => [
  ...[contract, `${minutes}m`, '--at', startedAt],
  ...typedWork(said),
  ...(text === '' ? [] : ['--text', text]),
]

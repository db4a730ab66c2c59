import {TimerCommand} from '../cli/timer-command.js'
import {changeTimer, timerOwner} from '../cli/timers.js'
import {resumeTimer} from '../operations/run-timer.js'

export default class Resume extends TimerCommand {
  static override summary = 'Let your timer go on after a pause'
  static override examples = ['<%= config.bin %> resume']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Resume)
    const context = await this.openContext(flags)
    const {now} = context
    const {timer} = await changeTimer(await timerOwner(flags.by, context), context, paused =>
      resumeTimer(paused, now),
    )
    return this.answer(timer, context)
  }
}

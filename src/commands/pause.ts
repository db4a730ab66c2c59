import {TimerCommand} from '../cli/timer-command.js'
import {changeTimer, timerOwner} from '../cli/timers.js'
import {pauseTimer} from '../operations/run-timer.js'

export default class Pause extends TimerCommand {
  static override summary = 'Hold your timer: pauses do not count'
  static override examples = ['<%= config.bin %> pause']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Pause)
    const context = await this.openContext(flags)
    const {now} = context
    const {timer} = await changeTimer(await timerOwner(flags.by, context), context, running =>
      pauseTimer(running, now),
    )
    return this.answer(timer, context)
  }
}

import type {Timer} from '../domain/timer.js'
import {renderTimer} from '../render/timer-block.js'
import {timerJson} from '../render/timer-json.js'
import {BaseCommand} from './base-command.js'
import type {Context} from './context.js'
import {timerFlags} from './timers.js'

/** What the commands for a timer that goes on share. */
export abstract class TimerCommand extends BaseCommand {
  static override baseFlags = {...BaseCommand.baseFlags, ...timerFlags}

  /** Shows a timer as it is now, and returns what `--json` prints. */
  protected async answer(timer: Timer, {store, now, profile}: Context): Promise<unknown> {
    const {timezone} = (await store.readContract(timer.contract)) ?? profile.defaults
    this.showLines(renderTimer({timer, now, timezone}, '', this.look()))
    return {timer: timerJson(timer, now)}
  }
}

import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {newId, personOf} from '../cli/context.js'
import {findAccount} from '../cli/contracts.js'
import {RefusalError} from '../cli/failure.js'
import {timeReader} from '../cli/requests.js'
import {beginTimer, timerText} from '../cli/timers.js'
import {fieldFlags, saidOfWork, textFlags, withNames} from '../cli/work-flags.js'
import {inZone} from '../domain/calendar.js'
import type {LoggedEntry} from '../operations/log-entry.js'
import {loggedJson} from '../render/entry-json.js'
import {renderReceipt} from '../render/receipt.js'
import {renderStarted} from '../render/timer-block.js'
import {timerJson} from '../render/timer-json.js'

export default class Start extends BaseCommand {
  static override summary = 'Start a timer for work that begins'
  static override description =
    'One for each consultant. It runs on, whatever happens to the terminal or the machine, until "stop" records it. What is known already can be said here, the rest with "stop".'
  static override examples = [
    '<%= config.bin %> start acme Printer queue stuck --for "Frau Müller" --how phone',
    '<%= config.bin %> start acme --at -10m --switch',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract'}),
    text: Args.string({ignoreStdin: true, description: 'What is done'}),
  }
  static override flags = {
    at: Flags.string({helpValue: 'TIME', description: 'When the work began, if not now: 14:00, -10m'}),
    ...fieldFlags,
    ...textFlags,
    switch: Flags.boolean({
      description: 'Record the timer that is running, up to when this one starts',
      default: false,
    }),
  }

  protected override async questions() {
    return (await import('../cli/ask-timer.js')).startQuestions
  }

  async run(): Promise<unknown> {
    const {raw, flags: typed} = await this.parse(Start)
    const flags = withNames(typed)
    const context = await this.openContext(flags)
    const {store, now} = context
    const [id, ...words] = this.words(raw)
    if (id === undefined)
      throw new RefusalError({kind: 'missing-value', flag: 'CONTRACT', what: 'the contract'})
    const text = await timerText(words, flags.text, 'start')
    const consultant = await personOf(flags.by, context, 'who does the work')
    const startIn = await timeReader(flags.at, context, 'past')
    const account = await findAccount(store, id)
    const {contract} = account
    const startedAt = inZone(startIn(contract) ?? now, contract.timezone)
    const facts = {id: newId(), consultant, contract: contract.id, startedAt, text}
    const timer = {...facts, said: saidOfWork(flags), pauses: []}
    const before = flags.switch ? {endsAt: flags.at === undefined ? undefined : startedAt} : 'stays'
    const {logged} = await beginTimer(timer, {account, before}, context)
    if (logged !== null) await this.#showLogged(logged)
    this.showLines(renderStarted({timer}, this.look()))
    return {timer: timerJson(timer, now), ...(logged && {stopped: loggedJson(logged)})}
  }

  async #showLogged(logged: LoggedEntry): Promise<void> {
    this.showLines(renderReceipt(logged, logged.account.contract, this.look()))
    await this.warnOf(logged.warnings)
  }
}

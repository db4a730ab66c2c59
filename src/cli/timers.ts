import {Flags} from '@oclif/core'
import {type Instant, inZone} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {MAX_TEXT_LENGTH} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {datesFor, readTyped} from '../domain/read-typed.js'
import {ok, type Result} from '../domain/refusal.js'
import type {Timer} from '../domain/timer.js'
import {parseEnd} from '../domain/timer-text.js'
import {beginsLikeTime} from '../domain/work-text.js'
import {type LoggedEntry, neededToLog} from '../operations/log-entry.js'
import {
  type ChangedTimer,
  logTimer,
  requireTimer,
  type Stopping,
  startTimer,
  workTimed,
} from '../operations/run-timer.js'
import type {Warning} from '../operations/warnings.js'
import {changeAccount} from './change-account.js'
import {type Context, personOf} from './context.js'
import {accepted, RefusalError, UnfinishedError} from './failure.js'
import {notTooLong} from './text-values.js'
import {withWorkElsewhere} from './work-elsewhere.js'
import {onlyText, warnTwice} from './work-flags.js'

export const timerFlags = {
  by: Flags.string({
    helpValue: 'CONSULTANT',
    description: 'Whose timer (else HOURBANK_BY, else the profile)',
  }),
}

/** Whose timer it is. */
export const timerOwner = (by: string | undefined, context: Context): Promise<string> =>
  personOf(by, context, 'whose timer it is')

/** Changes the timer of somebody, who has to have one, while nobody else can. */
export async function changeTimer<T extends ChangedTimer>(
  consultant: string,
  {store}: Pick<Context, 'store'>,
  change: (timer: Timer) => Result<T> | Promise<Result<T>>,
): Promise<T> {
  return tellingRecorded(told =>
    store.updateTimer(consultant, async running => {
      const timer = requireTimer(running, consultant)
      return timer.ok ? told(await change(timer.value)) : timer
    }),
  )
}

/** What a timer counted is recorded before the timer ends: what fails from then on takes nothing of that back. */
async function tellingRecorded<T extends ChangedTimer>(
  update: (told: (result: Result<T>) => Result<T>) => Promise<Result<T>>,
): Promise<T> {
  let isRecorded = false
  const told = (result: Result<T>): Result<T> => {
    isRecorded = result.ok && 'logged' in result.value && result.value.logged !== null
    return result
  }
  try {
    return accepted(await update(told))
  } catch (error) {
    throw isRecorded ? new UnfinishedError(error, RECORDED) : error
  }
}

const RECORDED =
  'The work is recorded, but the timer may still run. Type the same command once more: it ends the timer, and records nothing twice.'

/** The text that goes with a timer, in words or by `--text`. Refused: words that begin like a time. */
export async function timerText(
  words: readonly string[],
  flag: string | undefined,
  command: 'start' | 'stop',
): Promise<string> {
  const text = words.join(' ').trim()
  if (text !== '' && (await readTyped(dates => beginsLikeTime(text, dates))))
    throw new RefusalError({kind: 'time-in-text', text, command})
  return onlyText(text, flag).trim()
}

/** What was said of the end of a timer. */
interface SaidStop extends Pick<Stopping, 'said' | 'text'> {
  readonly at: string | undefined
  readonly forcedBecause: string | null
}

interface SaidEnd extends Pick<Stopping, 'end'> {
  readonly warnings: readonly Warning[]
}

/** Understands when a timer ended, by the clocks of its contract. */
export async function endReader(
  at: string | undefined,
  timer: Timer,
  {now, profile}: Pick<Context, 'now' | 'profile'>,
): Promise<(contract: Pick<Contract, 'timezone'>) => SaidEnd> {
  if (at === undefined) return () => ({end: null, warnings: []})
  const contextIn = (timezone: string) => ({now: inZone(now, timezone), timezone, reading: 'past'}) as const
  const dates = await datesFor(asked =>
    parseEnd(at, timer, {...contextIn(profile.defaults.timezone), dates: asked}),
  )
  return ({timezone}) => {
    const {instant, warning} = accepted(parseEnd(at, timer, {...contextIn(timezone), dates}))
    return {end: instant, warnings: warnTwice(warning, instant)}
  }
}

/** Records what a timer has counted, as `log` does. The timer itself is left to whoever holds its lock. */
export async function recordTimer(timer: Timer, stop: SaidStop, context: Context): Promise<LoggedEntry> {
  const {store, now, operator, profile} = context
  const read = await endReader(stop.at, timer, context)
  const stoppingIn = (contract: Contract) => ({...stop, end: read(contract).end})
  const requestIn = (contract: Contract) => workTimed(timer, stoppingIn(contract), now)
  const {forcedBecause} = stop
  const recording = {now, by: operator ?? timer.consultant, forcedBecause, defaults: profile.defaults}
  const scope = neededToLog(requestIn, now, timer.id)
  const recorded = await changeAccount(store, timer.contract, scope, account => {
    notTooLong('The text', requestIn(account.contract).text, MAX_TEXT_LENGTH)
    return logTimer(account, timer, stoppingIn(account.contract), recording)
  })
  const logged = await withWorkElsewhere(recorded, context)
  return {...logged, warnings: [...read(logged.account.contract).warnings, ...logged.warnings]}
}

/** A timer that was started, with the entry that the one before became. */
interface BegunTimer extends ChangedTimer {
  readonly logged: LoggedEntry | null
}

/** What becomes of a timer that is running when another one is started: it stays, or is recorded until a time. */
type Before = 'stays' | {readonly endsAt: Instant | undefined}

/** Starts a timer in an account, while nobody else can change it or the one that is running. */
export async function beginTimer(
  timer: Timer,
  {account, before}: {readonly account: Account; readonly before: Before},
  context: Context,
): Promise<BegunTimer> {
  const {store, now} = context
  return tellingRecorded<BegunTimer>(told =>
    store.updateTimer<BegunTimer>(timer.consultant, async running => {
      const started = startTimer(before === 'stays' ? running : null, timer, {account, now})
      if (!started.ok) return started
      if (running === null || before === 'stays') return ok({timer, logged: null})
      const stop = {at: before.endsAt, said: {}, text: '', forcedBecause: null}
      return told(ok({timer, logged: await recordTimer(running, stop, context)}))
    }),
  )
}

import {type Instant, inZone} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import {pausedSince, type Timer, timedMinutes} from '../domain/timer.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {terminal} from '../locale/terminal.js'
import type {Look} from './look.js'
import {line, painted} from './text.js'

const words = terminal.timer

/** What is shown of a timer: at which instant, and by whose clocks. */
export interface TimerView {
  readonly timer: Timer
  readonly now: Instant
  readonly timezone: string
}

/** A timer that was just started. */
export const renderStarted = ({timer}: Pick<TimerView, 'timer'>, look: Pick<Look, 'colour'>): string =>
  block(timer, words.started(formatInstant(timer.startedAt, en)), '', look)

/** A timer as it stands. @param standing what is left on the account of its contract */
export const renderTimer = (view: TimerView, standing: string, look: Pick<Look, 'colour'>): string =>
  block(view.timer, stateOf(view), standing, look)

/** A timer that was dropped. @param command what records it all the same; null where there is nothing to record */
export function renderCancelled(
  {timer, now}: Pick<TimerView, 'timer' | 'now'>,
  command: string | null,
  look: Pick<Look, 'colour'>,
): string {
  const worked = formatDuration(timedMinutes(timer, now))
  const head = block(timer, words.cancelled(formatInstant(timer.startedAt, en), worked), '', look)
  return command === null ? head : [head, line`  ${words.recordAfterAll(command)}`].join('\n')
}

function stateOf({timer, now, timezone}: TimerView): string {
  const since = pausedSince(timer)
  const worked = formatDuration(timedMinutes(timer, now))
  const start = formatInstant(timer.startedAt, en)
  return since === undefined
    ? words.running(start, worked)
    : words.paused(formatInstant(inZone(since, timezone), en), start, worked)
}

function block(timer: Timer, state: string, standing: string, look: Pick<Look, 'colour'>): string {
  const facts = [state, standing].filter(fact => fact !== '').join(' · ')
  const head = line`${painted('bold', look)(timer.contract)}  ${facts}`
  return [head, line`  ${painted('dim', look)(detailsOf(timer).join(' · '))}`].join('\n')
}

function detailsOf({text, consultant, said}: Timer): readonly string[] {
  const {classes, causes, remote, channels, ...say} = en.entry
  const {ticket, requester, place, channel, cause} = said
  const whereabouts = [place === 'remote' ? remote : place, channel && channels[channel]]
  return [
    text,
    ticket && say.ticket(ticket),
    said.class && classes[said.class],
    cause && causes[cause],
    requester && say.for(requester),
    whereabouts.filter(Boolean).join(' '),
    say.by(consultant),
  ].filter(detail => !!detail) as readonly string[]
}

import {epochMs, type Instant, type Month, monthOf} from './calendar.js'
import {instantWhenRun, type Span, secondsRun} from './clock.js'
import type {HolidayCalendar} from './holidays.js'
import {type EventKind, type Request, receivedAt, type Step, stepsOf} from './request.js'
import type {Target, TargetName} from './target.js'

export type OutcomeState = 'pending' | 'met' | 'missed' | 'not-promised' | 'withdrawn'

/** What became of a promise (domain §9); an update is promised anew each time, so each interval has its own. */
export interface Outcome extends TargetName {
  /** When its time begins: with the event, what tells the outcomes of one request apart. */
  readonly startAt: Instant
  readonly state: OutcomeState
  /** Null while its clock stands, or where nothing was promised. */
  readonly dueAt: Instant | null
  /** The event if it was met, the deadline if it was missed. */
  readonly decidedAt: Instant | null
  /** When what was promised happened; null if it did not. */
  readonly happenedAt: Instant | null
  /** How many seconds its clock ran until that. */
  readonly elapsedSeconds: number | null
}

/** By what outcomes are judged. */
export interface Judging {
  /** A deadline before it has passed. */
  readonly now: Instant
  /** The contract's, by whose clocks instants are written and months end. */
  readonly timezone: string
  readonly calendars: readonly HolidayCalendar[]
}

/** The month an outcome counts in, by the time zone its instants are written in; null while it is not decided. */
export const decidedMonth = ({decidedAt}: Pick<Outcome, 'decidedAt'>): Month | null =>
  decidedAt === null ? null : monthOf(decidedAt)

/** The soonest deadline that is not decided; null if there is none. */
export const dueAtOf = ({outcomes}: {readonly outcomes: readonly Outcome[]}): Instant | null =>
  outcomes
    .flatMap(({state, dueAt}) => (state === 'pending' && dueAt !== null ? [dueAt] : []))
    .toSorted((a, b) => epochMs(a) - epochMs(b))[0] ?? null

/** A response counts as an acknowledgement; a question to the customer, a resolution and a closing as a response. */
const RESPONSES: ReadonlySet<EventKind> = new Set(['responded', 'waiting', 'resolved', 'closed'])
const ACKNOWLEDGEMENTS: ReadonlySet<EventKind> = new Set(['acknowledged', ...RESPONSES])
/** The customer hears how it stands. */
const UPDATES: ReadonlySet<EventKind> = new Set([...RESPONSES, 'updated', 'escalated'])
/** From when on the next word is owed, while the request is open. */
const OWED_FROM: ReadonlySet<EventKind> = new Set([
  'responded',
  'updated',
  'escalated',
  'resumed',
  'reopened',
])

/**
 * What became of the promises of a request, as its events are known now.
 *
 * @throws UnknownHolidaysError where a clock needs the holidays of a year that were not looked up
 */
export function outcomesOf(
  request: Request,
  targets: readonly Target[],
  judging: Judging,
): readonly Outcome[] {
  const steps = stepsOf(request)
  return targets.flatMap(target => {
    const outcomes = target.isPromised
      ? judge(target, steps, judging)
      : [notPromised(target, receivedAt(request))]
    return request.voided === null ? outcomes : outcomes.map(withdrawn)
  })
}

function judge(target: Target, steps: readonly Step[], judging: Judging): readonly Outcome[] {
  switch (target.event) {
    case 'acknowledged':
      return [first(target, steps, ACKNOWLEDGEMENTS, judging)]
    case 'first-response':
    case 'call-back':
      return [first(target, steps, RESPONSES, judging)]
    case 'resolved':
      return [resolution(target, steps, judging)]
    case 'update':
      return updates(target, steps, judging)
  }
}

const notPromised = (target: Target, startAt: Instant): Outcome => ({
  ...nameIn(target),
  ...{startAt, state: 'not-promised', dueAt: null, decidedAt: null, happenedAt: null, elapsedSeconds: null},
})

const withdrawn = (outcome: Outcome): Outcome => ({
  ...outcome,
  state: 'withdrawn',
  dueAt: null,
  decidedAt: null,
})

const nameIn = ({event, channel, kind, priority, withinMinutes}: TargetName): TargetName => ({
  event,
  channel,
  kind,
  priority,
  withinMinutes,
})

/** From the beginning to the first of these events. */
function first(
  target: Target,
  steps: readonly Step[],
  kinds: ReadonlySet<EventKind>,
  judging: Judging,
): Outcome {
  const startAt = startOf(steps)
  const happenedAt = steps.find(({event}) => kinds.has(event.kind))?.event.at ?? null
  return decide(target, {startAt, spans: [{from: startAt, to: null}], happenedAt}, judging)
}

const startOf = ([step]: readonly Step[]): Instant => (step as Step).event.at

/** From the beginning to the resolution, without the time the request waited, or was thought to be resolved. */
function resolution(target: Target, steps: readonly Step[], judging: Judging): Outcome {
  const startAt = startOf(steps)
  const resolved = steps[steps.findLastIndex(({state}) => !isOver(state)) + 1]
  const spans = spansWhere(steps, state => state === 'open')
  return decide(target, {startAt, spans, happenedAt: resolved?.event.at ?? null}, judging)
}

const isOver = (state: Step['state']): boolean => state === 'resolved' || state === 'closed'

/** When the request is in such a state, from the first to the last; the last span may have no end. */
function spansWhere(steps: readonly Step[], isMeant: (state: Step['state']) => boolean): readonly Span[] {
  return steps.flatMap(({event, state}, index) =>
    isMeant(state) ? [{from: event.at, to: steps[index + 1]?.event.at ?? null}] : [],
  )
}

/** One promise, and what is known of it. */
interface Course {
  readonly startAt: Instant
  /** When its time may run. */
  readonly spans: readonly Span[]
  readonly happenedAt: Instant | null
}

/** Met at or before the deadline, missed at the deadline, else pending. */
function decide(
  target: Target,
  {startAt, spans, happenedAt}: Course,
  {now, timezone, calendars}: Judging,
): Outcome {
  const {clock, withinMinutes} = target
  const deadline = instantWhenRun(clock, spans, withinMinutes * 60, {timezone, calendars})
  const isBy = (instant: Instant | null, other: Instant) =>
    instant !== null && epochMs(instant) <= epochMs(other)
  const elapsedSeconds = happenedAt === null ? null : secondsRun(clock, spans, happenedAt, calendars)
  const head = {...nameIn(target), startAt, happenedAt, elapsedSeconds}
  if (happenedAt !== null && (deadline === null || isBy(happenedAt, deadline)))
    return {...head, state: 'met', dueAt: deadline, decidedAt: happenedAt}
  if (deadline !== null && (happenedAt !== null || isOverdue(deadline, now)))
    return {...head, state: 'missed', dueAt: deadline, decidedAt: deadline}
  return {...head, state: 'pending', dueAt: deadline, decidedAt: null}
}

/** At the deadline itself what was promised can still happen. */
const isOverdue = (deadline: Instant, now: Instant): boolean => epochMs(deadline) < epochMs(now)

/**
 * From each time the customer heard from us to the next, while the request is open; where the time passes without a
 * word it is missed, and begins again then.
 */
function updates(target: Target, steps: readonly Step[], judging: Judging): readonly Outcome[] {
  const outcomes: Outcome[] = []
  for (const {startAt, heardAt} of owedIn(steps)) {
    let from: Instant | null = startAt
    while (from !== null) {
      const course = {startAt: from, spans: [{from, to: null}], happenedAt: heardAt}
      const outcome = decide(target, course, judging)
      const isMissed: boolean = outcome.state === 'missed'
      // What came after the deadline is the end of the interval that began with it.
      outcomes.push(isMissed ? {...outcome, happenedAt: null, elapsedSeconds: null} : outcome)
      from = isMissed ? outcome.dueAt : null
    }
  }
  return outcomes
}

/** A time in which the customer is owed a word, until one comes; null: none has come yet. */
interface Owed {
  readonly startAt: Instant
  readonly heardAt: Instant | null
}

/** Before the first response only that is owed; while the request waits or is resolved, nothing. */
function owedIn(steps: readonly Step[]): readonly Owed[] {
  const all: Owed[] = []
  let startAt: Instant | null = null
  let hasResponse = false
  let before: Step['state'] = 'open'
  for (const {event, state} of steps) {
    if (startAt !== null && UPDATES.has(event.kind)) {
      // What was said at one instant is one word, and no interval lies between.
      if (epochMs(event.at) > epochMs(startAt)) all.push({startAt, heardAt: event.at})
      startAt = null
    }
    hasResponse ||= RESPONSES.has(event.kind)
    const begins = OWED_FROM.has(event.kind) || (event.kind === 'follow-up' && before === 'waiting')
    if (hasResponse && begins && state === 'open') startAt ??= event.at
    before = state
  }
  return startAt === null ? all : [...all, {startAt, heardAt: null}]
}

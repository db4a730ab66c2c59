import {describe, expect, test} from 'vitest'
import {addMinutes} from '../../src/domain/calendar.js'
import {
  EVENT_KINDS,
  type EventKind,
  escalationOf,
  eventsInOrder,
  followUpsOf,
  isAskedAgain,
  misfitIn,
  type RequestEvent,
  type RequestState,
  stateOf,
  stepsOf,
} from '../../src/domain/request.js'
import {at} from '../support/account-builder.js'

const START = at('2026-03-10T09:00:00+01:00')

/** Events a minute apart. */
function request(...kinds: readonly EventKind[]): {
  readonly events: readonly [RequestEvent, ...RequestEvent[]]
} {
  const events = (['received', ...kinds] as const).map(
    (kind, index): RequestEvent => ({
      ...{id: String(index + 1), kind, at: addMinutes(START, index, 'Europe/Berlin'), by: 'J. Weber'},
      ...{recordedAt: START, note: null, escalation: null, expected: null, voided: null},
    }),
  )
  return {events: events as [RequestEvent, ...RequestEvent[]]}
}

const changed = (of: ReturnType<typeof request>, index: number, changes: Partial<RequestEvent>) => {
  const events = of.events.map((event, place) => (place === index ? {...event, ...changes} : event))
  return {events: events as [RequestEvent, ...RequestEvent[]]}
}
const VOIDED = {reason: 'wrong', at: START, by: 'J. Weber'}

/** What brings a request into a state. */
const INTO: Record<RequestState, readonly EventKind[]> = {
  open: [],
  waiting: ['waiting'],
  resolved: ['resolved'],
  closed: ['closed'],
}

describe('from each state only some events are possible, and lead to the next', () => {
  const TABLE: Record<RequestState, Partial<Record<EventKind, RequestState>>> = {
    open: {
      ...{acknowledged: 'open', responded: 'open', updated: 'open', waiting: 'waiting', escalated: 'open'},
      ...{'follow-up': 'open', resolved: 'resolved', closed: 'closed'},
    },
    waiting: {
      ...{
        acknowledged: 'waiting',
        responded: 'waiting',
        updated: 'waiting',
        resumed: 'open',
        escalated: 'waiting',
      },
      ...{'follow-up': 'open', resolved: 'resolved', closed: 'closed'},
    },
    resolved: {updated: 'resolved', 'follow-up': 'resolved', reopened: 'open', closed: 'closed'},
    closed: {reopened: 'open'},
  }
  const cases = Object.entries(TABLE).flatMap(([state, possible]) =>
    EVENT_KINDS.filter(kind => kind !== 'received').map(
      kind => [state as RequestState, kind, possible[kind] ?? 'refused'] as const,
    ),
  )
  test.each(cases)('%s, %s: %s', (state, kind, expected) => {
    const asked = request(...INTO[state], kind)
    const misfit = misfitIn(asked)
    if (expected === 'refused') expect(misfit).toEqual({event: asked.events.at(-1), state})
    else expect([misfit, stateOf(asked)]).toEqual([null, expected])
  })
})

describe('the history of a request', () => {
  test('is in the order in which things happened, and of the same instant in that in which they were recorded', () => {
    const late = changed(request('acknowledged', 'responded'), 2, {at: addMinutes(START, 1, 'Europe/Berlin')})
    expect(eventsInOrder(late).map(({id}) => id)).toEqual(['1', '2', '3'])
    const earlier = changed(request('responded', 'acknowledged'), 2, {
      at: addMinutes(START, 0.5, 'Europe/Berlin'),
    })
    expect(eventsInOrder(earlier).map(({id}) => id)).toEqual(['1', '3', '2'])
  })
  test('leaves out what was voided', () => {
    const voided = changed(request('waiting', 'acknowledged'), 1, {voided: VOIDED})
    expect(stepsOf(voided).map(({event, state}) => [event.id, state])).toEqual([
      ['1', 'open'],
      ['3', 'open'],
    ])
  })
  test('skips what does not fit', () => {
    expect(stepsOf(request('resumed', 'waiting')).map(({event}) => event.kind)).toEqual([
      'received',
      'waiting',
    ])
  })
  test('begins when the request came in', () => {
    const before = changed(request('acknowledged'), 1, {at: addMinutes(START, -1, 'Europe/Berlin')})
    expect(misfitIn(before)).toMatchObject({event: {kind: 'acknowledged'}})
    expect(misfitIn({events: [changed(request(), 0, {voided: VOIDED}).events[0]]})).toBeNull()
  })
})

test('a request is with the level and team that it was escalated to last', () => {
  expect(escalationOf(request('escalated'))).toBeNull()
  const escalation = {level: 2, team: 'Network', reason: 'specialist'} as const
  const twice = changed(changed(request('escalated', 'escalated', 'updated'), 1, {escalation}), 2, {
    escalation: {...escalation, level: 3},
  })
  expect(escalationOf(twice)?.level).toBe(3)
})

test.each([
  [[], 0, false],
  [['follow-up'], 1, true],
  [['follow-up', 'follow-up'], 2, true],
  [['follow-up', 'responded'], 1, false],
  [['follow-up', 'escalated'], 1, false],
  [['waiting', 'follow-up'], 1, true],
  [['follow-up', 'waiting', 'resumed'], 1, false],
  [['resolved', 'follow-up'], 1, true],
  [['resolved', 'follow-up', 'reopened'], 1, false],
] as const)('after %j the customer asked again %i times, and waits for a word: %s', (kinds, count, isWaiting) => {
  expect([followUpsOf(request(...kinds)), isAskedAgain(request(...kinds))]).toEqual([count, isWaiting])
})

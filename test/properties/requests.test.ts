import fc from 'fast-check'
import {expect, test} from 'vitest'
import {instantAt, type Month, monthsFrom} from '../../src/domain/calendar.js'
import type {ResponseTarget} from '../../src/domain/contract.js'
import {EVENT_KINDS, type EventKind} from '../../src/domain/request.js'
import {allRequests, judgeRequest} from '../../src/operations/requests.js'
import {responseTimesIn} from '../../src/operations/response-times.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {at, month} from '../support/account-builder.js'
import {configureRuns, RUNS_WHERE_SLOW} from '../support/property-runs.js'
import {Desk, levelsOf, OFFICE} from '../support/requests.js'

configureRuns(RUNS_WHERE_SLOW)

const HOUR_MS = 3_600_000
const FIRST_MS = Date.UTC(2026, 1, 25)
const LAST = month('2026-08')
const clockText = (hour: number) => instantAt(FIRST_MS + hour * HOUR_MS, 'Europe/Berlin')

const anyTarget: fc.Arbitrary<ResponseTarget> = fc.oneof(
  fc.record({
    event: fc.constantFrom('acknowledged', 'first-response', 'resolved'),
    withinMinutes: fc.constantFrom(10, 600, 6000),
  }),
  fc.record({event: fc.constant('update'), withinMinutes: fc.constantFrom(3000, 9000)}),
)
const anyKind = fc.constantFrom(...EVENT_KINDS.filter(kind => kind !== 'received'))

type Action =
  | {readonly kind: 'open'}
  | {
      readonly kind: 'event'
      readonly pick: number
      readonly event: Exclude<EventKind, 'received'>
      readonly hoursBack: number
    }
  | {readonly kind: 'void-event'; readonly pick: number; readonly event: number}
  | {readonly kind: 'void'; readonly pick: number}
  | {readonly kind: 'close'}

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  {weight: 2, arbitrary: fc.constant({kind: 'open'} as const)},
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      pick: fc.nat(5),
      event: anyKind,
      hoursBack: fc.oneof(fc.constant(0), fc.nat(1500)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({kind: fc.constant('void-event' as const), pick: fc.nat(5), event: fc.nat(5)}),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('void' as const), pick: fc.nat(5)})},
  {weight: 1, arbitrary: fc.constant({kind: 'close'} as const)},
)

const anyHistory = fc.record({
  targets: fc.uniqueArray(anyTarget, {minLength: 1, maxLength: 4, selector: ({event}) => event}),
  isOffice: fc.boolean(),
  steps: fc.array(fc.record({waitHours: fc.oneof(fc.nat(400), fc.constant(0)), action: anyAction}), {
    maxLength: 25,
  }),
})
type History = typeof anyHistory extends fc.Arbitrary<infer H> ? H : never

/** Plays a history; what is refused does nothing. Returns the desk and the hour it is then. */
function play(
  {targets, isOffice, steps}: History,
  isClosing = true,
): {readonly desk: Desk; readonly hour: number} {
  const desk = new Desk(levelsOf({targets, clock: isOffice ? OFFICE : 'always'}))
  const numbers: string[] = []
  let hour = 0
  for (const {waitHours, action} of steps) {
    hour += waitHours
    const now = clockText(hour)
    const number =
      action.kind === 'open' || action.kind === 'close'
        ? ''
        : (numbers[action.pick % Math.max(1, numbers.length)] ?? '')
    if (action.kind === 'open') numbers.push(desk.open(now))
    else if (action.kind === 'close') {
      const through = monthsFrom(month('2026-01'), now.slice(0, 7) as Month).at(-2)
      if (isClosing && through !== undefined) desk.close(through, now)
    } else if (action.kind === 'event') {
      const recorded = desk.tryEvent(number, action.event, clockText(hour - action.hoursBack), {
        now,
        ...(action.event === 'escalated' && {to: '1'}),
      })
      if (recorded.ok) desk.account = recorded.value.account
    } else {
      try {
        if (action.kind === 'void') desk.voidRequest(number, now)
        else desk.voidEvent(number, String(action.event), now)
      } catch {
        // Refused: there is none, or it is voided.
      }
    }
  }
  return {desk, hour}
}

test('every outcome counts in exactly one month, whatever the order of recording and of rollovers', () => {
  fc.assert(
    fc.property(anyHistory, history => {
      const {desk} = play(history)
      const end = '2026-09-01T06:00:00+02:00'
      desk.close(LAST, end)
      const counted = desk.account.closed.flatMap(page =>
        page.responseTimes.outcomes
          .filter(({state}) => state === 'met' || state === 'missed')
          .map(({ticket, event, startAt}) => `${ticket} ${event} ${startAt}`),
      )
      expect(new Set(counted).size).toBe(counted.length)
      // What is decided in the end was counted, or corrected to that; what was not told is pending, withdrawn or not promised.
      for (const request of allRequests(desk.account)) {
        const {outcomes} = judgeRequest(desk.account, request, at('2026-09-01T00:00:00+02:00'))
        for (const {event, startAt, state} of outcomes) {
          const told = request.told.find(each => each.event === event && each.startAt === startAt)
          if (told === undefined) expect(['pending', 'withdrawn']).toContain(state)
          else expect(told.state).toBe(state)
        }
      }
      expect(verifyAccount(desk.account)).toEqual([])
    }),
  )
})

test('what a month says while it is open is what it says when it is closed', () => {
  fc.assert(
    fc.property(anyHistory, history => {
      const {desk} = play(history)
      const now = '2026-09-01T00:00:00+02:00'
      const open = monthsFrom(desk.account.open[0].month, LAST).map(
        each => [each, responseTimesIn(desk.account, each, at(now))] as const,
      )
      desk.close(LAST, now)
      for (const [each, times] of open) {
        expect(desk.account.closed.find(page => page.month === each)?.responseTimes).toEqual(times)
      }
    }),
  )
})

test('events that are recorded in another order, with no rollover in between, give the same outcomes', () => {
  fc.assert(
    fc.property(anyHistory, fc.infiniteStream(fc.nat(1000)), (history, shuffle) => {
      const {desk, hour} = play(history, false)
      const now = clockText(hour + 2000)
      for (const request of allRequests(desk.account).filter(({voided}) => voided === null)) {
        const events = request.events.slice(1).filter(({voided}) => voided === null)
        const instants = new Set(events.map(event => event.at))
        if (instants.size < events.length) continue // of the same instant the order of recording says which was first
        const again = new Desk(
          levelsOf({targets: history.targets, clock: history.isOffice ? OFFICE : 'always'}),
        )
        const number = again.open(request.events[0].at)
        let left = events
          .map(event => ({event, place: shuffle.next().value ?? 0}))
          .toSorted((a, b) => a.place - b.place)
        // What does not fit yet is recorded when it does.
        for (let rounds = 0; left.length > 0 && rounds <= events.length; rounds += 1) {
          left = left.filter(({event}) => {
            const recorded = again.tryEvent(number, event.kind as Exclude<EventKind, 'received'>, event.at, {
              now,
              ...(event.kind === 'escalated' && {to: '1'}),
            })
            if (recorded.ok) again.account = recorded.value.account
            return !recorded.ok
          })
        }
        if (left.length > 0) continue // two that fit only together
        const outcomesOf = (of: Desk, id: string) =>
          of.outcomes(id, now).map(({month: _, ...outcome}) => outcome)
        expect(outcomesOf(again, number)).toEqual(outcomesOf(desk, request.number))
      }
    }),
  )
})

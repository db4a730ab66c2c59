import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addMinutes, epochMs, instantAt} from '../../src/domain/calendar.js'
import {
  isForgotten,
  momentOf,
  type Pause,
  pausedSince,
  type Timed,
  timedMinutes,
} from '../../src/domain/timer.js'
import {at} from '../support/account-builder.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

const BERLIN = 'Europe/Berlin'

const timerFrom = (startedAt: string, ...pauses: readonly (readonly [string, string?])[]): Timed => ({
  startedAt: at(startedAt),
  pauses: pauses.map(([from, to]) => ({from: at(from), to: to === undefined ? null : at(to)})),
})

describe('what a timer has counted', () => {
  const timer = timerFrom('2026-11-21T14:00:00Z')
  test.each([
    ['29 seconds are nothing', '14:00:29', 0],
    ['half a minute is a whole one', '14:00:30', 1],
    ['a minute and 29 seconds are one', '14:01:29', 1],
    ['42 and a half minutes are 43', '14:42:30', 43],
  ])('is to the nearest minute: %s', (_, until, minutes) => {
    expect(timedMinutes(timer, at(`2026-11-21T${until}Z`))).toBe(minutes)
  })

  test('leaves out pauses, and is rounded once for all that is between them', () => {
    const paused = timerFrom('2026-11-21T14:00:00Z', ['2026-11-21T14:10:20Z', '2026-11-21T15:00:00Z'])
    expect(timedMinutes(paused, at('2026-11-21T15:10:20Z'))).toBe(21) // 10:20 twice
  })

  test('stands while it is paused', () => {
    const paused = timerFrom('2026-11-21T14:00:00Z', ['2026-11-21T14:10:00Z'])
    expect(timedMinutes(paused, at('2026-11-22T14:00:00Z'))).toBe(10)
  })

  test('knows nothing of what comes after the end that is asked for', () => {
    const paused = timerFrom('2026-11-21T14:00:00Z', ['2026-11-21T14:10:00Z', '2026-11-21T15:00:00Z'])
    expect(timedMinutes(paused, at('2026-11-21T14:05:00Z'))).toBe(5)
    expect(timedMinutes(paused, at('2026-11-21T14:30:00Z'))).toBe(10)
  })

  test('is nothing before its start, where a clock was set back', () => {
    expect(timedMinutes(timer, at('2026-11-21T13:00:00Z'))).toBe(0)
  })

  test.each([
    ['forward', '2026-03-29T01:30:00+01:00', '2026-03-29T03:30:00+02:00', 60],
    ['back', '2026-10-25T01:30:00+02:00', '2026-10-25T03:30:00+01:00', 180],
  ])('is real time where clocks go %s', (_, start, until, minutes) => {
    expect(timedMinutes(timerFrom(start), at(until))).toBe(minutes)
  })

  test('adds up with its pauses to all that passed, whatever they are', () => {
    const steps = fc.array(fc.integer({min: 0, max: 5_000}), {minLength: 1, maxLength: 12})
    fc.assert(
      fc.property(steps, seconds => {
        const start = epochMs(at('2026-10-24T20:00:00Z'))
        const moments = seconds.map((_, index) =>
          instantAt(start + 1000 * seconds.slice(0, index + 1).reduce((sum, each) => sum + each, 0), 'UTC'),
        )
        const pauses = moments.flatMap((from, index): readonly Pause[] =>
          index % 2 === 0 ? [{from, to: moments[index + 1] ?? null}] : [],
        )
        const until = moments.at(-1) ?? instantAt(start, 'UTC')
        const worked = seconds.filter((_, index) => index % 2 === 0).reduce((sum, each) => sum + each, 0)
        const timer = {startedAt: instantAt(start, 'UTC'), pauses}
        expect(timedMinutes(timer, until)).toBe(Math.floor((worked + 30) / 60))
      }),
    )
  })
})

test('a timer is paused since its last pause began, if that has no end', () => {
  expect(pausedSince(timerFrom('2026-11-21T14:00:00Z'))).toBeUndefined()
  expect(
    pausedSince(timerFrom('2026-11-21T14:00Z', ['2026-11-21T14:10Z', '2026-11-21T14:20Z'])),
  ).toBeUndefined()
  expect(pausedSince(timerFrom('2026-11-21T14:00Z', ['2026-11-21T14:10Z']))).toBe(at('2026-11-21T14:10Z'))
})

test('nothing of a timer happens before what happened last, where a clock was set back', () => {
  const timer = timerFrom('2026-11-21T14:00Z', ['2026-11-21T14:10Z', '2026-11-21T14:20Z'])
  expect(momentOf(timer, at('2026-11-21T14:15Z'))).toBe(at('2026-11-21T14:20Z'))
  expect(momentOf(timer, at('2026-11-21T14:25Z'))).toBe(at('2026-11-21T14:25Z'))
  expect(momentOf(timerFrom('2026-11-21T14:00Z', ['2026-11-21T14:10Z']), at('2026-11-21T13:00Z'))).toBe(
    at('2026-11-21T14:10Z'),
  )
})

describe('a timer was probably forgotten', () => {
  const forgotten = (start: string, minutes: number) => {
    const timer = timerFrom(start)
    return isForgotten(timer, addMinutes(timer.startedAt, minutes, BERLIN), BERLIN)
  }
  test.each([
    ['ten hours of one day', '2026-11-21T08:00:00+01:00', 600, false],
    ['a minute more', '2026-11-21T08:00:00+01:00', 601, true],
    ['four hours over midnight', '2026-11-21T22:00:00+01:00', 240, false],
    ['a minute more over midnight', '2026-11-21T22:00:00+01:00', 241, true],
    ['over midnight by the clocks of the contract', '2026-11-21T21:30:00Z', 241, true],
    ['not over midnight by the clocks of the contract', '2026-11-21T23:30:00Z', 241, false],
  ])('%s', (_, start, minutes, is) => {
    expect(forgotten(start, minutes)).toBe(is)
  })

  test('if it counted so long without a pause, whatever came after', () => {
    const overNight = ['2026-11-21T08:00:00Z', '2026-11-21T17:00:00Z', '2026-11-22T08:00:00Z'] as const
    const [start, evening, morning] = overNight
    expect(isForgotten(timerFrom(start, [evening, morning]), at('2026-11-22T12:00:00Z'), BERLIN)).toBe(false)
    expect(isForgotten(timerFrom(start, [morning]), at('2026-11-22T12:00:00Z'), BERLIN)).toBe(true)
  })
})

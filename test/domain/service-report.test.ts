import {describe, expect, test} from 'vitest'
import type {Outcome} from '../../src/domain/outcome.js'
import type {TicketOutcome} from '../../src/domain/request-month.js'
import {hasServiceReport, reportOf} from '../../src/domain/service-report.js'
import {at} from '../support/account-builder.js'
import {levelsOf} from '../support/requests.js'

const outcome = (
  state: Outcome['state'],
  elapsedSeconds: number | null,
  more: Partial<TicketOutcome> = {},
): TicketOutcome => ({
  ...{ticket: '1', event: 'first-response', channel: null, kind: null, priority: null, withinMinutes: 10},
  ...{
    startAt: at('2026-03-10T10:00Z'),
    state,
    dueAt: at('2026-03-10T10:10Z'),
    decidedAt: at('2026-03-10T10:05Z'),
  },
  ...{happenedAt: elapsedSeconds === null ? null : at('2026-03-10T10:05Z'), elapsedSeconds},
  ...more,
})
const report = (
  outcomes: readonly TicketOutcome[],
  targets = [{event: 'first-response', withinMinutes: 10}] as const,
) => reportOf({outcomes, corrections: []}, {sla: levelsOf({targets})})
const figures = (outcomes: readonly TicketOutcome[]) => report(outcomes).targets[0]

describe('the share that was kept', () => {
  test.each([
    [1, 2, 33.3],
    [2, 1, 66.7],
    [199, 1, 99.5],
    [1999, 1, 100], // 99.95
    [1, 0, 100],
    [0, 1, 0],
  ])('of %i met and %i missed is %s %%', (met, missed, percent) => {
    const outcomes = [...Array(met).fill(outcome('met', 60)), ...Array(missed).fill(outcome('missed', null))]
    expect(figures(outcomes)).toMatchObject({met, missed, percent})
  })
  test('is none where nothing was decided', () => {
    expect(figures([outcome('pending', null)])).toMatchObject({met: 0, missed: 0, pending: 1, percent: null})
    expect(figures([])).toMatchObject({
      percent: null,
      medianSeconds: null,
      p95Seconds: null,
      worstSeconds: null,
    })
  })
})

describe('median, 95th percentile and worst', () => {
  test('are by nearest rank, of what happened, in time or not', () => {
    const seconds = Array.from({length: 20}, (_, index) => outcome(index < 19 ? 'met' : 'missed', 20 - index))
    expect(figures([...seconds, outcome('missed', null), outcome('pending', null)])).toMatchObject({
      ...{medianSeconds: 10, p95Seconds: 19, worstSeconds: 20},
    })
  })
  test('of one is that one', () => {
    expect(figures([outcome('met', 119)])).toMatchObject({
      medianSeconds: 119,
      p95Seconds: 119,
      worstSeconds: 119,
    })
  })
})

test('each promise of the terms is told, and each that was decided by earlier ones', () => {
  const {targets} = report([
    outcome('met', 60, {channel: 'chat'}),
    outcome('missed', null, {withinMinutes: 20}),
  ])
  expect(
    targets.map(({channel, withinMinutes, met, missed}) => [channel, withinMinutes, met, missed]),
  ).toEqual([
    [null, 10, 0, 0],
    ['chat', 10, 1, 0],
    [null, 20, 0, 1],
  ])
})

test('a miss says by how much of its clock it was late, unless nothing happened', () => {
  const {misses} = report([outcome('missed', 601), outcome('missed', null, {ticket: '2'}), outcome('met', 1)])
  expect(misses).toEqual([
    {
      ...{
        ticket: '1',
        event: 'first-response',
        dueAt: at('2026-03-10T10:10Z'),
        happenedAt: at('2026-03-10T10:05Z'),
      },
      lateSeconds: 1,
    },
    {
      ticket: '2',
      event: 'first-response',
      dueAt: at('2026-03-10T10:10Z'),
      happenedAt: null,
      lateSeconds: null,
    },
  ])
})

test('there is nothing to tell where nothing is promised and nothing was corrected', () => {
  const none = reportOf({outcomes: [], corrections: []}, {sla: null})
  expect(hasServiceReport(none)).toBe(false)
  expect(hasServiceReport(report([]))).toBe(true)
  const correction = {
    ...{
      ticket: '1',
      event: 'first-response',
      startAt: at('2026-03-10T10:00Z'),
      month: '2026-02',
      from: 'missed',
      to: 'met',
    },
    ...{dueAt: null, happenedAt: null},
  } as never
  expect(hasServiceReport({...none, corrections: [correction]})).toBe(true)
})

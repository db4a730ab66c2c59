import {describe, expect, test} from 'vitest'
import type {EmergencyTariff, ResponseTarget} from '../../src/domain/contract.js'
import {Desk, levelsOf, OFFICE, told} from '../support/requests.js'

// All in Berlin, on Tuesday 10 March 2026 unless a day is said.

const time = (text: string) => (text.includes('-') ? `${text}+01:00` : `2026-03-10T${text}+01:00`)

type Happened = readonly [kind: Parameters<Desk['event']>[1], when: string]

/** What became of one target after events, as of a time. */
function judged(
  target: ResponseTarget,
  events: readonly Happened[],
  now: string,
  clock: 'always' | typeof OFFICE = 'always',
) {
  const desk = new Desk(levelsOf({targets: [target], clock}))
  const number = desk.open(time('10:00'))
  for (const [kind, when] of events)
    desk.event(number, kind, time(when), {...(kind === 'escalated' && {to: '1'})})
  return desk.outcomes(number, time(now)).map(told)
}

const within = (event: ResponseTarget['event'], withinMinutes: number): ResponseTarget => ({
  event,
  withinMinutes,
})
const on = (clock: string) => `2026-03-10T${clock}`

describe('an acknowledgement', () => {
  test.each<[string, readonly Happened[], string, string]>([
    ['is pending until its deadline', [], '10:02', `acknowledged pending due ${on('10:02:00')}`],
    ['is missed when the deadline has passed', [], '10:02:01', `acknowledged missed ${on('10:02:00')}`],
    [
      'is met at the deadline',
      [['acknowledged', '10:02']],
      '10:03',
      `acknowledged met ${on('10:02:00')} 120s`,
    ],
    [
      'is missed a second later',
      [['acknowledged', '10:02:01']],
      '10:03',
      `acknowledged missed ${on('10:02:00')} 121s`,
    ],
    ['is also a response', [['responded', '10:01']], '10:03', `acknowledged met ${on('10:01:00')} 60s`],
    [
      'is also a question to the customer',
      [['waiting', '10:01']],
      '10:03',
      `acknowledged met ${on('10:01:00')} 60s`,
    ],
    ['is also a resolution', [['resolved', '10:01']], '10:03', `acknowledged met ${on('10:01:00')} 60s`],
    ['is also a closing', [['closed', '10:01']], '10:03', `acknowledged met ${on('10:01:00')} 60s`],
    ['is no update', [['updated', '10:01']], '10:03', `acknowledged missed ${on('10:02:00')}`],
    [
      'counts the first',
      [
        ['acknowledged', '10:01'],
        ['acknowledged', '10:02'],
      ],
      '10:03',
      `acknowledged met ${on('10:01:00')} 60s`,
    ],
    [
      'missed stays missed',
      [
        ['acknowledged', '10:05'],
        ['responded', '10:06'],
      ],
      '10:07',
      `acknowledged missed ${on('10:02:00')} 300s`,
    ],
  ])('%s', (_, events, now, expected) => {
    expect(judged(within('acknowledged', 2), events, now)).toEqual([expected])
  })
})

describe('a first response', () => {
  test.each<[string, readonly Happened[], string]>([
    ['is no acknowledgement', [['acknowledged', '10:01']], `first-response pending due ${on('10:10:00')}`],
    [
      'is no update and no escalation',
      [
        ['updated', '10:01'],
        ['escalated', '10:02'],
      ],
      `first-response pending due ${on('10:10:00')}`,
    ],
    ['is an answer', [['responded', '10:03']], `first-response met ${on('10:03:00')} 180s`],
    [
      'is an answer and a wait in one step',
      [
        ['responded', '10:03'],
        ['waiting', '10:03'],
      ],
      `first-response met ${on('10:03:00')} 180s`,
    ],
    ['is a wait', [['waiting', '10:03']], `first-response met ${on('10:03:00')} 180s`],
    [
      'is a resolution straight from waiting',
      [
        ['waiting', '10:03'],
        ['resolved', '10:04'],
      ],
      `first-response met ${on('10:03:00')} 180s`,
    ],
    ['is a closing without a resolution', [['closed', '10:04']], `first-response met ${on('10:04:00')} 240s`],
  ])('%s', (_, events, expected) => {
    expect(judged(within('first-response', 10), events, '10:05')).toEqual([expected])
  })

  test('runs in the hours of its clock, and the event may lie outside of them', () => {
    const target = within('first-response', 60)
    expect(judged(target, [['responded', '18:00']], '19:00', OFFICE)).toEqual([
      `first-response missed ${on('11:00:00')} 25200s`,
    ])
    const desk = new Desk(levelsOf({targets: [target], clock: OFFICE}))
    const number = desk.open('2026-03-13T16:30:00+01:00')
    desk.event(number, 'responded', '2026-03-14T12:00:00+01:00')
    expect(desk.outcomes(number, '2026-03-14T13:00:00+01:00').map(told)).toEqual([
      'first-response met 2026-03-14T12:00:00 1800s',
    ])
  })
})

describe('a call-back', () => {
  const emergency: EmergencyTariff = {
    ...{
      settle: 'hours',
      callOut: {bands: [], otherwiseFeeMinutes: 60},
      work: {factor: 1, incrementMinutes: 1},
    },
    ...{includedMinutes: 0, causes: {}, callBackMinutes: 30},
  }
  test('is the first response to an emergency, by a clock that always runs', () => {
    const desk = new Desk(levelsOf({targets: [], clock: OFFICE}), {terms: {emergency}})
    const number = desk.open('2026-03-14T22:00:00+01:00', {isEmergency: true})
    expect(desk.outcomes(number, '2026-03-14T22:01:00+01:00').map(told)).toEqual([
      'call-back pending due 2026-03-14T22:30:00',
    ])
    desk.event(number, 'responded', '2026-03-14T22:30:00+01:00')
    expect(desk.outcomes(number, '2026-03-15T22:01:00+01:00').map(told)).toEqual([
      'call-back met 2026-03-14T22:30:00 1800s',
    ])
  })
})

describe('a resolution', () => {
  const target = within('resolved', 60)
  test.each<[string, readonly Happened[], string, string]>([
    ['is pending while the request is open', [], '10:30', `resolved pending due ${on('11:00:00')}`],
    ['is met', [['resolved', '10:59:59']], '12:00', `resolved met ${on('10:59:59')} 3599s`],
    ['is a closing as well', [['closed', '10:30']], '12:00', `resolved met ${on('10:30:00')} 1800s`],
    [
      'is not closed twice',
      [
        ['resolved', '10:30'],
        ['closed', '11:30'],
      ],
      '12:00',
      `resolved met ${on('10:30:00')} 1800s`,
    ],
    [
      'is missed at the deadline',
      [['resolved', '11:30']],
      '12:00',
      `resolved missed ${on('11:00:00')} 5400s`,
    ],
    ['has no deadline while it waits', [['waiting', '10:20']], '12:00', 'resolved pending due never'],
    [
      'does not count the time it waits',
      [
        ['waiting', '10:20'],
        ['resumed', '12:00'],
      ],
      '12:10',
      `resolved pending due ${on('12:40:00')}`,
    ],
    [
      'nor the time until it was asked about again',
      [
        ['waiting', '10:20'],
        ['follow-up', '12:00'],
      ],
      '12:10',
      `resolved pending due ${on('12:40:00')}`,
    ],
    [
      'goes straight from waiting',
      [
        ['waiting', '10:20'],
        ['resolved', '13:00'],
      ],
      '14:00',
      `resolved met ${on('13:00:00')} 1200s`,
    ],
    [
      'is pending again where it is reopened, without the time between',
      [
        ['resolved', '10:50'],
        ['reopened', '12:00'],
      ],
      '12:05',
      `resolved pending due ${on('12:10:00')}`,
    ],
    [
      'is met once more if the sum of both is in time',
      [
        ['resolved', '10:50'],
        ['reopened', '12:00'],
        ['resolved', '12:10'],
      ],
      '13:00',
      `resolved met ${on('12:10:00')} 3600s`,
    ],
    [
      'or missed if it is not',
      [
        ['resolved', '10:50'],
        ['reopened', '12:00'],
        ['resolved', '12:11'],
      ],
      '13:00',
      `resolved missed ${on('12:10:00')} 3660s`,
    ],
    [
      'missed stays missed, also when it is reopened',
      [
        ['resolved', '11:30'],
        ['reopened', '12:00'],
      ],
      '12:01',
      `resolved missed ${on('11:00:00')}`,
    ],
  ])('%s', (_, events, now, expected) => {
    expect(judged(target, events, now)).toEqual([expected])
  })

  test('a wait that begins outside the hours of the clock costs nothing, and one over the weekend only its hours', () => {
    const desk = new Desk(levelsOf({targets: [target], clock: OFFICE}))
    const number = desk.open('2026-03-13T16:40:00+01:00')
    desk.event(number, 'waiting', '2026-03-13T20:00:00+01:00')
    desk.event(number, 'resumed', '2026-03-16T09:10:00+01:00')
    expect(desk.outcomes(number, '2026-03-16T09:11:00+01:00').map(told)).toEqual([
      'resolved pending due 2026-03-16T09:50:00',
    ])
  })
})

describe('updates', () => {
  const target = within('update', 60)
  test.each<[string, readonly Happened[], string, readonly string[]]>([
    [
      'are not promised before the first response',
      [
        ['acknowledged', '10:01'],
        ['updated', '10:02'],
      ],
      '15:00',
      [],
    ],
    [
      'are promised from the first response on',
      [['responded', '10:05']],
      '11:00',
      [`update pending due ${on('11:05:00')}`],
    ],
    [
      'are kept by the next word, which begins the next interval',
      [
        ['responded', '10:05'],
        ['updated', '10:50'],
      ],
      '11:00',
      [`update met ${on('10:50:00')} 2700s`, `update pending due ${on('11:50:00')}`],
    ],
    [
      'are missed once each time the time passes without a word',
      [
        ['responded', '10:05'],
        ['updated', '12:35'],
      ],
      '13:00',
      [
        `update missed ${on('11:05:00')}`,
        `update missed ${on('12:05:00')}`,
        `update met ${on('12:35:00')} 1800s`,
        `update pending due ${on('13:35:00')}`,
      ],
    ],
    [
      'are missed as often where nothing comes',
      [['responded', '10:05']],
      '12:06',
      [
        `update missed ${on('11:05:00')}`,
        `update missed ${on('12:05:00')}`,
        `update pending due ${on('13:05:00')}`,
      ],
    ],
    [
      'an escalation is one',
      [
        ['responded', '10:05'],
        ['escalated', '10:20'],
      ],
      '10:30',
      [`update met ${on('10:20:00')} 900s`, `update pending due ${on('11:20:00')}`],
    ],
    [
      'what is said at the same instant is one word: an answer and an escalation',
      [
        ['responded', '10:05'],
        ['escalated', '10:05'],
      ],
      '10:30',
      [`update pending due ${on('11:05:00')}`],
    ],
    [
      'what is said at the same instant is one word: a resumption and an update',
      [
        ['waiting', '10:05'],
        ['resumed', '10:20'],
        ['updated', '10:20'],
      ],
      '10:30',
      [`update pending due ${on('11:20:00')}`],
    ],
    [
      'an answer that is a question at the same instant owes none',
      [
        ['responded', '10:05'],
        ['waiting', '10:05'],
      ],
      '10:30',
      [],
    ],
    [
      'a question to the customer is one, and then none is owed',
      [
        ['responded', '10:05'],
        ['waiting', '10:20'],
      ],
      '15:00',
      [`update met ${on('10:20:00')} 900s`],
    ],
    [
      'are owed again when the customer has answered',
      [
        ['waiting', '10:20'],
        ['resumed', '12:00'],
      ],
      '12:10',
      [`update pending due ${on('13:00:00')}`],
    ],
    [
      'or has asked again',
      [
        ['waiting', '10:20'],
        ['follow-up', '12:00'],
      ],
      '12:10',
      [`update pending due ${on('13:00:00')}`],
    ],
    [
      'asking again while nobody waits for the customer begins nothing anew',
      [
        ['responded', '10:05'],
        ['follow-up', '10:30'],
      ],
      '10:40',
      [`update pending due ${on('11:05:00')}`],
    ],
    [
      'a resolution is one, and ends them',
      [
        ['responded', '10:05'],
        ['resolved', '10:30'],
      ],
      '15:00',
      [`update met ${on('10:30:00')} 1500s`],
    ],
    [
      'closing stops the clock',
      [
        ['responded', '10:05'],
        ['closed', '10:30'],
      ],
      '15:00',
      [`update met ${on('10:30:00')} 1500s`],
    ],
    [
      'reopening begins them anew',
      [
        ['resolved', '10:30'],
        ['reopened', '12:00'],
      ],
      '12:10',
      [`update pending due ${on('13:00:00')}`],
    ],
    [
      'what is told while it waits or is resolved owes nothing',
      [
        ['waiting', '10:05'],
        ['updated', '10:30'],
        ['responded', '10:40'],
      ],
      '15:00',
      [],
    ],
  ])('%s', (_, events, now, expected) => {
    expect(judged(target, events, now)).toEqual(expected)
  })
})

describe('what is promised', () => {
  test('is nothing for what came in through another address', () => {
    const desk = new Desk(levelsOf({address: 'acme@helpdesk.example'}))
    const number = desk.open(time('10:00'), {channel: 'email', address: 'other@example.org'})
    desk.event(number, 'responded', time('10:30'))
    expect(desk.outcomes(number, time('11:00')).map(told)).toEqual(['first-response not-promised never'])
  })
  test('is withdrawn where the whole request is voided', () => {
    const desk = new Desk(levelsOf())
    const number = desk.open(time('10:00'))
    desk.event(number, 'responded', time('10:30'))
    desk.voidRequest(number, time('11:00'))
    expect(
      desk.outcomes(number, time('11:00')).map(({state, dueAt, month}) => [state, dueAt, month]),
    ).toEqual([
      ['withdrawn', null, null],
      ['withdrawn', null, null],
    ])
  })
  test('is judged by the terms of the month the request came in, whatever they are later', () => {
    const desk = new Desk(levelsOf({targets: [within('first-response', 10)]}))
    const number = desk.open('2026-03-31T23:55:00+02:00')
    desk.amend('2026-04', {sla: levelsOf({targets: [within('first-response', 600)]})})
    expect(desk.outcomes(number, '2026-04-01T00:01:00+02:00').map(told)).toEqual([
      'first-response pending due 2026-04-01T00:05:00',
    ])
  })
  test('keeps the time it waited where the terms change meanwhile', () => {
    const desk = new Desk(levelsOf({targets: [within('resolved', 60)]}))
    const number = desk.open('2026-03-31T23:30:00+02:00')
    desk.event(number, 'waiting', '2026-03-31T23:40:00+02:00')
    desk.amend('2026-04', {sla: null})
    desk.event(number, 'resumed', '2026-04-02T10:00:00+02:00')
    expect(desk.outcomes(number, '2026-04-02T10:01:00+02:00').map(told)).toEqual([
      'resolved pending due 2026-04-02T10:50:00',
    ])
  })
  test('is due by the clocks of the contract, wherever it is asked', () => {
    const desk = new Desk(levelsOf({targets: [within('first-response', 10)]}))
    const number = desk.open('2026-03-10T03:55:00-05:00')
    const [outcome] = desk.outcomes(number, '2026-03-10T09:00:00Z')
    expect(outcome?.dueAt).toBe('2026-03-10T10:05:00+01:00')
  })
})

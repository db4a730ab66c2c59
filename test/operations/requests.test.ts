import {describe, expect, test} from 'vitest'
import {dueAtOf} from '../../src/domain/outcome.js'
import {byUrgency, listRequests} from '../../src/operations/list-requests.js'
import {recordEvent} from '../../src/operations/record-request.js'
import {allRequests, findRequest, liveRequests, neededForRequest} from '../../src/operations/requests.js'
import {reportMonth} from '../../src/operations/response-times.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {accepted, at, month, refusalOf, resealed} from '../support/account-builder.js'
import {Desk, levelsOf, told} from '../support/requests.js'

const RESPONSE = levelsOf({targets: [{event: 'first-response', withinMinutes: 10}]})
const RESOLUTION = levelsOf({targets: [{event: 'resolved', withinMinutes: 60}]})
const MARCH = '2026-04-01T06:00:00+02:00'

const kinds = (account: Desk['account']) =>
  account.open.map(page => page.requestRecords.map(({record}) => record))

describe('a request', () => {
  test('is a record of the month it came in, and its events of theirs', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-31T23:59:00+02:00')
    desk.event(number, 'responded', '2026-04-01T00:05:00+02:00')
    expect(desk.account.open.map(page => page.month)).toEqual(['2026-01', '2026-03', '2026-04'])
    expect(kinds(desk.account)).toEqual([[], ['opened'], ['event']])
  })

  test('has the number that was given, else that of its subject, else the next free one', () => {
    const desk = new Desk(RESPONSE)
    const open = (more: object) => desk.open('2026-03-10T10:00:00+01:00', more)
    expect(open({number: '#12', subject: '[Ticket #7] Drucker'})).toBe('12')
    expect(open({subject: 'Re: [Ticket #7] Drucker'})).toBe('7')
    expect(desk.request('7').subject).toBe('Drucker')
    expect([open({}), open({number: '14'}), open({}), open({number: 'X-1'}), open({})]).toEqual([
      '13',
      '14',
      '15',
      'X-1',
      '16',
    ])
    expect(open({number: '4711'})).toBe('4711')
    expect(open({})).toBe('17')
    expect([open({number: '118'}), open({number: '117'}), open({})]).toEqual(['118', '117', '119'])
  })

  test('goes on counting over closed months, and skips what somebody took', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'closed', '2026-03-10T10:01:00+01:00')
    desk.close('2026-03', MARCH)
    expect(desk.open('2026-04-10T10:00:00+02:00')).toBe('2')
    expect(desk.open('2026-04-10T10:00:00+02:00', {number: '300'})).toBe('300')
    const taken = accepted(desk.tryOpen('2026-04-10T10:00:00+02:00'))
    expect(taken.request.number).toBe('3')
  })

  test.each([
    ['request-exists', {number: '1'}],
    ['invalid-id', {number: '../1'}],
    ['unknown-kind', {kind: 'riddle'}],
    ['no-emergency-service', {isEmergency: true}],
    ['before-contract', {at: at('2025-12-31T10:00:00+01:00')}],
    ['after-contract', {at: at('2026-12-01T10:00:00+01:00'), now: '2026-12-02T10:00:00+01:00'}],
    ['event-in-future', {at: at('2026-03-10T10:01:01+01:00'), now: '2026-03-10T10:00:00+01:00'}],
  ] as const)('is refused: %s', (kind, more) => {
    const sla = levelsOf({kinds: [{name: 'Question', typical: null}]})
    const desk = new Desk(sla, {to: '2026-11-30'})
    desk.open('2026-03-10T09:00:00+01:00')
    expect(refusalOf(desk.tryOpen('2026-03-10T10:00:00+01:00', more))).toMatchObject({kind})
  })

  test('may come in a minute ahead of now, and has its kind in the letters that were agreed', () => {
    const desk = new Desk(levelsOf({kinds: [{name: 'Frage', typical: null}]}))
    const number = desk.open('2026-03-10T10:01:00+01:00', {now: '2026-03-10T10:00:00+01:00', kind: 'FRAGE'})
    expect(desk.request(number).kind).toBe('Frage')
  })

  test('is carried to the next months until it is over, whole', () => {
    const desk = new Desk(RESPONSE)
    const over = desk.open('2026-03-10T10:00:00+01:00')
    const open = desk.open('2026-03-10T10:00:00+01:00')
    const asked = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(over, 'resolved', '2026-03-10T10:05:00+01:00')
    desk.event(asked, 'resolved', '2026-03-10T10:05:00+01:00')
    desk.event(asked, 'follow-up', '2026-03-11T10:05:00+01:00')
    desk.close('2026-03', MARCH)
    expect(liveRequests(desk.account).map(({number}) => number)).toEqual([open, asked])
    expect(allRequests(desk.account).map(({number}) => number)).toEqual([over, open, asked])
    const withoutHistory = {...desk.account, closed: []}
    expect(findRequest(withoutHistory, over)).toBeUndefined()
    expect(findRequest(desk.account, over)?.events).toHaveLength(2)
    expect(neededForRequest(over)(withoutHistory)).toEqual({entryIds: [over]})
    expect(neededForRequest(open)(withoutHistory)).toEqual({entryIds: [open], namedFrom: '2026-03'})
  })

  test('that is over is recalled by what happens next, and told as it was', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'closed', '2026-03-10T10:15:00+01:00')
    desk.close('2026-03', MARCH)
    desk.event(number, 'reopened', '2026-05-05T10:00:00+02:00')
    desk.event(number, 'responded', '2026-05-05T10:05:00+02:00')
    expect(kinds(desk.account)).toEqual([
      ['recalled', 'kept'],
      ['event', 'event'],
    ])
    desk.close('2026-05', '2026-06-01T06:00:00+02:00')
    expect(desk.request(number).told).toMatchObject([
      {event: 'first-response', state: 'missed', month: '2026-03'},
    ])
    expect(verifyAccount(desk.account)).toEqual([])
    desk.event(number, 'closed', '2026-06-05T10:05:00+02:00')
    desk.close('2026-06', '2026-07-01T06:00:00+02:00')
    expect(allRequests(desk.account)).toMatchObject([{number, events: [{}, {}, {}, {}, {kind: 'closed'}]}])
  })

  test('that is over sooner than was known, by what is recorded late or voided, is kept as well', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'updated', '2026-05-10T10:05:00+02:00')
    desk.event(number, 'resolved', '2026-03-11T10:05:00+01:00', {now: '2026-05-11T10:05:00+02:00'})
    expect(kinds(desk.account)).toEqual([[], ['opened', 'event', 'kept'], ['event']])
    const other = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(other, 'responded', '2026-05-10T10:05:00+02:00')
    desk.voidRequest(other, '2026-05-11T10:05:00+02:00')
    desk.close('2026-06', '2026-07-01T06:00:00+02:00')
    expect(verifyAccount(desk.account)).toEqual([])
    expect(desk.report('2026-03', '2026-07-01T06:00:00+02:00').misses.map(({ticket}) => ticket)).toEqual([
      number,
    ])
  })

  test('that was carried on is kept as well, in the first open month', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.close('2026-03', MARCH)
    desk.event(number, 'closed', '2026-04-10T10:00:00+02:00')
    desk.event(number, 'reopened', '2026-06-10T10:00:00+02:00')
    expect(kinds(desk.account)).toEqual([['event', 'kept'], ['event']])
    desk.close('2026-06', '2026-07-01T06:00:00+02:00')
    expect(verifyAccount(desk.account)).toEqual([])
  })

  test('that is over in an open month is kept for what happens in a later one', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'resolved', '2026-03-10T10:05:00+01:00')
    desk.event(number, 'reopened', '2026-05-10T10:05:00+02:00')
    desk.event(number, 'resolved', '2026-05-11T10:05:00+02:00')
    expect(kinds(desk.account)).toEqual([[], ['opened', 'event', 'kept'], ['event', 'event']])
    desk.close('2026-06', '2026-07-01T06:00:00+02:00')
    expect(verifyAccount(desk.account)).toEqual([])
    expect(liveRequests(desk.account)).toEqual([])
    expect(desk.request(number).events).toHaveLength(4)
  })
})

describe('an event', () => {
  const withOne = () => {
    const desk = new Desk(levelsOf())
    return {desk, number: desk.open('2026-03-10T10:00:00+01:00')}
  }

  test('may be recorded late, where it fits what was known then', () => {
    const {desk, number} = withOne()
    desk.event(number, 'resolved', '2026-03-10T11:00:00+01:00')
    desk.event(number, 'waiting', '2026-03-10T10:20:00+01:00', {now: '2026-03-10T12:00:00+01:00'})
    desk.event(number, 'resumed', '2026-03-10T10:30:00+01:00', {now: '2026-03-10T12:01:00+01:00'})
    const late = desk.tryEvent(number, 'closed', '2026-03-10T10:40:00+01:00', {
      now: '2026-03-10T12:02:00+01:00',
    })
    expect(refusalOf(late)).toMatchObject({
      kind: 'event-does-not-fit',
      event: 'resolved',
      state: 'closed',
      isLater: true,
    })
  })

  test.each([
    ['unknown-request', '99', 'responded', '2026-03-10T10:05:00+01:00'],
    ['event-before-request', '1', 'responded', '2026-03-10T09:59:59+01:00'],
    ['event-does-not-fit', '1', 'resumed', '2026-03-10T10:05:00+01:00'],
  ] as const)('is refused: %s', (kind, number, event, when) => {
    expect(refusalOf(withOne().desk.tryEvent(number, event, when))).toMatchObject({kind})
  })

  test('is refused more than a minute ahead of now', () => {
    const {desk, number} = withOne()
    const at = (when: string) => desk.tryEvent(number, 'responded', when, {now: '2026-03-10T10:05:00+01:00'})
    expect(at('2026-03-10T10:06:00+01:00').ok).toBe(true)
    expect(refusalOf(at('2026-03-10T10:06:01+01:00'))).toMatchObject({kind: 'event-in-future'})
  })

  test.each([
    ['a level, of which the first team on duty is meant', '2', 'Billing'],
    ['a level in words', 'Ebene 3', 'Administrators'],
    ['a team', 'technicians', 'Technicians'],
    ['a part of its name', 'bill', 'Billing'],
  ])('escalates to %s', (_, to, team) => {
    const {desk, number} = withOne()
    const event = desk.event(number, 'escalated', '2026-03-10T10:05:00+01:00', {to})
    expect(event.escalation).toMatchObject({team, reason: 'specialist'})
  })

  test.each([['4'], ['nobody'], ['s']])('does not escalate to %s', to => {
    const {desk, number} = withOne()
    expect(refusalOf(desk.tryEvent(number, 'escalated', '2026-03-10T10:05:00+01:00', {to}))).toMatchObject({
      kind: 'unknown-level',
    })
  })

  test('escalates by the terms of the month it is escalated in, which "levels" shows', () => {
    const desk = new Desk(levelsOf())
    const number = desk.open('2026-03-31T16:00:00+02:00')
    desk.amend('2026-04', {sla: levelsOf({levels: [{level: 1, team: 'New team', hours: 'always'}]})})
    const escalate = (when: string, to: string) => desk.tryEvent(number, 'escalated', when, {to})
    expect(escalate('2026-03-31T23:00:00+02:00', 'New team').ok).toBe(false)
    expect(escalate('2026-04-01T00:00:00+02:00', 'New team').ok).toBe(true)
    expect(escalate('2026-04-01T00:00:00+02:00', 'Billing').ok).toBe(false)
  })

  test('escalates to nobody where the terms name no levels', () => {
    for (const desk of [new Desk(levelsOf({levels: []})), new Desk(null as never)]) {
      const number = desk.open('2026-03-10T10:00:00+01:00')
      expect(
        refusalOf(desk.tryEvent(number, 'escalated', '2026-03-10T10:05:00+01:00', {to: '1'})),
      ).toMatchObject({kind: 'no-levels'})
    }
  })

  test('is voided, and what it decided with it', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'responded', '2026-03-10T10:05:00+01:00')
    desk.voidEvent(number, '2', '2026-03-10T10:06:00+01:00')
    expect(desk.outcomes(number, '2026-03-10T10:07:00+01:00').map(told)).toEqual([
      'first-response pending due 2026-03-10T10:10:00',
    ])
    expect(() => desk.voidEvent(number, '2', '2026-03-10T10:06:00+01:00')).toThrow('event-already-voided')
    expect(() => desk.voidEvent(number, '1', '2026-03-10T10:06:00+01:00')).toThrow('received-stays')
    expect(() => desk.voidEvent(number, '3', '2026-03-10T10:06:00+01:00')).toThrow('unknown-event')
    expect(() => desk.voidEvent('99', '3', '2026-03-10T10:06:00+01:00')).toThrow('unknown-request')
  })

  test('that a later one builds upon is voided after it', () => {
    const {desk, number} = withOne()
    desk.event(number, 'waiting', '2026-03-10T10:05:00+01:00')
    desk.event(number, 'resumed', '2026-03-10T10:06:00+01:00')
    expect(() => desk.voidEvent(number, '2', '2026-03-10T10:07:00+01:00')).toThrow('event-does-not-fit')
  })

  test('of a request that was voided is refused, as is voiding it again', () => {
    const {desk, number} = withOne()
    desk.voidRequest(number, '2026-03-10T10:07:00+01:00')
    expect(refusalOf(desk.tryEvent(number, 'responded', '2026-03-10T10:08:00+01:00'))).toMatchObject({
      kind: 'request-already-voided',
    })
    expect(() => desk.voidRequest(number, '2026-03-10T10:07:00+01:00')).toThrow('request-already-voided')
    expect(() => desk.voidRequest('99', '2026-03-10T10:07:00+01:00')).toThrow('unknown-request')
  })
})

describe('what was promised counts', () => {
  const counts = (desk: Desk, which: string, now: string) => {
    const {targets, corrections} = desk.report(which, now)
    const [target] = targets
    return [target?.met, target?.missed, target?.pending, corrections.map(({from, to}) => `${from} ${to}`)]
  }

  test('in the month in which it was decided, by the clocks of the contract', () => {
    const desk = new Desk(RESPONSE)
    desk.open('2026-03-31T23:50:00+02:00')
    const answered = desk.open('2026-03-31T23:49:59+02:00')
    desk.event(answered, 'responded', '2026-04-01T00:05:00+02:00')
    desk.close('2026-03', MARCH)
    expect(counts(desk, '2026-03', MARCH)).toEqual([0, 1, 1, []])
    expect(desk.report('2026-03', MARCH)).toMatchObject({
      status: 'closed',
      misses: [{happenedAt: null, lateSeconds: null}],
    })
    expect(counts(desk, '2026-04', '2026-04-01T06:00:00+02:00')).toEqual([0, 1, 0, []])
    desk.close('2026-04', '2026-05-01T06:00:00+02:00')
    expect(counts(desk, '2026-04', '2026-05-01T06:00:00+02:00')).toEqual([0, 1, 0, []])
    expect(desk.outcomes(answered, MARCH).map(each => each.month)).toEqual(['2026-03'])
  })

  test('in the earliest open month where that was closed before it was recorded', () => {
    const desk = new Desk(RESPONSE)
    desk.close('2026-03', MARCH)
    const number = desk.open('2026-03-10T10:00:00+01:00', {now: MARCH})
    expect(desk.outcomes(number, MARCH)).toMatchObject([{state: 'missed', month: '2026-04'}])
    expect(counts(desk, '2026-04', MARCH)).toEqual([0, 1, 0, []])
  })

  test('as of now while the month runs, and as of its end when it is over', () => {
    const desk = new Desk(RESPONSE)
    desk.open('2026-03-31T23:55:00+02:00')
    expect(desk.report('2026-03', '2026-03-31T23:59:00+02:00')).toMatchObject({
      status: 'provisional',
      targets: [{pending: 1}],
    })
    expect(counts(desk, '2026-03', '2026-04-10T00:00:00+02:00')).toEqual([0, 0, 1, []])
    expect(counts(desk, '2026-04', '2026-04-10T00:00:00+02:00')).toEqual([0, 1, 0, []])
  })

  test('as of the moment of closing where the running month is closed by name', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-31T12:00:00+02:00')
    desk.close('2026-03', '2026-03-31T12:05:00+02:00')
    expect(counts(desk, '2026-03', '2026-03-31T12:05:00+02:00')).toEqual([0, 0, 1, []])
    expect(desk.outcomes(number, '2026-03-31T12:15:00+02:00')).toMatchObject([
      {state: 'missed', month: '2026-04'},
    ])
    desk.close('2026-04', '2026-05-01T06:00:00+02:00')
    expect(counts(desk, '2026-04', '2026-05-01T06:00:00+02:00')).toEqual([0, 1, 0, []])
    expect(verifyAccount(desk.account)).toEqual([])
  })

  test('once: what a closed statement says and is not so any more is a correction', () => {
    const desk = new Desk(RESPONSE)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.close('2026-03', MARCH)
    desk.event(number, 'responded', '2026-03-10T10:05:00+01:00', {now: '2026-04-02T10:00:00+02:00'})
    expect(counts(desk, '2026-04', '2026-04-02T10:00:00+02:00')).toEqual([0, 0, 0, ['missed met']])
    desk.close('2026-04', '2026-05-01T06:00:00+02:00')
    expect(counts(desk, '2026-03', '2026-05-01T06:00:00+02:00')).toEqual([0, 1, 0, []])
    expect(counts(desk, '2026-05', '2026-05-01T06:00:00+02:00')).toEqual([0, 0, 0, []])
    desk.voidEvent(number, '2', '2026-05-02T10:00:00+02:00')
    expect(counts(desk, '2026-05', '2026-05-02T10:00:00+02:00')).toEqual([0, 0, 0, ['met missed']])
    desk.voidRequest(number, '2026-05-02T10:00:00+02:00')
    expect(counts(desk, '2026-05', '2026-05-02T10:00:00+02:00')).toEqual([0, 0, 0, ['met withdrawn']])
    desk.close('2026-05', '2026-06-01T06:00:00+02:00')
    expect(desk.request(number).told).toMatchObject([{state: 'withdrawn', month: '2026-03'}])
    expect(verifyAccount(desk.account)).toEqual([])
  })

  test('once also where it is reopened: it goes back to pending, and what is decided then is a correction', () => {
    const desk = new Desk(RESOLUTION)
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'resolved', '2026-03-10T10:30:00+01:00')
    desk.close('2026-03', MARCH)
    desk.event(number, 'reopened', '2026-04-30T23:50:00+02:00')
    desk.close('2026-04', '2026-05-01T06:00:00+02:00')
    expect(desk.report('2026-04', '2026-05-01T06:00:00+02:00').corrections).toMatchObject([
      {from: 'met', to: 'pending', month: '2026-03'},
    ])
    desk.close('2026-05', '2026-06-01T06:00:00+02:00')
    expect(counts(desk, '2026-05', '2026-06-01T06:00:00+02:00')).toEqual([0, 0, 0, ['pending missed']])
    expect(counts(desk, '2026-03', '2026-06-01T06:00:00+02:00')).toEqual([1, 0, 0, []])
  })

  test('is told by its interval where what comes late changes the intervals of updates', () => {
    const desk = new Desk(levelsOf({targets: [{event: 'update', withinMinutes: 60}]}))
    const number = desk.open('2026-03-10T10:00:00+01:00')
    desk.event(number, 'responded', '2026-03-10T10:00:00+01:00')
    desk.event(number, 'resolved', '2026-03-10T12:30:00+01:00')
    desk.close('2026-03', MARCH)
    expect(counts(desk, '2026-03', MARCH)).toEqual([1, 2, 0, []])
    desk.event(number, 'updated', '2026-03-10T10:30:00+01:00', {now: '2026-04-02T10:00:00+02:00'})
    desk.event(number, 'updated', '2026-03-10T11:20:00+01:00', {now: '2026-04-02T10:00:00+02:00'})
    desk.event(number, 'updated', '2026-03-10T12:10:00+01:00', {now: '2026-04-02T10:00:00+02:00'})
    expect(counts(desk, '2026-04', '2026-04-02T10:00:00+02:00')).toEqual([
      3,
      0,
      0,
      ['missed met', 'missed withdrawn', 'met withdrawn'],
    ])
  })

  test('is refused for a month before the contract, and one that has not begun', () => {
    const desk = new Desk(RESPONSE)
    expect(refusalOf(reportMonth(desk.account, month('2025-12'), at(MARCH)))).toMatchObject({
      kind: 'month-before-contract',
    })
    expect(refusalOf(reportMonth(desk.account, month('2026-05'), at(MARCH)))).toMatchObject({
      kind: 'month-not-begun',
    })
  })
})

describe('of requests are listed', () => {
  const desk = new Desk(RESPONSE)
  const NOW = '2026-03-10T10:12:00+01:00'
  const open = (time: string) => desk.open(`2026-03-10T${time}:00+01:00`)
  const [missed, due, waiting, resolved, voided] = [
    open('10:00'),
    open('10:05'),
    open('10:06'),
    open('10:07'),
    open('10:08'),
  ]
  desk.event(waiting, 'waiting', '2026-03-10T10:07:00+01:00')
  desk.event(resolved, 'resolved', '2026-03-10T10:08:00+01:00')
  desk.voidRequest(voided, NOW)

  test.each([
    ['live', [missed, due, waiting]],
    ['due', [due]],
    ['missed', [missed]],
    ['waiting', [waiting]],
    ['all', [missed, due, waiting, resolved, voided]],
  ] as const)('%s', (filter, numbers) => {
    expect(listRequests(desk.account, filter, at(NOW)).map(({request}) => request.number)).toEqual(numbers)
  })
})

test('the most urgent come first: asked about again, then by deadline, then as they came in, then by number', () => {
  const desk = new Desk(RESPONSE)
  const now = '2026-03-10T10:05:00+01:00'
  const open = (time: string, number: string) => desk.open(`2026-03-10T${time}:00+01:00`, {number})
  for (const [time, number] of [
    ['10:04', 'd'],
    ['10:01', 'c'],
    ['09:00', 'b'],
    ['09:00', 'a'],
    ['10:00', 'again'],
  ] as const)
    open(time, number)
  for (const number of ['a', 'b', 'again']) desk.event(number, 'responded', '2026-03-10T10:02:00+01:00')
  desk.event('again', 'follow-up', '2026-03-10T10:03:00+01:00')
  const listed = listRequests(desk.account, 'all', at(now)).toSorted(byUrgency)
  expect(listed.map(({request}) => request.number)).toEqual(['again', 'c', 'd', 'a', 'b'])
  expect(listed.map(dueAtOf)).toEqual([
    null,
    at('2026-03-10T10:11:00+01:00'),
    at('2026-03-10T10:14:00+01:00'),
    null,
    null,
  ])
})

test('the soonest of several deadlines is the next', () => {
  const desk = new Desk(levelsOf())
  desk.open('2026-03-10T10:00:00+01:00')
  const [judged] = listRequests(desk.account, 'live', at('2026-03-10T10:00:00+01:00'))
  expect(judged && dueAtOf(judged)).toBe(at('2026-03-10T10:02:00+01:00'))
})

test('what is not said of a request or an event happened now, as a ticket', () => {
  const desk = new Desk(levelsOf())
  const opened = accepted(desk.tryOpen('2026-03-10T10:00:00+01:00', {at: null}))
  expect(opened.request).toMatchObject({channel: 'ticket', events: [{at: '2026-03-10T10:00:00+01:00'}]})
  const recorded = recordEvent(
    opened.account,
    {number: '1', kind: 'updated', at: null, note: 'x', expected: at('2026-03-10T15:00:00Z'), escalate: null},
    {by: 'J. Weber', now: at('2026-03-10T09:03:00Z')},
  )
  expect(accepted(recorded).event).toMatchObject({
    at: '2026-03-10T10:03:00+01:00',
    expected: '2026-03-10T16:00:00+01:00',
    note: 'x',
  })
})

describe('verify finds', () => {
  const closed = () => {
    const desk = new Desk(RESPONSE)
    desk.open('2026-03-10T10:00:00+01:00')
    desk.close('2026-03', MARCH)
    return desk.account
  }
  const kindsOf = (account: ReturnType<typeof closed>) => verifyAccount(account).map(({kind}) => kind)

  test('response times that do not follow from what was recorded, also under a seal that fits', () => {
    const account = closed()
    const tampered = account.closed.map(page =>
      page.month === '2026-03' ? resealed({...page, responseTimes: {outcomes: [], corrections: []}}) : page,
    )
    expect(kindsOf({...account, closed: tampered})).toContain('wrong-requests')
  })

  test('records of a request that is not there, in closed and in open months', () => {
    const account = closed()
    const [first, ...others] = account.open
    const record = {
      record: 'request-voided',
      number: '99',
      voided: {reason: 'x', at: at(MARCH), by: 'x'},
    } as const
    expect(kindsOf({...account, open: [{...first, requestRecords: [record]}, ...others]})).toEqual([
      'wrong-requests',
    ])
    const damaged = account.closed.map(page =>
      page.month === '2026-03' ? resealed({...page, requestRecords: [record]}) : page,
    )
    expect(kindsOf({...account, closed: damaged})).toContain('wrong-requests')
  })
})

import {describe, expect, test} from 'vitest'
import type {Timer} from '../../src/domain/timer.js'
import {openAccount} from '../../src/operations/change-contract.js'
import {
  logTimer,
  pauseTimer,
  refuseConsultants,
  refuseWhileTimed,
  requireTimer,
  resumeTimer,
  startTimer,
} from '../../src/operations/run-timer.js'
import {voidEntry} from '../../src/operations/void-entry.js'
import {accepted, at, byWeber, contractOf, refusalOf} from '../support/account-builder.js'

const account = openAccount(contractOf(), byWeber())
const contract = account.contract.id
const TIMER: Timer = {
  ...{id: 'timed', consultant: 'J. Weber', contract, startedAt: at('2026-01-10T14:00:00Z')},
  ...{text: 'Printer', said: {}, pauses: []},
}
const NOW = at('2026-01-10T14:42:10Z')
const NOTHING_SAID = {end: null, said: {}, text: ''}
const recordingAt = (now: string) => ({now: at(now), by: 'J. Weber', forcedBecause: null})
const stopped = (timer: Timer, now: string, stopping: object = {}) =>
  logTimer(account, timer, {...NOTHING_SAID, ...stopping}, recordingAt(now))

describe('a timer is started', () => {
  test('as it is', () => {
    expect(accepted(startTimer(null, TIMER, {account, now: NOW})).timer).toBe(TIMER)
  })

  test('but not while one runs, whichever contract it is of', () => {
    expect(refusalOf(startTimer(TIMER, {...TIMER, id: 'other'}, {account, now: NOW}))).toEqual({
      ...{kind: 'timer-exists', contract, startedAt: TIMER.startedAt, workedMinutes: 42},
    })
  })

  test('not ahead of now', () => {
    const ahead = {...TIMER, startedAt: at('2026-01-10T14:42:11Z')}
    expect(refusalOf(startTimer(null, ahead, {account, now: NOW})).kind).toBe('event-in-future')
  })

  test('not where no entry could begin, and not as what the contract does not have', () => {
    const before = {...TIMER, startedAt: at('2025-12-01')}
    expect(refusalOf(startTimer(null, before, {account, now: NOW})).kind).toBe('before-contract')
    const callOut: Timer = {...TIMER, said: {class: 'emergency'}}
    expect(refusalOf(startTimer(null, callOut, {account, now: NOW})).kind).toBe('no-emergency-service')
  })
})

test('nothing can be done to a timer that is not there', () => {
  expect(refusalOf(requireTimer(null, 'J. Weber'))).toEqual({kind: 'no-timer', by: 'J. Weber'})
  expect(accepted(requireTimer(TIMER, 'J. Weber'))).toBe(TIMER)
})

describe('a pause', () => {
  const {timer: paused} = accepted(pauseTimer(TIMER, NOW))

  test('begins once, and ends once', () => {
    expect(paused?.pauses).toEqual([{from: NOW, to: null}])
    expect(refusalOf(pauseTimer(paused, NOW))).toEqual({kind: 'timer-paused', contract, since: NOW})
    const {timer: resumed} = accepted(resumeTimer(paused, at('2026-01-10T15:00:00Z')))
    expect(resumed.pauses).toEqual([{from: NOW, to: at('2026-01-10T15:00:00Z')}])
    expect(refusalOf(resumeTimer(resumed, NOW))).toEqual({kind: 'timer-not-paused', contract})
  })

  test('is not before the start, nor ends before it begins, where a clock was set back', () => {
    const {timer} = accepted(pauseTimer(TIMER, at('2026-01-10T13:00:00Z')))
    expect(timer.pauses).toEqual([{from: TIMER.startedAt, to: null}])
    expect(accepted(resumeTimer(paused, at('2026-01-10T14:00:00Z'))).timer.pauses).toEqual([
      {from: NOW, to: NOW},
    ])
  })
})

describe('a timer that is stopped', () => {
  test('is an entry of its id, from its start, without its pauses', () => {
    const pauses = [{from: at('2026-01-10T14:10:00Z'), to: at('2026-01-10T14:30:00Z')}]
    const {entry, isRepeat} = accepted(stopped({...TIMER, pauses}, '2026-01-10T15:00:00Z'))
    expect(entry).toMatchObject({id: 'timed', start: at('2026-01-10T14:00:00Z'), workedMinutes: 40})
    expect(entry).toMatchObject({consultant: 'J. Weber', text: 'Printer'})
    expect(isRepeat).toBe(false)
  })

  test('says what was said at its start, and above that what is said at its end', () => {
    const timer: Timer = {...TIMER, said: {requester: 'Frau Müller', ticket: '7', channel: 'phone'}}
    const {entry} = accepted(
      stopped(timer, '2026-01-10T15:00:00Z', {said: {ticket: '8', cause: 'provider'}, text: 'Spooler'}),
    )
    expect(entry).toMatchObject({requester: 'Frau Müller', ticket: '8', channel: 'phone', cause: 'provider'})
    expect(entry.text).toBe('Printer; Spooler')
    expect(
      accepted(stopped({...TIMER, text: ''}, '2026-01-10T15:00:00Z', {text: 'Spooler'})).entry.text,
    ).toBe('Spooler')
  })

  test('ends when it is said to have ended', () => {
    const {entry} = accepted(stopped(TIMER, '2026-01-11T08:00:00Z', {end: at('2026-01-10T17:30:00Z')}))
    expect(entry.workedMinutes).toBe(210)
  })

  test('is there already where it was recorded before, as it was then and only once', () => {
    const first = accepted(stopped(TIMER, '2026-01-10T15:00:00Z'))
    const again = accepted(
      logTimer(first.account, TIMER, {...NOTHING_SAID, text: 'more'}, recordingAt('2026-01-12')),
    )
    expect(again).toMatchObject({account: first.account, entry: first.entry, isRepeat: true})
    const voided = accepted(
      voidEntry(first.account, {id: 'timed', reason: 'no', tell: null, at: at('2026-01-11'), by: 'J. Weber'}),
    )
    const afterVoid = accepted(logTimer(voided.account, TIMER, NOTHING_SAID, recordingAt('2026-01-12')))
    expect(afterVoid).toMatchObject({account: voided.account, isRepeat: true})
  })

  test.each([
    ['less than half a minute', '2026-01-10T14:00:29Z', {}, 'timer-too-short'],
    ['more than a day, even if its end is said', '2026-01-12', {end: at('2026-01-12')}, 'timer-too-long'],
    ['sixteen hours over night', '2026-01-11T06:00:00Z', {}, 'timer-forgotten'],
  ])('is refused for %s', (_, now, stopping, kind) => {
    expect(refusalOf(stopped(TIMER, now, stopping))).toMatchObject({kind, contract})
  })

  test('is not taken for forgotten where its end is said', () => {
    const {entry} = accepted(stopped(TIMER, '2026-01-11T06:00:00Z', {end: at('2026-01-11T06:00:00Z')}))
    expect(entry.workedMinutes).toBe(960)
  })
})

test('consultants with a timer are not left out of a list, unless there is none', () => {
  const [weber, muster] = ['J. Weber', 'M. Muster'].map(name => ({name, aliases: []}))
  expect(refuseConsultants([], [TIMER])).toBeNull()
  expect(
    refuseConsultants(
      [weber, muster].flatMap(each => each ?? []),
      [TIMER],
    ),
  ).toBeNull()
  expect(
    refuseConsultants(
      [muster].flatMap(each => each ?? []),
      [TIMER],
    ),
  ).toEqual({
    ...{kind: 'consultant-timed', consultants: ['J. Weber']},
  })
})

test('a contract is not removed while a timer of it runs', () => {
  expect(refuseWhileTimed('beta', [TIMER])).toBeNull()
  expect(refuseWhileTimed(contract, [TIMER])).toEqual({
    ...{kind: 'contract-timed', contract, consultants: ['J. Weber']},
  })
})

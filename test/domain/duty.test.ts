import {describe, expect, test} from 'vitest'
import {dutyOf, firstOnDuty} from '../../src/domain/duty.js'
import {at, day} from '../support/account-builder.js'
import {LEVELS} from '../support/requests.js'

const [support, billing, technicians, administrators] = LEVELS

const ask = (level: (typeof LEVELS)[number] | undefined, when: string) => {
  if (level === undefined) throw new Error('no such level')
  return dutyOf(level, {
    at: at(when),
    timezone: 'Europe/Vienna',
    calendars: [
      {region: BAVARIA, years: {2026: [day('2026-04-03'), day('2026-04-06')], 2027: [day('2027-01-01')]}},
    ],
  })
}
const BAVARIA = {country: 'DE', state: 'BY'}

describe('a team', () => {
  test('that always works is on duty at any time', () => {
    expect(ask(support, '2026-03-29T02:30:00Z')).toEqual({
      level: 1,
      team: 'Support engineers',
      isOnDuty: true,
      next: null,
    })
  })
  test.each([
    ['Tuesday 07:30', '2026-03-10T07:30:00+01:00', false, '2026-03-10T09:00:00+01:00'],
    ['Tuesday 09:00', '2026-03-10T09:00:00+01:00', true, null],
    ['Friday 19:00', '2026-03-13T19:00:00+01:00', false, '2026-03-16T09:00:00+01:00'],
    ['a Sunday before the clocks change', '2026-03-29T01:00:00+01:00', false, '2026-03-30T09:00:00+02:00'],
  ])('by its hours, on %s', (_, when, isOnDuty, next) => {
    expect(ask(billing, when)).toMatchObject({isOnDuty, next})
  })
  test('works by the clocks of its own zone, else of the contract', () => {
    expect(ask(technicians, '2026-03-10T09:00:00+01:00')).toMatchObject({
      isOnDuty: false,
      next: '2026-03-10T09:00:00-04:00',
    })
    expect(ask(administrators, '2026-03-14T08:00:00+01:00')).toMatchObject({isOnDuty: true})
  })
  test('works on public holidays, unless it has a calendar of them', () => {
    expect(ask(billing, '2027-01-01T10:00:00+01:00')).toMatchObject({isOnDuty: true})
    expect(ask(billing && {...billing, holidays: BAVARIA}, '2027-01-01T10:00:00+01:00')).toMatchObject({
      ...{isOnDuty: false, next: '2027-01-04T09:00:00+01:00'},
    })
  })
})

describe('of several teams', () => {
  const duty = (team: string, next: string | null, isOnDuty = false) => ({
    level: 2,
    team,
    isOnDuty,
    next: next === null ? null : at(next),
  })
  test.each([
    [
      'the first that is on duty is meant',
      [duty('a', '2026-03-10T09:00Z'), duty('b', null, true), duty('c', null, true)],
      'b',
    ],
    [
      'the one that is on duty soonest, if none is',
      [duty('a', '2026-03-10T09:00Z'), duty('b', '2026-03-10T08:00Z')],
      'b',
    ],
    ['one that never is comes last', [duty('a', null), duty('b', '2026-03-10T08:00Z')], 'b'],
    ['none is meant of none', [], undefined],
  ])('%s', (_, duties, team) => {
    expect(firstOnDuty(duties)?.team).toBe(team)
  })
})

import {describe, expect, test} from 'vitest'
import type {ServiceLevels, WeeklyHours} from '../../src/domain/contract.js'
import {levelsAvailable} from '../../src/domain/service-levels.js'
import {at} from '../support/account-builder.js'

const weekdays = (from: string, to: string): WeeklyHours => ({
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from,
  to,
})
const TEAMS: ServiceLevels = {
  targets: [],
  clock: 'always',
  address: null,
  levels: [
    {level: 1, team: 'engineers', hours: 'always'},
    {level: 2, team: 'billing', hours: [weekdays('09:00', '18:00')], timezone: 'Europe/Berlin'},
    {level: 2, team: 'data centre', hours: [weekdays('08:00', '17:00')], timezone: 'America/New_York'},
    {level: 3, team: 'administrators', hours: [weekdays('08:00', '12:00'), weekdays('13:00', '22:00')]},
  ],
}
const teamsAt = (moment: string, timezone = 'Europe/Berlin') =>
  levelsAvailable(TEAMS, at(moment), timezone).map(({team}) => team)

describe('who is available', () => {
  test.each([
    ['at night: who is there round the clock', '2026-11-23T03:00:00+01:00', ['engineers']],
    [
      'to the minute in which hours begin',
      '2026-11-23T09:00:00+01:00',
      [...['engineers', 'billing', 'administrators']],
    ],
    ['not a minute before', '2026-11-23T08:59:00+01:00', ['engineers', 'administrators']],
    ['not in the minute in which they end', '2026-11-23T12:00:00+01:00', ['engineers', 'billing']],
    [
      'in any of several hours of a day, and elsewhere by the clock there',
      '2026-11-23T14:00:00+01:00',
      [...['engineers', 'billing', 'data centre', 'administrators']],
    ],
    ['on a Sunday: nobody with hours of weekdays', '2026-11-22T14:00:00+01:00', ['engineers']],
  ])('%s', (_, moment, teams) => {
    expect(teamsAt(moment)).toEqual(teams)
  })

  test('is the same however the moment is written', () => {
    expect(teamsAt('2026-11-23T13:00:00+00:00')).toEqual(teamsAt('2026-11-23T14:00:00+01:00'))
  })

  test('goes by the zone of the contract where the level names none', () => {
    expect(teamsAt('2026-11-23T22:30:00+01:00', 'Europe/Berlin')).not.toContain('administrators')
    expect(teamsAt('2026-11-23T22:30:00+01:00', 'Europe/London')).toContain('administrators')
  })

  test('keeps to the wall clock when the clocks change: 08:00 is an hour earlier in summer', () => {
    expect(teamsAt('2026-03-27T06:30:00Z')).not.toContain('administrators')
    expect(teamsAt('2026-03-30T06:30:00Z')).toContain('administrators')
  })

  test('is nobody where no level is agreed', () => {
    expect(levelsAvailable({...TEAMS, levels: []}, at('2026-11-23'), 'Europe/Berlin')).toEqual([])
  })
})

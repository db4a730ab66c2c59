import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {isWithin} from '../../../src/domain/bands.js'
import type {Instant} from '../../../src/domain/calendar.js'
import type {ServiceLevels, WeeklyHours} from '../../../src/domain/contract.js'
import {levelsAvailable} from '../../../src/domain/service-levels.js'
import type {Program} from '../../support/program.js'
import {programWith, readFixture, squeezed, termsOfTariff} from './scenario.js'

// Acknowledged within 2 minutes (ticket) or 1 (chat), answered within 10, round the clock. Level 1 is there always,
// level 2 Mon–Fri: billing 9–18, the data centre 8–17 by its own local time; level 3 Mon–Fri 8–22.
let program: Program
beforeAll(() => {
  program = programWith('response-levels', '2026-11-23T08:00:00+01:00')
})
afterAll(() => program.remove())

const show = (id: string, ...flags: readonly string[]) => program.ok('contract', 'show', id, ...flags)

describe('the promises', () => {
  test('are kept as they were written', () => {
    expect(show('levels', '--json').json.terms[0].sla).toEqual(readFixture('response-levels').terms[0].sla)
  })

  test('are told with their minutes, and the hours of all four teams', () => {
    const told = squeezed(show('levels').stdout)
    for (const line of [
      'acknowledgement in the ticket system: within 2 min',
      'acknowledgement by chat: within 1 min',
      'first response: within 10 min',
      'the clock runs: round the clock',
      'level 1, Support engineers: round the clock',
      'level 2, Billing: Mon–Fri 09:00–18:00 (Europe/Berlin)',
      'level 2, Data-centre technicians: Mon–Fri 08:00–17:00 (America/New_York)',
      'level 3, System administrators: Mon–Fri 08:00–22:00 (Europe/Berlin)',
    ]) {
      expect(told).toContain(line)
    }
  })

  test('come with the program as a tariff, the data centre in the same zone', () => {
    const {sla} = termsOfTariff(program, 'response-levels')
    const {levels, ...rest} = readFixture('response-levels').terms[0].sla
    const zones = levels.map((level: {timezone?: string}) =>
      level.timezone === undefined ? level : {...level, timezone: 'Europe/Berlin'},
    )
    expect(sla).toEqual({...rest, levels: zones})
  })

  test('do not hold in a time zone that does not exist', () => {
    const [terms] = readFixture('response-levels').terms
    const levels = [{level: 1, team: 'Nobody', timezone: 'Europe/Nowhere', hours: 'always'}]
    const contract = {
      ...readFixture('response-levels'),
      id: 'nowhere',
      terms: [{sla: {...terms.sla, levels}}],
    }
    const before = program.fingerprint()
    const flags = ['contract', 'add', '--file', '-', '--json']
    const {code, json} = program.runWith({input: JSON.stringify(contract)}, ...flags)
    expect([code, json.error.details.problems[0].path]).toEqual([2, 'terms[0].sla.levels[0].timezone'])
    expect(program.fingerprint()).toBe(before)
  })
})

describe('who is there at a moment', () => {
  const TERMS = readFixture('response-levels').terms[0].sla as ServiceLevels
  const SLAS = {
    /** As in the tariff: everybody in Berlin. */
    berlin: {
      ...TERMS,
      levels: TERMS.levels.map(level => (level.timezone ? {...level, timezone: 'Europe/Berlin'} : level)),
    },
    abroad: TERMS,
  }
  const SHORT: Readonly<Record<string, string>> = {
    'Support engineers': '1',
    Billing: '2 billing',
    'Data-centre technicians': '2 data centre',
    'System administrators': '3',
  }
  const who = (which: keyof typeof SLAS, moment: string) =>
    levelsAvailable(SLAS[which], moment as Instant, 'Europe/Berlin').map(({team}) => SHORT[team])
  const ALL = ['1', '2 billing', '2 data centre', '3']

  test.each([
    ['07:59', ['1']],
    ['08:00', ['1', '2 data centre', '3']],
    ['08:59', ['1', '2 data centre', '3']],
    ['09:00', ALL],
    ['16:59', ALL],
    ['17:00', ['1', '2 billing', '3']],
    ['17:59', ['1', '2 billing', '3']],
    ['18:00', ['1', '3']],
    ['21:59', ['1', '3']],
    ['22:00', ['1']],
  ])('on a weekday at %s', (clock, teams) => {
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'])
      expect(who('berlin', `${day}T${clock}:00+01:00`)).toEqual(teams)
    expect(who('berlin', `2026-07-15T${clock}:00+02:00`)).toEqual(teams)
  })

  test.each([
    '2026-11-21T12:00:00+01:00',
    '2026-11-22T12:00:00+01:00',
  ])('at a weekend, %s: level 1', moment => {
    expect(who('berlin', moment)).toEqual(['1'])
  })

  test('the data centre keeps the hours of its own place', () => {
    expect(who('abroad', '2026-11-23T13:59:00+01:00')).toEqual(['1', '2 billing', '3'])
    expect(who('abroad', '2026-11-23T14:00:00+01:00')).toEqual(ALL)
    expect(who('abroad', '2026-11-23T22:30:00+01:00')).toEqual(['1', '2 data centre'])
    // For a week in March New York has summer time and Berlin has not.
    expect(who('abroad', '2026-03-16T13:00:00+01:00')).toEqual(ALL)
  })

  test('is a question of the hours of a week', () => {
    const [billing] = (TERMS.levels[1]?.hours ?? []) as readonly WeeklyHours[]
    if (billing === undefined) throw new Error('billing has hours')
    const times = ['08:59', '09:00', '17:59', '18:00']
    expect(times.map(time => isWithin(`2026-11-23T${time}:00+01:00` as Instant, billing))).toEqual([
      ...[false, true, true, false],
    ])
  })
})

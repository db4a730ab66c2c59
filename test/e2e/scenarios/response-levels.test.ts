import {afterAll, beforeAll, describe, expect, test} from 'vitest'
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

import {describe, expect, test} from 'vitest'
import {dayIn} from '../../src/domain/calendar.js'
import {jsonLines} from '../../src/exports/json-lines.js'
import {exportedStatements} from '../../src/operations/export-account.js'
import type {MonthRange} from '../../src/operations/statement-months.js'
import {accepted, at, month, PROVIDER} from '../support/account-builder.js'
import {Desk, levelsOf} from '../support/requests.js'

function recordsOf({account}: Desk, when: string, range: MonthRange = {from: null, to: null}) {
  const now = at(when)
  const statements = accepted(exportedStatements(account, {range, provider: PROVIDER, now}))
  const today = dayIn(now, account.contract.timezone)
  const text = jsonLines.textOf({account, statements, range, now, today})
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
}

describe('JSON Lines', () => {
  const desk = new Desk(levelsOf())
  desk.open('2026-01-10T09:00:00+01:00', {number: '7'})
  desk.log('2026-01-10', 60, {ticket: '#7', text: 'a\u2028b\u001b'}, {id: 'e1'})
  desk.log('2026-01-10', 60, {ticket: '8'}, {id: 'e2'})
  desk.log('2026-01-11', 30, {ticket: '7'}, {id: 'e3'})
  desk.log('2026-01-11', 30, {ticket: '7'}, {id: 'e4'})
  desk.void('e4', '2026-01-12')
  desk.close('2026-01')
  desk.void('e2', '2026-02-03')
  desk.credit('2026-02-04', 90, {priceCents: 15_000})
  desk.open('2026-02-05T09:00:00+01:00', {number: '9'})
  const records = recordsOf(desk, '2026-02-20')
  const ofKind = (kind: string) => records.filter(record => record.kind === kind)

  test('say of each record what it is, and of which contract', () => {
    expect([...new Set(records.map(({kind}) => kind))]).toEqual([
      ...['contract', 'month', 'movement', 'charge', 'entry', 'credit', 'request'],
    ])
    expect(records.every(({contract}) => (contract.id ?? contract) === 'acme')).toBe(true)
  })

  test('have what every month says, and movements that add up to it', () => {
    for (const {month: which, statement} of ofKind('month')) {
      const moved = ofKind('movement').filter(each => each.month === which)
      const sum = moved.reduce((total, {movement}) => total + movement.minutes, 0)
      expect(sum).toBe(statement.closing.minutes - statement.opening.minutes)
    }
    expect(ofKind('month').map(({statement}) => statement.number)).toEqual(['1/2026', null])
  })

  test('name an entry by its id where it moved something, and have all of it once, also what was voided', () => {
    const [{movement}] = ofKind('movement').filter(each => each.movement.kind === 'entry')
    expect(movement.entry).toBe('e1')
    expect(ofKind('entry').map(({entry}) => [entry.id, entry.voided, entry.recordedBy])).toEqual([
      ['e1', false, 'J. Weber'],
      ['e2', true, 'J. Weber'],
      ['e3', false, 'J. Weber'],
      ['e4', true, 'J. Weber'],
    ])
  })

  test('read back as they were recorded, each on one line', () => {
    expect(ofKind('entry')[0].entry.text).toBe('a\u2028b\u001b')
  })

  test('have requests with their events, their promises and the work that was done for them', () => {
    expect(ofKind('request')).toMatchObject([
      {month: '2026-01', request: {number: '7', events: [{kind: 'received'}], entries: ['e1', 'e3']}},
      {month: '2026-02', request: {number: '9', entries: []}},
    ])
  })

  test('of a range have what was booked and came in in it', () => {
    const later = recordsOf(desk, '2026-02-20', {from: month('2026-02'), to: null})
    expect(later.map(({kind, month: which}) => `${kind} ${which ?? ''}`)).toEqual([
      ...['contract ', 'month 2026-02', 'movement 2026-02', 'movement 2026-02', 'movement 2026-02'],
      ...['charge 2026-02', 'credit 2026-02', 'request 2026-02'],
    ])
  })
})

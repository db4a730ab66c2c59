import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {Program} from '../support/program.js'

// What depends on the moment a command is given: just after a month's end, after New Year, in another time zone.

let program: Program
beforeEach(() => {
  program = new Program().inOneProcess()
  program.ok('init', '--provider', 'Muster IT GmbH')
})
afterEach(() => program.remove())

/** A contract of 2026 with these terms, all else as usual. */
function open(id: string, terms: object, more: object = {}): void {
  const file = join(program.folder, `${id}.json`)
  writeFileSync(file, JSON.stringify({id, customer: {name: id}, from: '2026-01-01', terms: [terms], ...more}))
  program.ok('contract', 'add', '--file', file)
}

const logAt = (now: string, ...args: readonly string[]) => {
  program.at(now)
  return program.ok('log', ...args, '--json').json
}

test('work that began before midnight and is logged after the month was closed still shares its ticket’s day', () => {
  open('days', {creditMinutes: 600, increment: {minutes: 15, minimum: 15, per: 'ticket-day', overrides: []}})
  expect(logAt('2026-01-31T22:00:00+01:00', 'days', '5', '--ticket', '7').entry.chargedMinutes).toBe(15)
  program.at('2026-02-01T00:02:00+01:00')
  program.ok('rollover', 'days')
  const {entry} = logAt('2026-02-01T00:02:00+01:00', 'days', '5', '--ticket', '7')
  expect(entry).toMatchObject({start: '2026-01-31T23:57:00+01:00', chargedMinutes: 0, late: true})
})

test('work that began before New Year looks up the holidays of both years', () => {
  const otherwise = {name: 'always', factor: 1}
  const holiday = {name: 'holiday', factor: 2}
  const holidays = {country: 'DE', state: 'BY'}
  open('ny', {creditMinutes: 600, bands: {list: [], otherwise, holiday, holidays}})
  const {entry} = logAt('2027-01-01T00:30:00+01:00', 'ny', '60')
  expect(entry).toMatchObject({start: '2026-12-31T23:30:00+01:00', chargedMinutes: 90})
})

describe('in the zone of the contract, where it is still January when the store has February', () => {
  beforeEach(() => {
    open('far', {creditMinutes: 600}, {timezone: 'America/New_York'})
    logAt('2026-02-01T03:00:00+01:00', 'far', '30')
  })

  test('`this` month is January', () => {
    const [statement] = program.ok('statement', 'far', '--month', 'this', '--json').json.statements
    expect(statement).toMatchObject({month: '2026-01', totals: {chargedMinutes: 30}})
    expect(program.ok('entries', 'far', '--month', 'this', '--json').json.entries).toHaveLength(1)
    expect(program.ok('rollover', 'far', '--through', 'this', '--json').json.closed).toMatchObject([
      {month: '2026-01'},
    ])
  })
})

test('two amendments at once are both kept, or one is refused: the contract can always be read', async () => {
  open('both', {creditMinutes: 600, rateCents: 12_000})
  const amend = (...flags: readonly string[]) =>
    program.start('contract', 'amend', 'both', '--from', '2026-12', ...flags).finished
  const [charge, free] = await Promise.all([amend('--beyond', 'charge'), amend('--rate', '0')])
  expect([charge?.code, free?.code].sort()).toEqual([0, 2])
  expect(program.run('contract', 'show', 'both').code).toBe(0)

  const parts = await Promise.all([
    program.start('contract', 'amend', 'both', '--from', '2027-01', '--beyond', 'allow').finished,
    program.start('contract', 'amend', 'both', '--from', '2027-01', '--overdraft', '5h').finished,
  ])
  expect(parts.map(({code}) => code)).toEqual([0, 0])
  const {terms} = program.ok('contract', 'show', 'both', '--json').json
  expect(terms.at(-1).overdraft).toEqual({limitMinutes: 300, beyond: 'allow'})
})

test('a profile that names a region gives it to terms with a factor for holidays', () => {
  program.ok('config', 'set', 'country', 'DE')
  program.ok('config', 'set', 'state', 'BY')
  open('by', {creditMinutes: 600, bands: {holiday: {name: 'holiday', factor: 2}}})
  expect(program.ok('contract', 'show', 'by', '--json').json.terms[0].bands.holidays).toEqual({
    country: 'DE',
    state: 'BY',
  })
  expect(program.run('config', 'set', 'state', 'ZZ').code).toBe(2)
})

test('a reason without --force is not dropped in silence', () => {
  open('why', {creditMinutes: 600})
  const {code, stderr} = program.run('log', 'why', '30', 'Router', '--reason', 'Chef')
  expect(code).toBe(2)
  expect(stderr).toContain('--force')
})

test('JSON steers no terminal, and reads back as it was typed', () => {
  open('esc', {creditMinutes: 600})
  const text = 'red\u009b31m\u202e'
  const {stdout, json} = program.ok('log', 'esc', '30', text, '--json')
  expect(stdout).not.toMatch(/[\u009b\u202e]/)
  expect(json.entry.text).toBe(text)
})

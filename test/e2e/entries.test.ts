import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

const BALANCE = {
  contract: 'acme',
  customer: {name: 'ACME GmbH', number: null},
  month: '2026-11',
  provisional: true,
  openingMinutes: 0,
  creditMinutes: 600,
  chargedMinutes: 60,
  adjustmentMinutes: 0,
  lapsedMinutes: 0,
  overageMinutes: 0,
  balanceMinutes: 540,
  overdraftLimitMinutes: 300,
  availableMinutes: 840,
  state: 'credit',
}

// A contract of this month alone: its balance opens with nothing.
let template: Program
let longRunning: Program
beforeAll(() => {
  template = Program.withAcme('2026-11-21T15:00:30+01:00', '2026-11-01').inOneProcess()
  longRunning = Program.withAcme().inOneProcess()
})
afterAll(() => {
  template.remove()
  longRunning.remove()
})
const acme = () => programFor(() => template.copy())
const acmeSinceJanuary = () => programFor(() => longRunning.copy())

describe('log', () => {
  test.each([
    {
      typed: ['45', 'reset', 'the', 'router', 'and', 'the', 'switch'],
      text: 'reset the router and the switch',
    },
    {typed: ['45', 'call', 'with', 'acme', '--for', 'acme'], text: 'call with acme'},
    {
      typed: ['45', 'waited', '45', 'minutes', '--for', 'the', 'for', 'the', 'key'],
      text: 'waited 45 minutes for the key',
    },
    {typed: ['45', '--', '--help', 'and', '--help', 'again'], text: '--help and --help again'},
  ])('records "$text" in the order it was typed, words that are said twice included', ({typed, text}) => {
    const {entry} = acme().ok('log', 'acme', '--json', ...typed).json
    expect(entry).toMatchObject({workedMinutes: 45, text})
  })

  test('records who, when, where, how and by whom, and says what was charged and what is left', () => {
    const program = acme()
    const who = [
      '--for',
      'Frau Müller',
      '--how',
      'phone',
      '--by',
      'A. Kaya',
      '--ticket',
      '12345',
      '--id',
      'e1',
    ]
    const result = program.ok(
      'log',
      'acme',
      '50',
      'Drucker',
      'druckt',
      'nicht',
      '--at',
      '2026-11-21 14:00',
      ...who,
      '--json',
    ).json
    const entry = {
      id: 'e1',
      contract: 'acme',
      start: '2026-11-21T14:00:00+01:00',
      end: '2026-11-21T14:50:00+01:00',
      workedMinutes: 50,
      chargedMinutes: 60,
      charges: [],
      class: 'extended',
      cause: null,
      activity: null,
      requester: 'Frau Müller',
      place: null,
      channel: 'phone',
      consultant: 'A. Kaya',
      ticket: '12345',
      text: 'Drucker druckt nicht',
      bookedMonth: '2026-11',
      late: false,
      voided: false,
      voiding: null,
      replaces: null,
      movedFrom: null,
      forcedBecause: null,
      recordedAt: '2026-11-21T15:00:30+01:00',
      recordedBy: 'J. Weber',
      explanation: result.entry.explanation,
    }
    expect(result).toEqual({entry, balance: BALANCE, warnings: []})
    expect(result.entry.explanation).toContainEqual({
      rule: 'increment',
      text: expect.stringContaining('50 minutes rounded up to 60'),
      minutes: 60,
    })
    expect(program.ok('entry', 'show', 'e1', '--json').json).toEqual({entry, balance: BALANCE, warnings: []})

    const {stdout, stderr} = program.ok('log', 'acme', '1h', 'Noch etwas')
    expect(stdout).toMatch(/acme +1:00 worked, 1:00 charged · 21 Nov 2026 14:00–15:00 · left 8:00/)
    expect(stderr).toBe('')
  })

  test.each([
    ['90', 90],
    ['90m', 90],
    ['1h30', 90],
    ['1h 30m', 90],
    ['1:30', 90],
    ['1.5h', 90],
    ['1,5h', 90],
    ['PT1H30M', 90],
    ['1 Std 30 Min', 90],
    ['13:00-14:30', 90],
    ['13:00 – 14:30', 90],
    ['gestern 22:30-01:15', 165],
  ])('understands %s as %d minutes', (duration, minutes) => {
    const {entry} = acme().ok('log', 'acme', ...duration.split(' '), 'und Text', '--json').json
    expect(entry).toMatchObject({workedMinutes: minutes, text: 'und Text'})
  })

  test.each([
    ['14:00', '2026-11-21T14:00:00+01:00'],
    ['14 Uhr', '2026-11-21T14:00:00+01:00'],
    ['2026-11-20 14:00', '2026-11-20T14:00:00+01:00'],
    ['2026-11-20T14:00+05:00', '2026-11-20T10:00:00+01:00'],
    ['20.11. 14:00', '2026-11-20T14:00:00+01:00'],
    ['20.11.2026 14:00', '2026-11-20T14:00:00+01:00'],
    ['yesterday 14:00', '2026-11-20T14:00:00+01:00'],
    ['gestern 14:00', '2026-11-20T14:00:00+01:00'],
    ['mon 9:00', '2026-11-16T09:00:00+01:00'],
    ['Montag 9:00', '2026-11-16T09:00:00+01:00'],
    ['-2h', '2026-11-21T13:00:00+01:00'],
  ])('understands --at "%s"', (at, start) => {
    expect(acme().ok('log', 'acme', '10m', '--at', at, '--json').json.entry.start).toBe(start)
  })

  test('takes the ticket out of a subject', () => {
    expect(
      acme().ok('log', 'acme', '10m', '[Ticket #12345] Frage zu Installation', '--json').json.entry,
    ).toMatchObject({
      ticket: '12345',
      text: 'Frage zu Installation',
      channel: null,
    })
  })

  test('on site is on site, standard support is free, and the provider’s own fault too', () => {
    const program = acme()
    const log = (...args: string[]) => program.ok('log', 'acme', '1h', '--json', ...args).json.entry
    expect(log('--where', 'Augsburg')).toMatchObject({
      place: 'Augsburg',
      channel: 'on-site',
      chargedMinutes: 60,
    })
    expect(log('--class', 'standard')).toMatchObject({
      class: 'standard',
      chargedMinutes: 0,
      workedMinutes: 60,
    })
    expect(log('--cause', 'provider')).toMatchObject({
      cause: 'provider',
      chargedMinutes: 0,
      workedMinutes: 60,
    })
  })

  test('warns of work that overlaps, in words on standard error, as JSON in the result', () => {
    const program = acme()
    program.ok('log', 'acme', '1h', '--id', 'one')
    expect(program.ok('log', 'acme', '1h').stderr).toMatch(/^! .*overlaps entry one/)
    const {warnings} = program.ok('log', 'acme', '1h', '--json').json
    expect(warnings[0]).toMatchObject({kind: 'overlap', text: expect.stringContaining('one')})
  })

  test('warns of work in another contract at the same time, also where it is late, corrected or moved', () => {
    const program = acme()
    const add = (id: string) =>
      program.ok('contract', 'add', id, '--customer', id, '--from', '2026-01-01', '--credit', '9h')
    add('beta')
    add('gamma')
    program.ok('log', 'beta', '1h', '--at', '20.11. 9:00', '--id', 'b1')
    program.ok('log', 'beta', '1h', '--at', '20.11. 9:30', '--id', 'b2', '--by', 'A. Other')
    program.ok('log', 'beta', '1h', '--at', '20.11. 9:10', '--id', 'b3')
    program.ok('entry', 'void', 'b3', '--reason', 'twice')
    const {warnings} = program.ok('log', 'acme', '10', '--at', '20.11. 9:50', '--id', 'a1', '--json').json
    expect(warnings).toEqual([
      {
        ...{
          kind: 'overlap',
          contract: 'beta',
          entry: 'b1',
          start: '2026-11-20T09:00:00+01:00',
          workedMinutes: 60,
        },
        text: 'It overlaps entry b1 of the same consultant (beta, 20 Nov 2026 09:00, 1:00).',
      },
    ])
    expect(program.ok('log', 'acme', '10', '--at', '20.11. 10:00').stderr).toBe('')
    const corrected = program.ok(
      'entry',
      'correct',
      'a1',
      '--at',
      '20.11. 9:55',
      '--reason',
      'later',
      '--json',
    ).json
    expect(corrected.warnings).toContainEqual(expect.objectContaining({contract: 'beta', entry: 'b1'}))
    writeFileSync(join(program.store, 'contracts/beta/2026-10.json'), 'damaged')
    const moved = program.ok('entry', 'move', corrected.entry.id, 'gamma', '--reason', 'wrong', '--json').json
    expect(moved.warnings).toContainEqual(expect.objectContaining({contract: 'beta', entry: 'b1'}))
    expect(program.ok('log', 'gamma', '3h', '--at', '20.11. 8:00').stderr).toMatch(
      /It overlaps \d entries of the same consultant, first /,
    )
  })

  test('with the same --id and the same content, a repeat is harmless', () => {
    const program = acme()
    const args = ['log', 'acme', '1h', 'Server', '--at', '9:00', '--for', ' Frau Müller ', '--id', 'key-1']
    const first = program.ok(...args, '--json').json
    const before = program.fingerprint()
    program.at('2026-11-21T18:00:00+01:00')
    expect(program.ok(...args, '--json').json.entry).toEqual(first.entry)
    expect(program.fingerprint()).toBe(before)
    program.ok('rollover', '--through', 'this')
    expect(program.ok(...args, '--json').json.entry).toEqual(first.entry)
  })

  test('says of a repeat that it is one, and that the entry was voided since', () => {
    const program = acme()
    const args = ['log', 'acme', '1h', 'Server', '--at', '9:00', '--id', 'key-1']
    expect(program.ok(...args, '--json').json).not.toHaveProperty('repeated')
    expect(program.ok(...args, '--json').json).toMatchObject({repeated: true, entry: {voided: false}})
    expect(program.ok(...args).stdout).toContain('already recorded, nothing changed')

    program.ok('entry', 'void', 'key-1', '--reason', 'twice')
    const before = program.fingerprint()
    expect(program.ok(...args, '--json').json).toMatchObject({
      ...{repeated: true, entry: {voided: true, voiding: {reason: 'twice'}}},
      balance: {chargedMinutes: 0},
    })
    expect(program.ok(...args).stdout).toContain('recorded before and voided since, nothing changed')
    expect(program.fingerprint()).toBe(before)
  })

  test('says of a credit whose call is repeated that it was there already', () => {
    const program = acme()
    const args = ['credit', 'acme', '2h', '--kind', 'goodwill', '--reason', 'Late', '--id', 'key-1']
    expect(program.ok(...args, '--json').json).not.toHaveProperty('repeated')
    expect(program.ok(...args, '--json').json).toMatchObject({
      ...{repeated: true, credit: {id: 'key-1'}},
      balance: {creditMinutes: 720},
    })
    expect(program.ok(...args).stdout).toContain('already booked, nothing changed · 2:00 credited')
  })

  test('beyond the limit is refused where that was agreed, and forced with a reason that the entry keeps', () => {
    const program = acme()
    program.ok(
      'contract',
      'add',
      'strict',
      '--customer',
      'S',
      '--from',
      '2026-11-01',
      '--credit',
      '1h',
      '--overdraft',
      '30m',
    )
    const {code, json} = program.run('log', 'strict', '2h', '--json')
    expect(code).toBe(3)
    expect(json.error).toMatchObject({
      code: 'OVERDRAFT_EXCEEDED',
      details: {availableMinutes: 90, chargedMinutes: 120},
    })
    const {entry, balance} = program.ok(
      'log',
      'strict',
      '2h',
      '--force',
      '--reason',
      'Server down',
      '--json',
    ).json
    expect(entry.forcedBecause).toBe('Server down')
    expect(balance).toMatchObject({balanceMinutes: -60, availableMinutes: -30, state: 'exceeded'})
    expect(program.ok('entry', 'show', entry.id).stdout).toContain('Server down')
  })

  test('an entry is held to every open month it touches: a later credit does not pay for it', () => {
    const program = acme()
    const add = (id: string, ...more: readonly string[]) =>
      program.ok('contract', 'add', id, '--customer', id, '--from', '2026-01-01', '--credit', '1h', ...more)
    const at = (now: string) => ({env: {HOURBANK_NOW: now}})
    add('kept')
    program.ok('rollover', 'kept', '--through', '2026-01')
    const february = at('2026-02-28T12:00:00+01:00')
    program.runWith(february, 'log', 'kept', '1h', 'Use what January left')
    expect(program.runWith(february, 'balance', 'kept', '--json').json.balances[0].availableMinutes).toBe(60)
    expect(program.runWith(february, 'log', 'kept', '2h', '--at', '2026-03-01 9:00').code).toBe(0)
    const before = program.runWith(february, 'log', 'kept', '1h', '--at', '2026-02-28 9:00', '--json')
    expect(before.code).toBe(3)
    expect(before.json.error).toMatchObject({
      code: 'OVERDRAFT_EXCEEDED',
      details: {month: '2026-03', availableMinutes: 0, chargedMinutes: 60},
    })

    add('lost', '--rollover', 'none')
    const late = program.runWith(
      at('2026-02-10T12:00:00+01:00'),
      'log',
      'lost',
      '2h',
      '--at',
      '2026-01-20 9:00',
    )
    expect(late.code).toBe(3)
    expect(late.stderr).toContain('lost has 1:00 available in January 2026')
  })

  test('takes channels, classes and causes in English and German', () => {
    const program = acme()
    const words = ['--how', 'Telefon', '--cause', 'Kunde', '--class', 'erweitert']
    expect(program.ok('log', 'acme', '30', 'Drucker', ...words, '--json').json.entry).toMatchObject({
      channel: 'phone',
      cause: 'customer',
      class: 'extended',
    })
    expect(program.ok('entries', '--how', 'anruf', '--json').json.entries).toHaveLength(1)
  })

  test('for a closed month is a late entry of the earliest open one', () => {
    const program = acmeSinceJanuary()
    program.ok('rollover')
    const {entry, warnings} = program.ok('log', 'acme', '1h', '--at', '2026-09-15 9:00', '--json').json
    expect(entry).toMatchObject({bookedMonth: '2026-11', late: true, start: '2026-09-15T09:00:00+02:00'})
    expect(warnings[0].kind).toBe('late-entry')
    const [{movements}] = program.ok('statement', 'acme', '--month', 'this', '--json').json.statements
    expect(movements[1]).toMatchObject({
      kind: 'entry',
      bookingDate: '2026-11-21',
      valueDate: '2026-09-15',
    })
  })
})

test('entries are filtered by contract, month, consultant, requester, ticket, channel, class and cause', () => {
  const program = acmeSinceJanuary()
  program.ok('contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-01-01', '--credit', '9h')
  const log = (id: string, contract: string, ...args: string[]) =>
    program.ok('log', contract, '1h', '--id', id, ...args)
  log('a', 'acme', '--at', '2026-10-05 9:00', '--for', 'Frau Müller', '--how', 'phone')
  log('b', 'acme', '--at', '2026-11-05 9:00', '--by', 'A. Kaya', '--ticket', '7')
  log('c', 'beta', '--at', '2026-11-06 9:00', '--class', 'standard', '--cause', 'unknown')
  program.ok('rollover')
  const ids = (...args: string[]) =>
    program
      .ok('entries', ...args, '--json')
      .json.entries.map(({id}: {id: string}) => id)
      .sort()
  expect(ids()).toEqual(['a', 'b', 'c'])
  expect(ids('acme')).toEqual(['a', 'b'])
  expect(ids('--month', 'okt')).toEqual(['a'])
  expect(ids('--month', 'last')).toEqual(['a'])
  expect(ids('--month', 'this')).toEqual(['b', 'c'])
  expect(ids('--by', 'A. Kaya')).toEqual(['b'])
  expect(ids('--for', 'Frau Müller')).toEqual(['a'])
  expect(ids('--ticket', '7')).toEqual(['b'])
  expect(ids('--how', 'phone')).toEqual(['a'])
  expect(ids('--class', 'standard')).toEqual(['c'])
  expect(ids('--cause', 'unknown')).toEqual(['c'])
  expect(ids('--cause', 'provider')).toEqual([])
})

describe('entries', () => {
  let program: Program
  beforeAll(() => {
    program = longRunning.copy()
    const log = (id: string, at: string, ...args: string[]) =>
      ['log', 'acme', '1h', '--id', id, '--at', at, ...args] as const
    program.okAll(
      ['contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-01-01', '--credit', '9h'],
      log('a', '2026-10-30 9:00', 'Druckertreiber', '--ticket', '7', '--for', 'Frau Müller'),
      ['rollover'],
      log('late', '2026-10-31 9:00', 'Router', '--ticket', '#7'),
      log('monday', '2026-11-16 9:00', 'BÜRO umgezogen', '--by', 'A. Kaya'),
      log('today', '2026-11-21 9:00', 'Drucker'),
      ['log', 'beta', '2h', 'Umzug', '--id', 'b', '--at', '2026-11-21 9:00', '--where', 'Augsburg'],
    )
  })
  afterAll(() => program.remove())
  const ids = (...args: string[]) =>
    program.ok('entries', ...args, '--json').json.entries.map(({id}: {id: string}) => id)

  test('are of a day, of days or of this week, by the day of the work', () => {
    expect(ids('--today')).toEqual(['today', 'b'])
    expect(ids('--week')).toEqual(['monday', 'today', 'b'])
    expect(ids('--day', 'mon')).toEqual(['monday'])
    expect(ids('--from', '30.10.', '--to', '31. Oktober')).toEqual(['a', 'late'])
    expect(ids('--from', '16.11.2026')).toEqual(['monday', 'today', 'b'])
    expect(ids('--to', '2026-10-30')).toEqual(['a'])
  })

  test('are found by a part of their text, in any case', () => {
    expect(ids('--search', 'drucker')).toEqual(['a', 'today'])
    expect(ids('--search', 'bu\u0308ro')).toEqual(['monday'])
    expect(program.ok('entries', '--search', 'nirgends').stdout).toBe('No entries.\n')
  })

  test('are summed by what is asked for, also in the JSON', () => {
    const {entries, sums} = program.ok('entries', '--sum', 'ticket', 'acme', '--json').json
    expect(entries).toHaveLength(4)
    expect(sums).toContainEqual({
      ...{key: '7', contract: 'acme', count: 2, workedMinutes: 120, chargedMinutes: 120},
    })
    const {stdout} = program.ok('entries', '--sum', 'day', '--week')
    expect(stdout).toContain('21 Nov 2026')
    expect(stdout).toContain('3 entries · Worked 4:00 · Charged 4:00')
    expect(program.ok('entries', '--sum', 'place').stdout).toMatch(/^Augsburg +beta +1 +2:00 +2:00$/m)
  })

  test('of two times at once, or of days turned round, are refused', () => {
    for (const said of [
      ['--today', '--week'],
      ['--month', 'this', '--from', '1.11.'],
      ['--day', 'mon', '--to', 'today'],
      ['--from', '2026-11-02', '--to', '2026-11-01'],
    ])
      expect(program.run('entries', ...said, '--json')).toMatchObject({
        code: 2,
        json: {error: {code: 'CONTRADICTION'}},
      })
  })
})

describe('entry', () => {
  test('show explains the charge step by step', () => {
    const program = acme()
    program.ok('log', 'acme', '50', '--id', 'e')
    const {stdout} = program.ok('entry', 'show', 'e')
    expect(stdout).toContain('50 minutes rounded up to 60')
  })

  test('show needs the contract where two have an entry of this id', () => {
    const program = acme()
    program.ok('contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-11-01', '--credit', '9h')
    program.ok('log', 'acme', '1h', '--id', 'same')
    program.ok('log', 'beta', '2h', '--id', 'same')
    expect(program.run('entry', 'show', 'same', '--json').json.error).toMatchObject({
      code: 'AMBIGUOUS_ENTRY',
      details: {contracts: ['acme', 'beta']},
    })
    expect(program.ok('entry', 'show', 'same', '--contract', 'beta', '--json').json.entry.workedMinutes).toBe(
      120,
    )
  })

  describe('is named by a beginning of its id,', () => {
    const withTwo = () => {
      const program = acme()
      for (const id of ['7c3aaa', '7c3bbb', '7c']) program.ok('log', 'acme', '1h', '--id', id)
      return program
    }

    test('which every command about an entry understands', () => {
      const program = withTwo()
      expect(program.ok('entry', 'show', '7c3a', '--json').json.entry.id).toBe('7c3aaa')
      const {entry} = program.ok('entry', 'correct', '7c3a', '45', '--reason', 'r', '--json').json
      expect(entry.replaces).toBe('7c3aaa')
      expect(program.ok('entry', 'void', '7c3b', '--reason', 'r', '--json').json.entry.id).toBe('7c3bbb')
    })

    test('refused with those that it may be where several begin like it', () => {
      const {code, stderr} = withTwo().run('entry', 'void', '7c3', '--reason', 'r')
      expect(code).toBe(2)
      expect(stderr).toContain('2 entries begin with "7c3".')
      expect(stderr).toContain('7c3aaa (acme) or 7c3bbb (acme)')
    })

    test('its own where another one goes on from it', () => {
      expect(withTwo().ok('entry', 'show', '7c', '--json').json.entry.id).toBe('7c')
    })

    test('and by no less than three letters', () => {
      expect(withTwo().run('entry', 'show', '7', '--json').json.error.code).toBe('UNKNOWN_ENTRY')
    })

    test('among those of the contract that is named with it', () => {
      const program = withTwo()
      program.ok('contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-11-01', '--credit', '9h')
      program.ok('log', 'beta', '2h', '--id', '7c3ccc')
      const {entry} = program.ok('entry', 'show', '7c3', '--contract', 'beta', '--json').json
      expect(entry).toMatchObject({id: '7c3ccc', contract: 'beta'})
    })
  })

  test('correct replaces it by one that names it; what is not said stays', () => {
    const program = acme()
    program.ok('log', 'acme', '2h', 'Server', '--for', 'Frau Müller', '--at', '9:00', '--id', 'old')
    const {entry, balance} = program.ok(
      'entry',
      'correct',
      'old',
      '45',
      '--ticket',
      '9',
      '--reason',
      'Lunch',
      '--json',
    ).json
    expect(entry).toMatchObject({
      replaces: 'old',
      workedMinutes: 45,
      requester: 'Frau Müller',
      ticket: '9',
      text: 'Server',
    })
    expect(entry.start).toBe('2026-11-21T09:00:00+01:00')
    expect(balance.chargedMinutes).toBe(45)
    expect(program.ok('entry', 'show', 'old', '--json').json.entry).toMatchObject({
      voided: true,
      voiding: {reason: 'Lunch', by: 'J. Weber', replacedBy: entry.id, at: '2026-11-21T15:00:30+01:00'},
    })
    const {code, json} = program.run('entry', 'correct', 'old', '30', '--reason', 'again', '--json')
    expect(code).toBe(3)
    expect(json.error.hint).toContain(entry.id)
  })

  test('void takes it back in an open month, with the reason, once', () => {
    const program = acme()
    program.ok('log', 'acme', '1h', '--id', 'e')
    const {entry, balance} = program.ok('entry', 'void', 'e', '--reason', 'Twice', '--json').json
    expect(entry).toMatchObject({voided: true, voiding: {reason: 'Twice'}})
    expect(balance).toMatchObject({chargedMinutes: 0, balanceMinutes: 600})
    expect(program.run('entry', 'void', 'e', '--reason', 'again').code).toBe(3)
    expect(program.ok('entries', '--json').json.entries).toEqual([])
    expect(program.ok('entries', '--voided', '--json').json.entries).toHaveLength(1)
  })

  test('void in a closed month is a reversal of the earliest open one: the closed statement stays as it was', () => {
    const program = acmeSinceJanuary()
    program.ok('log', 'acme', '3h', '--at', '2026-10-05 9:00', '--id', 'e')
    program.ok('rollover')
    const closed = program.ok('statement', 'acme', '--json').stdout
    const {entry, balance} = program.ok('entry', 'void', 'e', '--reason', 'Wrong customer', '--json').json
    expect(entry).toMatchObject({voided: true, bookedMonth: '2026-10'})
    expect(balance).toMatchObject({month: '2026-11', adjustmentMinutes: 180})
    expect(program.ok('statement', 'acme', '--json').stdout).toBe(closed)
    const [{movements}] = program.ok('statement', 'acme', '--month', 'this', '--json').json.statements
    expect(movements[1]).toMatchObject({
      kind: 'reversal',
      minutes: 180,
      reversal: {entry: 'e', entryMonth: '2026-10'},
    })
    expect(movements[1].reversal).not.toHaveProperty('reason')
    expect(program.run('entry', 'void', 'e', '--reason', 'again').code).toBe(3)
    expect(program.ok('entry', 'show', 'e', '--json').json.entry.voided).toBe(true)
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })
})

describe('credit', () => {
  test('books hours that were bought, with price and expiry, and bills them', () => {
    const program = acme()
    const args = [
      '--kind',
      'top-up',
      '--reason',
      'Offer 4711',
      '--price',
      '500',
      '--expires',
      '2026-12-31',
      '--id',
      'c1',
    ]
    const {credit, balance} = program.ok('credit', 'acme', '5h', ...args, '--json').json
    expect(credit).toEqual({
      id: 'c1',
      contract: 'acme',
      kind: 'top-up',
      minutes: 300,
      leftMinutes: 300,
      bookedMonth: '2026-11',
      reason: 'Offer 4711',
      expires: '2026-12',
      priceCents: 50_000,
      approvedBy: null,
      ticket: null,
      recordedAt: '2026-11-21T15:00:30+01:00',
      recordedBy: 'J. Weber',
      voided: false,
      voiding: null,
    })
    expect(balance).toMatchObject({creditMinutes: 900, balanceMinutes: 900})
    program.ok('rollover', '--through', 'this')
    const [{charges, movements}] = program.ok('statement', 'acme', '--json').json.statements
    expect(charges).toMatchObject([{kind: 'top-up', netCents: 50_000}])
    expect(movements.map(({kind}: {kind: string}) => kind)).toContain('top-up')
  })

  test('books goodwill with who approved it', () => {
    const program = acme()
    const args = ['--kind', 'goodwill', '--reason', 'Response time missed', '--approved-by', 'A. Schmidt']
    expect(program.ok('credit', 'acme', '1h', ...args, '--json').json.credit).toMatchObject({
      kind: 'goodwill',
      approvedBy: 'A. Schmidt',
      priceCents: null,
    })
  })

  test('with the same --id is booked once; with other content it is refused', () => {
    const program = acme()
    const args = ['--kind', 'goodwill', '--reason', 'r', '--id', 'c1', '--json']
    const first = program.ok('credit', 'acme', '1h', ...args).json
    const before = program.fingerprint()
    expect(program.ok('credit', 'acme', '1h', ...args).json).toEqual({repeated: true, ...first})
    const {code, json} = program.run('credit', 'acme', '2h', ...args)
    expect(code).toBe(3)
    expect(json.error).toMatchObject({code: 'ID_TAKEN', details: {differs: ['minutes']}})
    expect(program.fingerprint()).toBe(before)
    program.ok('rollover', '--through', 'this')
    expect(program.ok('credit', 'acme', '1h', ...args).json.credit).toEqual(first.credit)
  })
})

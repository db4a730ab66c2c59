import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Program} from '../../support/program.js'
import {programWith, readFixture, squeezed, termsOfTariff} from './scenario.js'

// A current account in hours: 10:00 a month, what is left is saved up, 5:00 of overdraft are paid back by using less.
interface MonthOfUse {
  readonly month: string
  readonly entries: readonly (readonly string[])[]
  readonly chargedMinutes: number
  readonly closingMinutes: number
}
const MONTHS: readonly MonthOfUse[] = readFixture('hour-account-months')

let program: Program
beforeAll(() => {
  program = programWith('hour-account', '2026-06-01T08:00:00+02:00')
  for (const {month, entries} of MONTHS) {
    program.at(`${month}-28T12:00:00+02:00`)
    for (const entry of entries) program.ok('log', 'konto', ...entry)
  }
  program.at('2026-06-01T08:00:00+02:00').ok('rollover')
})
afterAll(() => program.remove())

const balance = () => program.ok('balance', 'konto', '--json').json.balances[0]
const statement = (month: string) =>
  program.ok('statement', 'konto', '--month', month, '--json').json.statements[0]
const log = (...args: readonly string[]) => program.run('log', 'konto', ...args, '--json')

test('the tariff comes with the program; credit and overdraft are each contract’s own', () => {
  const {creditMinutes, rollover, overdraft} = termsOfTariff(program, 'hour-account')
  expect({creditMinutes, rollover, overdraft}).toEqual({
    ...{creditMinutes: 0, rollover: {policy: 'unlimited'}},
    overdraft: {limitMinutes: 0, beyond: 'refuse'},
  })
  const flags = ['--customer', 'Neu', '--from', '2026-06-01', '--credit', '10h', '--overdraft', '5h']
  const added = program.ok('contract', 'add', 'own', ...flags, '--tariff', 'hour-account', '--json').json
  expect(added.terms[0]).toMatchObject({
    ...{creditMinutes: 600, rollover: {policy: 'unlimited'}},
    overdraft: {limitMinutes: 300, beyond: 'refuse'},
  })
})

test('the contract is told: the hours of the help desk, and the address that the promises hold for', () => {
  const told = squeezed(program.ok('contract', 'show', 'konto').stdout)
  expect(told).toContain('the clock runs: Mon–Fri 09:00–17:00')
  expect(told).toContain('only for requests to konto-2005@support.example')
  expect(told).toContain('level 2, Im Fehlerfall: round the clock')
})

test.each(
  MONTHS.map((month, index) => [month, index] as const),
)('each month opens with what the one before closed with: $month', ({
  month,
  chargedMinutes,
  closingMinutes,
}, index) => {
  const openingMinutes = MONTHS[index - 1]?.closingMinutes ?? 0
  expect(statement(month)).toMatchObject({
    ...{number: `${index + 1}/2026`, status: 'closed', opening: {minutes: openingMinutes}},
    totals: {creditMinutes: 600, chargedMinutes, lapsedMinutes: 0, overageMinutes: 0},
    closing: {
      ...{minutes: closingMinutes, overdraftLimitMinutes: 300, availableMinutes: closingMinutes + 300},
    },
    ...{charges: [], money: {netCents: 0, grossCents: 0}},
  })
  expect(openingMinutes + 600 - chargedMinutes).toBe(closingMinutes)
})

test('the statement says who was supported when, where, how and by whom', () => {
  const printed = squeezed(program.ok('statement', 'konto', '--month', '2026-01').stdout)
  expect(printed).toContain('Stundenkontoauszug 1/2026')
  expect(printed).toContain(
    'Übergabe des Betriebs 4:00 −4:00 6:00 Di 09:00–13:00, für Frau Müller, Münster, vor Ort, durch J. Weber',
  )
  expect(printed).toContain('10:00–12:00, für Łukasz Čapek, durch S. Kaya, Ticket 12345')
})

describe('a ticket’s subject', () => {
  test('as the help desk writes it gives the number and the text', () => {
    const {movements} = statement('2026-01')
    const entries = movements.filter(({kind}: {kind: string}) => kind === 'entry')
    expect(entries[1].entry).toMatchObject({
      ...{ticket: '12345', text: 'Frage zu Installation', channel: null, place: null},
      ...{requester: 'Łukasz Čapek', consultant: 'S. Kaya'},
    })
  })

  test('may be that of a reply', () => {
    const copy = program.copy().at('2026-06-02T12:00:00+02:00')
    try {
      const {entry} = copy.ok(
        'log',
        'konto',
        '15',
        'AW: [Ticket #12345] Frage zu Installation',
        '--json',
      ).json
      expect(entry).toMatchObject({ticket: '12345', text: 'Frage zu Installation'})
      const listed = copy.ok('entries', 'konto', '--ticket', '12345', '--json').json
      expect(listed.entries).toHaveLength(2)
    } finally {
      copy.remove()
    }
  })
})

describe('in June, with 8:30 saved up and 10:00 new', () => {
  test('the account has 18:30, and 23:30 are available', () => {
    expect(balance()).toMatchObject({
      ...{month: '2026-06', openingMinutes: 510, balanceMinutes: 1110, availableMinutes: 1410},
      state: 'credit',
    })
  })

  test('what goes beyond the overdraft is refused, names what is available, and is not stored', () => {
    program.at('2026-06-15T18:00:00+02:00')
    const before = program.fingerprint()
    const {code, json} = log('23:31', 'Umzug', '--at', '2026-06-14 08:00')
    expect([code, json.error.code]).toEqual([3, 'OVERDRAFT_EXCEEDED'])
    expect(json.error.details).toMatchObject({chargedMinutes: 1425, availableMinutes: 1410})
    expect(json.error.message).toContain('23:30')
    expect(json.error.hint).toContain('--force')
    expect(program.fingerprint()).toBe(before)
  })

  test('what just fits is accepted, and the account is overdrawn to its limit', () => {
    const {code, json} = log('23:16', 'Umzug', '--at', '2026-06-14 08:00')
    expect([code, json.entry.chargedMinutes]).toEqual([0, 1410])
    expect(json.balance).toMatchObject({balanceMinutes: -300, availableMinutes: 0, state: 'overdrawn'})
  })

  test('then one minute more is refused', () => {
    const {code, json} = log('1', 'Nachfrage', '--at', '2026-06-15 09:00')
    expect([code, json.error.details.availableMinutes]).toEqual([3, 0])
  })

  test('and a person may force it with a reason, which the entry keeps', () => {
    const unreasoned = log('1', 'Nachfrage', '--at', '2026-06-15 09:00', '--force')
    expect([unreasoned.code, unreasoned.json.error.details.flag]).toEqual([2, '--reason'])
    const forced = ['--force', '--reason', 'Mit Frau Müller abgesprochen', '--id', 'forced']
    const {json} = log('1', 'Nachfrage', '--at', '2026-06-15 09:00', ...forced)
    expect(json.balance).toMatchObject({balanceMinutes: -315, availableMinutes: -15, state: 'exceeded'})
    expect(program.ok('entry', 'show', 'forced').stdout).toContain('Mit Frau Müller abgesprochen')
    expect(json.entry.forcedBecause).toBe('Mit Frau Müller abgesprochen')
  })

  test('work that is free is recorded all the same', () => {
    const free = ['--at', '2026-06-15 10:00', '--cause', 'provider']
    expect(log('2h', 'Unser Fehler', ...free).json.entry.chargedMinutes).toBe(0)
  })

  test('hours can be added at any time, and pay back the overdraft first', () => {
    const bought = ['--kind', 'top-up', '--reason', 'Angebot 17', '--json']
    program.ok('credit', 'konto', '1h', ...bought)
    expect(balance()).toMatchObject({balanceMinutes: -255, availableMinutes: 45, state: 'overdrawn'})
  })
})

test('July is paid back by using less', () => {
  program.at('2026-08-03T08:00:00+02:00')
  program.ok('log', 'konto', '2h', 'Wartung', '--at', '2026-07-07 09:00')
  expect(program.ok('rollover', 'konto', '--json').json.closed).toMatchObject([
    {month: '2026-06', closingMinutes: -255},
    {month: '2026-07', closingMinutes: 225},
  ])
  expect(program.ok('verify', '--json').json).toMatchObject({ok: true, problems: []})
})

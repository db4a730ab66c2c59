import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../support/program.js'

// In November 2026, October closed: acme has used half, beta is below zero, gamma is beyond its limit, idle has no credit
// and no use, old ended in October with debt; later begins in December.

let program: Program
beforeAll(() => {
  program = new Program('2026-10-05T09:00:00+02:00').inOneProcess()
  const add = (id: string, customer: string, from: string, credit: string) => [
    ...['contract', 'add', id, '--customer', customer, '--from', from, '--credit', credit],
    ...['--overdraft', '2h', '--beyond', 'allow', '--rollover', 'none', '--rate', '100'],
  ]
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH'],
    add('acme', 'Zeta GmbH', '2026-10-01', '10h'),
    add('beta', 'Beta AG', '2026-10-01', '2h'),
    add('gamma', 'Gamma KG', '2026-11-01', '1h'),
    add('idle', 'Idle', '2026-11-01', '0h'),
    add('later', 'Later', '2026-12-01', '1h'),
    add('old', 'Alt', '2026-10-01', '1h'),
    ['log', 'acme', '4h', 'Umzug', '--at', '2026-10-02 9:00'],
    ['log', 'old', '2h', 'Abschied', '--at', '2026-10-02 9:00'],
    ['contract', 'end', 'old', '--on', '2026-10-31'],
  )
  program.at('2026-11-20T09:00:00+01:00')
  program.okAll(
    ['rollover', 'acme', 'old'],
    ['log', 'acme', '5h', 'Netz', '--at', '2026-11-10 9:00'],
    ['log', 'beta', '3h', 'Server', '--at', '2026-11-10 9:00'],
    ['log', 'gamma', '4h', 'Telefon', '--at', '2026-11-10 9:00'],
  )
})
afterAll(() => program.remove())

const ids = (...args: string[]): string[] =>
  program.ok('balance', ...args, '--json').json.balances.map(({contract}: {contract: string}) => contract)

describe('balance', () => {
  test('leaves out contracts that have ended, unless --ended asks for them or they are named', () => {
    expect(ids()).toEqual(['acme', 'beta', 'gamma', 'idle', 'later'])
    expect(program.ok('balance').stderr).toBe('1 contract that has ended is left out: --ended shows it.\n')
    expect(ids('--ended')).toEqual(['acme', 'beta', 'gamma', 'idle', 'later', 'old'])
    expect(program.ok('balance', '--ended').stderr).toBe('')
    const [ended] = program.ok('balance', 'old', '--json').json.balances
    expect(ended).toMatchObject({
      ...{state: 'ended', balanceMinutes: 0, overdraftLimitMinutes: 0, availableMinutes: 0, forecast: null},
    })
    const {stdout} = program.ok('balance', 'old')
    expect(stdout).toContain('ended')
    expect(stdout).not.toMatch(/Limit|Available|Forecast|in credit/)
  })

  test('--overdrawn and --above leave the accounts that somebody has to look at', () => {
    expect(ids('--overdrawn')).toEqual(['beta', 'gamma'])
    expect(ids('--above', '50')).toEqual(['beta', 'gamma'])
    expect(ids('--above', '49,9 %')).toEqual(['acme', 'beta', 'gamma'])
    expect(ids('acme', '--overdrawn')).toEqual([])
    expect(program.ok('balance', 'acme', '--overdrawn').stdout).toBe('No account is like that.\n')
    expect(program.run('balance', '--above', 'viel', '--json')).toMatchObject({code: 2})
  })

  test('--sort takes names from A, and figures from what needs attention first; --reverse turns it round', () => {
    expect(ids('--sort', 'customer')).toEqual(['beta', 'gamma', 'idle', 'later', 'acme'])
    expect(ids('--sort', 'balance')).toEqual(['gamma', 'beta', 'idle', 'later', 'acme'])
    expect(ids('--sort', 'available')).toEqual(['gamma', 'beta', 'idle', 'later', 'acme'])
    expect(ids('--sort', 'used')).toEqual(['gamma', 'beta', 'acme', 'idle', 'later'])
    expect(ids('--sort', 'used', '--reverse')).toEqual(['later', 'idle', 'acme', 'beta', 'gamma'])
    expect(ids('gamma', 'acme')).toEqual(['gamma', 'acme'])
    expect(ids('gamma', 'acme', '--sort', 'contract')).toEqual(['acme', 'gamma'])
    expect(program.run('balance', '--sort', 'colour')).toMatchObject({code: 2})
  })

  test('--month is as it was closed, or as it stands, without contracts that had not begun', () => {
    expect(ids('--month', 'oct', '--ended')).toEqual(['acme', 'beta', 'old'])
    const [acme, beta] = program.ok('balance', '--month', 'oct', '--json').json.balances
    expect(acme).toMatchObject({
      ...{month: '2026-10', provisional: false, state: 'credit', openingMinutes: 0, creditMinutes: 600},
      ...{
        chargedMinutes: 240,
        lapsedMinutes: 360,
        overageMinutes: 0,
        balanceMinutes: 0,
        availableMinutes: 120,
      },
    })
    expect(beta).toMatchObject({month: '2026-10', provisional: true, lapsedMinutes: 120, balanceMinutes: 120})
    expect(program.ok('balance', 'acme', '--month', 'oct').stdout).toMatch(
      /October 2026 \(closed\).*in credit/,
    )
    expect(program.ok('balance', 'acme', '--month', 'oct').stdout).toMatch(/Lapsed +-6:00\n/)
    expect(program.ok('balance', 'old', '--month', 'oct', '--json').json.balances).toEqual([
      expect.objectContaining({state: 'ended', overageMinutes: 60, balanceMinutes: 0, availableMinutes: 0}),
    ])
  })

  test('--month refuses what a named contract has no balance of', () => {
    const refused = (...args: string[]) => program.run('balance', ...args, '--json')
    expect(refused('gamma', '--month', 'oct')).toMatchObject({
      code: 3,
      json: {error: {code: 'MONTH_BEFORE_CONTRACT'}},
    })
    expect(refused('acme', '--month', '2027-01')).toMatchObject({
      code: 3,
      json: {error: {code: 'MONTH_NOT_BEGUN'}},
    })
    expect(refused('acme', 'gamma', '--month', 'oct')).toMatchObject({
      code: 3,
      json: {balances: [{contract: 'acme'}], failed: [{contract: 'gamma'}]},
    })
    expect(refused('--month', 'octember')).toMatchObject({code: 2})
    expect(ids('--month', '2020-01')).toEqual([])
  })
})

import {describe, expect, test} from 'vitest'
import type {Statement} from '../../src/domain/statement.js'
import {forecastMonthEnd} from '../../src/operations/forecast.js'
import {readBalance} from '../../src/operations/read-balance.js'
import {balancesJson, forecastJson} from '../../src/render/balance-json.js'
import {loggedJson} from '../../src/render/entry-json.js'
import {jsonText} from '../../src/render/json-text.js'
import {statementsJson} from '../../src/render/statement-json.js'
import {statementView} from '../../src/render/statement-view.js'
import {History, instant} from './scenario.js'
import {STATEMENTS} from './statements.js'

describe('JSON', () => {
  test('of an entry has the fields that scripts rely on', () => {
    const history = History.of()
    const json = loggedJson(history.log({}))
    expect(json.entry).toEqual({
      id: 'e1',
      contract: 'acme',
      start: '2026-10-05T09:00:00+02:00',
      end: '2026-10-05T09:50:00+02:00',
      workedMinutes: 50,
      chargedMinutes: 60,
      charges: [],
      class: 'extended',
      cause: 'customer',
      activity: null,
      requester: 'Frau Müller',
      place: 'remote',
      channel: 'phone',
      consultant: 'J. Weber',
      ticket: '12345',
      text: 'Drucker druckt nicht',
      bookedMonth: '2026-10',
      late: false,
      voided: false,
      voiding: null,
      replaces: null,
      movedFrom: null,
      forcedBecause: null,
      recordedAt: '2026-10-05T09:00:00+02:00',
      recordedBy: 'J. Weber',
      explanation: [
        {rule: 'class', text: 'Extended support, charged', minutes: 50},
        {rule: 'increment', text: '50 minutes rounded up to 60: every started 15 minutes count', minutes: 60},
      ],
    })
    expect(json.balance).toMatchObject({
      contract: 'acme',
      balanceMinutes: 540,
      availableMinutes: 840,
      state: 'credit',
    })
    expect(json.warnings).toEqual([])
  })

  test('of an entry tells a late one and its warning', () => {
    const history = History.of()
    history.close('2026-11-01T08:00:00+01:00')
    const json = loggedJson(history.log({}, '2026-11-03T09:00:00+01:00'))
    expect(json.entry).toMatchObject({late: true, bookedMonth: '2026-11'})
    expect(json.warnings).toEqual([
      {
        ...{kind: 'late-entry', month: '2026-10', bookedMonth: '2026-11'},
        text: 'October 2026 is closed: this is a late booking in November 2026.',
      },
    ])
  })

  test.each(Object.entries(STATEMENTS))('of statement %s adds up', (_, build) => {
    const statement = build()
    const json = statementView(statement)
    const sum = json.movements.reduce((total, {minutes}) => total + minutes, 0)
    expect(sum).toBe(json.closing.minutes - json.opening.minutes)
    expect(json.movements.every(({text}) => text.length > 0)).toBe(true)
    expect(JSON.parse(jsonText(json))).toEqual(json)
  })

  test('of statements reads as it was accepted', async () => {
    const statements = Object.values(STATEMENTS).map(build => build())
    const text = jsonText(statementsJson(statements)).replace(/[0-9a-f]{64}/g, '<seal>')
    await expect(`${text}\n`).toMatchFileSnapshot('../../fixtures/statements/all.json')
  })

  test('of a charge has its quantity in hours and minutes', () => {
    const {charges} = statementView(STATEMENTS['de-cap-overage']?.() as Statement)
    expect(charges).toEqual([
      {
        ...{kind: 'overage', text: 'Mehrverbrauch', quantity: '2:45', quantityMinutes: 165},
        ...{unitPriceCents: 12000, perMinutes: 60, netCents: 33000, vatPercent: 19, entry: null},
      },
    ])
  })

  test('of balances has the fields that scripts rely on, and of one its forecast', () => {
    const {account} = History.of()
    const balance = readBalance(account, '2026-10-10' as never)
    expect(balancesJson([balance])).toEqual({
      balances: [
        {
          ...{
            contract: 'acme',
            customer: {name: 'ACME GmbH', number: '4711'},
            month: '2026-10',
            provisional: true,
          },
          ...{
            openingMinutes: 0,
            creditMinutes: 600,
            chargedMinutes: 0,
            adjustmentMinutes: 0,
            lapsedMinutes: 0,
          },
          ...{overageMinutes: 0, balanceMinutes: 600, overdraftLimitMinutes: 300, availableMinutes: 900},
          state: 'credit',
        },
      ],
    })
    const forecast = forecastMonthEnd(account, '2026-10-10' as never)
    expect(forecastJson(balance, {forecast, pace: null}).forecast).toMatchObject({
      month: '2026-10',
      closingMinutes: 600,
    })
  })

  test('keeps stored text, but escapes what would steer a terminal', () => {
    const history = History.of()
    const text = 'a\u001b[31m\u009b\u202e\u2028😀 "b"'
    const json = loggedJson(history.log({text, start: instant('2026-10-05T09:00:00+02:00')}))
    const printed = jsonText(json)
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
    expect(JSON.parse(printed).entry.text).toBe(text)
  })
})

import {describe, expect, test} from 'vitest'
import type {Terms} from '../../src/domain/contract.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'
import {termsLine} from '../../src/locale/terms-line.js'
import {PLAIN_TERMS} from '../support/account-builder.js'

const line = (terms: Partial<Terms>, words = de) =>
  termsLine({...PLAIN_TERMS, rateCents: 0, ...terms}, 'EUR', words).replaceAll('\u00a0', ' ')

const UNITS = {minutes: 15, minimum: 15, per: 'entry', overrides: []} as const

describe('what was agreed, in one line', () => {
  test.each<[string, Partial<Terms>, string]>([
    ['plain', {}, 'Vereinbart: 10:00 je Monat; nicht verbrauchte Zeit bleibt erhalten; Takt 1 Minute'],
    [
      'no rollover',
      {rollover: {policy: 'none'}},
      'Vereinbart: 10:00 je Monat; nicht verbrauchte Zeit verfällt; Takt 1 Minute',
    ],
    [
      'a cap, a limit and a price',
      {
        rollover: {policy: 'cap', capMinutes: 900},
        overdraft: {limitMinutes: 300, beyond: 'charge'},
        rateCents: 12_000,
      },
      'Vereinbart: 10:00 je Monat; höchstens 15:00 werden übertragen; Dispositionsrahmen 5:00; Takt 1 Minute; Mehrverbrauch 120,00 €/h',
    ],
    [
      'an expiry with a cap, and units',
      {
        rollover: {policy: 'expiry', afterMonths: 3, capMinutes: 900},
        increment: {...UNITS, minimum: 30, per: 'ticket-day'},
      },
      'Vereinbart: 10:00 je Monat; nicht verbrauchte Zeit bleibt 3 Monate erhalten, höchstens 15:00 werden übertragen; Takt 15 Minuten, mindestens 30 Minuten, je Ticket und Tag zusammen',
    ],
    [
      'no credit, and bands',
      {
        creditMinutes: 0,
        bands: {
          list: [{name: 'Kernzeit', days: ['mon', 'tue'], from: '08:00', to: '18:00', factor: 1}],
          otherwise: {name: 'sonst', factor: 1.5},
          holiday: {name: 'Feiertag', factor: 2},
          holidays: null,
        },
      },
      'Vereinbart: 0:00 je Monat; Takt 1 Minute; Kernzeit × 1 (Mo–Di 08:00–18:00), sonst × 1,5, Feiertag × 2',
    ],
  ])('%s', (_, terms, said) => {
    expect(line(terms)).toBe(said)
  })

  test('in English', () => {
    expect(line({rollover: {policy: 'expiry', afterMonths: 1}, increment: UNITS}, en)).toBe(
      'Agreed: 10:00 a month; unused time is kept for 1 month; charged by started 15 minutes',
    )
  })
})

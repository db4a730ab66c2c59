import {expect, test} from 'vitest'
import {
  BEYOND,
  BEYOND_POLICIES,
  capOf,
  expiryOf,
  ROLLOVER_POLICIES,
  type Rollover,
  SETTLEMENT_POLICIES,
} from '../../src/domain/policies.js'
import {month} from '../support/account-builder.js'

test.each<[Rollover, string | null, number]>([
  [{policy: 'none'}, '2026-11', Number.POSITIVE_INFINITY],
  [{policy: 'unlimited'}, null, Number.POSITIVE_INFINITY],
  [{policy: 'cap', capMinutes: 900}, null, 900],
  [{policy: 'expiry', afterMonths: 3}, '2027-02', Number.POSITIVE_INFINITY],
  [{policy: 'expiry', afterMonths: 3, capMinutes: 0}, '2027-02', 0],
])('credit of November under %o lapses after %s, and at most %d minutes are kept', (rollover, expiry, cap) => {
  expect(expiryOf(rollover, month('2026-11'))).toBe(expiry)
  expect(capOf(rollover)).toBe(cap)
})

test('use beyond the limit is refused or billed, and by one policy neither', () => {
  expect(BEYOND_POLICIES.filter(policy => BEYOND[policy].isRefused)).toEqual(['refuse'])
  expect(BEYOND_POLICIES.filter(policy => BEYOND[policy].isBilled)).toEqual(['charge'])
})

test('policies are offered in the order they are told in', () => {
  expect(ROLLOVER_POLICIES).toEqual(['none', 'unlimited', 'cap', 'expiry'])
  expect(BEYOND_POLICIES).toEqual(['refuse', 'charge', 'allow'])
  expect(SETTLEMENT_POLICIES).toEqual(['lapses', 'paid-out'])
})

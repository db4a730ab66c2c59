import {describe, expect, test} from 'vitest'
import {
  type Changes,
  creditFor,
  isSettledAtEndOf,
  type Terms,
  termsIn,
  wholeChanges,
} from '../../src/domain/contract.js'
import {contractOf, month, PLAIN_TERMS, type Setup} from '../support/account-builder.js'

const credit = (setup: Setup, which: string) => creditFor(contractOf(setup), month(which))

describe('the credit of a month', () => {
  test.each<[string, Setup, string, number]>([
    ['is whole in a month that is covered', {}, '2026-02', 600],
    ['of the first month is prorated: 17 of 31 days of 600 are 329.03', {from: '2026-01-15'}, '2026-01', 329],
    ['of the last month is prorated: 10 of 28 days of 600 are 214.29', {to: '2026-02-10'}, '2026-02', 214],
    [
      'is rounded half up: 1 of 30 days of 15 is 0.5',
      {from: '2026-04-30', terms: {creditMinutes: 15}},
      '2026-04',
      1,
    ],
    [
      'is rounded half up: 1 of 30 days of 45 is 1.5',
      {from: '2026-04-30', terms: {creditMinutes: 45}},
      '2026-04',
      2,
    ],
    [
      'is rounded down below half: 1 of 30 days of 14',
      {from: '2026-04-30', terms: {creditMinutes: 14}},
      '2026-04',
      0,
    ],
    ['counts 29 days of a leap February', {from: '2024-02-29', terms: {creditMinutes: 290}}, '2024-02', 10],
    [
      'counts both ends of a contract within one month',
      {from: '2026-01-10', to: '2026-01-12', terms: {creditMinutes: 310}},
      '2026-01',
      30,
    ],
    [
      'is whole in a partial month without proration',
      {from: '2026-01-31', terms: {prorate: false}},
      '2026-01',
      600,
    ],
    [
      'is whole when the contract starts on the 1st and ends on the last day',
      {to: '2026-01-31'},
      '2026-01',
      600,
    ],
    ['is nothing before the contract', {from: '2026-02-01'}, '2026-01', 0],
    [
      'is nothing after the contract, prorated or not',
      {to: '2026-01-31', terms: {prorate: false}},
      '2026-02',
      0,
    ],
    ['of zero is pay-as-you-go', {terms: {creditMinutes: 0}}, '2026-02', 0],
  ])('%s', (_, setup, which, minutes) => {
    expect(credit(setup, which)).toBe(minutes)
  })
})

describe('the terms of a month', () => {
  const contract = contractOf({
    amendments: [
      {from: month('2026-03'), creditMinutes: 720},
      {from: month('2026-05'), rateCents: 13_000},
    ],
  })
  test.each([
    ['2026-02', 600, 12_000],
    ['2026-03', 720, 12_000],
    ['2026-05', 720, 13_000],
    ['2027-01', 720, 13_000],
  ])('in %s are those of the start with every amendment so far', (which, creditMinutes, rateCents) => {
    expect(termsIn(contract, month(which))).toEqual({...PLAIN_TERMS, creditMinutes, rateCents})
  })
})

test.each([
  [undefined, '2030-01', false],
  ['2026-03-10', '2026-02', false],
  ['2026-03-10', '2026-03', true],
  ['2026-03-10', '2026-04', true],
])('a contract to %s is settled at the end of %s: %j', (to, which, isSettled) => {
  expect(isSettledAtEndOf(contractOf(to === undefined ? {} : {to}), month(which))).toBe(isSettled)
})

describe('what changes of a term', () => {
  const inForce: Terms = {
    ...PLAIN_TERMS,
    overdraft: {limitMinutes: 300, beyond: 'charge'},
    increment: {minutes: 15, minimum: 15, per: 'ticket-day', overrides: []},
    defaults: {place: 'remote', channel: 'phone', cause: null},
  }

  test.each<[string, Changes, Partial<Terms>]>([
    [
      'leaves the rest of the overdraft',
      {overdraft: {limitMinutes: 60}},
      {overdraft: {limitMinutes: 60, beyond: 'charge'}},
    ],
    [
      'leaves the rest of the increment, whose minimum stays one unit',
      {increment: {minutes: 5}},
      {increment: {...inForce.increment, minutes: 5, minimum: 5}},
    ],
    [
      'is a minimum that somebody names',
      {increment: {minimum: 30}},
      {increment: {...inForce.increment, minimum: 30}},
    ],
    [
      'leaves the other defaults',
      {defaults: {channel: null}},
      {defaults: {place: 'remote', channel: null, cause: null}},
    ],
    ['is all there is where nothing is named', {}, {}],
    ['is the whole of any other term', {creditMinutes: 720}, {creditMinutes: 720}],
  ])('%s', (_, changes, whole) => expect(wholeChanges(changes, inForce)).toEqual(whole))

  test('keeps a minimum that was agreed for itself', () => {
    const increment = {...inForce.increment, minimum: 30}
    expect(wholeChanges({increment: {minutes: 5}}, {...inForce, increment})).toEqual({
      increment: {...increment, minutes: 5},
    })
  })
})

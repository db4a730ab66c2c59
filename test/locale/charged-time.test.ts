import {describe, expect, test} from 'vitest'
import type {Entry} from '../../src/domain/entry.js'
import type {Step} from '../../src/domain/explanation.js'
import {chargedBecause} from '../../src/locale/charged-time.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'

const units = {unitMinutes: 15, minimumMinutes: 15} as const
const increment = {rule: 'increment', workedMinutes: 20, ...units, minutes: 30} as const
const bands = {
  rule: 'bands',
  parts: [{name: 'Nacht und Wochenende', minutes: 120, factor: 1.5}],
  minutes: 180,
} as const
const inHours = {rule: 'settled-in-hours', feeMinutes: 60, workMinutes: 45, factor: 2, minutes: 150} as const
const cause = {
  rule: 'call-out-cause',
  cause: 'unknown',
  isFeeDue: true,
  isWorkDue: true,
  minutes: 40,
} as const

const because = (chargedMinutes: number, explanation: readonly Step[], words = de) =>
  chargedBecause({workedMinutes: 20, chargedMinutes, explanation} as unknown as Entry, words)

describe('why more or less is charged than was worked, in the line of a statement', () => {
  test.each<[string, number, readonly Step[], readonly string[]]>([
    ['started units', 30, [increment], ['aufgerundet auf 0:30']],
    ['hours that count more', 180, [{...increment, minutes: 20}, bands], ['2:00 × 1,5 Nacht und Wochenende']],
    [
      'both, part by part',
      58,
      [
        {...increment, minutes: 45},
        {
          ...bands,
          parts: [
            {name: 'Kernzeit', minutes: 20, factor: 1},
            {name: 'abends', minutes: 25, factor: 1.5},
          ],
        },
      ],
      ['aufgerundet auf 0:45', '0:20 × 1 Kernzeit + 0:25 × 1,5 abends'],
    ],
    [
      'hours that all count once',
      30,
      [increment, {...bands, parts: [{name: 'a', minutes: 30, factor: 1}]}],
      ['aufgerundet auf 0:30'],
    ],
    [
      'a ticket of which other entries have a part',
      15,
      [{rule: 'ticket-day', workedMinutes: 50, totalMinutes: 60, beforeMinutes: 45, ...units, minutes: 15}],
      ['Ticket an diesem Tag zusammen 1:00, davon hier 0:15'],
    ],
    [
      'a ticket of one entry',
      30,
      [{rule: 'ticket-day', workedMinutes: 20, totalMinutes: 30, beforeMinutes: 0, ...units, minutes: 30}],
      ['aufgerundet auf 0:30'],
    ],
    ['an amount of money', 0, [cause, {rule: 'settled-in-money', minutes: 0}], ['in Geld berechnet']],
    ['a call-out in hours', 150, [cause, inHours], ['Pauschale 1:00 + 0:45 × 2']],
    ['a fault of the provider', 0, [{...cause, isFeeDue: false, isWorkDue: false}], ['kostenfrei']],
    ['nothing, as it is as much', 20, [{...increment, minutes: 20}], []],
    [
      'nothing of a ticket’s day that is not rounded',
      0,
      [{rule: 'ticket-day', workedMinutes: 30, totalMinutes: 30, beforeMinutes: 0, ...units, minutes: 30}],
      [],
    ],
  ])('%s', (_, charged, explanation, said) => {
    expect(because(charged, explanation)).toEqual(said)
  })

  test('in English', () => {
    expect(because(30, [increment], en)).toEqual(['rounded up to 0:30'])
    expect(because(105, [{...inHours, factor: 1, minutes: 105}], en)).toEqual(['call-out 1:00 + 0:45'])
  })
})

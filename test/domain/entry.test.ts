import {expect, test} from 'vitest'
import {ENTRY_ID_PATTERN, splitSubject, ticketNumber} from '../../src/domain/entry.js'

test.each([
  ['[Ticket #12345] Frage zu Installation', '12345', 'Frage zu Installation'],
  ['AW: Re: [ticket 77-b] Drucker', '77-b', 'Drucker'],
  ['[Ticket #9]', '9', ''],
  ['  Frage zu [Ticket #1]  ', null, 'Frage zu [Ticket #1]'],
  ['Re: Drucker', null, 'Re: Drucker'],
  ['', null, ''],
])('the subject %j is ticket %j with text %j', (subject, ticket, text) => {
  expect(splitSubject(subject)).toEqual({ticket, text})
})

test.each([
  ['#12345', '12345'],
  ['# 12345', '12345'],
  ['12345', '12345'],
  ['A#7', 'A#7'],
  ['#', '#'],
])('the ticket %j is the ticket %j', (typed, number) => {
  expect(ticketNumber(typed)).toBe(number)
})

test.each([
  ['2026-11-21:a.b_C', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['.hidden', false],
  ['a/b', false],
  ['', false],
])('whether %j may be the id of an entry is %j', (id, isAllowed) => {
  expect(ENTRY_ID_PATTERN.test(id)).toBe(isAllowed)
})

import {describe, expect, test} from 'vitest'
import {parseEnd} from '../../src/domain/timer-text.js'
import {writtenDates as dates} from '../../src/domain/written-dates.js'
import {accepted, at, refusalOf} from '../support/account-builder.js'

const endOf = (text: string, startedAt: string, now: string) =>
  parseEnd(
    text,
    {startedAt: at(startedAt), pauses: []},
    {now: at(now), timezone: 'Europe/Berlin', dates, reading: 'past'},
  )

describe('the end of a timer that was started on the evening of the 20th, typed on the 21st', () => {
  const [start, now] = ['2026-11-20T16:00:00+01:00', '2026-11-21T08:00:00+01:00']
  test.each([
    ['17:30', '2026-11-20T17:30:00+01:00'],
    ['yesterday 17:30', '2026-11-20T17:30:00+01:00'],
    ['7:30', '2026-11-21T07:30:00+01:00'],
    ['-2h', '2026-11-21T06:00:00+01:00'],
    ['now', now],
    ['20.11. 18:00', '2026-11-20T18:00:00+01:00'],
  ])('"%s" is the first such time since the start', (text, end) => {
    expect(accepted(endOf(text, start, now)).instant).toBe(end)
  })

  test.each([
    '8:30',
    '13:00',
    'yesterday 15:00',
    'today 9:00',
    '16:00',
  ])('"%s" is not between start and now', text => {
    expect(refusalOf(endOf(text, start, now))).toEqual({
      kind: 'not-while-running',
      value: text,
      startedAt: at(start),
      now: at(now),
    })
  })

  test('what is no time is refused as one', () => {
    expect(refusalOf(endOf('half past', start, now)).kind).toBe('invalid-time')
  })
})

describe('where clocks go back', () => {
  test('a time that they show twice is the first one since the start', () => {
    const early = endOf('2:45', '2026-10-25T02:30:00+02:00', '2026-10-25T04:00:00+01:00')
    expect(accepted(early)).toEqual({instant: at('2026-10-25T02:45:00+02:00'), warning: 'exists-twice'})
    const late = endOf('2:10', '2026-10-25T02:30:00+02:00', '2026-10-25T04:00:00+01:00')
    expect(accepted(late)).toEqual({instant: at('2026-10-25T02:10:00+01:00'), warning: 'exists-twice'})
  })
})

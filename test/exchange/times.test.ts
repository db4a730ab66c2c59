import {describe, expect, test} from 'vitest'
import type {Length, Moment} from '../../src/exchange/reading.js'
import {timesOf} from '../../src/exchange/times.js'
import {at, day} from '../support/account-builder.js'

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** `2026-11-02 09:00` is local, anything with an offset an instant. */
const moment = (text: string): Moment =>
  text.includes('T')
    ? {kind: 'instant', instant: at(text)}
    : {kind: 'local', day: day(text.slice(0, 10)), minuteOfDay: minuteOf(text.slice(11))}

/** `15:30` is a time of day, anything longer a moment. */
const until = (text: string): Length => ({
  kind: 'until',
  end: text.length === 5 ? {kind: 'time', minuteOfDay: minuteOf(text)} : moment(text),
})

const inBerlin = (start: string, length: Length) => timesOf({start: moment(start), length}, 'Europe/Berlin')

describe('the start of a row', () => {
  const hour: Length = {kind: 'worked', minutes: 60}

  test.each([
    {start: '2026-11-02 09:00', is: '2026-11-02T09:00:00+01:00', rule: 'is on the clocks of the contract'},
    {start: '2026-11-02T09:00Z', is: '2026-11-02T10:00:00+01:00', rule: 'with an offset is that instant'},
    {start: '2026-10-25 02:30', is: '2026-10-25T02:30:00+02:00', rule: 'that exists twice is the first'},
  ])('$rule ($start)', ({start, is}) => {
    expect(inBerlin(start, hour)).toMatchObject({ok: true, value: {start: is, workedMinutes: 60}})
  })

  test('is refused where the clocks go forward and never show it', () => {
    const reason = {kind: 'nonexistent-time', timezone: 'Europe/Berlin'}
    expect(inBerlin('2026-03-29 02:30', hour)).toEqual({ok: false, refusal: {about: 'start', reason}})
  })
})

describe('the end of a row', () => {
  test.each([
    {start: '2026-11-02 09:00', end: '10:15', minutes: 75, rule: 'is later on the same day'},
    {start: '2026-11-02 22:30', end: '01:15', minutes: 165, rule: 'past midnight is on the next day'},
    {start: '2026-11-02 22:30', end: '2026-11-03 01:15', minutes: 165, rule: 'can have a day of its own'},
    {start: '2026-11-02 09:00', end: '2026-11-02T09:00Z', minutes: 60, rule: 'can be an instant'},
    {
      start: '2026-03-29 01:30',
      end: '03:30',
      minutes: 60,
      rule: 'counts real minutes when an hour is skipped',
    },
    {
      start: '2026-10-25 01:30',
      end: '03:30',
      minutes: 180,
      rule: 'counts real minutes when an hour is repeated',
    },
    {
      start: '2026-10-25 02:30',
      end: '02:15',
      minutes: 45,
      rule: 'is the second of two times if the first is over',
    },
    {start: '2026-10-25 01:30', end: '2026-10-25 02:15', minutes: 45, rule: 'is the first of two times else'},
  ])('$rule ($start to $end)', ({start, end, minutes}) => {
    expect(inBerlin(start, until(end))).toMatchObject({ok: true, value: {workedMinutes: minutes}})
  })

  test.each([
    {start: '2026-11-02 09:00', end: '09:00', kind: 'end-not-after-start'},
    {start: '2026-11-02 09:00', end: '2026-11-02 08:00', kind: 'end-not-after-start'},
    {start: '2026-03-29 01:30', end: '02:30', kind: 'nonexistent-time'},
    {start: '2026-03-28 22:30', end: '02:30', kind: 'nonexistent-time'},
    {start: '2026-03-28 22:30', end: '2026-03-29 02:30', kind: 'nonexistent-time'},
  ])('is refused as $kind ($start to $end)', ({start, end, kind}) => {
    expect(inBerlin(start, until(end))).toMatchObject({ok: false, refusal: {about: 'end', reason: {kind}}})
  })
})

describe('a time that exists twice', () => {
  const {first, second} = {first: '2026-10-25T02:15:00+02:00', second: '2026-10-25T02:15:00+01:00'}

  test.each([
    {start: '2026-10-25 02:15', end: '03:15', existTwice: [first], rule: 'is told of a start'},
    {start: '2026-10-25 01:30', end: '02:15', existTwice: [first], rule: 'is told of an end'},
    {
      start: '2026-10-25 02:30',
      end: '02:15',
      existTwice: ['2026-10-25T02:30:00+02:00'],
      rule: 'is not told where the first is over',
    },
    {start: first, end: second, existTwice: [], rule: 'is not told where the offset is given'},
    {start: '2026-10-25 03:15', end: '04:15', existTwice: [], rule: 'is not told of others'},
  ])('$rule ($start to $end)', ({start, end, existTwice}) => {
    expect(inBerlin(start, until(end))).toMatchObject({ok: true, value: {existTwice}})
  })
})

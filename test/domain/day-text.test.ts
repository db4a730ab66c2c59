import {describe, expect, test} from 'vitest'
import type {Day} from '../../src/domain/calendar.js'
import {parseDayText, parseFullDay, parseMonthText} from '../../src/domain/day-text.js'
import {ok} from '../../src/domain/refusal.js'
import {writtenDates as dates} from '../../src/domain/written-dates.js'

// A Saturday
const today = '2026-11-21' as Day
const past = {today, dates, reading: 'past'} as const
const refused = (kind: string, value: string) => ({ok: false, refusal: {kind, value}})

describe('a day', () => {
  test.each([
    ['2026-11-21', '2026-11-21'],
    ['2027-01-01', '2027-01-01'],
    ['21.11.2026', '2026-11-21'],
    ['1.2.2026', '2026-02-01'],
    ['21.11.26', '2026-11-21'],
    ['21. 11. 2026', '2026-11-21'],
    ['1. Dezember', '2025-12-01'],
    ['1.Dezember 2026', '2026-12-01'],
    ['20 Nov 2026', '2026-11-20'],
    ['21. Nov', '2026-11-21'],
    ['3 Sept.', '2026-09-03'],
    ['21.11.', '2026-11-21'],
    ['22.11.', '2026-11-22'],
    ['23.11.', '2025-11-23'],
    ['24.12.', '2025-12-24'],
    ['today', '2026-11-21'],
    ['Heute', '2026-11-21'],
    ['yesterday', '2026-11-20'],
    ['gestern', '2026-11-20'],
    ['vorgestern', '2026-11-19'],
    ['saturday', '2026-11-21'],
    ['Sonntag', '2026-11-15'],
    ['fr', '2026-11-20'],
    ['donnerstag', '2026-11-19'],
    ['we', '2026-11-18'],
    ['tue', '2026-11-17'],
  ])('"%s" is %s', (text, day) => {
    expect(parseDayText(text, past)).toEqual(ok(day))
  })

  test.each([
    '',
    '21',
    '31.2.',
    '30.2.2026',
    '2026-02-30',
    'x',
    'm',
    'tomorrow',
    '21.Foo',
    '1 23 2026',
    '31/31/2026',
    '31.2',
  ])('"%s" is refused', text => {
    expect(parseDayText(text, past)).toEqual(refused('invalid-day', text))
  })

  test.each([
    ['21.11', ['21.11.']],
    ['21/11/2026', ['21.11.2026']],
    ['3/4/2026', ['3.4.2026', '4.3.2026']],
    ['3/3/2026', ['3.3.2026']],
  ])('"%s" is refused and offers %j', (text, readings) => {
    expect(parseDayText(text, past)).toStrictEqual({
      ok: false,
      refusal: {kind: 'invalid-day', value: text, readings},
    })
  })

  test.each([
    ['tomorrow', '2026-11-22'],
    ['Übermorgen', '2026-11-23'],
    ['today', '2026-11-21'],
    ['gestern', '2026-11-20'],
    ['saturday', '2026-11-21'],
    ['Sonntag', '2026-11-22'],
    ['fr', '2026-11-27'],
    ['20.11.', '2026-11-20'],
    ['19.11.', '2027-11-19'],
    ['24.12.', '2026-12-24'],
    ['1. März', '2027-03-01'],
    ['19.11.2026', '2026-11-19'],
  ])('that is to come is %s for "%s"', (text, day) => {
    expect(parseDayText(text, {...past, reading: 'next'})).toEqual(ok(day))
  })

  test.each([
    ['31.12.', ['2025-12-31', '2026-12-31']],
    ['1. Dezember', ['2025-12-01', '2026-12-01']],
    ['31.12', ['2025-12-31', '2026-12-31']],
    ['fri', ['2026-11-20', '2026-11-27']],
    ['sat', ['2026-11-21']],
    ['3/4/2026', ['3.4.2026', '4.3.2026']],
  ])('that may be past or to come is refused as "%s", with %j', (text, readings) => {
    expect(parseFullDay(text, {today, dates})).toStrictEqual({
      ok: false,
      refusal: {kind: 'invalid-day', value: text, readings},
    })
  })

  test.each([
    ['today', '2026-11-21'],
    ['morgen', '2026-11-22'],
    ['1. Dezember 2026', '2026-12-01'],
    ['31.12.26', '2026-12-31'],
  ])('that is said in full needs no other: "%s"', (text, day) => {
    expect(parseFullDay(text, {today, dates})).toEqual(ok(day))
  })

  test('with its year may be far ahead', () => {
    expect(parseFullDay('2030-12-31', {today, dates})).toEqual(ok('2030-12-31'))
    expect(parseFullDay(' 31.12.2030 ', {today, dates})).toEqual(ok('2030-12-31'))
  })

  test.each(['30.2.', '31.6.2026', 'x', ''])('"%s" is refused where the year is needed', text => {
    expect(parseFullDay(text, {today, dates})).toEqual(refused('invalid-day', text))
  })
})

describe('a month', () => {
  test.each([
    ['2026-10', '2026-10'],
    ['2027-01', '2027-01'],
    ['10/2026', '2026-10'],
    ['3.2026', '2026-03'],
    ['oct', '2026-10'],
    ['okt', '2026-10'],
    ['Okt.', '2026-10'],
    ['October', '2026-10'],
    ['Oktober', '2026-10'],
    ['nov', '2026-11'],
    ['dec', '2025-12'],
    ['Dezember', '2025-12'],
    ['m\u00e4r', '2026-03'],
    ['MA\u0308RZ', '2026-03'],
    ['maerz', '2026-03'],
    ['mrz', '2026-03'],
    ['mar', '2026-03'],
    ['may', '2026-05'],
    ['mai', '2026-05'],
    ['jun', '2026-06'],
    ['juli', '2026-07'],
    ['J\u00e4nner', '2026-01'],
    ['okt 2024', '2024-10'],
    ['december 2027', '2027-12'],
    ['last', '2026-10'],
    ['letzter', '2026-10'],
    ['last month', '2026-10'],
    ['letzten Monat', '2026-10'],
    ['this', '2026-11'],
    ['dieser', '2026-11'],
    ['diesen Monat', '2026-11'],
  ])('"%s" is %s', (text, month) => {
    expect(parseMonthText(text, past)).toEqual(ok(month))
  })

  test.each([
    '',
    '13/2026',
    '0/2026',
    '2026-13',
    '2026-1',
    'oc',
    'ma',
    'octopus',
    'next',
    'foo',
    'foo 2026',
    'last 2026',
  ])('"%s" is refused', text => {
    expect(parseMonthText(text, past)).toEqual(refused('invalid-month', text))
  })

  test('as a number is refused and offers the month it may be', () => {
    const refusal = {kind: 'invalid-month', value: '12', readings: ['2025-12']}
    expect(parseMonthText('12', past)).toStrictEqual({ok: false, refusal})
  })

  test.each([
    ['dez', '2026-12'],
    ['nov', '2026-11'],
    ['oct', '2027-10'],
    ['next', '2026-12'],
    ['nächster Monat', '2026-12'],
    ['last', '2026-10'],
  ])('that is to come: "%s" is %s', (text, month) => {
    expect(parseMonthText(text, {...past, reading: 'next'})).toEqual(ok(month))
  })
})

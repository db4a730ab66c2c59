import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addMinutes, type Day, dayOf, type Instant, instantAt, monthOf} from '../../src/domain/calendar.js'
import {parseDayText, parseFullDay, parseMonthText} from '../../src/domain/day-text.js'
import {parseDuration, parseHours} from '../../src/domain/duration-text.js'
import {formatDuration} from '../../src/domain/minutes.js'
import {ok, type Refusal, type Result} from '../../src/domain/refusal.js'
import {parseRange, parseTime} from '../../src/domain/time-text.js'
import {takeWork} from '../../src/domain/work-text.js'
import {writtenDates as dates} from '../../src/domain/written-dates.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'
import {formatDay, formatInstant, formatMonth, formatSpan} from '../../src/locale/formats.js'

// What people type, and what is understood or offered: `text | what it is`, by clocks in Berlin.
const timezone = 'Europe/Berlin'

const CLOCKS = {
  'at noon on Saturday 2026-11-21': '2026-11-21T12:00:00+01:00',
  'at 00:40 on Wednesday 2026-11-25': '2026-11-25T00:40:00+01:00',
  'at 00:40 on the first, Tuesday 2026-12-01': '2026-12-01T00:40:00+01:00',
  "at 18:00 at the month's end, Monday 2026-11-30": '2026-11-30T18:00:00+01:00',
  "at 23:30 at the year's end, Thursday 2026-12-31": '2026-12-31T23:30:00+01:00',
  'at 00:40 before the clocks go forward, Sunday 2026-03-29': '2026-03-29T00:40:00+01:00',
  'at 12:00 after the clocks went forward, Sunday 2026-03-29': '2026-03-29T12:00:00+02:00',
  'at 02:10 for the first time, Sunday 2026-10-25': '2026-10-25T02:10:00+02:00',
  'at 02:10 for the second time, Sunday 2026-10-25': '2026-10-25T02:10:00+01:00',
} as const

const rows = (table: string): readonly (readonly [text: string, is: string])[] =>
  table
    .trim()
    .split('\n')
    .map(line => line.split(' | ').map(cell => cell.trim()))
    .map(([text = '', is = '']) => [text, is])

const shown = (instant: Instant): string =>
  instant
    .replace(/:00(?=[+-])/, '')
    .replace('T', ' ')
    .slice(0, 22)

function said<T>(result: Result<T>, text: (value: T) => string): string {
  return result.ok ? text(result.value) : refusalText(result.refusal)
}

function refusalText(refusal: Refusal): string {
  if (refusal.kind === 'not-yet') {
    return `not-yet: ${[refusal.yesterday, refusal.today].map(each => (each ? shown(each) : '-')).join(', ')}`
  }
  const readings = 'readings' in refusal ? (refusal.readings ?? []) : []
  return readings.length > 0 ? `${refusal.kind}: ${readings.join(', ')}` : refusal.kind
}

const twice = ({warning}: {readonly warning?: string}): string => (warning ? ` (${warning})` : '')

const timeAt = (now: Instant, reading: 'past' | 'next') => (text: string) =>
  said(parseTime(text, {now, timezone, dates, reading}), value => `${shown(value.instant)}${twice(value)}`)

const rangeAt = (now: Instant) => (text: string) =>
  said(
    parseRange(text, {now, timezone, dates, reading: 'past'}),
    value => `${shown(value.start)} ${formatDuration(value.minutes)}${twice(value)}`,
  )

const workAt = (now: Instant) => (text: string) =>
  said(takeWork([text], {now, timezone, dates, reading: 'past'}), value =>
    [value.start ? shown(value.start) : '', formatDuration(value.minutes), `"${value.text}"`]
      .join(' ')
      .trim(),
  )

describe('durations where work is recorded', () => {
  test.each(
    rows(`
      90 | 1:30
      90m | 1:30
      90 min. | 1:30
      1h30 | 1:30
      1h 30m | 1:30
      1h30m | 1:30
      1:30 | 1:30
      01:30 | 1:30
      1:30 Std | 1:30
      1.5h | 1:30
      1,5h | 1:30
      1,5 Stunden | 1:30
      .5h | 0:30
      ,5 h | 0:30
      ½h | 0:30
      1½ Std. | 1:30
      2 ¼h | 2:15
      2 Std | 2:00
      2 Std. 5 Min. | 2:05
      1 hour and 30 minutes | 1:30
      eine Stunde | invalid-duration
      PT1H30M | 1:30
      PT45M | 0:45
      -2h | -2:00
      0 | 0:00
      1.5 | invalid-duration: 1.5h, 1:05
      1,25 | invalid-duration: 1,25h, 1:25
      1,75 | invalid-duration: 1,75h
      .5 | invalid-duration: .5h
      1h 30 | invalid-duration: 1h 30m
      1h5 | invalid-duration: 1h 5m, 1h 50m
      2 Std 15 | invalid-duration: 2h 15m
      2 x 45m | invalid-duration: 90m
      2x45 | invalid-duration: 90m
      3 × 1h30 | invalid-duration: 270m
      1:30:00 | invalid-duration: 1:30
      1:75 | invalid-duration
      1h75 | invalid-duration
      1,500 | invalid-duration
      1 000 | invalid-duration
      90s | invalid-duration
      1d | invalid-duration
      ½ | invalid-duration
      1/2h | invalid-duration
    `),
  )('%s is %s', (text, is) => {
    expect(said(parseDuration(text), formatDuration)).toBe(is)
  })
})

describe('hours that are agreed or booked', () => {
  test.each(
    rows(`
      10h | 10:00
      600m | 10:00
      10:00 | 10:00
      2,5 Std | 2:30
      0 | 0:00
      10 | invalid-duration: 10h, 10m
      5 | invalid-duration: 5h, 5m
      -2 | invalid-duration: -2h, -2m
      1,5 | invalid-duration: 1,5h, 1:05
    `),
  )('%s is %s', (text, is) => {
    expect(said(parseHours(text), formatDuration)).toBe(is)
  })
})

/** A test for each row of the tables, by their clocks. */
function tables(
  read: (now: Instant) => (text: string) => string,
  byClock: {readonly [Clock in keyof typeof CLOCKS]?: string},
): void {
  for (const [clock, table] of Object.entries(byClock)) {
    const now = CLOCKS[clock as keyof typeof CLOCKS] as Instant
    test.each(rows(table))(`%s is %s ${clock}`, (text, is) => {
      expect(read(now)(text)).toBe(is)
    })
  }
}

describe('times of what was done', () => {
  tables(now => timeAt(now, 'past'), {
    'at noon on Saturday 2026-11-21': `
      9:00 | 2026-11-21 09:00+01:00
      9.00 | 2026-11-21 09:00+01:00
      9 Uhr | 2026-11-21 09:00+01:00
      9.30 Uhr | 2026-11-21 09:30+01:00
      9am | 2026-11-21 09:00+01:00
      12 pm | 2026-11-21 12:00+01:00
      12:30 a.m. | 2026-11-21 00:30+01:00
      um 9 Uhr | 2026-11-21 09:00+01:00
      12:00 | 2026-11-21 12:00+01:00
      12:01 | not-yet: 2026-11-20 12:01+01:00, 2026-11-21 12:01+01:00
      2pm | not-yet: 2026-11-20 14:00+01:00, 2026-11-21 14:00+01:00
      today 14:00 | 2026-11-21 14:00+01:00
      21.11. 14:00 | 2026-11-21 14:00+01:00
      22.11. 14:00 | 2026-11-22 14:00+01:00
      23.11. 14:00 | 2025-11-23 14:00+01:00
      21.11.2026 14:00 | 2026-11-21 14:00+01:00
      21.11.25 14:00 | 2025-11-21 14:00+01:00
      21. Nov 14:00 | 2026-11-21 14:00+01:00
      21. Nov. 14:00 | 2026-11-21 14:00+01:00
      20 Nov 2026 14:00 | 2026-11-20 14:00+01:00
      1. Dezember um 9:00 | 2025-12-01 09:00+01:00
      2026-11-21 14:00 | 2026-11-21 14:00+01:00
      2026-11-21T14:00 | 2026-11-21 14:00+01:00
      2026-11-21T14:00+01:00 | 2026-11-21 14:00+01:00
      2026-11-21T14:00Z | 2026-11-21 15:00+01:00
      yesterday 14:00 | 2026-11-20 14:00+01:00
      gestern um 14:00 | 2026-11-20 14:00+01:00
      yesterday at 2pm | 2026-11-20 14:00+01:00
      vorgestern 14 Uhr | 2026-11-19 14:00+01:00
      mon 9:00 | 2026-11-16 09:00+01:00
      Montag, 9:00 | 2026-11-16 09:00+01:00
      on friday at 9:00 | 2026-11-20 09:00+01:00
      sat 11:00 | 2026-11-21 11:00+01:00
      sat 13:00 | 2026-11-14 13:00+01:00
      -2h | 2026-11-21 10:00+01:00
      -90 | 2026-11-21 10:30+01:00
      jetzt | 2026-11-21 12:00+01:00
      9 | invalid-time: 9:00
      gestern 9 | invalid-time: gestern 9:00
      0900 | invalid-time: 9:00
      9h | invalid-time: 9:00, -9h
      45m | invalid-time: -45m
      -1.5 | invalid-duration: -1.5h, -1:05
      24:00 | invalid-time
      25:00 | invalid-time
      13pm | invalid-time
      tomorrow 9:00 | invalid-time
      21.11 9:00 | invalid-time
      30.2. 9:00 | invalid-time
      yesterday | invalid-time
    `,
    'at 00:40 on Wednesday 2026-11-25': `
      0:30 | 2026-11-25 00:30+01:00
      22:30 | not-yet: 2026-11-24 22:30+01:00, 2026-11-25 22:30+01:00
      9 Uhr | not-yet: 2026-11-24 09:00+01:00, 2026-11-25 09:00+01:00
      gestern 22:30 | 2026-11-24 22:30+01:00
      heute 22:30 | 2026-11-25 22:30+01:00
      wed 22:30 | 2026-11-18 22:30+01:00
      tue 22:30 | 2026-11-24 22:30+01:00
      -2h | 2026-11-24 22:40+01:00
    `,
    'at 00:40 on the first, Tuesday 2026-12-01': `
      22:30 | not-yet: 2026-11-30 22:30+01:00, 2026-12-01 22:30+01:00
      gestern 22:30 | 2026-11-30 22:30+01:00
      30.11. 22:30 | 2026-11-30 22:30+01:00
      mo 22:30 | 2026-11-30 22:30+01:00
    `,
    "at 18:00 at the month's end, Monday 2026-11-30": `
      1.12. 9:00 | 2026-12-01 09:00+01:00
      2.12. 9:00 | 2025-12-02 09:00+01:00
      30.11. 9:00 | 2026-11-30 09:00+01:00
      18:01 | not-yet: 2026-11-29 18:01+01:00, 2026-11-30 18:01+01:00
      mon 18:00 | 2026-11-30 18:00+01:00
      mon 18:01 | 2026-11-23 18:01+01:00
    `,
    "at 23:30 at the year's end, Thursday 2026-12-31": `
      31.12. 9:00 | 2026-12-31 09:00+01:00
      1.1. 9:00 | 2026-01-01 09:00+01:00
      23:45 | not-yet: 2026-12-30 23:45+01:00, 2026-12-31 23:45+01:00
    `,
    'at 00:40 before the clocks go forward, Sunday 2026-03-29': `
      2:30 | nonexistent-time
      heute 2:30 | nonexistent-time
      3:00 | not-yet: 2026-03-28 03:00+01:00, 2026-03-29 03:00+02:00
      -2h | 2026-03-28 22:40+01:00
    `,
    'at 12:00 after the clocks went forward, Sunday 2026-03-29': `
      1:59 | 2026-03-29 01:59+01:00
      2:00 | nonexistent-time
      3:00 | 2026-03-29 03:00+02:00
      -11h | 2026-03-29 00:00+01:00
      sun 2:30 | nonexistent-time
      12:30 | not-yet: 2026-03-28 12:30+01:00, 2026-03-29 12:30+02:00
    `,
    'at 02:10 for the first time, Sunday 2026-10-25': `
      2:05 | 2026-10-25 02:05+02:00 (exists-twice)
      2:30 | not-yet: 2026-10-24 02:30+02:00, 2026-10-25 02:30+02:00
      3:00 | not-yet: 2026-10-24 03:00+02:00, 2026-10-25 03:00+01:00
    `,
    'at 02:10 for the second time, Sunday 2026-10-25': `
      2:30 | 2026-10-25 02:30+02:00 (exists-twice)
      heute 2:30 | 2026-10-25 02:30+02:00 (exists-twice)
      -1h | 2026-10-25 02:10+02:00
      2026-10-25T02:30+01:00 | 2026-10-25 02:30+01:00
    `,
  })

  test('is of the day that is given, where none is said', () => {
    const context = {now: CLOCKS['at 00:40 on Wednesday 2026-11-25'] as Instant, timezone, dates}
    const day = '2026-11-24' as Day
    expect(parseTime('22:30', {...context, reading: 'past', day})).toEqual(
      ok({instant: '2026-11-24T22:30:00+01:00'}),
    )
    expect(takeWork(['22:30-23:30', 'x'], {...context, reading: 'past', day})).toEqual(
      ok({start: '2026-11-24T22:30:00+01:00', minutes: 60, text: 'x'}),
    )
  })

  test('has no yesterday to offer where the clocks left it out then', () => {
    const now = '2026-03-30T00:40:00+02:00' as Instant
    expect(timeAt(now, 'past')('2:30')).toBe('not-yet: -, 2026-03-30 02:30+02:00')
  })
})

describe('times of what is to come', () => {
  tables(now => timeAt(now, 'next'), {
    'at noon on Saturday 2026-11-21': `
      9:00 | 2026-11-22 09:00+01:00
      12:00 | 2026-11-21 12:00+01:00
      2pm | 2026-11-21 14:00+01:00
      sat 11:00 | 2026-11-28 11:00+01:00
      sat 13:00 | 2026-11-21 13:00+01:00
      mon 9:00 | 2026-11-23 09:00+01:00
      tomorrow 9:00 | 2026-11-22 09:00+01:00
      übermorgen 9 Uhr | 2026-11-23 09:00+01:00
      24.12. 9:00 | 2026-12-24 09:00+01:00
      20.11. 9:00 | 2026-11-20 09:00+01:00
      1. März 9:00 | 2027-03-01 09:00+01:00
    `,
    'at 00:40 on Wednesday 2026-11-25': `
      0:30 | 2026-11-26 00:30+01:00
      22:30 | 2026-11-25 22:30+01:00
    `,
    "at 18:00 at the month's end, Monday 2026-11-30": `
      9:00 | 2026-12-01 09:00+01:00
    `,
    'at 00:40 before the clocks go forward, Sunday 2026-03-29': `
      2:30 | nonexistent-time
      0:30 | 2026-03-30 00:30+02:00
    `,
    'at 12:00 after the clocks went forward, Sunday 2026-03-29': `
      2:30 | 2026-03-30 02:30+02:00
    `,
    'at 02:10 for the first time, Sunday 2026-10-25': `
      2:30 | 2026-10-25 02:30+02:00 (exists-twice)
      2:05 | 2026-10-25 02:05+01:00 (exists-twice)
    `,
    'at 02:10 for the second time, Sunday 2026-10-25': `
      2:30 | 2026-10-25 02:30+01:00 (exists-twice)
      2:05 | 2026-10-26 02:05+01:00
    `,
  })
})

describe('ranges', () => {
  tables(rangeAt, {
    'at noon on Saturday 2026-11-21': `
      9:00-10:30 | 2026-11-21 09:00+01:00 1:30
      9-10:30 | 2026-11-21 09:00+01:00 1:30
      9:00-10 | 2026-11-21 09:00+01:00 1:00
      9.00-10.30 | 2026-11-21 09:00+01:00 1:30
      9:00 – 10:30 | 2026-11-21 09:00+01:00 1:30
      9:00 bis 10:30 | 2026-11-21 09:00+01:00 1:30
      9:00 to 10:30 | 2026-11-21 09:00+01:00 1:30
      von 9 bis 10:30 Uhr | 2026-11-21 09:00+01:00 1:30
      9-10 Uhr | 2026-11-21 09:00+01:00 1:00
      from 9am to 10am | 2026-11-21 09:00+01:00 1:00
      from 2pm to 3pm | not-yet: 2026-11-20 14:00+01:00, 2026-11-21 14:00+01:00
      yesterday 14:00-15:30 | 2026-11-20 14:00+01:00 1:30
      gestern von 14 bis 15:30 | 2026-11-20 14:00+01:00 1:30
      gestern 22:30-01:15 | 2026-11-20 22:30+01:00 2:45
      gestern 22:30 bis heute 1:15 | 2026-11-20 22:30+01:00 2:45
      vom 20.11. um 22:30 Uhr bis zum 21.11. 1:15 Uhr | 2026-11-20 22:30+01:00 2:45
      mon 22:00 - tue 1:00 | 2026-11-16 22:00+01:00 3:00
      20.11. 22:00-24:00 | 2026-11-20 22:00+01:00 2:00
      20. Nov 14-15:30 | 2026-11-20 14:00+01:00 1:30
      20 Nov 2026 14:00–14:50 | 2026-11-20 14:00+01:00 0:50
      20 Nov 2026 22:30 – 21 Nov 2026 01:15 | 2026-11-20 22:30+01:00 2:45
      20.11.2026 22:30 – 21.11.2026 01:15 | 2026-11-20 22:30+01:00 2:45
      0:00-24:00 | 2026-11-21 00:00+01:00 24:00
      11:30-13:00 | 2026-11-21 11:30+01:00 1:30
      14-15 | invalid-range: 14:00-15:00
      2-3pm | invalid-range: 14:00-15:00, 2:00-15:00
      2pm-3 | invalid-range: 14:00-15:00
      2:30pm-4 | invalid-range: 14:30-16:00
      9am to 5 | invalid-range: 9:00-17:00
      11-12pm | invalid-range: 11:00-12:00
      gestern 2-3pm | invalid-range: gestern 14:00-15:00, gestern 2:00-15:00
      10-9am | invalid-range
      9-9 | invalid-range
      9:00 10:30 | invalid-range: 9:00-10:30
      9:00 9:75 | invalid-range
      9:00 9:00 | invalid-range
      9:00-9:00 | empty-range
      20.11. 22:00 bis 30.2. 1:00 | invalid-time
      gestern 22:30 bis morgen 1:15 | 2026-11-20 22:30+01:00 26:45
      24:00-1:00 | invalid-range
      9:00-25:00 | invalid-range
      9:00-10:30-11:00 | invalid-range
      2026-11-21T09:00-08:00 | invalid-range
      20.11. 22:30 – 19.11. 01:15 | invalid-range
      30.2. 9:00-10:00 | invalid-time
    `,
    'at 00:40 on Wednesday 2026-11-25': `
      22:00-23:30 | not-yet: 2026-11-24 22:00+01:00, 2026-11-25 22:00+01:00
      22:30-01:15 | not-yet: 2026-11-24 22:30+01:00, 2026-11-25 22:30+01:00
      yesterday 22:00-23:30 | 2026-11-24 22:00+01:00 1:30
      0:10-0:40 | 2026-11-25 00:10+01:00 0:30
      0:10-2:00 | 2026-11-25 00:10+01:00 1:50
    `,
    'at 00:40 on the first, Tuesday 2026-12-01': `
      22:00-23:30 | not-yet: 2026-11-30 22:00+01:00, 2026-12-01 22:00+01:00
      30.11. 22:00-0:30 | 2026-11-30 22:00+01:00 2:30
    `,
    'at 12:00 after the clocks went forward, Sunday 2026-03-29': `
      1:30-3:30 | 2026-03-29 01:30+01:00 1:00
      2:30-4:00 | nonexistent-time
      1:00-2:30 | nonexistent-time
      3:30-2:30 | 2026-03-29 03:30+02:00 23:00
      gestern 23:00-4:00 | 2026-03-28 23:00+01:00 4:00
    `,
    'at 02:10 for the second time, Sunday 2026-10-25': `
      1:30-2:30 | 2026-10-25 01:30+02:00 1:00 (exists-twice)
      2:15-2:45 | 2026-10-25 02:15+02:00 0:30 (exists-twice)
      2:50-2:10 | 2026-10-25 02:50+02:00 0:20 (exists-twice)
      1:30-3:30 | 2026-10-25 01:30+02:00 3:00
      gestern 23:00-4:00 | 2026-10-24 23:00+02:00 6:00
    `,
  })
})

describe('work with its text', () => {
  tables(workAt, {
    'at noon on Saturday 2026-11-21': `
      45 Printer queue stuck | 0:45 "Printer queue stuck"
      1h 30m x | 1:30 "x"
      1h30 Drucker | 1:30 "Drucker"
      ½h Telefonat | 0:30 "Telefonat"
      2 Std Beratung | 2:00 "Beratung"
      9:00-10:30 Testen | 2026-11-21 09:00+01:00 1:30 "Testen"
      9:00 bis 10:30 Testen | 2026-11-21 09:00+01:00 1:30 "Testen"
      9:00 to 10:30 testing | 2026-11-21 09:00+01:00 1:30 "testing"
      from 9am to 10am testing | 2026-11-21 09:00+01:00 1:00 "testing"
      45 X220 repaired | 0:45 "X220 repaired"
      14:00 bis 15:30 Testen | not-yet: 2026-11-20 14:00+01:00, 2026-11-21 14:00+01:00
      9:00 10:30 Testen | invalid-range: 9:00-10:30
      9-10 Testen | invalid-range: 9:00-10:00
      2 x 45m | invalid-duration: 90m
      2x45m fix | invalid-duration: 90m
      1h 30 fix | invalid-duration: 1h 30m
      1,5 Schulung | invalid-duration: 1,5h, 1:05
      30 2 servers | invalid-duration
      1h sunday | invalid-duration
      1h bis 15:30 | invalid-duration
      2pm fix | invalid-duration
      Drucker 45 | invalid-duration
    `,
    'at 00:40 on Wednesday 2026-11-25': `
      22:00-23:30 Nachtarbeit | not-yet: 2026-11-24 22:00+01:00, 2026-11-25 22:00+01:00
    `,
  })
})

describe('days', () => {
  const dayAt = (reading: 'past' | 'next') => (now: Instant) => (text: string) =>
    said(parseDayText(text, {today: dayOf(now), dates, reading}), day => day)
  const fullDayAt = (now: Instant) => (text: string) =>
    said(parseFullDay(text, {today: dayOf(now), dates}), day => day)

  describe('that have come', () => {
    tables(dayAt('past'), {
      'at noon on Saturday 2026-11-21': `
        2026-11-21 | 2026-11-21
        21.11. | 2026-11-21
        21.11.26 | 2026-11-21
        21. 11. 2026 | 2026-11-21
        1. Dezember | 2025-12-01
        1 Dec 2026 | 2026-12-01
        today | 2026-11-21
        gestern | 2026-11-20
        fri | 2026-11-20
        Sonnabend | 2026-11-21
        21.11 | invalid-day: 21.11.
        3/4/2026 | invalid-day: 3.4.2026, 4.3.2026
        29.2.2026 | invalid-day
        morgen | invalid-day
        21. | invalid-day
      `,
      'at 00:40 on the first, Tuesday 2026-12-01': `
        gestern | 2026-11-30
        mon | 2026-11-30
        1.12. | 2026-12-01
        3.12. | 2025-12-03
      `,
    })
  })

  describe('that are to come', () => {
    tables(dayAt('next'), {
      'at noon on Saturday 2026-11-21': `
        31.12. | 2026-12-31
        1. März | 2027-03-01
        fri | 2026-11-27
        morgen | 2026-11-22
      `,
      "at 23:30 at the year's end, Thursday 2026-12-31": `
        1.1. | 2027-01-01
        31.12. | 2026-12-31
      `,
    })
  })

  describe('that may be either', () => {
    tables(fullDayAt, {
      'at noon on Saturday 2026-11-21': `
        1. Dezember 2026 | 2026-12-01
        31.12.26 | 2026-12-31
        today | 2026-11-21
        31.12. | invalid-day: 2025-12-31, 2026-12-31
        fri | invalid-day: 2026-11-20, 2026-11-27
      `,
    })
  })
})

describe('months', () => {
  const monthAt = (now: Instant) => (text: string) =>
    said(parseMonthText(text, {today: dayOf(now), dates, reading: 'past'}), month => month)
  tables(monthAt, {
    'at noon on Saturday 2026-11-21': `
      2026-10 | 2026-10
      10/2026 | 2026-10
      10.2026 | 2026-10
      oct | 2026-10
      okt | 2026-10
      Okt. | 2026-10
      März 2026 | 2026-03
      maerz | 2026-03
      dez | 2025-12
      last | 2026-10
      letzter Monat | 2026-10
      this | 2026-11
      diesen Monat | 2026-11
      10 | invalid-month: 2026-10
      next | invalid-month
      13/2026 | invalid-month
      ok | invalid-month
    `,
    'at 00:40 on the first, Tuesday 2026-12-01': `
      this | 2026-12
      last | 2026-11
      dez | 2026-12
    `,
    "at 18:00 at the month's end, Monday 2026-11-30": `
      this | 2026-11
      dez | 2025-12
    `,
  })
})

describe('what is printed is read', () => {
  const LANGUAGES = [en, de]
  const moments = fc
    .integer({min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000})
    .map(minute => instantAt(minute * 60_000, timezone))
  const now = '2026-11-21T12:00:00+01:00' as Instant
  const context = {now, timezone, dates, reading: 'past'} as const

  test('in both languages: days, months and times', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...LANGUAGES), (instant, words) => {
        const day = dayOf(instant)
        expect(parseFullDay(formatDay(day, words), {today: dayOf(now), dates})).toEqual(ok(day))
        expect(parseMonthText(formatMonth(monthOf(day), words), {...context, today: dayOf(now)})).toEqual(
          ok(monthOf(day)),
        )
        const time = parseTime(formatInstant(instant, words), context)
        // Of a time that exists twice the first is meant, and it is said.
        expect(time.ok && (time.value.warning !== undefined || time.value.instant === instant)).toBe(true)
        expect(parseTime(instant, context)).toEqual(ok({instant}))
      }),
    )
  })

  test('in both languages: spans of up to a day', () => {
    const lengths = fc.integer({min: 1, max: 1440})
    fc.assert(
      fc.property(moments, lengths, fc.constantFrom(...LANGUAGES), (start, minutes, words) => {
        const range = parseRange(formatSpan(start, addMinutes(start, minutes, timezone), words), context)
        if (range.ok && range.value.warning === undefined) expect(range.value).toEqual({start, minutes})
        // Where the clocks go back, an end may look the same as its start.
        else expect(dayOf(start).slice(5, 7)).toBe('10')
      }),
    )
  })

  test('durations', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 1_000_000}), minutes => {
        expect(parseDuration(formatDuration(minutes))).toEqual(ok(minutes))
        expect(parseHours(formatDuration(minutes))).toEqual(ok(minutes))
      }),
    )
  })
})

test('every reading that is offered for a time, range or work is understood', () => {
  const context = {
    now: CLOCKS['at noon on Saturday 2026-11-21'] as Instant,
    timezone,
    dates,
    reading: 'past',
  } as const
  const isUnderstood = (result: Result<unknown>) => result.ok || result.refusal.kind === 'not-yet'
  const readingsOf = (result: Result<unknown>) =>
    (!result.ok && 'readings' in result.refusal && result.refusal.readings) || []
  const texts = fc.stringMatching(
    /^(gestern |20\.11\. )?\d{1,4}([:.]\d\d)?( ?(am|pm|h|m|Uhr))?( ?(-|bis|to|x) ?\d{1,2}([:.]\d\d)?(am|pm|m)?)?$/,
  )
  fc.assert(
    fc.property(texts, text => {
      for (const reading of readingsOf(parseTime(text, context)))
        expect(isUnderstood(parseTime(reading, context))).toBe(true)
      for (const reading of readingsOf(parseRange(text, context)))
        expect(isUnderstood(parseRange(reading, context))).toBe(true)
      for (const reading of readingsOf(takeWork([text], context)))
        expect(isUnderstood(takeWork([reading], context))).toBe(true)
    }),
    {numRuns: 1000},
  )
})

import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {dayOf, type Instant} from '../../src/domain/calendar.js'
import {parseMonthText} from '../../src/domain/day-text.js'
import {parseDuration} from '../../src/domain/duration-text.js'
import {formatDuration} from '../../src/domain/minutes.js'
import type {Result} from '../../src/domain/refusal.js'
import {parseRange, parseTime} from '../../src/domain/time-text.js'
import {writtenDates as dates} from '../../src/domain/written-dates.js'

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')

// When the tables of the page are set.
const now = '2026-11-20T15:40:00+01:00' as Instant
const context = {now, timezone: 'Europe/Berlin', dates, reading: 'past'} as const
const today = dayOf(now)

/** What the table under a heading says, for each form: how it is typed, and what it is. */
function formsUnder(heading: string): readonly (readonly [typed: string, is: string])[] {
  const [, section = ''] = page.split(`\n### ${heading}\n`)
  const [table = ''] = section.split(/^##/m)
  return [...table.matchAll(/^\| (`.*) \| (.*) \|$/gm)].flatMap(([, forms = '', is = '']) =>
    [...forms.matchAll(/`([^`]+)`/g)].map(([, typed = '']) => [typed, is] as const),
  )
}

const said = <T>(result: Result<T>, text: (value: T) => string): string =>
  result.ok ? text(result.value) : 'refused'

const momentText = (instant: Instant): string => instant.slice(0, 16).replace('T', ' ')

describe('the page of formats says what is understood', () => {
  test.each(formsUnder('Durations'))('%s is %s', (typed, is) => {
    expect(said(parseDuration(typed), formatDuration)).toBe(is)
  })
  test.each(formsUnder('Times'))('%s is %s', (typed, is) => {
    expect(said(parseTime(typed, context), ({instant}) => momentText(instant))).toBe(is)
  })
  test.each(formsUnder('Ranges'))('%s is %s', (typed, is) => {
    const text = said(
      parseRange(typed, context),
      ({start, minutes}) => `${momentText(start)}, ${formatDuration(minutes)}`,
    )
    expect(text).toBe(is)
  })
  test.each(formsUnder('Days and months'))('%s is %s', (typed, is) => {
    expect(said(parseMonthText(typed, {today, dates, reading: 'past'}), month => month)).toBe(is)
  })
})

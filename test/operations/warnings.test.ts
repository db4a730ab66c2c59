import {describe, expect, test} from 'vitest'
import {warnOfWorkElsewhere, whereOverlapsMayBe} from '../../src/operations/warnings.js'
import {at, day} from '../support/account-builder.js'

describe('work in another contract', () => {
  const other = {contract: 'beta', id: 'b1', start: at('2026-11-20T10:00+01:00'), workedMinutes: 60}
  test.each([
    ['at the same time is warned of', '2026-11-20T10:30+01:00', 60, 1],
    ['that begins when this ends is not', '2026-11-20T09:00+01:00', 60, 0],
    ['that ended when this began is not', '2026-11-20T11:00+01:00', 60, 0],
    ['within it is', '2026-11-20T10:10+01:00', 5, 1],
    ['around it is', '2026-11-20T00:00+01:00', 1440, 1],
  ])('%s', (_, start, workedMinutes, count) => {
    const warnings = warnOfWorkElsewhere({start: at(start), workedMinutes}, [other])
    expect(warnings).toHaveLength(count)
    for (const warning of warnings)
      expect(warning).toMatchObject({kind: 'overlap', contract: 'beta', entry: 'b1'})
  })
})

test.each([
  ['in its month and the last two', '2026-11-20', '2026-11-21', ['2026-11', '2026-10']],
  ['also in the month before a first day', '2026-11-01', '2026-12-05', ['2026-10', '2026-11', '2026-12']],
  [
    'and in the one after a last day',
    '2026-08-31',
    '2026-11-21',
    ['2026-08', '2026-09', '2026-10', '2026-11'],
  ],
])('what overlaps an entry is looked for %s', (_, start, today, months) => {
  const where = whereOverlapsMayBe({start: at(`${start}T12:00Z`)}, day(today))
  expect([...where.months].sort()).toEqual([...months].sort())
  expect(where.days).toContain(start)
  expect(where.days).toHaveLength(3)
})

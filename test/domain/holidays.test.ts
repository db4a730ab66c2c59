import {describe, expect, test} from 'vitest'
import {holidayRegionsOf} from '../../src/domain/contract.js'
import {type HolidayCalendar, isHoliday, isSameRegion} from '../../src/domain/holidays.js'
import {contractOf, day, month, PLAIN_TERMS} from '../support/account-builder.js'

const BAVARIA = {country: 'DE', state: 'BY'}
const BERLIN = {country: 'DE', state: 'BE'}
const GERMANY = {country: 'DE', state: null}
const CALENDARS: readonly HolidayCalendar[] = [
  {region: BERLIN, years: {2026: [day('2026-03-08')]}},
  {region: BAVARIA, years: {2026: [day('2026-01-06')], 2027: []}},
]

describe('a day', () => {
  test.each([
    ['2026-01-06', BAVARIA, true],
    ['2026-01-06', BERLIN, false],
    ['2026-03-08', BAVARIA, false],
    ['2026-03-08', BERLIN, true],
    ['2027-01-06', BAVARIA, false],
  ] as const)('%s in %o is a holiday: %s', (date, region, expected) => {
    expect(isHoliday(CALENDARS, region, day(date))).toBe(expected)
  })

  test.each([
    ['DE BE in 2027', '2027-01-06', BERLIN],
    ['DE in 2026', '2026-01-06', GERMANY],
  ] as const)('that was not looked up is no working day but a bug: %s', (words, date, region) => {
    expect(() => isHoliday(CALENDARS, region, day(date))).toThrow(`the holidays of ${words} are not known`)
  })
})

test('a region is a country and a state of it', () => {
  expect(isSameRegion(BAVARIA, {...BAVARIA})).toBe(true)
  expect(isSameRegion(BAVARIA, BERLIN)).toBe(false)
  expect(isSameRegion({country: 'AT', state: null}, GERMANY)).toBe(false)
})

test('a contract needs the holidays of every region that its terms name, each once', () => {
  const bands = (holidays: typeof BAVARIA | null) => ({...PLAIN_TERMS.bands, holidays})
  const contract = contractOf({
    terms: {bands: bands(BAVARIA)},
    amendments: [
      {from: month('2026-02'), creditMinutes: 0},
      {from: month('2026-03'), bands: bands(BERLIN)},
      {from: month('2026-04'), bands: bands({...BAVARIA})},
      {from: month('2026-05'), bands: bands(null)},
    ],
  })
  expect(holidayRegionsOf(contract)).toEqual([BAVARIA, BERLIN])
})

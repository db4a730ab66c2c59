import {describe, expect, test} from 'vitest'
import {holidayRegionsOf, serviceRegionsOf, serviceZonesOf} from '../../src/domain/contract.js'
import {type HolidayCalendar, isHoliday, isSameRegion, withYears} from '../../src/domain/holidays.js'
import {contractOf, day, month, PLAIN_TERMS} from '../support/account-builder.js'
import {levelsOf, OFFICE} from '../support/requests.js'

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

test('those of its clocks and teams are among them, and are told by where they are named', () => {
  const hours = OFFICE.hours
  const sla = levelsOf({
    clock: {...OFFICE, holidays: BAVARIA},
    targets: [
      {event: 'resolved', withinMinutes: 60},
      {event: 'update', withinMinutes: 60, clock: hours},
      {event: 'acknowledged', withinMinutes: 60, clock: {...OFFICE, timezone: 'UTC', holidays: BERLIN}},
    ],
    levels: [
      {level: 1, team: 'a', hours},
      {level: 2, team: 'b', hours, timezone: 'Asia/Tokyo', holidays: GERMANY},
    ],
  })
  expect(serviceRegionsOf(null)).toEqual([])
  expect(serviceRegionsOf(sla).map(({region, path}) => [path, region])).toEqual([
    ['sla.clock.holidays', BAVARIA],
    ['sla.targets[2].clock.holidays', BERLIN],
    ['sla.levels[1].holidays', GERMANY],
  ])
  expect(serviceZonesOf(sla).map(({timezone, path}) => `${path} ${timezone}`)).toEqual([
    'sla.clock Europe/Berlin',
    'sla.targets[2].clock UTC',
    'sla.levels[1] Asia/Tokyo',
  ])
  expect(holidayRegionsOf(contractOf({terms: {sla}}))).toEqual([BAVARIA, BERLIN, GERMANY])
})

test('calendars take a year of a region that they do not know, and keep one that they know', () => {
  const grown = withYears(CALENDARS, {region: BERLIN, years: {2026: [], 2027: [day('2027-03-08')]}})
  expect(grown.find(({region}) => isSameRegion(region, BERLIN))?.years).toEqual({
    2026: [day('2026-03-08')],
    2027: [day('2027-03-08')],
  })
  expect(withYears(CALENDARS, {region: GERMANY, years: {2026: []}})).toHaveLength(3)
})

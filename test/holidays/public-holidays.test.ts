import {describe, expect, test} from 'vitest'
import {isKnownRegion, publicHolidays, statesOf} from '../../src/holidays/public-holidays.js'

const inYear = (year: number, days: string) => days.split(' ').map(each => `${year}-${each}`)

const GERMANY_2026 = '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'

describe('the public holidays of 2026', () => {
  // Nine everywhere in Germany; what a state has beside them, by its law on holidays.
  test.each([
    ['BW', '01-06 06-04 11-01'],
    ['BY', '01-06 06-04 11-01'], // 15 August only where most people are Catholic: not in the whole state
    ['BE', '03-08'],
    ['BB', '04-05 05-24 10-31'], // the Sundays of Easter and Pentecost, too
    ['HB', '10-31'],
    ['HE', '06-04'],
    ['HH', '10-31'],
    ['MV', '03-08 10-31'],
    ['NI', '10-31'],
    ['NW', '06-04 11-01'],
    ['RP', '06-04 11-01'],
    ['SL', '06-04 08-15 11-01'],
    ['SN', '10-31 11-18'],
    ['ST', '01-06 10-31'],
    ['SH', '10-31'],
    ['TH', '09-20 10-31'],
  ])('in %s are those of all Germany and %s', async (state, more) => {
    expect(await publicHolidays({country: 'DE', state}, 2026)).toEqual(
      inYear(2026, `${GERMANY_2026} ${more}`).sort(),
    )
  })

  test('of a country without a state are those of all of it', async () => {
    expect(await publicHolidays({country: 'DE', state: null}, 2026)).toEqual(inYear(2026, GERMANY_2026))
  })

  test.each([null, '1', '5', '9'])('are thirteen in Austria, in state %s as in all', async state => {
    expect(await publicHolidays({country: 'AT', state}, 2026)).toEqual(
      inYear(2026, '01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26'),
    )
  })

  test('in Switzerland differ by canton, with 1 August in all of them', async () => {
    const cantons = await statesOf('CH')
    expect(cantons).toHaveLength(26)
    for (const state of cantons) {
      const days = await publicHolidays({country: 'CH', state}, 2026)
      expect(days).toContain('2026-08-01')
      expect(days.length, state).toBeGreaterThanOrEqual(10)
      expect(days.length, state).toBeLessThanOrEqual(18)
    }
    const inZurich = await publicHolidays({country: 'CH', state: 'ZH'}, 2026)
    expect(inZurich).toContain('2026-05-01')
    expect(inZurich).not.toContain('2026-06-04')
    expect(await publicHolidays({country: 'CH', state: 'TI'}, 2026)).toContain('2026-06-04')
  })
})

describe('a working day', () => {
  test.each([
    ['DE', 'BY'],
    ['DE', 'BE'],
    ['AT', '9'],
    ['CH', 'ZH'],
    ['CH', 'VS'], // its calendar has a public holiday from noon of 24 December
  ])('is 24 and 31 December in %s %s', async (country, state) => {
    const days = await publicHolidays({country, state}, 2026)
    expect(days.filter(each => each === '2026-12-24' || each === '2026-12-31')).toEqual([])
  })

  test('is what is a holiday in another state only', async () => {
    const [inBavaria, inBerlin] = await Promise.all([
      publicHolidays({country: 'DE', state: 'BY'}, 2026),
      publicHolidays({country: 'DE', state: 'BE'}, 2026),
    ])
    const onlyOf = (these: readonly string[], those: readonly string[]) =>
      these.filter(each => !those.includes(each))
    expect(onlyOf(inBavaria, inBerlin)).toEqual(inYear(2026, '01-06 06-04 11-01'))
    expect(onlyOf(inBerlin, inBavaria)).toEqual(inYear(2026, '03-08'))
  })
})

describe('a year', () => {
  test.each([
    [2016, 'BE', '2016-10-31', false],
    [2017, 'BE', '2017-10-31', true], // five hundred years of the Reformation, once in all Germany
    [2018, 'BE', '2018-10-31', false],
    [2018, 'HH', '2018-10-31', true], // from then on in the north
    [2018, 'BE', '2018-03-08', false],
    [2019, 'BE', '2019-03-08', true], // from then on in Berlin
    [2020, 'BE', '2020-05-08', true], // once
    [2024, 'BB', '2024-03-31', true], // Easter Sunday, on which the clocks change
  ])('%i has the holidays of its time: in %s %s is one: %s', async (year, state, date, expected) => {
    expect((await publicHolidays({country: 'DE', state}, year)).some(each => each === date)).toBe(expected)
  })
})

describe('a region', () => {
  test.each([
    ['DE', null, true],
    ['DE', 'BY', true],
    ['AT', '9', true],
    ['CH', 'ZH', true],
    ['DE', 'ZH', false],
    ['DE', 'constructor', false],
    ['XX', null, false],
    ['XX', 'BY', false],
    ['toString', null, false],
  ])('%s %s is known: %s', async (country, state, expected) => {
    expect(await isKnownRegion({country, state})).toBe(expected)
  })

  test('is one of its country’s states', async () => {
    expect(await statesOf('DE')).toEqual('BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH'.split(' '))
    expect(await statesOf('XX')).toEqual([])
  })
})

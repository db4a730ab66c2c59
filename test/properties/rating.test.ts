import fc from 'fast-check'
import {expect, test} from 'vitest'
import {partsOf, weigh} from '../../src/domain/bands.js'
import {addMinutes, instantAt, type Weekday} from '../../src/domain/calendar.js'
import {type Bands, CAUSES, type Increment, type Terms} from '../../src/domain/contract.js'
import type {Work} from '../../src/domain/entry.js'
import type {HolidayCalendar} from '../../src/domain/holidays.js'
import {type RatingBasis, rate} from '../../src/domain/rating.js'
import {quoteCallOut} from '../../src/operations/quote.js'
import {accepted, Books, day, PLAIN_TERMS} from '../support/account-builder.js'
import {BY_TIME_OF_DAY, IN_HOURS, ONE_FLAT_FEE} from '../support/call-out-tariffs.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const ZONES = ['UTC', 'Europe/Berlin', 'America/Havana', 'Asia/Beirut', 'Australia/Lord_Howe']
const REGION = {country: 'DE', state: 'BY'}
const HOLIDAYS: readonly HolidayCalendar[] = [
  {
    region: REGION,
    years: {
      2025: [day('2025-12-25')],
      2026: ['2026-01-01', '2026-03-29', '2026-06-04', '2026-10-25'].map(day),
      2027: [day('2027-01-01')],
    },
  },
]

const minuteOf = (text: string) => Date.parse(text) / 60_000
const between = (from: string, to: string) => fc.integer({min: minuteOf(from), max: minuteOf(to)})

/** Any minute of 2026; often one near which some clocks change, or a year begins. */
const anyMinute = fc.oneof(
  between('2026-01-01T12:00Z', '2026-12-29T00:00Z'),
  between('2026-03-28T12:00Z', '2026-03-29T12:00Z'),
  between('2026-10-24T12:00Z', '2026-10-25T12:00Z'),
  between('2026-04-04T06:00Z', '2026-04-05T00:00Z'),
  between('2026-12-31T12:00Z', '2027-01-01T06:00Z'),
)
const anyStart = fc
  .record({minute: anyMinute, timezone: fc.constantFrom(...ZONES)})
  .map(({minute, timezone}) => ({timezone, start: instantAt(minute * 60_000, timezone)}))
const workedMinutes = fc.integer({min: 1, max: 1440})

const anyFactor = fc.integer({min: 1, max: 300}).map(hundredths => hundredths / 100)
const clock = (quarter: number) =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
const hours = fc
  .uniqueArray(fc.integer({min: 0, max: 96}), {minLength: 2, maxLength: 2})
  .map(edges => ({from: clock(Math.min(...edges)), to: clock(Math.max(...edges))}))
const days = fc.uniqueArray(fc.constantFrom(...WEEK), {minLength: 1})

/** Up to four bands, which may overlap, and holidays. */
const bandsWith = (factor: fc.Arbitrary<number>): fc.Arbitrary<Bands> =>
  fc
    .record({
      list: fc.array(fc.record({days, hours, factor, name: fc.constantFrom('core', 'evening', 'night')}), {
        maxLength: 4,
      }),
      otherwise: factor,
      holiday: fc.option(factor),
    })
    .map(({list, otherwise, holiday}) => ({
      list: list.map(({hours, ...band}) => ({...band, ...hours})),
      otherwise: {name: 'otherwise', factor: otherwise},
      holiday: holiday === null ? null : {name: 'holiday', factor: holiday},
      holidays: REGION,
    }))
const anyBands = bandsWith(anyFactor)

const anyIncrement: fc.Arbitrary<Increment> = fc.record({
  minutes: fc.constantFrom(1, 5, 15, 60),
  minimum: fc.constantFrom(0, 15, 60),
  per: fc.constant('entry'),
  overrides: fc.constant([]),
})

const workOf = (more: Pick<Work, 'start' | 'workedMinutes'>): Work & {readonly id: string} => ({
  id: 'e1',
  class: 'extended',
  cause: 'customer',
  activity: null,
  requester: null,
  place: 'remote',
  channel: 'phone',
  consultant: 'J. Weber',
  ticket: null,
  text: '',
  ...more,
})
const basisOf = (timezone: string, terms: Partial<Terms>): RatingBasis => ({
  terms: {...PLAIN_TERMS, ...terms},
  timezone,
  holidays: HOLIDAYS,
  ticketDay: null,
})

test('what is charged is at least what was worked, times the smallest factor', () => {
  fc.assert(
    fc.property(
      anyStart,
      workedMinutes,
      anyIncrement,
      anyBands,
      ({timezone, start}, worked, increment, bands) => {
        const {chargedMinutes} = rate(
          workOf({start, workedMinutes: worked}),
          basisOf(timezone, {increment, bands}),
        )
        const factors = [...bands.list, bands.otherwise, ...(bands.holiday === null ? [] : [bands.holiday])]
        const smallest = Math.min(...factors.map(({factor}) => Math.round(factor * 100)))
        expect(chargedMinutes * 100).toBeGreaterThanOrEqual(worked * smallest)
      },
    ),
  )
})

test('the parts of an interval add up to it, and none follows another of its band', () => {
  fc.assert(
    fc.property(anyStart, workedMinutes, anyBands, ({timezone, start}, minutes, bands) => {
      const parts = partsOf({start, minutes, timezone}, bands, HOLIDAYS)
      expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(minutes)
      const isSame = parts.map((part, index) => {
        const next = parts[index + 1]
        return next !== undefined && next.name === part.name && next.factor === part.factor
      })
      expect(isSame).not.toContain(true)
    }),
  )
})

test('an interval that is split at the edge of a band is charged the same before rounding', () => {
  fc.assert(
    fc.property(anyStart, workedMinutes, anyBands, fc.nat(), ({timezone, start}, minutes, bands, pick) => {
      const whole = partsOf({start, minutes, timezone}, bands, HOLIDAYS)
      const [first = 0, ...edges] = whole.map((_, index) =>
        whole.slice(0, index + 1).reduce((sum, part) => sum + part.minutes, 0),
      )
      const edge = [first, ...edges][pick % whole.length] ?? 0
      const split = [
        ...partsOf({start, minutes: edge, timezone}, bands, HOLIDAYS),
        ...partsOf(
          {start: addMinutes(start, edge, timezone), minutes: minutes - edge, timezone},
          bands,
          HOLIDAYS,
        ),
      ]
      expect(split).toEqual(whole)
      expect(weigh(split)).toBe(weigh(whole))
    }),
  )
})

test('longer work never costs less', () => {
  const minutes = fc.integer({min: 1, max: 700})
  fc.assert(
    fc.property(
      anyStart,
      minutes,
      minutes,
      anyIncrement,
      anyBands,
      ({timezone, start}, shorter, more, increment, bands) => {
        const charged = (worked: number) =>
          rate(workOf({start, workedMinutes: worked}), basisOf(timezone, {increment, bands})).chargedMinutes
        expect(charged(shorter + more)).toBeGreaterThanOrEqual(charged(shorter))
      },
    ),
  )
})

test('a factor of 1 everywhere charges what no bands charge', () => {
  fc.assert(
    fc.property(
      anyStart,
      workedMinutes,
      anyIncrement,
      bandsWith(fc.constant(1)),
      ({timezone, start}, worked, increment, bands) => {
        const work = workOf({start, workedMinutes: worked})
        expect(rate(work, basisOf(timezone, {increment, bands})).chargedMinutes).toBe(
          rate(work, basisOf(timezone, {increment})).chargedMinutes,
        )
      },
    ),
  )
})

const anyTariff = fc
  .record({
    tariff: fc.constantFrom(BY_TIME_OF_DAY, ONE_FLAT_FEE, IN_HOURS),
    includedMinutes: fc.constantFrom(0, 10, 30),
  })
  .map(({tariff, includedMinutes}) => ({...tariff, includedMinutes}))

test('a longer call-out never costs less, in money as in hours', () => {
  const minutes = fc.integer({min: 1, max: 700})
  fc.assert(
    fc.property(
      anyStart,
      minutes,
      minutes,
      anyTariff,
      fc.constantFrom(...CAUSES),
      ({timezone, start}, shorter, more, emergency, cause) => {
        const cost = (worked: number) => {
          const work = {...workOf({start, workedMinutes: worked}), class: 'emergency', cause} as const
          const {charges, chargedMinutes} = rate(work, basisOf(timezone, {emergency}))
          return {chargedMinutes, netCents: charges.reduce((sum, charge) => sum + charge.netCents, 0)}
        }
        const [less, rather] = [cost(shorter), cost(shorter + more)]
        expect(rather.chargedMinutes).toBeGreaterThanOrEqual(less.chargedMinutes)
        expect(rather.netCents).toBeGreaterThanOrEqual(less.netCents)
      },
    ),
  )
})

test('a quote is what the entry then costs', () => {
  fc.assert(
    fc.property(anyStart, workedMinutes, anyTariff, ({timezone, start}, worked, emergency) => {
      const books = new Books({from: '2025-12-01', timezone, terms: {emergency}})
      const quotes = accepted(quoteCallOut(books.account.contract, {start, workedMinutes: worked}))
      expect(quotes.map(quote => quote.cause)).toEqual(CAUSES)
      for (const {cause, chargedMinutes, charges, explanation, money} of quotes) {
        const {entry} = books.log(start, worked, {class: 'emergency', cause})
        const ofEntry = charges.map(charge => ({...charge, entry: entry.id}))
        expect(entry).toMatchObject({chargedMinutes, charges: ofEntry, explanation})
        books.void(entry.id, start)
        const netCents = entry.charges.reduce((sum, charge) => sum + charge.netCents, 0)
        expect(money.netCents).toBe(netCents)
      }
    }),
    {numRuns: Number(process.env.FC_RUNS ?? 300)},
  )
})

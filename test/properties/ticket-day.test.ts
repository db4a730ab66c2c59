import fc from 'fast-check'
import {expect, test} from 'vitest'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {Books} from '../support/account-builder.js'
import {configureRuns, RUNS_WHERE_SLOW} from '../support/property-runs.js'

configureRuns(RUNS_WHERE_SLOW)

const increment = {minutes: 15, minimum: 15, per: 'ticket-day', overrides: []} as const
const startedUnits = (minutes: number) => Math.ceil(minutes / 15) * 15

/** Entries of one ticket on 20 January; each at its own hour, in the order they are recorded. */
const ticketDay = fc.uniqueArray(
  fc.record({hour: fc.integer({min: 0, max: 23}), minutes: fc.integer({min: 1, max: 50})}),
  {
    selector: entry => entry.hour,
    minLength: 1,
    maxLength: 8,
  },
)

const booksOf = () => new Books({terms: {increment}})

function logAll(books: Books, entries: readonly {hour: number; minutes: number}[], now: string): void {
  for (const {hour, minutes} of entries) {
    const start = `2026-01-20T${String(hour).padStart(2, '0')}:00Z`
    books.log(start, minutes, {ticket: '1'}, {id: `h${hour}`, now})
  }
}

const standing = ({account}: Books) =>
  [...account.closed, ...account.open].flatMap(page => page.entries).filter(entry => entry.voided === null)
const chargedIn = (books: Books) => standing(books).reduce((sum, entry) => sum + entry.chargedMinutes, 0)
const workedIn = (books: Books) => standing(books).reduce((sum, entry) => sum + entry.workedMinutes, 0)

test('a ticket’s day is charged as one sum, whatever was taken back, in whatever order it was recorded', () => {
  fc.assert(
    fc.property(ticketDay, fc.infiniteStream(fc.boolean()), (entries, isVoided) => {
      const books = booksOf()
      logAll(books, entries, '2026-01-21')
      for (const {hour} of entries) if (isVoided.next().value) books.void(`h${hour}`, '2026-01-22')
      expect(chargedIn(books)).toBe(startedUnits(workedIn(books)))

      const sorted = booksOf()
      logAll(
        sorted,
        [...entries].sort((a, b) => a.hour - b.hour),
        '2026-01-21',
      )
      const byId = (other: Books) => new Map(standing(other).map(entry => [entry.id, entry.chargedMinutes]))
      const recorded = booksOf()
      logAll(recorded, entries, '2026-01-21')
      expect(byId(recorded)).toEqual(byId(sorted))
    }),
  )
})

test('the surplus belongs to the last entry of the day, every other one is charged as worked', () => {
  fc.assert(
    fc.property(ticketDay, entries => {
      const books = booksOf()
      logAll(books, entries, '2026-01-21')
      const [last, ...others] = standing(books).sort((a, b) => (a.start < b.start ? 1 : -1))
      expect(others.every(entry => entry.chargedMinutes === entry.workedMinutes)).toBe(true)
      expect(last?.chargedMinutes).toBeGreaterThanOrEqual(last?.workedMinutes ?? 0)
    }),
  )
})

test('late entries of a closed ticket’s day pay only what the sum is more than was charged already', () => {
  fc.assert(
    fc.property(ticketDay, fc.nat(), (entries, cut) => {
      const books = booksOf()
      const inTime = entries.slice(0, cut % (entries.length + 1))
      logAll(books, inTime, '2026-01-21')
      books.close('2026-01')
      logAll(books, entries.slice(inTime.length), '2026-02-03')
      expect(chargedIn(books)).toBe(startedUnits(workedIn(books)))
      expect(verifyAccount(books.account)).toEqual([])
      expect(Math.min(...standing(books).map(entry => entry.chargedMinutes))).toBeGreaterThanOrEqual(0)
    }),
  )
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Account} from '../../src/domain/page.js'
import {importEntries} from '../../src/operations/import-entries.js'
import type {ImportRow} from '../../src/operations/known-rows.js'
import {logEntry} from '../../src/operations/log-entry.js'
import {at, Books, type Setup} from '../support/account-builder.js'
import {anyHistory, dayText, lastDayOfHistory, Player} from '../support/histories.js'
import {importedOn, importRow} from '../support/import-rows.js'
import {configureRuns, RUNS_WHERE_SLOW} from '../support/property-runs.js'

configureRuns(RUNS_WHERE_SLOW)

const BY = 'J. Weber'

/** The rows that were booked, were there already, and were refused with which refusal; and the account after them. */
function oneByOne(before: Account, rows: readonly ImportRow[], now: string) {
  let account = before
  const booked: ImportRow[] = []
  const repeated: ImportRow[] = []
  const refused: {row: ImportRow; refusal: unknown}[] = []
  for (const row of rows) {
    const logged = logEntry(account, row.request, {
      id: row.id ?? '',
      now: at(now),
      by: BY,
      forcedBecause: null,
    })
    if (!logged.ok) refused.push({row, refusal: logged.refusal})
    else if (logged.value.isRepeat) repeated.push(row)
    else booked.push(row)
    if (logged.ok) account = logged.value.account
  }
  return {account, booked, repeated, refused}
}

function sameAsOneByOne(account: Account, rows: readonly ImportRow[], now: string): void {
  const {heldBack, warnings, ...imported} = importEntries(account, rows, importedOn(now, {by: BY}))
  const {account: after, ...others} = oneByOne(account, rows, now)
  expect({...imported, account: withoutRecords(imported.account)}).toEqual({
    ...{...others, account: withoutRecords(after)},
  })
  expect(heldBack).toEqual([])
}

/** That it was an import is on record, and nothing else is different. */
const withoutRecords = ({open, ...account}: Account) => ({
  ...account,
  open: open.map(page => ({...page, accountRecords: []})),
})

/** Few ids, tickets, days and hours, so that many rows have to do with each other. */
const rowsAround = (days: readonly string[]): fc.Arbitrary<readonly ImportRow[]> =>
  fc.array(
    fc
      .record(
        {
          id: fc.nat(30),
          day: fc.constantFrom(...days),
          hour: fc.integer({min: 0, max: 23}),
          minutes: fc.oneof(fc.integer({min: 1, max: 90}), fc.constantFrom(0, 1440, 1441)),
          ticket: fc.constantFrom(null, '1', '2'),
          class: fc.constantFrom('standard' as const, 'emergency' as const),
          cause: fc.constant('provider' as const),
          channel: fc.constant('phone' as const),
        },
        {requiredKeys: ['id', 'day', 'hour', 'minutes', 'ticket']},
      )
      .map(({id, day, hour, minutes, ...more}) =>
        importRow(`${day}T${String(hour).padStart(2, '0')}:00Z`, minutes, more, {id: `e${id}`}),
      ),
    {maxLength: 25, size: 'max'},
  )

const YEAR = [
  '2025-12-31',
  '2026-01-01',
  '2026-01-20',
  '2026-02-10',
  '2026-03-15',
  '2026-03-16',
  '2026-05-02',
]

const ticketDays: Setup['terms'] = {
  creditMinutes: 120,
  increment: {
    minutes: 15,
    minimum: 30,
    per: 'ticket-day',
    overrides: [{channel: 'phone', minutes: 5, minimum: 5}],
  },
}

test('importing rows at once is the same as logging them one by one, with tickets rounded by the day', () => {
  fc.assert(
    fc.property(
      rowsAround(YEAR),
      rowsAround(YEAR),
      fc.constantFrom('refuse', 'charge', 'allow'),
      fc.constantFrom('none', 'unlimited'),
      fc.constantFrom(null, '2026-01', '2026-02'),
      (earlier, rows, beyond, policy, closed) => {
        const overdraft = {limitMinutes: 30, beyond} as const
        const books = new Books({to: '2026-05-01', terms: {...ticketDays, overdraft, rollover: {policy}}})
        books.account = oneByOne(books.account, earlier, '2026-03-15').account
        if (closed !== null) books.close(closed, '2026-03-15')
        sameAsOneByOne(books.account, rows, '2026-03-15')
      },
    ),
  )
})

test('importing rows at once is the same as logging them one by one, after any history', () => {
  fc.assert(
    fc.property(
      anyHistory.chain(history => {
        const last = lastDayOfHistory(history) - 62
        const days = [0, 1, 20, 45, 90].map(back => dayText(Math.max(0, last - back)))
        return fc.record({
          history: fc.constant(history),
          now: fc.constant(dayText(last)),
          rows: rowsAround(days),
        })
      }),
      ({history, now, rows}) => sameAsOneByOne(new Player(history).playAll().books.account, rows, now),
    ),
  )
})

test('importing the same rows again adds nothing, whatever was closed in between', () => {
  fc.assert(
    fc.property(rowsAround(YEAR), fc.constantFrom(null, '2026-01', '2026-02', '2026-03'), (rows, closed) => {
      const books = new Books({terms: ticketDays})
      const recording = importedOn('2026-04-01', {by: BY})
      const first = importEntries(books.account, rows, recording)
      books.account = first.account
      if (closed !== null) books.close(closed, '2026-04-01')
      const again = importEntries(books.account, rows, recording)
      expect(again.account).toBe(books.account)
      expect(again.booked).toEqual([])
      expect(again.repeated.length).toBe(first.booked.length + first.repeated.length)
    }),
  )
})

/** Rows without ids of their own, few of which mean something of their own. */
const nameless = (rows: readonly ImportRow[]): readonly ImportRow[] => rows.map(row => ({...row, id: null}))

test('importing rows without ids in another order, and more of them, books only those that are new', () => {
  fc.assert(
    fc.property(
      rowsAround(YEAR).chain(rows =>
        fc.record({rows: fc.constant(rows), mixed: fc.shuffledSubarray([...rows], {minLength: rows.length})}),
      ),
      rowsAround(YEAR),
      fc.constantFrom(null, '2026-01', '2026-02', '2026-03'),
      ({rows, mixed}, more, closed) => {
        const books = new Books({terms: ticketDays})
        const recording = importedOn('2026-04-01', {by: BY})
        const first = importEntries(books.account, nameless(rows), recording)
        books.account = first.account
        if (closed !== null) books.close(closed, '2026-04-01')
        const again = importEntries(books.account, nameless([...mixed, ...more]), recording)
        const both = importEntries(
          new Books({terms: ticketDays}).account,
          nameless([...rows, ...more]),
          recording,
        )
        expect(again.repeated.length).toBeGreaterThanOrEqual(first.booked.length)
        expect(first.booked.length + again.booked.length).toBe(both.booked.length)
      },
    ),
  )
})

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Account, ClosedPage, OpenPage} from '../../src/domain/page.js'
import {isSealed} from '../../src/domain/seal.js'
import {buildStatement} from '../../src/operations/build-statement.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {accepted, at, type Books, PROVIDER} from '../support/account-builder.js'
import {asNaive} from '../support/as-naive.js'
import {anyHistory, dayText, lastDayOfHistory, monthOfDay, monthText, Player} from '../support/histories.js'
import {NaiveLedger} from '../support/naive-ledger.js'
import {configureRuns, RUNS_WHERE_SLOW} from '../support/property-runs.js'

configureRuns(RUNS_WHERE_SLOW)

const holds = (law: (player: Player) => void) => () =>
  fc.assert(fc.property(anyHistory, history => law(new Player(history).playAll())))

const sumOf = (lots: readonly {readonly minutes: number}[]) => lots.reduce((sum, lot) => sum + lot.minutes, 0)

// One life of an account is asked for all of its laws: living it takes longer than asking.
test(
  'every closed month conserves minutes, has the lots of its closing, follows on the one before, is sealed, and is as its statement says',
  holds(player => {
    const {account} = player.closeAll().books
    let before: ClosedPage | null = null
    for (const page of account.closed) {
      conservesMinutes(page)
      hasTheLotsOfItsClosing(page)
      followsOn(before, page)
      expect(isSealed(page)).toBe(true)
      isAsItsStatementSays(account, page)
      before = page
    }
  }),
)

/** Opening + credit − charged + adjustment + overage − lapsed = closing. */
function conservesMinutes({end}: ClosedPage): void {
  const {creditMinutes, chargedMinutes, adjustmentMinutes, overageMinutes, lapsedMinutes} = end.totals
  const closing =
    end.opening.minutes + creditMinutes - chargedMinutes + adjustmentMinutes + overageMinutes - lapsedMinutes
  expect(end.closing.minutes).toBe(closing)
  expect(Math.min(creditMinutes, chargedMinutes, overageMinutes, lapsedMinutes)).toBeGreaterThanOrEqual(0)
}

/** Lots that add up to the closing, or none below zero, and none that has lapsed. */
function hasTheLotsOfItsClosing({month, end}: ClosedPage): void {
  const {lots, minutes} = end.closing
  expect(sumOf(lots)).toBe(Math.max(0, minutes))
  expect(lots.every(lot => lot.minutes > 0 && (lot.expires === null || lot.expires > month))).toBe(true)
  expect(sumOf(end.lapsed)).toBe(end.totals.lapsedMinutes)
}

/** Opens with what the one before closed with, and is sealed over its seal. */
function followsOn(before: ClosedPage | null, {end, seal}: ClosedPage): void {
  expect(end.opening).toEqual(before?.end.closing ?? {minutes: 0, lots: []})
  expect(seal.previous).toBe(before?.seal.sha256 ?? null)
}

/** The movements of its statement add up to closing − opening. */
function isAsItsStatementSays(account: Account, {month, end}: ClosedPage): void {
  const statement = accepted(buildStatement(account, month, PROVIDER, at(dayText(0))))
  expect(sumOf(statement.movements)).toBe(end.closing.minutes - end.opening.minutes)
  expect(statement.movements.at(-1)?.balanceMinutes ?? end.opening.minutes).toBe(end.closing.minutes)
}

test(
  'verify finds nothing, before all is closed and after, and closing once more changes nothing',
  holds(player => {
    const {books} = player
    expect(verifyAccount(books.account)).toEqual([])
    const once = player.closeAll().books.account
    expect(verifyAccount(once)).toEqual([])
    expect(player.closeAll().books.account).toEqual(once)
  }),
)

describe('closing', () => {
  test('several months at once comes to the same as closing one by one', () => {
    fc.assert(
      fc.property(anyHistory, history => {
        const atOnce = new Player(history).playAll()
        const oneByOne = new Player(history).playAll().books
        const end = lastDayOfHistory(history)
        for (let month = 0; month < monthOfDay(end); month += 1)
          oneByOne.close(monthText(month), dayText(end))
        expect(oneByOne.account).toEqual(atOnce.closeAll().books.account)
      }),
    )
  })

  test('does not ask in which order a month was booked', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, turn) => {
        const straight = new Player(history).playAll()
        const shuffled = new Player(history).playAll()
        shuffle(shuffled.books, turn)
        const endsOf = (player: Player) =>
          player
            .closeAll()
            .books.account.closed.map(({end, money}) => ({...end, charges: end.charges.length, money}))
        expect(endsOf(shuffled)).toEqual(endsOf(straight))
      }),
    )
  })
})

/** Turns the order of entries and reversals in every open page. */
function shuffle(books: Books, turn: number): void {
  const rotate = <T>(list: readonly T[]): T[] => {
    const cut = list.length === 0 ? 0 : turn % list.length
    return [...list.slice(cut), ...list.slice(0, cut)].reverse()
  }
  const turned = <P extends OpenPage>(page: P): P => ({
    ...page,
    entries: rotate(page.entries),
    reversals: rotate(page.reversals),
  })
  const [first, ...later] = books.account.open
  books.account = {...books.account, open: [turned(first), ...later.map(turned)]}
}

test('a naive ledger, written from the rules alone, accepts and refuses the same steps, has the same balance after each, and closes every month with the same figures, lots and money', () => {
  fc.assert(
    fc.property(anyHistory, history => {
      const player = new Player(history).playAll()
      const naive = new NaiveLedger(history).playAll()
      expect(player.outcomes).toEqual(naive.outcomes)
      expect(player.closeAll().books.account.closed.map(asNaive)).toEqual(naive.closeAll().closed)
    }),
  )
})

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {ClosedPage, OpenPage} from '../../src/domain/page.js'
import {isSealed} from '../../src/domain/seal.js'
import {buildStatement} from '../../src/operations/build-statement.js'
import {verifyAccount} from '../../src/operations/verify-account.js'
import {accepted, type Books, PROVIDER} from '../support/account-builder.js'
import {anyHistory, dayText, lastDayOfHistory, monthOfDay, monthText, Player} from '../support/histories.js'
import {lotName, NaiveLedger, type NaiveMonth} from '../support/naive-ledger.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

const holds = (law: (player: Player) => void) => () =>
  fc.assert(fc.property(anyHistory, history => law(new Player(history).playAll())))

const sumOf = (lots: readonly {readonly minutes: number}[]) => lots.reduce((sum, lot) => sum + lot.minutes, 0)

describe('every closed month', () => {
  test(
    'conserves minutes: opening + credit − charged + adjustment + overage − lapsed = closing',
    holds(player => {
      for (const {end} of player.closeAll().books.account.closed) {
        const {creditMinutes, chargedMinutes, adjustmentMinutes, overageMinutes, lapsedMinutes} = end.totals
        const closing =
          end.opening.minutes +
          creditMinutes -
          chargedMinutes +
          adjustmentMinutes +
          overageMinutes -
          lapsedMinutes
        expect(end.closing.minutes).toBe(closing)
        expect(Math.min(creditMinutes, chargedMinutes, overageMinutes, lapsedMinutes)).toBeGreaterThanOrEqual(
          0,
        )
      }
    }),
  )

  test(
    'has lots that add up to its closing, or none below zero, and none that has lapsed',
    holds(player => {
      for (const {month, end} of player.closeAll().books.account.closed) {
        expect(sumOf(end.closing.lots)).toBe(Math.max(0, end.closing.minutes))
        expect(
          end.closing.lots.every(lot => lot.minutes > 0 && (lot.expires === null || lot.expires > month)),
        ).toBe(true)
        expect(sumOf(end.lapsed)).toBe(end.totals.lapsedMinutes)
      }
    }),
  )

  test(
    'closes with what the next one opens with, and is sealed over the seal before',
    holds(player => {
      let before: ClosedPage | null = null
      for (const page of player.closeAll().books.account.closed) {
        expect(page.end.opening).toEqual(before?.end.closing ?? {minutes: 0, lots: []})
        expect(page.seal.previous).toBe(before?.seal.sha256 ?? null)
        expect(isSealed(page)).toBe(true)
        before = page
      }
    }),
  )

  test(
    'is as its statement says, whose movements add up to closing − opening',
    holds(player => {
      const {account} = player.closeAll().books
      for (const {month, end} of account.closed) {
        const statement = accepted(buildStatement(account, month, PROVIDER, dayText(0) as never))
        expect(sumOf(statement.movements)).toBe(end.closing.minutes - end.opening.minutes)
        expect(statement.movements.at(-1)?.balanceMinutes ?? end.opening.minutes).toBe(end.closing.minutes)
      }
    }),
  )
})

test(
  'verify finds nothing, before all is closed and after',
  holds(player => {
    expect(verifyAccount(player.books.account)).toEqual([])
    expect(verifyAccount(player.closeAll().books.account)).toEqual([])
  }),
)

describe('closing', () => {
  test(
    'twice changes nothing',
    holds(player => {
      const {books} = player.closeAll()
      const once = books.account
      player.closeAll()
      expect(books.account).toEqual(once)
    }),
  )

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

describe('a naive ledger, written from the rules alone', () => {
  test('accepts and refuses the same steps and has the same balance after each', () => {
    fc.assert(
      fc.property(anyHistory, history => {
        expect(new Player(history).playAll().outcomes).toEqual(new NaiveLedger(history).playAll().outcomes)
      }),
    )
  })

  test('closes every month with the same figures, lots and money', () => {
    fc.assert(
      fc.property(anyHistory, history => {
        const {closed} = new Player(history).playAll().closeAll().books.account
        expect(closed.map(asNaive)).toEqual(new NaiveLedger(history).playAll().closeAll().closed)
      }),
    )
  })
})

function asNaive({month, number, end, money}: ClosedPage): NaiveMonth {
  const {creditMinutes, chargedMinutes, adjustmentMinutes, overageMinutes, lapsedMinutes} = end.totals
  const counts = new Map<string, number>()
  for (const lot of end.closing.lots) {
    const name = lotName(lot.kind === 'credit', lot.granted, lot.expires)
    counts.set(name, (counts.get(name) ?? 0) + lot.minutes)
  }
  return {
    month,
    number,
    opening: end.opening.minutes,
    credited: creditMinutes,
    charged: chargedMinutes,
    adjusted: adjustmentMinutes,
    overage: overageMinutes,
    lapsed: lapsedMinutes,
    closing: end.closing.minutes,
    lots: [...counts].map(([name, count]) => `${name}: ${count}`).sort(),
    netCents: money.netCents,
    vatCents: money.grossCents - money.netCents,
  }
}

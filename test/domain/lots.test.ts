import {describe, expect, test} from 'vitest'
import {
  type Lot,
  type LotKind,
  lapseAboveCap,
  lapseExpired,
  lotsFrom,
  sumOfLots,
  useLots,
  withoutPart,
} from '../../src/domain/lots.js'
import {month} from '../support/account-builder.js'

const lot = (kind: LotKind, granted: string, minutes: number, expires: string | null = null): Lot => ({
  kind,
  granted: month(granted),
  minutes,
  expires: expires === null ? null : month(expires),
})

describe('use takes', () => {
  const oldCredit = lot('credit', '2026-01', 10)
  const newCredit = lot('credit', '2026-03', 10)
  const oldTopUp = lot('top-up', '2025-12', 10)
  const lapsingLate = lot('goodwill', '2026-03', 10, '2026-09')
  const lapsingSoon = lot('credit', '2026-03', 10, '2026-05')
  const lapsingSoonTopUp = lot('top-up', '2026-02', 10, '2026-05')
  const reversal = lot('reversal', '2026-01', 10)
  const shuffled = [oldTopUp, newCredit, reversal, lapsingLate, oldCredit, lapsingSoonTopUp, lapsingSoon]
  const inOrder = [lapsingSoon, lapsingSoonTopUp, lapsingLate, oldCredit, newCredit, oldTopUp, reversal]

  test('what lapses earliest, then monthly credit, then the oldest', () => {
    for (const [index, first] of inOrder.entries()) {
      const {lots} = useLots(shuffled, 10 * index + 4)
      expect(lots[0]).toEqual({...first, minutes: 6})
      expect(lots.slice(1)).toEqual(inOrder.slice(index + 1))
    }
  })

  test('nothing from anything if there is none', () => {
    expect(useLots(inOrder, 0)).toEqual({minutes: 70, lots: inOrder})
  })

  test('everything and then goes below zero, where there are no lots', () => {
    expect(useLots(shuffled, 70)).toEqual({minutes: 0, lots: []})
    expect(useLots(shuffled, 75)).toEqual({minutes: -5, lots: []})
    expect(useLots([], 5)).toEqual({minutes: -5, lots: []})
  })
})

test('what came from a credit is of its kind, its month and its expiry, and no other', () => {
  const origin = lot('top-up', '2026-01', 10, '2026-05')
  const others = [
    lot('goodwill', '2026-01', 10, '2026-05'),
    lot('top-up', '2026-02', 10, '2026-05'),
    lot('top-up', '2026-01', 10, '2026-06'),
    lot('top-up', '2026-01', 10),
  ]
  const lots = [...others, origin, lot('top-up', '2026-01', 20, '2026-05')]
  expect(lotsFrom(lots, origin)).toEqual(lots.slice(4))
  expect(withoutPart(lots, origin, 15)).toEqual([...others, lot('top-up', '2026-01', 15, '2026-05')])
})

test('a lot lapses at the end of the month it expires in, also if that was missed, and not before', () => {
  const lots = ['2026-02', '2026-03', '2026-04'].map(expires => lot('credit', '2026-01', 5, expires))
  const never = lot('top-up', '2026-01', 5)
  const {kept, lapsed} = lapseExpired([...lots, never], month('2026-03'))
  expect(kept.map(each => each.expires)).toEqual(['2026-04', null])
  expect(lapsed.map(each => each.expires)).toEqual(['2026-02', '2026-03'])
})

describe('above the cap', () => {
  const january = lot('credit', '2026-01', 10)
  const february = lot('credit', '2026-02', 10, '2026-03')
  const topUp = lot('top-up', '2025-01', 90)

  test('monthly credit lapses, the oldest first, though a younger one expires earlier', () => {
    const {kept, lapsed} = lapseAboveCap([february, january], 5)
    expect(lapsed).toEqual([january, {...february, minutes: 5}])
    expect(kept).toEqual([{...february, minutes: 5}])
  })

  test('a lot may lapse in part', () => {
    expect(lapseAboveCap([january], 4)).toEqual({
      kept: [{...january, minutes: 4}],
      lapsed: [{...january, minutes: 6}],
    })
  })

  test('top-ups, goodwill and reversals are neither counted nor taken', () => {
    const others = [topUp, lot('goodwill', '2026-01', 9), lot('reversal', '2026-02', 8)]
    const {kept, lapsed} = lapseAboveCap([january, ...others], 0)
    expect(lapsed).toEqual([january])
    expect(sumOfLots(kept)).toBe(107)
  })

  test('what is kept whole is not among what lapses', () => {
    expect(lapseAboveCap([february, january], 10)).toEqual({kept: [february], lapsed: [january]})
  })

  test('what is kept is in the order in which it will be used', () => {
    const soon = lot('goodwill', '2026-01', 9, '2026-02')
    expect(lapseAboveCap([topUp, january, february, soon], 15).kept).toEqual([
      soon,
      february,
      {...january, minutes: 5},
      topUp,
    ])
  })

  test.each([20, 21])('nothing lapses at the cap or below it (%d minutes)', capMinutes => {
    expect(lapseAboveCap([january, february], capMinutes)).toEqual({kept: [february, january], lapsed: []})
  })
})

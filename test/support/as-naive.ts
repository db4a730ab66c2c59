import type {ClosedPage} from '../../src/domain/page.js'
import {lotName, type NaiveMonth} from './naive-ledger.js'

/** The figures of a closed month as the naive ledger has them. */
export function asNaive({month, number, end, money}: ClosedPage): NaiveMonth {
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

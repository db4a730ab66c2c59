import type {Cause} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import type {ChargeView} from '../domain/statement-view.js'
import {en} from '../locale/en.js'
import type {Quote} from '../operations/quote.js'
import {chargeView} from './statement-view.js'

export interface QuoteJson {
  readonly cause: Cause
  readonly charges: readonly ChargeView[]
  /** What the hour account would bear: 0 where the tariff is settled in money. */
  readonly chargedMinutes: Minutes
  readonly netCents: Cents
  readonly vatCents: Cents
  readonly grossCents: Cents
}

/** What `quote --json` prints. */
export function quotesJson(quotes: readonly Quote[]): {readonly quotes: readonly QuoteJson[]} {
  return {
    quotes: quotes.map(({cause, charges, chargedMinutes, money: {netCents, grossCents}}) => ({
      cause,
      charges: charges.map(charge => chargeView(charge, null, en)),
      chargedMinutes,
      netCents,
      vatCents: grossCents - netCents,
      grossCents,
    })),
  }
}

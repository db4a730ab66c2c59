import {type Instant, inZone, monthOf} from '../domain/calendar.js'
import {CAUSES, type Cause, type Contract, termsIn} from '../domain/contract.js'
import {rateEmergency} from '../domain/emergency.js'
import type {Rated} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {type Money, totalOf} from '../domain/money.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {refuseWork} from './log-entry.js'

/** A call-out that is thought of: when it would start and how long it would take. */
export interface QuoteRequest {
  readonly start: Instant
  readonly workedMinutes: Minutes
}

/** What a call-out would cost if this turned out to be the cause. */
export interface Quote extends Rated {
  readonly cause: Cause
  readonly money: Money
}

/**
 * The price of an emergency before it is set off, for every cause side by side (domain §6): what the entry would cost.
 *
 * Refused: a contract without an emergency tariff, a time that the contract does not cover, a length no entry has.
 */
export function quoteCallOut(contract: Contract, request: QuoteRequest): Result<readonly Quote[]> {
  const start = inZone(request.start, contract.timezone)
  const refusal = refuseWork(contract, start, request.workedMinutes)
  if (refusal !== null) return refuse(refusal)
  const {emergency, vatPercent} = termsIn(contract, monthOf(start))
  if (emergency === null) return refuse({kind: 'no-emergency-service', contract: contract.id})
  return ok(
    CAUSES.map(cause => {
      const rated = rateEmergency(
        {start, workedMinutes: request.workedMinutes, cause, id: null},
        emergency,
        vatPercent,
      )
      return {cause, ...rated, money: totalOf(rated.charges)}
    }),
  )
}

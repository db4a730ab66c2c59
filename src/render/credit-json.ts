import type {Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {TakingBack} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import type {Credit} from '../domain/page.js'
import type {ListedCredit} from '../operations/list-credits.js'

/** A credit that a person booked, as the provider's scripts get it. */
export interface CreditJson extends Omit<Credit, 'voided'> {
  readonly contract: ContractId
  readonly leftMinutes: Minutes
  readonly bookedMonth: Month
  readonly voided: boolean
  readonly voiding: TakingBack | null
}

/** A credit with what is left of it. */
export function creditJson(
  contract: ContractId,
  {credit, bookedMonth, leftMinutes}: ListedCredit,
): CreditJson {
  const {id, kind, minutes, priceCents, reason, expires, ticket, voided} = credit
  const {approvedBy, recordedAt, recordedBy} = credit
  return {
    ...{id, contract, kind, minutes, leftMinutes, priceCents, reason, expires, bookedMonth, ticket},
    ...{voided: voided !== null, voiding: voided, approvedBy, recordedAt, recordedBy},
  }
}

import type {Customer} from '../domain/contract.js'
import type {Money} from '../domain/money.js'
import type {Statement} from '../domain/statement.js'
import type {ChargeView} from '../domain/statement-view.js'
import {en} from '../locale/en.js'
import type {Billing, BillingTotal} from '../operations/billing.js'
import {chargeDays} from '../sections/charge-days.js'
import {chargeView} from './statement-view.js'

/** What one customer is billed for a month. */
export interface BillJson
  extends Pick<Statement, 'contract' | 'month' | 'number' | 'status' | 'currency'>,
    Money {
  readonly customer: Pick<Customer, 'name' | 'number'>
  readonly charges: readonly ChargeView[]
}

/** What `billing --json` prints. */
export interface BillingJson {
  readonly billing: readonly BillJson[]
  readonly totals: readonly BillingTotal[]
}

export const billingJson = ({statements, totals}: Billing): BillingJson => ({
  billing: statements.map(billJson),
  totals,
})

function billJson(statement: Statement): BillJson {
  const {contract, customer, month, number, status, currency, charges, money} = statement
  const dayOfCharge = chargeDays(statement)
  return {
    contract,
    customer: {name: customer.name, number: customer.number},
    ...{month, number, status, currency},
    charges: charges.map(charge => chargeView(charge, dayOfCharge(charge), en)),
    ...money,
  }
}

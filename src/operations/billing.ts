import type {Cents} from '../domain/money.js'
import {compareText} from '../domain/order.js'
import type {Statement} from '../domain/statement.js'

/** What a month bills over all contracts, in one currency. */
export interface BillingTotal {
  readonly currency: string
  readonly netCents: Cents
  readonly vatCents: Cents
  readonly grossCents: Cents
}

/** What a month bills. */
export interface Billing {
  /** The statements that bill something. */
  readonly statements: readonly Statement[]
  readonly totals: readonly BillingTotal[]
}

/** What the statements of a month bill, whichever of them bill anything. */
export function billingOf(all: readonly Statement[]): Billing {
  const statements = all.filter(billsAnything)
  return {statements, totals: billingTotals(statements)}
}

/** Whether a statement bills anything, or gives something back: what is waived alone is no bill. */
const billsAnything = ({charges}: Pick<Statement, 'charges'>): boolean =>
  charges.some(({netCents}) => netCents !== 0)

/** The sums of what statements bill, by currency: of the sums that stand on them, so that they agree to the cent. */
function billingTotals(
  statements: readonly Pick<Statement, 'currency' | 'money'>[],
): readonly BillingTotal[] {
  const totals = new Map<string, BillingTotal>()
  for (const {currency, money} of statements) {
    const {netCents, vatCents, grossCents} = totals.get(currency) ?? NOTHING
    totals.set(currency, {
      currency,
      netCents: netCents + money.netCents,
      vatCents: vatCents + money.grossCents - money.netCents,
      grossCents: grossCents + money.grossCents,
    })
  }
  return [...totals.values()].sort((a, b) => compareText(a.currency, b.currency))
}

const NOTHING = {netCents: 0, vatCents: 0, grossCents: 0} as const

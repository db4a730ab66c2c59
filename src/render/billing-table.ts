import type {Statement} from '../domain/statement.js'
import {chargePrice, chargeQuantity, chargeText} from '../locale/charges.js'
import {en} from '../locale/en.js'
import {formatMoney} from '../locale/formats.js'
import {terminal} from '../locale/terminal.js'
import type {Billing} from '../operations/billing.js'
import {chargeDays} from '../sections/charge-days.js'
import type {Row} from './layout.js'
import {type Look, paint} from './look.js'
import {drawTable} from './table.js'

/** Who is billed what: each customer with the charges below, and what all of it comes to. */
export function renderBilling({statements, totals}: Billing, look: Look): string {
  const words = terminal.billing
  if (statements.length === 0) return words.nothing
  const columns = [
    {heading: terminal.contract, maxWidth: 24},
    {heading: terminal.number},
    {heading: words.what, isFlexible: true},
    {heading: words.quantity, align: 'right'},
    {heading: words.price, align: 'right'},
    {heading: words.net, align: 'right'},
    {heading: words.vat, align: 'right'},
    {heading: words.gross, align: 'right'},
  ] as const
  const sums = totals.map(({currency, netCents, vatCents, grossCents}) => ({
    cells: ['', '', words.total, '', '', ...[netCents, vatCents, grossCents].map(moneyIn(currency))],
    paint: paint('bold', look),
  }))
  const groups = [...statements.map(statement => rowsOf(statement, look)), sums]
  return drawTable({columns, groups}, look)
}

const moneyIn = (currency: string) => (cents: number) => formatMoney(cents, currency, en)

function rowsOf(statement: Statement, look: Look): readonly Row[] {
  const {contract, customer, number, currency, charges, money} = statement
  const amount = moneyIn(currency)
  const {netCents, grossCents} = money
  const dayOfCharge = chargeDays(statement)
  const sums = [netCents, grossCents - netCents, grossCents].map(amount)
  return [
    {
      cells: [contract, number ?? terminal.provisional, customer.name, '', '', ...sums],
      paint: paint('bold', look),
    },
    ...charges.map(charge => ({
      cells: [
        ...['', '', chargeText(charge, dayOfCharge(charge), en), chargeQuantity(charge)],
        ...[chargePrice(charge, currency, en), amount(charge.netCents), '', ''],
      ],
    })),
  ]
}

import type {Statement} from '../domain/statement.js'
import {chargePrice, chargeQuantity, chargeText} from '../locale/charges.js'
import {formatMoney, formatPercent, withMinus} from '../locale/formats.js'
import type {Words} from '../locale/words.js'
import {chargeDays} from './charge-days.js'
import {figure, type Section} from './section.js'

type ChargeColumn = 'service' | 'quantity' | 'unitPrice' | 'vat' | 'net'

/** What is billed, waived work with 0 included, and the VAT on it. */
export function chargesOf(statement: Statement, words: Words): Section<ChargeColumn> {
  const {charges, money, currency} = statement
  const labels = words.statement
  const amount = (cents: number) => formatMoney(cents, currency, words)
  const percent = (vatPercent: number) => formatPercent(vatPercent, words)
  const dayOfCharge = chargeDays(statement)
  let netCents = 0
  const rows = charges.map(charge => {
    netCents += charge.netCents
    return {
      cells: {
        service: {text: chargeText(charge, dayOfCharge(charge), words)},
        quantity: figure(chargeQuantity(charge)),
        unitPrice: figure(chargePrice(charge, currency, words)),
        vat: figure(percent(charge.vatPercent)),
        net: figure(amount(charge.netCents)),
      },
      carried: withMinus(amount(netCents)),
    }
  })
  const sum = (text: string, cents: number) => ({cells: {service: {text}, net: figure(amount(cents))}})
  return {
    heading: labels.charges,
    columns: [
      {name: 'service', heading: labels.service, isFlexible: true},
      {name: 'quantity', heading: labels.quantity, align: 'right'},
      {name: 'unitPrice', heading: labels.unitPrice, align: 'right'},
      {name: 'vat', heading: labels.vat, align: 'right'},
      {name: 'net', heading: labels.net, align: 'right'},
    ],
    opening: [],
    rows,
    // Amounts are formatted only where there are some: the first one takes a process 10 ms.
    sums:
      charges.length === 0
        ? []
        : [
            sum(labels.net, money.netCents),
            ...money.vat.map(vat =>
              sum(labels.vatOn(percent(vat.percent), withMinus(amount(vat.netCents))), vat.vatCents),
            ),
            {...sum(labels.gross, money.grossCents), isStrong: true},
          ],
    ...(charges.length > 0 && {note: labels.invoiceFollows}),
  }
}

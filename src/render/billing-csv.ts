import type {Locale} from '../domain/contract.js'
import type {Cents} from '../domain/money.js'
import type {Statement} from '../domain/statement.js'
import {chargeQuantity, chargeText} from '../locale/charges.js'
import {en} from '../locale/en.js'
import {formatDecimal} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {terminal} from '../locale/terminal.js'
import {chargeDays} from '../sections/charge-days.js'
import {type CsvCell, csvText} from './csv-text.js'

/**
 * What statements bill, as CSV for whoever writes the invoices: a header, then a line for each charge, with amounts in the
 * currency's main unit.
 * @param dialect which separators: `;` and decimal comma as German spreadsheets read them
 */
export function renderBillingCsv(statements: readonly Statement[], dialect: Locale): string {
  const written = wordsOf(dialect)
  const amount = (cents: Cents): CsvCell => ({number: written.decimal((cents / 100).toFixed(2))})
  const records = statements.flatMap(statement => {
    const {contract, customer, month, number, status, currency} = statement
    const dayOfCharge = chargeDays(statement)
    return statement.charges.map((charge): readonly CsvCell[] => [
      ...[contract, customer.name, customer.number ?? '', month, number ?? '', status, charge.kind],
      ...[chargeText(charge, dayOfCharge(charge), en), {number: chargeQuantity(charge)}],
      amount(charge.unitPriceCents),
      amount(charge.netCents),
      {number: formatDecimal(charge.vatPercent, written)},
      ...[currency, charge.entry ?? ''],
    ])
  })
  return csvText([terminal.billing.headings, ...records], written.csv.delimiter)
}

import type {ContractId} from '../domain/contract.js'
import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatMoney, formatMonth} from '../locale/formats.js'
import {terminal as words} from '../locale/terminal.js'
import type {ListedCredit} from '../operations/list-credits.js'
import {drawList} from './list.js'
import {type Look, paint} from './look.js'

/** A credit with the contract it is in, and the currency of its price. */
export interface CreditOfContract extends ListedCredit {
  readonly contract: ContractId
  readonly currency: string
}

/** A list of the credits that people booked, with what is left of each. */
export function renderCredits(credits: readonly CreditOfContract[], look: Look): string {
  if (credits.length === 0) return words.noCredits
  const columns = [
    {heading: words.month},
    {heading: words.contract, maxWidth: 20, dispensable: 1},
    {heading: words.kind},
    {heading: words.credit, align: 'right'},
    {heading: words.leftOfIt, align: 'right'},
    {heading: words.lapses, dispensable: 2},
    {heading: words.price, align: 'right', dispensable: 3},
    {heading: words.reason, isFlexible: true},
    {heading: words.id},
  ] as const
  const rows = credits.map(listed => ({
    cells: cellsOf(listed),
    ...(listed.credit.voided !== null && {paint: paint('dim', look)}),
  }))
  return drawList(columns, rows, look)
}

function cellsOf({
  contract,
  currency,
  credit,
  bookedMonth,
  leftMinutes,
}: CreditOfContract): readonly string[] {
  const {kind, minutes, expires, priceCents, reason, voided, id} = credit
  return [
    formatMonth(bookedMonth, en),
    contract,
    words.receipt.kinds[kind],
    formatDuration(minutes),
    formatDuration(leftMinutes),
    expires === null ? '' : formatMonth(expires, en),
    priceCents === null ? '' : formatMoney(priceCents, currency, en),
    voided === null ? reason : `${reason} [${words.voided}]`,
    id,
  ]
}

import {formatDuration} from '../domain/minutes.js'
import {terminal as words} from '../locale/terminal.js'
import type {Balance} from '../operations/read-balance.js'
import type {Look} from './look.js'
import {drawTable} from './table.js'
import {painted} from './text.js'
import {STATE_STYLES, usageBar} from './usage-bar.js'

/** All accounts in one table, with a bar for what is used. In a narrow terminal the less telling columns go. */
export function renderBalances(balances: readonly Balance[], look: Look): string {
  if (balances.length === 0) return words.noContracts
  const columns = [
    {heading: words.contract, maxWidth: 24},
    {heading: words.customer, maxWidth: 28, dispensable: 1},
    {heading: words.month, dispensable: 3},
    {heading: words.opening, align: 'right'},
    {heading: words.credit, align: 'right'},
    {heading: words.used, align: 'right'},
    {heading: words.balance, align: 'right'},
    {heading: words.limit, align: 'right'},
    {heading: words.available, align: 'right'},
    {heading: '', dispensable: 2}, // the bar
    {heading: words.state},
  ] as const
  const rows = balances.map(balance => ({
    cells: [
      balance.contract,
      balance.customer.name,
      balance.month,
      formatDuration(balance.openingMinutes),
      formatDuration(balance.creditMinutes),
      formatDuration(balance.chargedMinutes),
      formatDuration(balance.balanceMinutes),
      formatDuration(balance.overdraftLimitMinutes),
      formatDuration(balance.availableMinutes),
      usageBar(balance, look),
      painted(STATE_STYLES[balance.state], look)(words.states[balance.state]),
    ],
  }))
  return drawTable({columns, groups: [rows]}, look)
}

import {formatDuration} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import {BEYOND} from '../domain/policies.js'
import type {Advice, Advised} from '../operations/advise.js'
import {en} from './en.js'
import {formatHourlyRate, formatMoney, formatMonth} from './formats.js'
import {tellRollover} from './terms.js'

/** The words of advice, in English, for the person at the terminal. */
export const adviceWords = {
  terms: 'Terms',
  cost: 'Cost',
  lapsed: 'Lapsed',
  billed: 'Billed',
  lowest: 'Lowest',
  left: 'Left',
  past: 'Past limit',
  agreed: 'agreed',
  best: 'best',
  balances: (from: string) => `Balance at each month's end, from ${from}:`,
  more: (count: number) => `${count} more, which fit less well or come to the same, are in --json.`,
  few: (months: number) =>
    `Only ${months === 1 ? '1 month was' : `${months} months were`} replayed: three or more say how it usually goes.`,
}

/** Which months were replayed. */
export const monthsText = ({months: {from, to}, advice: [{closings}]}: Advised): string =>
  closings.length === 1
    ? `the closed month ${formatMonth(to, en)} under other terms`
    : `${closings.length} closed months, ${formatMonth(from, en)} to ${formatMonth(to, en)}, under other terms`

/** What was tried, as a line of the table names it. */
export function candidateText({kind, tariff, terms}: Advice): string {
  switch (kind) {
    case 'agreed':
      return `as agreed: ${creditText({terms})}`
    case 'credit':
      return creditText({terms})
    case 'rounding':
      return terms.increment.per === 'entry'
        ? 'as agreed, each entry rounded alone'
        : 'as agreed, rounded per ticket and day'
    case 'tariff':
      return `with the tariff ${tariff}`
  }
}

const creditText = ({terms: {creditMinutes, rollover}}: Pick<Advice, 'terms'>): string =>
  `${formatDuration(creditMinutes)}, ${tellRollover(rollover)}`

/** Which credit would have fitted best, and why, in a sentence. */
export function bestText({advice: [agreed], best}: Advised, currency: string): string {
  const what = best === agreed ? `what is agreed (${creditText(best)})` : creditText(best)
  const reasons = [
    limitReason(best, agreed),
    costReason(best, agreed, cents => formatMoney(cents, currency, en)),
    ...(best.overageMinutes > 0 ? [`${formatDuration(best.overageMinutes)} are billed as overage`] : []),
    best.lapsedMinutes > 0 ? `${formatDuration(best.lapsedMinutes)} lapse` : 'nothing lapses',
  ]
  return `Fits best: ${what}; ${reasons.filter(reason => reason !== '').join('; ')}.`
}

/** Nothing where use beyond the limit is billed: then it is a matter of cost. */
function limitReason(best: Advice, agreed: Advice): string {
  if (best.unpaidMonths > 0)
    return `no credit tried stays within the limit, and this one is past it in the fewest months (${best.unpaidMonths})`
  if (BEYOND[best.terms.overdraft.beyond].isBilled) return ''
  const passed = agreed.unpaidMonths === 1 ? '1 month' : `${agreed.unpaidMonths} months`
  return `it stays within the limit${agreed.unpaidMonths > 0 ? `, which is passed in ${passed} as agreed` : ''}`
}

function costReason(best: Advice, agreed: Advice, money: (cents: Cents) => string): string {
  if (best === agreed) return `nothing that fits as well costs less than its ${money(agreed.costCents)}`
  const more = best.costCents - agreed.costCents
  if (more === 0) return 'it would have cost the same as what is agreed'
  return `it would have cost ${money(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than what is agreed`
}

/** What the cost is made of, and what it leaves out. */
export function costText({hourPriceCents}: Pick<Advised, 'hourPriceCents'>, currency: string): string {
  const price =
    hourPriceCents === null
      ? 'the rate of overage (--hour-price says another)'
      : formatHourlyRate(hourPriceCents, currency, en)
  return `Cost is net: the credits at ${price}, all that the months bill, and what is owed at the end. Hours that are left are not taken off.`
}

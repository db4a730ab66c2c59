import {formatDuration, type Minutes} from '../domain/minutes.js'
import {BEYOND} from '../domain/policies.js'
import {type Advice, type Advised, refusedMonths} from '../operations/advise.js'
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
  more: (count: number) => `${count} more that fit less well are in --json.`,
  few: (months: number) =>
    `Only ${months === 1 ? '1 month is' : `${months} months are`} closed: three or more say how it usually goes.`,
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
export function bestText({advice: [agreed], best: chosen}: Advised, currency: string): string {
  const money = (cents: number) => formatMoney(cents, currency, en)
  const saved = agreed.costCents - chosen.costCents
  const reasons = [
    ...(refusedMonths(chosen) > 0
      ? [
          `no credit tried stays within the limit, and this one is past it in the fewest months (${chosen.monthsPastLimit})`,
        ]
      : [pastText(agreed, chosen)]),
    chosen === agreed
      ? `nothing else tried costs less than its ${money(agreed.costCents)}`
      : saved > 0
        ? `it would have cost ${money(saved)} less than what is agreed`
        : saved < 0
          ? `it would have cost ${money(-saved)} more than what is agreed`
          : 'it would have cost the same as what is agreed',
    lapseText(chosen.lapsedMinutes),
  ].filter(reason => reason !== '')
  const what = chosen === agreed ? `what is agreed (${creditText(chosen)})` : creditText(chosen)
  return `Fits best: ${what}; ${reasons.join('; ')}.`
}

function pastText(agreed: Advice, chosen: Advice): string {
  if (BEYOND[chosen.terms.overdraft.beyond].isBilled) return ''
  return refusedMonths(agreed) > 0
    ? `it stays within the limit, which is passed in ${agreed.monthsPastLimit === 1 ? '1 month' : `${agreed.monthsPastLimit} months`} as agreed`
    : 'it stays within the limit'
}

const lapseText = (lapsed: Minutes): string =>
  lapsed === 0 ? 'nothing lapses' : `${formatDuration(lapsed)} lapse`

/** What the cost is made of, and what it leaves out. */
export function costText({hourPriceCents}: Pick<Advised, 'hourPriceCents'>, currency: string): string {
  const price =
    hourPriceCents === null
      ? 'the rate of overage (--hour-price says another)'
      : formatHourlyRate(hourPriceCents, currency, en)
  return `Cost is net: the credits at ${price}, all that the months bill, and what is owed at the end. Hours that are left are not taken off.`
}

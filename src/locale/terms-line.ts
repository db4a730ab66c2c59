import {isPlain} from '../domain/bands.js'
import type {Bands, Increment, Terms} from '../domain/contract.js'
import {formatDuration} from '../domain/minutes.js'
import {capOf, type Rollover} from '../domain/policies.js'
import {formatDecimal, formatHourlyRate} from './formats.js'
import {tellHours} from './service-levels.js'
import type {Words} from './words.js'

/**
 * What was agreed, in one line, so that a reader can check the statement against it: credit, rollover, increment,
 * bands, and the price of what goes beyond.
 * @param currency of the price
 */
export function termsLine(terms: Terms, currency: string, words: Words): string {
  const {creditMinutes, rollover, overdraft, rateCents, increment, bands} = terms
  const {label, credit, limit, overage} = words.termsLine
  const parts = [
    credit(formatDuration(creditMinutes)),
    ...(creditMinutes === 0 ? [] : [rolloverText(rollover, words)]),
    ...(overdraft.limitMinutes === 0 ? [] : [limit(formatDuration(overdraft.limitMinutes))]),
    incrementText(increment, words),
    ...(isPlain(bands) ? [] : [bandsText(bands, words)]),
    ...(rateCents === 0 ? [] : [overage(formatHourlyRate(rateCents, currency, words))]),
  ]
  return `${label}: ${parts.join('; ')}`
}

function rolloverText(rollover: Rollover, {termsLine}: Words): string {
  const {kept, lapses, keptFor, atMost} = termsLine
  const cap = capOf(rollover)
  const limited = Number.isFinite(cap) ? [atMost(formatDuration(cap))] : []
  switch (rollover.policy) {
    case 'none':
      return lapses
    case 'unlimited':
      return kept
    case 'cap':
      return limited.join('')
    case 'expiry':
      return [keptFor(rollover.afterMonths), ...limited].join(', ')
  }
}

function incrementText({minutes, minimum, per}: Increment, words: Words): string {
  const {started, least, perTicket} = words.termsLine
  return [
    started(minutes),
    ...(minimum > minutes ? [least(minimum)] : []),
    ...(per === 'ticket-day' ? [perTicket] : []),
  ].join(', ')
}

function bandsText({list, otherwise, holiday}: Bands, words: Words): string {
  const times = (name: string, factor: number) => `${name} × ${formatDecimal(factor, words)}`
  return [
    ...list.map(band => `${times(band.name, band.factor)} (${tellHours([band], words)})`),
    times(otherwise.name, otherwise.factor),
    ...(holiday === null ? [] : [times(holiday.name, holiday.factor)]),
  ].join(', ')
}

import {dayOf} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import type {Credit, CreditReversal, Reversal} from '../domain/page.js'
import {capOf} from '../domain/policies.js'
import type {Movement, Statement} from '../domain/statement.js'
import {formatDay, formatHourlyRate, formatInstant, formatMonth} from './formats.js'
import type {Words} from './words.js'

/**
 * What a movement is, in one line.
 * @param statement the one it stands in, whose rate and currency the text may name
 * @example movementText(lapse, statement, de) // 'Verfall: Rest der Monatsgutschrift Mai 2026'
 */
export function movementText(
  movement: Movement,
  statement: Pick<Statement, 'terms' | 'currency' | 'period' | 'endedOn'>,
  words: Words,
): string {
  const {movements} = words
  const rate = () => formatHourlyRate(statement.terms.rateCents, statement.currency, words)
  const size = formatDuration(Math.abs(movement.minutes))
  switch (movement.kind) {
    case 'credit':
      return movements.credit(formatMonth(movement.lot.granted, words))
    case 'top-up':
    case 'goodwill':
      return `${words.statement.kinds[movement.kind]}: ${movement.credit.reason}${creditRemark(movement.credit, words)}`
    case 'entry':
      return movement.entry.text === '' ? words.entry.noText : movement.entry.text
    case 'reversal': {
      const {tell} = movement.reversal
      const taken = reversedText(movement.reversal, words)
      return tell === null ? taken : `${taken}: ${tell}`
    }
    case 'overage':
      return movements.overage(size, rate())
    case 'lapse':
      return lapseText(movement, statement, words)
    case 'pay-out':
      return movements.payOut(size, rate())
    case 'write-off':
      return movements.writeOff(size)
  }
}

function lapseText(
  {lot, because}: Extract<Movement, {readonly kind: 'lapse'}>,
  {terms, period, endedOn}: Pick<Statement, 'terms' | 'period' | 'endedOn'>,
  words: Words,
): string {
  const {lapse, lapseAboveCap, lapseAtEnd} = words.movements
  const granted = formatMonth(lot.granted, words)
  switch (because) {
    case 'expiry':
      return lapse(lot.kind, granted)
    case 'cap':
      return lapseAboveCap(formatDuration(capOf(terms.rollover)), lot.kind, granted)
    case 'end':
      return lapseAtEnd(formatDay(endedOn ?? period.to, words), lot.kind, granted)
  }
}

function reversedText(reversal: Reversal | CreditReversal, words: Words): string {
  const {reversal: ofEntry, creditReversal: ofCredit} = words.movements
  if ('entry' in reversal) return ofEntry(formatInstant(reversal.entry.start, words), reversal.entry.text)
  const {recordedAt, reason} = reversal.credit
  return ofCredit(formatDay(dayOf(recordedAt), words), reason)
}

function creditRemark({expires}: Credit, words: Words): string {
  const {movements, statement} = words
  return expires === null ? '' : ` (${movements.until(statement.endOf(formatMonth(expires, words)))})`
}

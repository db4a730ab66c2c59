import {monthOf} from '../domain/calendar.js'
import type {Statement} from '../domain/statement.js'
import {formatDay} from '../locale/formats.js'
import {termsLine} from '../locale/terms-line.js'
import type {Words} from '../locale/words.js'

/** What is said of a statement as a whole. */
export interface Remarks {
  /** Above the figures: that they may still change, or that there will be no more. */
  readonly state: string | null
  /** Below them: what was agreed, and that this is no invoice where the charges do not say so. */
  readonly foot: readonly string[]
  /** Last: what the provider or the contract says at the end of each. */
  readonly closing: string | null
}

export function remarksOf(statement: Statement, words: Words): Remarks {
  const {terms, currency, charges, customer, provider} = statement
  const {notAnInvoice} = words.statement
  return {
    state: stateOf(statement, words),
    foot: [termsLine(terms, currency, words), ...(charges.length > 0 ? [] : [notAnInvoice])],
    closing: customer.closingText ?? provider.closingText,
  }
}

function stateOf({status, endedOn, month}: Statement, words: Words): string | null {
  const {provisionalNote, ended, endedBefore} = words.statement
  if (status === 'provisional') return provisionalNote
  if (endedOn === null) return null
  const day = formatDay(endedOn, words)
  return monthOf(endedOn) === month ? ended(day) : endedBefore(day)
}

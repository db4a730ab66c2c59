import {type Day, dayOf} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Statement} from '../domain/statement.js'

/** Finds the day of the entry that a charge of this statement comes from. */
export function chargeDays({movements}: Pick<Statement, 'movements'>): (charge: Charge) => Day | null {
  const days = new Map<string, Day>()
  for (const movement of movements) {
    if (movement.kind === 'entry') days.set(movement.entry.id, dayOf(movement.entry.start))
    if (movement.kind === 'reversal' && 'entry' in movement.reversal)
      days.set(movement.reversal.entry.id, dayOf(movement.reversal.entry.start))
  }
  return ({entry}) => (entry === null ? null : (days.get(entry) ?? null))
}

import {addDays, type Day, lastDay, monthOf} from '../domain/calendar.js'
import type {Minutes} from '../domain/minutes.js'
import type {Account} from '../domain/page.js'
import {endsThrough} from './ledger.js'

/** What lapses at the end of a day if nothing more is used by then. */
export interface Lapse {
  readonly on: Day
  readonly minutes: Minutes
}

/** What lapses from today on within so many days, as it stands: at the ends of months, the soonest first. */
export function lapsesWithin(account: Account, today: Day, days: number): readonly Lapse[] {
  const until = addDays(today, days)
  return endsThrough(account, monthOf(until), today)
    .map(({month, end}) => ({on: lastDay(month), minutes: end.totals.lapsedMinutes}))
    .filter(({on, minutes}) => on >= today && on <= until && minutes > 0)
}

import {dayOf, type Instant} from '../domain/calendar.js'
import {ticketNumber, type Work} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {openPage, withPage} from './ledger.js'
import {closedEntries} from './rate-entries.js'

/**
 * For each ticket and day an account with the entries of that day alone, which is all that rating looks at: many entries
 * are rated without looking at all others for each.
 */
export class TicketDays {
  /** Without a single entry. */
  readonly #bare: Account
  readonly #accounts = new Map<string, Account>()

  constructor(account: Account) {
    const withoutBookings = {entries: [], credits: [], reversals: [], creditReversals: [], requestRecords: []}
    this.#bare = {...account, open: [{...account.open[0], ...withoutBookings}], closed: []}
    for (const {month, entries} of account.open) {
      for (const entry of entries) {
        const day = this.of(entry)
        const page = openPage(day, month)
        this.set(entry, withPage(day, {...page, entries: [...page.entries, entry]}))
      }
    }
    const counted = new Set(closedEntries(account))
    for (const page of account.closed) {
      for (const entry of page.entries.filter(each => counted.has(each))) {
        const day = this.of(entry)
        this.set(entry, {...day, closed: [...day.closed, {...page, ...withoutBookings, entries: [entry]}]})
      }
    }
  }

  of({ticket, start}: Work): Account {
    return (ticket === null ? undefined : this.#accounts.get(keyOf(ticket, start))) ?? this.#bare
  }

  set({ticket, start}: Work, account: Account): void {
    if (ticket !== null) this.#accounts.set(keyOf(ticket, start), account)
  }
}

const keyOf = (ticket: string, start: Instant): string => `${dayOf(start)} ${ticketNumber(ticket)}`

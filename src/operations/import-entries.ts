import {firstDay, type Instant, type Month, monthsFrom} from '../domain/calendar.js'
import type {WorkDefaults} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {endMonth} from '../domain/month-end.js'
import type {Account, Bookings, OpenPage} from '../domain/page.js'
import type {Refusal} from '../domain/refusal.js'
import {lastBookedMonth, type OpenEnd, openPage, withPage} from './ledger.js'
import {addDraft, draftEntry, type Place, placeOf, refuseOtherContent, type WorkRequest} from './log-entry.js'
import {
  isRefusing,
  type MonthStanding,
  monthsToBear,
  refuseBeyondLimit,
  type Span,
  standingsOf,
} from './overdraft-limit.js'
import {TicketDays} from './ticket-days.js'

/** One row of a file: an entry to be, under an id that is the same in every import. */
export interface ImportRow {
  readonly id: string
  readonly request: WorkRequest
}

/** Who imports, and when. */
export interface ImportRecording {
  readonly now: Instant
  /** Null where nobody is named: then the consultant of each row. */
  readonly by: string | null
  /** What the profile says of work of which neither a row nor the terms say it; absent: nothing. */
  readonly defaults?: WorkDefaults
}

export interface ImportedEntries<Row extends ImportRow> {
  /** The same object as before if nothing was booked. */
  readonly account: Account
  readonly booked: readonly Row[]
  /** Those that were there already, with the same content. */
  readonly repeated: readonly Row[]
  readonly refused: readonly {readonly row: Row; readonly refusal: Refusal}[]
}

/**
 * Records many entries of one account at once. What comes of it, entry by entry and row by row, is what `logEntry`
 * would make of the same rows in the same order; only the cost is another, since nothing is looked for or counted
 * twice. A refused row does not stop the others.
 *
 * @param account with its whole history, so that entries of closed months are known again
 */
export function importEntries<Row extends ImportRow>(
  account: Account,
  rows: readonly Row[],
  recording: ImportRecording,
): ImportedEntries<Row> {
  const batch = new Batch(account)
  const booked: Row[] = []
  const repeated: Row[] = []
  const refused: {row: Row; refusal: Refusal}[] = []
  for (const row of rows) {
    const known = batch.find(row.id)
    const refusal =
      known === undefined ? batch.book(row, recording) : refuseOtherContent(account, known, row.request)
    if (refusal !== null) refused.push({row, refusal})
    else if (known === undefined) booked.push(row)
    else repeated.push(row)
  }
  return {account: batch.account(), booked, repeated, refused}
}

/** An account while entries are added to it. Inside it changes in place; nobody sees it before it is done. */
class Batch {
  readonly #account: Account
  readonly #known = new Map<string, Entry>()
  readonly #added = new Map<Month, Entry[]>()
  /** Entries with their charge: the added ones, and those whose charge they changed. */
  readonly #rated = new Map<string, Entry>()
  readonly #ticketDays: TicketDays
  readonly #standings: Standings

  constructor(account: Account) {
    this.#account = account
    const entries = [...account.closed, ...account.open].flatMap(page => page.entries)
    for (const entry of entries) this.#known.set(entry.id, entry)
    this.#ticketDays = new TicketDays(account)
    this.#standings = new Standings(account)
  }

  find(id: string): Entry | undefined {
    return this.#known.get(id)
  }

  /** Books a row as `logEntry` does, or says why not. */
  book({id, request}: ImportRow, {by, ...common}: ImportRecording): Refusal | null {
    const recording = {id, ...common, by: by ?? request.consultant, forcedBecause: null}
    const drafted = draftEntry(this.#account, request, recording)
    if (!drafted.ok) return drafted.refusal

    const draft = drafted.value
    const place = placeOf(this.#account, draft)
    const before = this.#ticketDays.of(draft)
    const {account: after} = addDraft(before, draft, place.bookedMonth)
    const refusal = this.#standings.add(usesBetween(before, after), place)
    if (refusal !== null) return refusal

    this.#ticketDays.set(draft, after)
    for (const entry of after.open.flatMap(page => page.entries)) this.#rated.set(entry.id, entry)
    const added = this.#added.get(place.bookedMonth) ?? []
    added.push(draft)
    this.#added.set(place.bookedMonth, added)
    this.#known.set(id, draft)
    return null
  }

  account(): Account {
    if (this.#added.size === 0) return this.#account
    const grown = [...this.#added].reduce((account, [month, drafts]) => {
      const page = openPage(account, month)
      return withPage(account, {...page, entries: [...page.entries, ...drafts]})
    }, this.#account)
    const [first, ...later] = grown.open
    return {...grown, open: [this.#withCharges(first), ...later.map(page => this.#withCharges(page))]}
  }

  #withCharges<P extends OpenPage>(page: P): P {
    if (!page.entries.some(entry => this.#rated.has(entry.id))) return page
    return {...page, entries: page.entries.map(entry => this.#rated.get(entry.id) ?? entry)}
  }
}

/** Minutes that a month's use is more, or less where they are negative. */
interface Use {
  readonly month: Month
  readonly minutes: Minutes
}

const usesBetween = (before: Account, after: Account): readonly Use[] =>
  after.open.map(page => ({
    month: page.month,
    minutes: chargedIn(page) - chargedIn(openPage(before, page.month)),
  }))

const chargedIn = ({entries}: Bookings): Minutes =>
  entries.filter(entry => entry.voided === null).reduce((sum, entry) => sum + entry.chargedMinutes, 0)

/** How the account stands at the end of each open month, counted again only from where its use changed. */
class Standings {
  readonly #account: Account
  #uses: ReadonlyMap<Month, Minutes>
  /** From the first open month on, as far as anybody asked. */
  #ends: readonly OpenEnd[] = []
  #lastBooked: Month

  constructor(account: Account) {
    this.#account = account
    this.#uses = new Map(account.open.map(page => [page.month, chargedIn(page)]))
    this.#lastBooked = lastBookedMonth(account) ?? account.open[0].month
  }

  /** Counts what a row uses in addition; or says, as `logEntry` does, why the limit does not allow it. */
  add(uses: readonly Use[], {bookedMonth, today}: Place): Refusal | null {
    const {contract} = this.#account
    const lastBooked = this.#lastBooked > bookedMonth ? this.#lastBooked : bookedMonth
    const {through} = monthsToBear(this.#account, lastBooked, today)
    const span = {from: bookedMonth, through}
    const isHeld = isRefusing(contract, span)
    const before = {uses: this.#uses, ends: this.#ends, standings: isHeld ? this.#in(span) : []}
    for (const use of uses.filter(({minutes}) => minutes !== 0)) this.#count(use)
    const refusal = isHeld ? refuseBeyondLimit(contract, before.standings, this.#in(span)) : null
    if (refusal === null) this.#lastBooked = lastBooked
    else {
      this.#uses = before.uses
      this.#ends = before.ends
    }
    return refusal
  }

  #count({month, minutes}: Use): void {
    this.#uses = new Map(this.#uses).set(month, (this.#uses.get(month) ?? 0) + minutes)
    this.#ends = this.#ends.slice(0, monthsFrom(this.#account.open[0].month, month).length - 1)
  }

  /** As `standingsIn` counts it. */
  #in({from, through}: Span): readonly MonthStanding[] {
    const {contract, open} = this.#account
    const months = monthsFrom(open[0].month, through)
    const ends = [...this.#ends]
    for (const month of months.slice(ends.length)) {
      const opening = ends.at(-1)?.end.closing ?? open[0].opening
      const bookings = {...openPage(this.#account, month), entries: []}
      ends.push({month, end: endMonth(contract, opening, bookings, firstDay(month), this.#uses.get(month))})
    }
    this.#ends = ends
    return standingsOf(contract, ends.slice(0, months.length), from)
  }
}

import {firstDay, type Instant, type Month, monthsFrom} from '../domain/calendar.js'
import type {WorkDefaults} from '../domain/contract.js'
import type {Entry, Work} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {endMonth} from '../domain/month-end.js'
import type {Account, Bookings, OpenPage} from '../domain/page.js'
import type {Consultant} from '../domain/provider.js'
import {ok, type Refusal, type Result, refuse} from '../domain/refusal.js'
import {overlapsOf} from './import-overlaps.js'
import {type ImportRow, importId, type KnownRow, knownRows, meaningOf} from './known-rows.js'
import {lastBookedMonth, type OpenEnd, openPage, withPage} from './ledger.js'
import {addDraft, draftEntry, type Place, placeOf, refuseOtherContent} from './log-entry.js'
import {
  isRefusing,
  type MonthStanding,
  monthsToBear,
  refuseBeyondLimit,
  type Span,
  standingsOf,
} from './overdraft-limit.js'
import {recordOn} from './record-on-account.js'
import {TicketDays} from './ticket-days.js'
import type {Warning} from './warnings.js'

/** Who imports what, when and how. */
export interface ImportRecording {
  readonly now: Instant
  /** Null where nobody is named: then the consultant of each row. */
  readonly by: string | null
  /** What the profile says of work of which neither a row nor the terms say it; absent: nothing. */
  readonly defaults?: WorkDefaults
  /** Those of the profile: names that mean one of them mean the same. */
  readonly consultants?: readonly Consultant[]
  /** The name of the format, with which the ids of rows begin that have none of their own. */
  readonly format: string
  /** Whether one row that is refused holds back all others. */
  readonly isAllOrNothing: boolean
}

export interface ImportedEntries<Row extends ImportRow> {
  /** The same object as before if nothing was booked. */
  readonly account: Account
  readonly booked: readonly Row[]
  /** Those that were there already, with the same content. */
  readonly repeated: readonly Row[]
  readonly refused: readonly {readonly row: Row; readonly refusal: Refusal}[]
  /** Those that would have been booked, had no other been refused. */
  readonly heldBack: readonly Row[]
  /** Of what was booked: other entries of the same consultant at the same time. */
  readonly warnings: readonly {readonly row: Row; readonly warning: Warning}[]
}

/**
 * Records many entries of one account at once. Rows that are entries already add nothing. What comes of the others,
 * entry by entry and row by row, is what `logEntry` would make of the same rows in the same order; only the cost is
 * another, since nothing is looked for or counted twice. A refused row does not stop the others, unless all or nothing
 * is asked for.
 *
 * @param account with its whole history, so that entries of closed months are known again
 */
export function importEntries<Row extends ImportRow>(
  account: Account,
  rows: readonly Row[],
  recording: ImportRecording,
): ImportedEntries<Row> {
  const known = knownRows(account, rows, recording)
  const batch = new Batch(account)
  const booked: {readonly row: Row; readonly id: string}[] = []
  const repeated: Row[] = []
  const refused: {readonly row: Row; readonly refusal: Refusal}[] = []
  for (const [index, row] of rows.entries()) {
    const repeat = known[index] ?? batch.repeatOf(row)
    if (repeat === undefined) {
      const outcome = batch.book(row, recording)
      if (outcome.ok) booked.push({row, id: outcome.value})
      else refused.push({row, refusal: outcome.refusal})
    } else if (repeat.refusal === null) repeated.push(row)
    else refused.push({row, refusal: repeat.refusal})
  }
  if (recording.isAllOrNothing && refused.length > 0) {
    return {account, booked: [], repeated, refused, heldBack: booked.map(({row}) => row), warnings: []}
  }
  const after = batch.account(recording)
  return {
    ...{account: after, booked: booked.map(({row}) => row), repeated, refused, heldBack: []},
    warnings: warningsOf(after, booked),
  }
}

function warningsOf<Row extends ImportRow>(
  account: Account,
  booked: readonly {readonly row: Row; readonly id: string}[],
): ImportedEntries<Row>['warnings'] {
  if (booked.length === 0) return []
  const isDayOnly = new Set(booked.filter(({row}) => row.isDayOnly).map(({id}) => id))
  const overlaps = overlapsOf(
    account,
    booked.map(({id}) => id),
    isDayOnly,
  )
  return booked.flatMap(({row, id}) => {
    const warning = overlaps.get(id)
    return warning === undefined ? [] : [{row, warning}]
  })
}

/** An account while entries are added to it. Inside it changes in place; nobody sees it before it is done. */
class Batch {
  readonly #account: Account
  readonly #known = new Map<string, Entry>()
  readonly #added = new Map<Month, Entry[]>()
  /** Entries with their charge: the added ones, and those whose charge they changed. */
  readonly #rated = new Map<string, Entry>()
  /** By what rows mean, the ordinal that may be free. */
  readonly #ordinals = new Map<string, number>()
  readonly #ticketDays: TicketDays
  readonly #standings: Standings

  constructor(account: Account) {
    this.#account = account
    const entries = [...account.closed, ...account.open].flatMap(page => page.entries)
    for (const entry of entries) this.#known.set(entry.id, entry)
    this.#ticketDays = new TicketDays(account)
    this.#standings = new Standings(account)
  }

  /** The entry of an earlier row with the same id. */
  repeatOf({id, request}: ImportRow): KnownRow | undefined {
    const entry = id === null ? undefined : this.#known.get(id)
    return entry && {entry, refusal: refuseOtherContent(this.#account, entry, request)}
  }

  /** An id for a row that has none: the first one of those for what it means that no entry has. */
  #freeId(work: Work, format: string): string {
    const meaning = meaningOf(this.#account.contract.id, work)
    for (let ordinal = this.#ordinals.get(meaning) ?? 1; ; ordinal += 1) {
      const id = importId(format, meaning, ordinal)
      if (this.#known.has(id)) continue
      this.#ordinals.set(meaning, ordinal)
      return id
    }
  }

  /** Books a row as `logEntry` does, under the id that it gives back, or says why not. */
  book({id, request}: ImportRow, {by, format, ...common}: ImportRecording): Result<string> {
    const recording = {id: id ?? '', ...common, by: by ?? request.consultant, forcedBecause: null}
    const drafted = draftEntry(this.#account, request, recording)
    if (!drafted.ok) return drafted

    const draft = {...drafted.value, id: id ?? this.#freeId(drafted.value, format)}
    const place = placeOf(this.#account, draft)
    const before = this.#ticketDays.of(draft)
    const {account: after} = addDraft(before, draft, place.bookedMonth)
    const refusal = this.#standings.add(usesBetween(before, after), place)
    if (refusal !== null) return refuse(refusal)

    this.#ticketDays.set(draft, after)
    for (const entry of after.open.flatMap(page => page.entries)) this.#rated.set(entry.id, entry)
    const added = this.#added.get(place.bookedMonth) ?? []
    added.push(draft)
    this.#added.set(place.bookedMonth, added)
    this.#known.set(draft.id, draft)
    return ok(draft.id)
  }

  /** On record is the import in the first month it books in, whose page is written anyway. */
  account({now: at, by, format}: ImportRecording): Account {
    const [earliest] = [...this.#added.keys()].sort()
    if (earliest === undefined) return this.#account
    const grown = [...this.#added].reduce((account, [month, drafts]) => {
      const page = openPage(account, month)
      return withPage(account, {...page, entries: [...page.entries, ...drafts]})
    }, this.#account)
    const [first, ...later] = grown.open
    const charged: Account = {
      ...grown,
      open: [this.#withCharges(first), ...later.map(page => this.#withCharges(page))],
    }
    const entries = [...this.#added.values()].reduce((sum, drafts) => sum + drafts.length, 0)
    return recordOn(charged, {at, by, event: 'imported', format, entries}, earliest)
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

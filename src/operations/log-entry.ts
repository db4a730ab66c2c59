import {
  addMinutes,
  type Day,
  dayIn,
  dayOf,
  elapsedMinutes,
  epochMs,
  type Instant,
  instantAt,
  inZone,
  type Month,
  monthOf,
} from '../domain/calendar.js'
import {type Contract, NO_WORK_DEFAULTS, termsIn, type WorkDefaults} from '../domain/contract.js'
import {
  type Entry,
  MAX_WORKED_MINUTES,
  MIN_WORKED_MINUTES,
  splitSubject,
  ticketNumber,
  UNSAID,
  WORK_FIELDS,
  type Work,
} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import type {Account} from '../domain/page.js'
import {BEYOND} from '../domain/policies.js'
import {ok, type Refusal, type Result, refuse} from '../domain/refusal.js'
import {pagesNaming, type ScopeOf} from '../domain/scope.js'
import {currentMonth, firstOpenMonth, openPage, withPage} from './ledger.js'
import {type BookedEntry, findBookedEntry} from './list-entries.js'
import {isRefusing, monthsToBear, refuseBeyondLimit, type Span, standingsIn} from './overdraft-limit.js'
import {isSameTicketDay, rateAgain, rateEntry} from './rate-entries.js'
import {type Balance, readBalance} from './read-balance.js'
import {type Warning, warnOfBalance, warnOfLateEntry, warnOfOverlap} from './warnings.js'

/** What always has to be said of work. */
type MustSay = 'workedMinutes' | 'consultant' | 'text'

/**
 * What a consultant says of the work. What is not said is not there, and the rules decide; without a start the work
 * ended now.
 */
export type WorkRequest = Pick<Work, MustSay> & Partial<Omit<Work, MustSay>>

/** Who records, when, and under which id. */
export interface Recording {
  readonly id: string
  readonly now: Instant
  readonly by: string
  /** Why the overdraft limit is to be passed over; null to keep to it. */
  readonly forcedBecause: string | null
  /** What the profile says of work of which neither anybody nor the terms say it; absent: nothing. */
  readonly defaults?: WorkDefaults
}

export interface LoggedEntry {
  readonly account: Account
  readonly entry: Entry
  /** The month it is booked in: not its own if that is closed. */
  readonly bookedMonth: Month
  readonly balance: Balance
  readonly warnings: readonly Warning[]
  /** It was there already, with the same content: nothing was added. */
  readonly isRepeat: boolean
}

/**
 * The closed pages that `logEntry` needs: from the month of the work on, as it may share a ticket's day with entries there.
 *
 * @param ownId the id, if somebody gave it and a repeat is possible
 */
export const neededToLog =
  (requestIn: (contract: Contract) => WorkRequest, now: Instant, ownId: string | undefined): ScopeOf =>
  ({contract}) => ({
    closedFrom: monthOf(startOf(requestIn(contract), inZone(now, contract.timezone), contract.timezone)),
    ...pagesNaming(ownId),
  })

/**
 * Records an entry (domain §4, §5, §7).
 *
 * Refused: work outside the contract or more than a day ahead, worked minutes outside 1 to 1440, charged time beyond
 * the overdraft limit where the terms say `refuse`, an emergency without a tariff, an id that another entry has.
 */
export function logEntry(account: Account, request: WorkRequest, recording: Recording): Result<LoggedEntry> {
  const known = findBookedEntry(account, recording.id)
  if (known !== undefined) return repeat(account, known, request, recording)

  const draft = draftEntry(account, request, recording)
  if (!draft.ok) return draft
  return bookEntry(account, account, draft.value)
}

/** An entry that keeps to the rules but is not booked or rated yet. */
export function draftEntry(account: Account, request: WorkRequest, recording: Recording): Result<Entry> {
  const {contract} = account
  const now = inZone(recording.now, contract.timezone)
  const start = startOf(request, now, contract.timezone)
  const refusal = refuseWork(contract, start, request.workedMinutes)
  if (refusal !== null) return refuse(refusal)
  if (elapsedMinutes(now, start) > 24 * 60) return refuse({kind: 'start-in-future', start, now})

  const entry = {
    ...workOf(account, request, start, recording.defaults),
    id: recording.id,
    chargedMinutes: 0,
    charges: [],
    explanation: [],
    recordedAt: now,
    recordedBy: recording.by,
    replaces: null,
    movedFrom: null,
    forcedBecause: recording.forcedBecause,
    voided: null,
  }
  if (entry.class === 'emergency' && termsIn(contract, monthOf(start)).emergency === null) {
    return refuse({kind: 'no-emergency-service', contract: contract.id})
  }
  return ok(entry)
}

/** To the minute: nobody is charged for seconds. */
function startOf({start, workedMinutes}: WorkRequest, now: Instant, timezone: string): Instant {
  const minuteOf = (instant: Instant) => instantAt(Math.floor(epochMs(instant) / 60_000) * 60_000, timezone)
  return start !== undefined ? minuteOf(start) : addMinutes(minuteOf(now), -workedMinutes, timezone)
}

/** Why this contract cannot have an entry of this time and length; null if it can. */
export function refuseWork(contract: Contract, start: Instant, workedMinutes: Minutes): Refusal | null {
  if (workedMinutes < MIN_WORKED_MINUTES || workedMinutes > MAX_WORKED_MINUTES) {
    return {
      kind: 'duration-out-of-range',
      minutes: workedMinutes,
      min: MIN_WORKED_MINUTES,
      max: MAX_WORKED_MINUTES,
    }
  }
  if (dayOf(start) < contract.from) return {kind: 'before-contract', start, from: contract.from}
  if (contract.to !== null && dayOf(start) > contract.to)
    return {kind: 'after-contract', start, to: contract.to}
  return null
}

/** The work that a request means, with what the terms, else the profile, say where it says nothing. */
export function workOf(
  {contract}: Account,
  request: WorkRequest,
  start: Instant,
  ofProfile: WorkDefaults = NO_WORK_DEFAULTS,
): Work {
  const said = {...UNSAID, ...request}
  const {activity} = said
  const {activities, defaultClass, defaults} = termsIn(contract, monthOf(start))
  const classOfActivity =
    activity !== null && Object.hasOwn(activities, activity) ? activities[activity] : undefined
  return {
    ...said,
    start,
    class: said.class ?? classOfActivity ?? defaultClass,
    ...whereAndHow(request, {
      place: defaults.place ?? ofProfile.place,
      channel: defaults.channel ?? ofProfile.channel,
    }),
    cause: said.cause === undefined ? (defaults.cause ?? ofProfile.cause) : said.cause,
    ...subjectOf(request),
  }
}

/** The ticket and the text that a request means, of which a helpdesk's subject may have both. */
function subjectOf({ticket: said = null, text}: WorkRequest): Pick<Work, 'ticket' | 'text'> {
  const subject = splitSubject(text)
  const ticket = said === null ? subject.ticket : ticketNumber(said)
  return {ticket, text: subject.ticket !== null && subject.ticket === ticket ? subject.text : text.trim()}
}

type Whereabouts = Pick<Work, 'place' | 'channel'>

/** Where and how, as it was said or else is usual; a site implies that somebody was there (domain §4). */
function whereAndHow(request: Partial<Whereabouts>, usual: Whereabouts): Whereabouts {
  const isElsewhere = request.channel === 'on-site' && usual.place === 'remote'
  const place = request.place === undefined ? (isElsewhere ? null : usual.place) : request.place
  if (request.channel !== undefined) return {place, channel: request.channel}
  const isAtSite = request.place !== undefined && isSite(request.place)
  return {place, channel: isAtSite ? 'on-site' : (usual.channel ?? (isSite(place) ? 'on-site' : null))}
}

const isSite = (place: string | null): boolean => place !== null && place !== 'remote'

/**
 * Adds a draft to the month it is booked in, rates it, and asks whether the overdraft limit allows it.
 *
 * @param before the account as it was, to which the limit and the alerts are compared
 * @param into the account to add to: another than `before` where an entry was voided first
 */
export function bookEntry(before: Account, into: Account, draft: Entry): Result<LoggedEntry> {
  const {bookedMonth, month, today} = placeOf(into, draft)
  const {account, entry} = addDraft(into, draft, bookedMonth)
  const refusal = refuseDraft(before, account, draft, monthsToBear(account, bookedMonth, today))
  if (refusal !== null) return refuse(refusal)

  const asOf = dayWithLimit(account.contract, today)
  const change = {before: readBalance(before, asOf, month), after: readBalance(account, asOf, month)}
  const {overdraft, alerts} = termsIn(account.contract, month)
  const warnings = [
    ...warnOfLateEntry(entry, bookedMonth),
    ...warnOfOverlap(into, entry),
    ...warnOfBalance(change, alerts, BEYOND[overdraft.beyond].isBilled),
  ]
  return ok({account, entry, bookedMonth, balance: change.after, warnings, isRepeat: false})
}

/** Today, or the contract's last day if that is over: the answer is about what the work did to the limit that held then. */
const dayWithLimit = ({to}: Contract, today: Day): Day => (to === null ? today : earlierOf(today, to))

/** Why the overdraft limit does not allow a draft, unless it is forced or moved (domain §7); null if it does. */
function refuseDraft(before: Account, after: Account, draft: Entry, span: Span): Refusal | null {
  const {contract} = after
  if (draft.forcedBecause !== null || draft.movedFrom !== null || !isRefusing(contract, span)) return null
  return refuseBeyondLimit(contract, standingsIn(before, span), standingsIn(after, span))
}

/** The month a draft is booked in, and the month and day whose balance the answer is about. */
export interface Place {
  readonly bookedMonth: Month
  readonly month: Month
  readonly today: Day
}

export function placeOf(account: Account, draft: Entry): Place {
  const bookedMonth = laterOf(monthOf(draft.start), firstOpenMonth(account))
  const today = laterOf(dayOf(draft.recordedAt), dayOf(draft.start))
  const running = laterOf(bookedMonth, currentMonth(account, today))
  const {to} = account.contract
  // After its end the contract is settled, and settled debt looks like none: the answer is about its last month.
  const month = to === null ? running : earlierOf(running, laterOf(bookedMonth, monthOf(to)))
  return {bookedMonth, month, today}
}

/** Puts a draft into a page and rates it, with the others of its ticket and day. */
export function addDraft(
  account: Account,
  draft: Entry,
  bookedMonth: Month,
): {readonly account: Account; readonly entry: Entry} {
  const page = openPage(account, bookedMonth)
  const added = withPage(account, {...page, entries: [...page.entries, draft]})
  const isAffected = (other: Entry) =>
    other.id === draft.id || (other.voided === null && isSameTicketDay(other, draft))
  return {account: rateAgain(added, isAffected), entry: rateEntry(added, draft)}
}

const laterOf = <T extends Day | Month>(a: T, b: T): T => (a > b ? a : b)
const earlierOf = <T extends Day | Month>(a: T, b: T): T => (a < b ? a : b)

/** The same call once more: harmless if it says the same, refused if the id stands for something else. */
function repeat(
  account: Account,
  known: BookedEntry,
  request: WorkRequest,
  recording: Recording,
): Result<LoggedEntry> {
  const refusal = refuseOtherContent(account, known.entry, request)
  return refusal === null ? ok(loggedBefore(account, known, recording.now)) : refuse(refusal)
}

/** An entry that is there already: nothing is added. */
export function loggedBefore(account: Account, {entry, bookedMonth}: BookedEntry, now: Instant): LoggedEntry {
  const balance = readBalance(account, dayIn(now, account.contract.timezone))
  return {account, entry, bookedMonth, balance, warnings: [], isRepeat: true}
}

/** What a request is told whose id is that of an entry which says something else. */
export function refuseOtherContent(account: Account, entry: Entry, request: WorkRequest): Refusal | null {
  const start =
    request.start === undefined ? entry.start : startOf(request, entry.start, account.contract.timezone)
  const {cause, place, channel} = entry
  const said = workOf(
    account,
    {cause, place, channel, ...request, class: request.class ?? entry.class},
    start,
  )
  const known = {...entry, ticket: entry.ticket && ticketNumber(entry.ticket)}
  const isSame = (field: keyof Work) =>
    field === 'start' ? epochMs(start) === epochMs(entry.start) : said[field] === known[field]
  const differs = WORK_FIELDS.filter(field => !isSame(field))
  return differs.length === 0
    ? null
    : {kind: 'id-taken', id: entry.id, contract: account.contract.id, differs}
}

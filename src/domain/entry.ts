import type {Instant} from './calendar.js'
import type {Charge} from './charge.js'
import type {Cause, Channel, ContractId, EntryClass} from './contract.js'
import type {Explanation} from './explanation.js'
import type {Minutes} from './minutes.js'

/** The shortest and the longest entry (domain §4). */
export const MIN_WORKED_MINUTES: Minutes = 1
export const MAX_WORKED_MINUTES: Minutes = 1440

/** How many characters (UTF-16 code units) of a name (of a person, a site, a ticket) and of a text are kept. */
export const MAX_NAME_LENGTH = 200
export const MAX_TEXT_LENGTH = 10_000

/** Who was supported, when, where, how and by whom, as it was entered: kept for ever. */
export interface Work {
  readonly start: Instant
  readonly workedMinutes: Minutes
  readonly class: EntryClass
  /** Null: nobody said; rated as the customer's. */
  readonly cause: Cause | null
  readonly activity: string | null
  readonly requester: string | null
  /** `remote`, or the name of a site; null: nobody said. */
  readonly place: string | null
  /** Null: nobody said. */
  readonly channel: Channel | null
  readonly consultant: string
  readonly ticket: string | null
  readonly text: string
}

/**
 * What each field is where nobody says anything of it; undefined where it has to be said, or where the terms or the
 * other fields decide. In the order in which differences are told.
 */
export const UNSAID = {
  activity: null,
  requester: null,
  place: undefined,
  channel: undefined,
  cause: undefined,
  consultant: undefined,
  ticket: null,
  text: undefined,
  workedMinutes: undefined,
  start: undefined,
  class: undefined,
} as const satisfies {readonly [F in keyof Work]: Work[F] | undefined}

export const WORK_FIELDS = Object.keys(UNSAID) as readonly (keyof Work)[]

/** What the work costs, derived from it by the terms of the month it was done in. */
export interface Rated {
  readonly chargedMinutes: Minutes
  readonly charges: readonly Charge[]
  readonly explanation: Explanation
}

/** Why something was taken back, when and by whom. */
export interface TakingBack {
  /** For the provider only (domain §4). */
  readonly reason: string
  /** What the customer reads of it. */
  readonly tell: string | null
  readonly at: Instant
  readonly by: string
}

export interface Voiding extends TakingBack {
  /** The entry that took its place, if it was corrected. */
  readonly replacedBy: string | null
  /** The entry in another contract that it was moved to. */
  readonly movedTo: EntryReference | null
}

/** An entry of another contract. */
export interface EntryReference {
  readonly contract: ContractId
  readonly id: string
}

export interface Entry extends Work, Rated {
  readonly id: string
  readonly recordedAt: Instant
  readonly recordedBy: string
  /** The entry that this one corrects. */
  readonly replaces: string | null
  /** The entry in another contract that was moved here. */
  readonly movedFrom: EntryReference | null
  /** Why it was recorded although the overdraft limit said no. */
  readonly forcedBecause: string | null
  readonly voided: Voiding | null
}

/** An id that somebody gave an entry, to make a repeat of the same call harmless. */
export const ENTRY_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/

/**
 * A ticket's number as it is kept and compared: `#12345` and `12345` are one ticket (domain §5.3).
 * @example ticketNumber('# 12345') // '12345'
 */
export const ticketNumber = (text: string): string => text.replace(/^#\s*(?=\S)/, '')

/**
 * Splits a helpdesk's subject into ticket number and text.
 * @example splitSubject('[Ticket #12345] Frage zu Installation') // {ticket: '12345', text: 'Frage zu Installation'}
 */
export function splitSubject(subject: string): {readonly ticket: string | null; readonly text: string} {
  if (!subject.includes('[')) return {ticket: null, text: subject.trim()} // nearly always, without a pattern
  const match = /^\s*(?:(?:re|aw|fwd?|wg):\s*)*\[ticket\s*#?\s*([\w-]{1,200})\]\s*/i.exec(subject)
  if (match === null || match[1] === undefined) return {ticket: null, text: subject.trim()}
  return {ticket: match[1], text: subject.slice(match[0].length).trim()}
}

import {createHash} from 'node:crypto'
import {dayOf, epochMs, type Instant} from '../domain/calendar.js'
import {findConsultant} from '../domain/consultants.js'
import type {ContractId, WorkDefaults} from '../domain/contract.js'
import {type Entry, ticketNumber, type Work} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import type {Consultant} from '../domain/provider.js'
import type {Refusal} from '../domain/refusal.js'
import {bookedEntries} from './list-entries.js'
import {refuseOtherContent, type WorkRequest, workOf} from './log-entry.js'

/** One row of a file: an entry to be. */
export interface ImportRow {
  /** By which the other program knows it, if it says so. */
  readonly id: string | null
  /** What the first version of this program made the row's id of, if it could have read it; seldom asked for. */
  readonly formerIdentity: () => string | null
  /** It says the day only, and its time of day is assumed. */
  readonly isDayOnly: boolean
  /** It says itself who did the work. */
  readonly namesConsultant: boolean
  /** With its start on the clocks of the contract. */
  readonly request: WorkRequest & {readonly start: Instant}
}

/** The entry that a row is already, and why it cannot be: it says something else of it. */
export interface KnownRow {
  readonly entry: Entry
  readonly refusal: Refusal | null
}

/**
 * Which entry each row is already, if it is one. A row is known by its own id, else by what it means: start, minutes, who, ticket and
 * text, however they were written. Of rows that mean the same each is one entry. An entry that was voided or corrected
 * still is the row that it came from.
 */
export function knownRows(
  account: Account,
  rows: readonly ImportRow[],
  {consultants = [], defaults}: Usual = {},
): readonly (KnownRow | undefined)[] {
  const entries = new Map(bookedEntries(account).map(({entry}) => [entry.id, entry]))
  const known = rows.map(({id, request}): KnownRow | undefined => {
    const entry = id === null ? undefined : entries.get(id)
    return entry && {entry, refusal: refuseOtherContent(account, entry, request)}
  })
  const named = new Set(known.map(each => each?.entry))
  const candidates = [...entries.values()]
    .filter(entry => !named.has(entry) && isCandidate(entry))
    .map(entry => withListedName(entry, consultants))
  if (candidates.length === 0) return known

  const free = new Candidates(candidates)
  const meant = rows.map(row => meantBy(row, account, defaults))
  for (const step of STEPS) {
    for (const [index, each] of meant.entries()) {
      const entry = known[index] === undefined ? free.take(each, step) : undefined
      if (entry !== undefined) known[index] = {entry, refusal: step.refuse(account, each, entry)}
    }
  }
  return known
}

/** What is compared of a row and an entry. */
type Meaning = Pick<Work, 'start' | 'workedMinutes' | 'consultant' | 'ticket' | 'text'>

/** What the profile says of work and of those who do it. */
interface Usual {
  readonly consultants?: readonly Consultant[]
  readonly defaults?: WorkDefaults
}

/** A row with what it means. */
interface Meant {
  readonly row: ImportRow
  readonly work: Work
  readonly likeness: string
}

function meantBy(row: ImportRow, account: Account, defaults: WorkDefaults | undefined): Meant {
  const work = workOf(account, row.request, row.request.start, defaults)
  return {row, work, likeness: likenessOf(work)}
}

/**
 * Entries that a row can be: one for each thing that was done, so not a correction beside what it corrects, and not what
 * somebody recorded and took back by hand, perhaps because the import brings it.
 */
const isCandidate = ({id, replaces, voided}: Entry): boolean =>
  replaces === null && (voided === null || voided.replacedBy !== null || isImportId(id))

/** What was recorded before the consultants were listed may have an alias, and is the listed one's all the same. */
function withListedName(entry: Entry, consultants: readonly Consultant[]): Entry {
  const found = findConsultant(consultants, entry.consultant)
  return found.ok && found.value !== entry.consultant ? {...entry, consultant: found.value} : entry
}

/** The candidates that no row has taken yet. */
class Candidates {
  readonly #byId: Map<string, Entry>
  readonly #alike = new Map<string, Set<Entry>>()

  constructor(entries: readonly Entry[]) {
    this.#byId = new Map(entries.map(entry => [entry.id, entry]))
    for (const entry of entries) {
      const key = likenessOf(entry)
      const alike = this.#alike.get(key) ?? new Set()
      this.#alike.set(key, alike.add(entry))
    }
  }

  take(meant: Meant, {isFormer, fits}: Step): Entry | undefined {
    for (const entry of isFormer ? this.#former(meant) : (this.#alike.get(meant.likeness) ?? [])) {
      // Two ids of another program are two things to it.
      if ((meant.row.id !== null && !isImportId(entry.id)) || !fits(meant, entry)) continue
      this.#byId.delete(entry.id)
      this.#alike.get(isFormer ? likenessOf(entry) : meant.likeness)?.delete(entry)
      return entry
    }
    return undefined
  }

  #former({row}: Meant): Iterable<Entry> {
    const formerIdentity = row.formerIdentity()
    const entry = formerIdentity === null ? undefined : this.#byId.get(idOf('csv', formerIdentity))
    return entry === undefined ? [] : [entry]
  }
}

/** What those have in common that may mean the same. */
const likenessOf = ({start, workedMinutes, ticket, text}: Meaning): string =>
  `${dayOf(start)} ${workedMinutes} ${ticket === null ? '' : `#${plain(ticketNumber(ticket))}`}\n${plain(text)}`

/** Without what differs between two ways to write the same: composed letters, line ends, runs of spaces. */
const plain = (text: string): string =>
  MAY_DIFFER.test(text) ? text.normalize('NFC').replace(/\s+/g, ' ').trim() : text

const MAY_DIFFER = /[^\x20-\x7e]|\x20\x20|^\x20|\x20$/

interface Step {
  readonly isFormer: boolean
  readonly fits: (meant: Meant, entry: Entry) => boolean
  readonly refuse: (account: Account, meant: Meant, entry: Entry) => Refusal | null
}

const isSameStart = ({work}: Meant, {start}: Entry): boolean =>
  work.start === start || minuteOf(work.start) === minuteOf(start)

const minuteOf = (instant: Instant): number => Math.floor(epochMs(instant) / 60_000)

/** Those that are alike are of one day: for a row that says no more that is enough, if the entry is no one's own. */
const isSameTime = (meant: Meant, entry: Entry): boolean =>
  isSameStart(meant, entry) || (meant.row.isDayOnly && isImportId(entry.id))

const isSameWho = ({work}: Meant, {consultant}: Entry): boolean =>
  plain(work.consultant) === plain(consultant)

/** A row that names nobody is still the same row where somebody else imports it. */
const isAnybodys = ({row}: Meant, {id}: Entry): boolean => !row.namesConsultant && isImportId(id)

const DETAILS = ['class', 'cause', 'activity', 'requester', 'place', 'channel'] as const

/** What the row says and the entry says otherwise; what one of them leaves unsaid is no difference. */
const saidOtherwise = ({row: {request}}: Meant, entry: Entry): readonly string[] =>
  DETAILS.filter(field => (request[field] ?? null) !== null && entry[field] !== null).filter(
    field => request[field] !== entry[field],
  )

const saysNothingElse = (meant: Meant, entry: Entry): boolean => saidOtherwise(meant, entry).length === 0

const accept = () => null

/** A row that means an entry and says something else of it, which only a person can decide. */
const refuseOther = ({contract}: Account, meant: Meant, entry: Entry): Refusal => ({
  ...{kind: 'id-taken', id: entry.id, contract: contract.id},
  differs: [...saidOtherwise(meant, entry), ...(isSameWho(meant, entry) ? [] : ['consultant'])],
})

/** What a row and its entry have in common, from all to little. */
const STEPS: readonly Step[] = [
  {
    isFormer: false,
    fits: (meant, entry) =>
      isSameStart(meant, entry) &&
      isSameWho(meant, entry) &&
      DETAILS.every(field => meant.work[field] === entry[field]),
    refuse: accept,
  },
  {
    isFormer: false,
    fits: (meant, entry) =>
      isSameStart(meant, entry) && isSameWho(meant, entry) && saysNothingElse(meant, entry),
    refuse: accept,
  },
  // The same row as it was typed, though it may be understood otherwise now.
  {isFormer: true, fits: () => true, refuse: accept},
  {
    isFormer: false,
    fits: (meant, entry) =>
      isSameTime(meant, entry) && isSameWho(meant, entry) && saysNothingElse(meant, entry),
    refuse: accept,
  },
  {
    isFormer: false,
    fits: (meant, entry) => isSameTime(meant, entry) && isSameWho(meant, entry),
    refuse: refuseOther,
  },
  {
    isFormer: false,
    fits: (meant, entry) => isSameTime(meant, entry) && isAnybodys(meant, entry),
    refuse: refuseOther,
  },
]

const IMPORT_ID = /^[a-z]+-[0-9a-f]{20}$/

/** Whether an import gave this id, and no person or other program. */
const isImportId = (id: string): boolean => IMPORT_ID.test(id)

/** All that a row means, as a text: of equal rows it is the same. */
export const meaningOf = (contract: ContractId, work: Meaning): string =>
  [contract, minuteOf(work.start), plain(work.consultant), likenessOf(work)].join('\n')

/**
 * The id of a row that has none of its own: the same in every store for the same thing.
 * @param format its name is what the id begins with
 * @param ordinal of those that mean the same
 */
export const importId = (format: string, meaning: string, ordinal: number): string =>
  idOf(format, `${meaning}#${ordinal}`)

const idOf = (format: string, identity: string): string =>
  `${format}-${createHash('sha256').update(identity).digest('hex').slice(0, 20)}`

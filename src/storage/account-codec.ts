import * as v from 'valibot'
import {addMonths, dayOf, type Month, monthOf, monthsFrom} from '../domain/calendar.js'
import type {Contract, ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {HolidayCalendar} from '../domain/holidays.js'
import {compareText} from '../domain/order.js'
import {type Account, type ClosedPage, type OpenPage, openingAfter, PAGE_FORMAT} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import type {Scope, ScopeOf} from '../domain/scope.js'
import {asWritten, isSealed} from '../domain/seal.js'
import {contractSchema, parseContract} from '../schema/contract.js'
import {holidayCalendarSchema} from '../schema/holidays.js'
import {type StoredPage, schemaOfPage} from '../schema/page.js'
import {problemsOf} from '../schema/problems.js'
import {anyStoreSchema, STORE_FORMAT, storeSchema} from '../schema/profile.js'
import {checksumOf} from './checksum.js'
import type {RecordDefect} from './defect.js'
import type {FoundBooking, FoundWork, Identified, WantedWork} from './store.js'

/** A record that is not what it should be; the adapter adds the place where it is. */
export class InvalidRecord extends Error {
  override readonly name = 'InvalidRecord'
  readonly defect: RecordDefect
  /** The month whose page it is, where it is about one page of several. */
  readonly month: Month | undefined

  constructor(defect: RecordDefect, month?: Month) {
    super(defect.kind)
    this.defect = defect
    this.month = month
  }
}

/** What the schema makes of a record. */
export function parsedRecord<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  throw new InvalidRecord({kind: 'invalid-fields', problems: problemsOf(parsed.issues)})
}

/** Those of a contract's entries or credits whose id begins like this, by id. */
export const bookingsFound = (
  contract: ContractId,
  pages: readonly Pick<StoredPage, Identified>[],
  what: Identified,
  beginning: string,
): readonly FoundBooking[] =>
  pages
    .flatMap(page => page[what].map(({id}) => ({id, contract})))
    .filter(({id}) => id.startsWith(beginning))
    .sort((a, b) => compareText(a.id, b.id))

/**
 * The entries of a consultant that count in the text of a page, as far as it is one: thousands of pages are looked into in
 * the time in which a few are checked.
 */
export function workIn(
  text: string,
  contract: ContractId,
  {consultant, days}: Pick<WantedWork, 'consultant' | 'days'>,
): readonly FoundWork[] {
  if (!days.some(day => text.includes(`"${day}T`)) || !text.includes(JSON.stringify(consultant))) return []
  const {entries} = (JSON.parse(text) ?? {}) as {readonly entries?: unknown}
  if (!Array.isArray(entries)) return []
  return (entries as readonly (Partial<Entry> | null)[]).flatMap(entry => {
    const {id, start, workedMinutes, voided, consultant: by} = entry ?? {}
    const isWhole = typeof id === 'string' && typeof start === 'string' && typeof workedMinutes === 'number'
    return isWhole && voided === null && by === consultant && days.includes(dayOf(start))
      ? [{contract, id, start, workedMinutes}]
      : []
  })
}

/** The numbers of the requests that were opened in pages. */
export const numbersOpened = (pages: readonly Pick<StoredPage, 'requestRecords'>[]): readonly string[] =>
  pages.flatMap(({requestRecords}) =>
    requestRecords.flatMap(record => (record.record === 'opened' ? [record.facts.number] : [])),
  )

/** Reads a contract's record; it must be the one that was asked for. */
export function decodeContract(value: unknown, id: ContractId): Contract {
  const {record, checksum} = splitContract(value as object)
  const parsed = parseContract(record)
  if (!parsed.ok) throw new InvalidRecord({kind: 'invalid-fields', problems: parsed.refusal.problems})
  if (parsed.value.id !== id)
    throw new InvalidRecord({kind: 'wrong-id', found: parsed.value.id, expected: id})
  refuseEdited(parsed.value, checksum)
  return parsed.value
}

/** Reads a page's record; it must be the one that was asked for. */
export function decodePage(value: unknown, contract: ContractId, month: Month): StoredPage {
  const {record, checksum} = splitPage(value as object)
  const page = parsedRecord(schemaOfPage(record), record)
  if (page.contract !== contract)
    throw new InvalidRecord({kind: 'wrong-contract', found: page.contract, expected: contract})
  if (page.month !== month) throw new InvalidRecord({kind: 'wrong-month', found: page.month, expected: month})
  refuseEdited(asWritten(page), checksum)
  return page
}

/** A record, and its checksum: null where it has none, or somebody edited it and says that it shall stay so. */
interface Checked {
  readonly record: object
  readonly checksum: string | null
}

/** An open page has its checksum since format 4. */
function splitPage(value: object): Checked {
  const {status, format} = value as {readonly status?: unknown; readonly format?: unknown}
  return status === 'open' && (format === PAGE_FORMAT || format === 4)
    ? splitChecked(value)
    : {record: value, checksum: null}
}

/** A contract has its checksum since format 5, and by that it says its format. */
function splitContract(value: object): Checked {
  if (!('format' in value)) return {record: value, checksum: null}
  const {format, ...rest} = value
  if (format === CONTRACT_FORMAT) return splitChecked(rest)
  throw new InvalidRecord({kind: 'invalid-fields', problems: [{path: 'format', message: 'unknown'}]})
}

const CONTRACT_FORMAT = 5

function splitChecked(value: object): Checked {
  const {checksum, ...record} = value as {readonly checksum?: unknown}
  if (checksum === null || typeof checksum === 'string') return {record, checksum}
  throw new InvalidRecord({kind: 'invalid-fields', problems: [{path: 'checksum', message: 'missing'}]})
}

function refuseEdited(record: object, checksum: string | null): void {
  if (checksum !== null && checksum !== checksumOf(JSON.stringify(record)))
    throw new InvalidRecord({kind: 'edited'})
}

/** Whether the text of a page or a contract says that it was edited and shall stay so. */
export const isUnchecked = (text: string): boolean =>
  /"checksum":\s*null/.test(text) && (JSON.parse(text) as {readonly checksum?: unknown}).checksum === null

/** A contract as it is stored: what could not be read again is never written, and its keys are in the fixed order. */
export function encodeContract(contract: Contract): object {
  const read = decodeContract(contract, contract.id)
  const stored = v.parse(contractSchema, contract)
  return {format: CONTRACT_FORMAT, ...stored, checksum: checksumOf(JSON.stringify(read))}
}

/** A page as it is stored, in today's format: validated once more, its keys in the fixed order. */
export function encodePage(page: OpenPage | ClosedPage, contract: ContractId): object {
  const record = {...page, contract, format: PAGE_FORMAT}
  const stored = v.parse(schemaOfPage(record), record)
  return stored.status === 'open' ? {...stored, checksum: checksumOf(JSON.stringify(stored))} : stored
}

/** A profile as it is stored. */
export const encodeProfile = (profile: Profile): object =>
  v.parse(storeSchema, {format: STORE_FORMAT, ...profile})

/** A profile's record without what tells its format. */
export function decodeProfile(value: unknown): Profile {
  const {format: _, ...profile} = parsedRecord(anyStoreSchema, value)
  return profile
}

/** The holidays that are known, with those of more years; a year that is known stays. */
export const withYears = (known: HolidayCalendar, years: HolidayCalendar['years']): HolidayCalendar => ({
  region: known.region,
  years: {...years, ...known.years},
})

/** The holidays of a region as they are stored. */
export const encodeHolidays = (calendar: HolidayCalendar): object => v.parse(holidayCalendarSchema, calendar)

/** Reads the record of a region's holidays. */
export const decodeHolidays = (value: unknown): HolidayCalendar => parsedRecord(holidayCalendarSchema, value)

/**
 * Throws an {@link InvalidRecord} for a closed page that is missing, whose seal does not hold, or which `next`, the open
 * page after the last closed one, does not continue.
 */
export type ClosedCheck = (month: Month, page: ClosedPage | undefined, next: OpenPage | null) => void

/** The check of whoever reads accounts to show or to change them. */
export const checkClosed: ClosedCheck = (month, page, next) => {
  // Not imported above: loading it costs 2 ms, and what must be quick seldom reads a closed page.
  const {isDeepStrictEqual} = process.getBuiltinModule('node:util')
  if (page === undefined) throw new InvalidRecord({kind: 'closed-page-missing', month}, month)
  if (!isSealed(page)) throw new InvalidRecord({kind: 'seal-broken', month}, month)
  if (next !== null && !isDeepStrictEqual(next.opening, openingAfter(page)))
    throw new InvalidRecord({kind: 'wrong-opening', previous: month}, next.month)
}

/** What is to be read, and what goes with it. */
export interface Assembly {
  readonly scope: Scope | ScopeOf
  readonly check: ClosedCheck
  readonly holidays: readonly HolidayCalendar[]
}

/** Where an adapter finds the pages of one contract. */
export interface PageSource {
  readonly months: readonly Month[]
  readonly read: (month: Month) => StoredPage
  /** Whether the page names the entry; may say yes too often, never too seldom. */
  readonly mentions: (month: Month, entryId: string) => boolean
}

/**
 * Puts an account together: the open pages, back to the one that has the opening, and the closed pages of the scope.
 * Closed pages outside the scope are not read, so the cost does not grow with the history.
 */
export function assembleAccount(
  contract: Contract,
  source: PageSource,
  {scope, check, holidays}: Assembly,
): Account {
  const newestFirst = [...source.months].sort().reverse()
  const open: OpenPage[] = []
  for (const month of newestFirst) {
    const page = source.read(month)
    if (page.status === 'closed') throw new InvalidRecord({kind: 'closed-without-next', month}, month)
    const {contract: _, format: __, ...openPage} = page
    open.unshift(openPage)
    if (page.opening !== null) break
  }
  const [first, ...later] = open
  if (first === undefined || first.opening === null) throw new InvalidRecord({kind: 'no-opening'})
  const {previous} = first.opening
  if (previous !== null && !source.months.includes(previous.month)) {
    throw new InvalidRecord(
      {kind: 'continued-page-missing', month: previous.month, next: first.month},
      previous.month,
    )
  }
  const expected = monthsFrom(monthOf(contract.from), addMonths(first.month, -1))
  const past = [...new Set([...expected, ...newestFirst])].filter(month => month < first.month).sort()
  const readClosed = (month: Month) => {
    const page = source.months.includes(month) ? closedPage(source.read(month)) : undefined
    check(month, page, month === previous?.month ? first : null)
    return page
  }
  const opened = {
    contract,
    open: [{...first, opening: first.opening}, ...later],
    closed: [],
    holidays,
  } as const
  return withClosed(opened, scope, {
    readClosed,
    choose: wanted =>
      past.filter(
        month =>
          (wanted.closedFrom !== undefined && month >= wanted.closedFrom) ||
          wanted.closedMonths?.includes(month) ||
          (wanted.lastClosed && month === previous?.month) ||
          (month >= (wanted.namedFrom ?? month) && wanted.entryIds?.some(id => source.mentions(month, id))),
      ),
  })
}

/** The closed months of an account as its source has them. */
interface ClosedSource {
  /** Those of a scope. */
  readonly choose: (scope: Scope) => readonly Month[]
  readonly readClosed: (month: Month) => ClosedPage | undefined
}

/** The account with the closed pages of the scope, each read once. */
function withClosed(opened: Account, scope: Scope | ScopeOf, {choose, readClosed}: ClosedSource): Account {
  const pages = new Map<Month, ClosedPage | undefined>()
  const asked = new Set<string>()
  for (;;) {
    const closed = [...pages.keys()].sort().flatMap(month => pages.get(month) ?? [])
    const account = {...opened, closed}
    const wanted = typeof scope === 'function' ? scope(account) : scope
    // Which pages name an entry is looked for once: that reads all of them.
    const entryIds = wanted.entryIds?.filter(id => !asked.has(id)) ?? []
    for (const id of entryIds) asked.add(id)
    const more = choose({...wanted, entryIds}).filter(month => !pages.has(month))
    if (more.length === 0) return account
    for (const month of more) pages.set(month, readClosed(month))
  }
}

function closedPage(page: StoredPage): ClosedPage {
  if (page.status === 'closed') return page
  throw new InvalidRecord({kind: 'open-before-next', month: page.month}, page.month)
}

/** The records that a change made, by month: everything that is not the same object as before. */
export function changedPages(before: Account, after: Account): readonly (OpenPage | ClosedPage)[] {
  const unchanged = new Set<OpenPage | ClosedPage>([...before.open, ...before.closed])
  return [...after.closed, ...after.open].filter(page => !unchanged.has(page))
}

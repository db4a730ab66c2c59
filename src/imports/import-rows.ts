import {type Context, personOf} from '../cli/context.js'
import {findAccount, findContract} from '../cli/contracts.js'
import {forEachContract, worstOf} from '../cli/each-contract.js'
import {accepted, EXIT, exitCodeOf} from '../cli/failure.js'
import {daysTouched, prepareHolidays} from '../cli/prepare-holidays.js'
import {showProgress} from '../cli/progress.js'
import {addDays, type Day, dayOf, type Instant} from '../domain/calendar.js'
import {findConsultant} from '../domain/consultants.js'
import type {Contract, ContractId} from '../domain/contract.js'
import {type HolidayCalendar, type HolidayRegion, isSameRegion} from '../domain/holidays.js'
import type {Account} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import {ok} from '../domain/refusal.js'
import type {DraftRow, Reading, RowReason} from '../exchange/reading.js'
import {type Times, timesOf} from '../exchange/times.js'
import {type ImportedEntries, type ImportRow, importEntries} from '../operations/import-entries.js'
import {type Store, WHOLE_HISTORY} from '../storage/store.js'
import {
  type RefusedRow,
  refusedAsRead,
  refusedByRule,
  refusedInTime,
  refusedWithContract,
  type Source,
} from './refused-rows.js'

/** What became of the rows of one contract. */
export interface ImportedContract {
  /** As the file calls it. */
  readonly name: string
  readonly id: ContractId
  readonly imported: number
  readonly repeated: number
  readonly refused: number
}

export interface ImportedRows {
  readonly contracts: readonly ImportedContract[]
  /** By line. */
  readonly refused: readonly RefusedRow[]
  /** That of the worst row; 0 if every row is in the store. */
  readonly exitCode: number
}

export interface ImportOptions<Reason> {
  /** What is said of a row that cannot be read. */
  readonly reasonText: (reason: Reason | RowReason) => string
  /** The consultant where a row names none. */
  readonly by: string | undefined
  readonly isDryRun: boolean
  /** Without a bar of how many contracts are done. */
  readonly isSilent: boolean
}

/**
 * Brings the rows of a file into the store, those of each contract at once. A contract that is damaged, busy or not
 * there has its rows refused, and does not stop the others.
 */
export async function importRows<Reason extends {readonly kind: string}>(
  reading: Reading<Reason>,
  context: Context,
  {by, isDryRun, isSilent, reasonText}: ImportOptions<Reason>,
): Promise<ImportedRows> {
  const groups = rowsByContract(reading)
  const isSaidByAll = [...groups.values()].flat().every(({draft}) => draft.consultant !== undefined)
  const {columns, constants} = reading
  const source = {columns, constants, reasonText}
  const importing = {
    source,
    context,
    isDryRun,
    consultant: isSaidByAll ? '' : await personOf(by, context, 'who did the work'),
  }
  const ids = [...groups.keys()]
  const progress = showProgress(ids.length, process.stderr, isSilent)
  const {done, failed, exitCode} = await forEachContract(ids, async id => {
    const imported = await importContract(id, groups.get(id) ?? [], importing)
    progress.step()
    return imported
  }).finally(progress.end)
  const outcomes = [
    ...done,
    ...failed.map(({contract: id, error}) => {
      const refused = (groups.get(id) ?? []).map(row => refusedWithContract(row, error, source))
      return {id, imported: 0, repeated: 0, refused, exitCode: EXIT.done}
    }),
  ]
  const unread = reading.rows.flatMap(row =>
    row.kind === 'problem' ? [refusedAsRead(row.problem, source)] : [],
  )
  return {
    contracts: outcomes
      .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      .map(({id, imported, repeated, refused}) => {
        return {name: nameOf(groups.get(id) ?? []), id, imported, repeated, refused: refused.length}
      }),
    refused: [...unread, ...outcomes.flatMap(({refused}) => refused)].toSorted((a, b) => a.line - b.line),
    exitCode: worstOf([
      exitCode,
      unread.length > 0 ? EXIT.usage : EXIT.done,
      ...outcomes.map(outcome => outcome.exitCode),
    ]),
  }
}

function rowsByContract({
  rows,
}: Pick<Reading<unknown>, 'rows'>): ReadonlyMap<ContractId, readonly DraftRow[]> {
  const groups = new Map<ContractId, DraftRow[]>()
  for (const row of rows) {
    if (row.kind !== 'draft') continue
    const group = groups.get(row.draft.contract) ?? []
    group.push(row)
    groups.set(row.draft.contract, group)
  }
  return groups
}

/** Names that make the same id are those of one contract. */
const nameOf = (rows: readonly DraftRow[]): string =>
  [...new Set(rows.map(({contractName}) => contractName))].join(', ')

// One contract

interface Importing {
  readonly source: Source<RowReason>
  readonly context: Context
  /** Where a row names none. */
  readonly consultant: string
  readonly isDryRun: boolean
}

interface Outcome extends Omit<ImportedContract, 'name' | 'refused'> {
  readonly refused: readonly RefusedRow[]
  readonly exitCode: number
}

async function importContract(
  id: ContractId,
  rows: readonly DraftRow[],
  {source, context, consultant, isDryRun}: Importing,
): Promise<Outcome> {
  const {store, now, operator, profile} = context
  const contract = await findContract(store, id)
  const {consultants, defaults} = profile
  const {placed, unplaced} = placeRows(rows, contract, {source, consultant, consultants})
  const importInto = (account: Account) => importEntries(account, placed, {now, by: operator, defaults})
  const {booked, repeated, refused} = isDryRun
    ? importInto(await findAccountForDryRun(store, contract, daysOf(placed, contract, now)))
    : await importForGood(store, contract, daysOf(placed, contract, now), importInto)
  return {
    ...{id, imported: booked.length, repeated: repeated.length},
    refused: [...unplaced, ...refused.map(({row, refusal}) => refusedByRule(row.source, refusal, source))],
    exitCode: worstOf([
      unplaced.length > 0 ? EXIT.usage : EXIT.done,
      ...refused.map(({refusal}) => exitCodeOf(refusal)),
    ]),
  }
}

/** A row with its times by the clocks of the contract. */
interface PlacedRow extends ImportRow {
  readonly start: Instant
  readonly source: DraftRow
}

function placeRows(
  rows: readonly DraftRow[],
  {timezone}: Contract,
  {source, consultant, consultants}: Pick<Importing, 'source' | 'consultant'> & Pick<Profile, 'consultants'>,
): {readonly placed: readonly PlacedRow[]; readonly unplaced: readonly RefusedRow[]} {
  const placed: PlacedRow[] = []
  const unplaced: RefusedRow[] = []
  for (const row of rows) {
    const times = timesOf(row.draft, timezone)
    const named = findConsultant(consultants, row.draft.consultant ?? consultant)
    if (!times.ok) unplaced.push(refusedInTime(row, times.refusal, source))
    else if (!named.ok) unplaced.push(refusedByRule(row, named.refusal, source))
    else placed.push(placedRow(row, times.value, named.value))
  }
  return {placed, unplaced}
}

function placedRow(source: DraftRow, {start, workedMinutes}: Times, consultant: string): PlacedRow {
  const {id, contract: _contract, start: _start, length: _length, ...said} = source.draft
  return {id, start, source, request: {text: '', ...said, start, workedMinutes, consultant}}
}

async function importForGood(
  store: Store,
  contract: Contract,
  days: readonly Day[],
  importInto: (account: Account) => ImportedEntries<PlacedRow>,
): Promise<ImportedEntries<PlacedRow>> {
  await prepareHolidays(store, contract, days)
  return accepted(await store.updateAccount(contract.id, WHOLE_HISTORY, account => ok(importInto(account))))
}

/** The account with all it takes to rate work on these days; what has to be looked up for that is not kept. */
async function findAccountForDryRun(
  store: Store,
  contract: Contract,
  days: readonly Day[],
): Promise<Account> {
  const found: HolidayCalendar[] = []
  const lookUpOnly = {
    readHolidays: async (region: HolidayRegion) =>
      found.find(calendar => isSameRegion(calendar.region, region)) ?? store.readHolidays(region),
    addHolidays: async ({region, years}: HolidayCalendar) => {
      found.push({region, years: {...years, ...(await store.readHolidays(region)).years}})
    },
  }
  const holidays = await prepareHolidays(lookUpOnly, contract, days)
  return {...(await findAccount(store, contract.id, WHOLE_HISTORY)), holidays}
}

/** Days on which work can be rated, not before the contract or in a future that no work may be in. */
function daysOf(rows: readonly PlacedRow[], contract: Contract, now: Instant): readonly Day[] {
  const last = addDays(dayOf(now), 2)
  const possible = rows.filter(({start}) => dayOf(start) >= contract.from && dayOf(start) <= last)
  return possible.flatMap(({start}) => daysTouched(start, contract))
}

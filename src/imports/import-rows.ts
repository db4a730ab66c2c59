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
import {WHOLE_HISTORY} from '../domain/scope.js'
import type {DraftRow, Reading, RowReason} from '../exchange/reading.js'
import {type Times, timesOf} from '../exchange/times.js'
import {type ImportedEntries, importEntries} from '../operations/import-entries.js'
import type {ImportRow} from '../operations/known-rows.js'
import type {Warning} from '../operations/warnings.js'
import type {Store} from '../storage/store.js'
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
  readonly heldBack: number
}

/** What should be known of a row that is in the store, or would be. */
export interface RowWarning {
  readonly line: number
  readonly contract: ContractId
  readonly warning: Warning
}

export interface ImportedRows {
  readonly contracts: readonly ImportedContract[]
  /** By line. */
  readonly refused: readonly RefusedRow[]
  /** By line. */
  readonly warnings: readonly RowWarning[]
  /** That of the worst row; 0 if every row is in the store. */
  readonly exitCode: number
}

export interface ImportOptions<Reason> {
  /** What is said of a row that cannot be read. */
  readonly reasonText: (reason: Reason | RowReason) => string
  /** The consultant where a row names none. */
  readonly by: string | undefined
  readonly isDryRun: boolean
  /** Whether one row that is refused holds back all others, also those of other contracts. */
  readonly isAllOrNothing: boolean
  /** The name of the format. */
  readonly format: string
  /** Without a bar of how many contracts are done. */
  readonly isSilent: boolean
}

/**
 * Brings the rows of a file into the store, those of each contract at once. A contract that is damaged, busy or not
 * there has its rows refused, and does not stop the others, unless all or nothing is asked for: then all are tried
 * first and nothing is written if one row is refused. What changed between trying and writing stops what is left.
 */
export async function importRows<Reason extends {readonly kind: string}>(
  reading: Reading<Reason>,
  context: Context,
  options: ImportOptions<Reason>,
): Promise<ImportedRows> {
  const {isAllOrNothing, isDryRun} = options
  const importing = await importingOf(reading, context, options)
  if (!isAllOrNothing) return importEach(reading, importing, options)
  const tried = await importEach(reading, {...importing, isDryRun: true}, options)
  if (tried.refused.length > 0) return holdingBackAll(tried)
  return isDryRun ? tried : importEach(reading, importing, options)
}

async function importingOf<Reason extends {readonly kind: string}>(
  {rows, columns, constants}: Reading<Reason>,
  context: Context,
  {by, isDryRun, isAllOrNothing, format, reasonText}: ImportOptions<Reason>,
): Promise<Importing> {
  const isSaidByAll = rows.every(row => row.kind !== 'draft' || row.draft.consultant !== undefined)
  return {
    ...{source: {columns, constants, reasonText}, context, isDryRun, isAllOrNothing, format},
    consultant: isSaidByAll ? '' : await personOf(by, context, 'who did the work'),
  }
}

/** Nothing was written, of no contract. */
const holdingBackAll = ({contracts, ...others}: ImportedRows): ImportedRows => ({
  ...others,
  contracts: contracts.map(contract => ({
    ...contract,
    imported: 0,
    heldBack: contract.heldBack + contract.imported,
  })),
  warnings: [],
})

async function importEach<Reason extends {readonly kind: string}>(
  reading: Reading<Reason>,
  importing: Importing,
  {isSilent, reasonText}: ImportOptions<Reason>,
): Promise<ImportedRows> {
  const groups = rowsByContract(reading)
  const ids = [...groups.keys()]
  const progress = showProgress(ids.length, process.stderr, isSilent)
  const isStopping = importing.isAllOrNothing && !importing.isDryRun
  let isStopped = false
  const {done, failed, exitCode} = await forEachContract(ids, async id => {
    const rows = groups.get(id) ?? []
    if (isStopped) return holdingBack(id, rows)
    isStopped = isStopping // unless it succeeds
    const outcome = await importContract(id, rows, importing)
    isStopped = isStopping && outcome.refused.length > 0
    progress.step()
    return outcome
  }).finally(progress.end)
  const outcomes = [
    ...done,
    ...failed.map(({contract: id, error}) => ({
      ...holdingBack(id, []),
      refused: (groups.get(id) ?? []).map(row => refusedWithContract(row, error, importing.source)),
    })),
  ]
  const unread = reading.rows.flatMap(row =>
    row.kind === 'problem' ? [refusedAsRead(row.problem, {reasonText})] : [],
  )
  return {
    contracts: outcomes
      .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      .map(({id, imported, repeated, refused, heldBack}) => {
        const name = nameOf(groups.get(id) ?? [])
        return {name, id, imported, repeated, refused: refused.length, heldBack}
      }),
    refused: [...unread, ...outcomes.flatMap(({refused}) => refused)].toSorted((a, b) => a.line - b.line),
    warnings: outcomes.flatMap(({warnings}) => warnings).toSorted((a, b) => a.line - b.line),
    exitCode: worstOf([
      exitCode,
      unread.length > 0 ? EXIT.usage : EXIT.done,
      ...outcomes.map(outcome => outcome.exitCode),
    ]),
  }
}

const holdingBack = (id: ContractId, rows: readonly DraftRow[]): Outcome => ({
  ...{id, imported: 0, repeated: 0, refused: [], heldBack: rows.length, warnings: [], exitCode: EXIT.done},
})

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
  readonly isAllOrNothing: boolean
  readonly format: string
}

interface Outcome extends Omit<ImportedContract, 'name' | 'refused'> {
  readonly refused: readonly RefusedRow[]
  readonly warnings: readonly RowWarning[]
  readonly exitCode: number
}

async function importContract(
  id: ContractId,
  rows: readonly DraftRow[],
  {source, context, consultant, isDryRun, isAllOrNothing, format}: Importing,
): Promise<Outcome> {
  const {store, now, operator, profile} = context
  const contract = await findContract(store, id)
  const {consultants, defaults} = profile
  const {placed, unplaced} = placeRows(rows, contract, {source, consultant, consultants})
  const recording = {now, by: operator, defaults, format, isAllOrNothing, consultants}
  const importInto = (account: Account) => importEntries(account, placed, recording)
  const {booked, repeated, refused, heldBack, warnings} = isDryRun
    ? importInto(await findAccountForDryRun(store, contract, daysOf(placed, contract, now)))
    : await importForGood(store, contract, daysOf(placed, contract, now), importInto)
  const warningOf = (row: PlacedRow, warning: Warning) => ({line: row.source.line, contract: id, warning})
  return {
    ...{id, imported: booked.length, repeated: repeated.length, heldBack: heldBack.length},
    refused: [...unplaced, ...refused.map(({row, refusal}) => refusedByRule(row.source, refusal, source))],
    warnings: [
      ...booked.flatMap(row =>
        row.existTwice.map(start => warningOf(row, {kind: 'time-exists-twice', start})),
      ),
      ...warnings.map(({row, warning}) => warningOf(row, warning)),
    ],
    exitCode: worstOf([
      unplaced.length > 0 ? EXIT.usage : EXIT.done,
      ...refused.map(({refusal}) => exitCodeOf(refusal)),
    ]),
  }
}

/** A row with its times by the clocks of the contract. */
interface PlacedRow extends ImportRow {
  readonly existTwice: readonly Instant[]
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

function placedRow(
  source: DraftRow,
  {start, workedMinutes, existTwice}: Times,
  consultant: string,
): PlacedRow {
  const {id, formerIdentity, isDayOnly, contract: _contract, length: _length, ...said} = source.draft
  return {
    ...{id, formerIdentity, isDayOnly, namesConsultant: said.consultant !== undefined, existTwice, source},
    request: {text: '', ...said, start, workedMinutes, consultant},
  }
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
  const possible = rows
    .map(({request}) => request.start)
    .filter(start => dayOf(start) >= contract.from && dayOf(start) <= last)
  return possible.flatMap(start => daysTouched(start, contract))
}

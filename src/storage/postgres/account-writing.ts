import {dayOf, type Instant, type Month} from '../../domain/calendar.js'
import type {Contract, ContractId} from '../../domain/contract.js'
import type {Account, ClosedPage, OpenPage} from '../../domain/page.js'
import {sealLineOf} from '../../domain/witness.js'
import {changedPages} from '../account-codec.js'
import {StoreDamagedError} from '../store-errors.js'
import {parseJson} from '../stored-json.js'
import {
  type AccountPages,
  closedText,
  contractRows,
  LIST_NAMES,
  type ListName,
  type Parted,
  pageRows,
  TABLE_OF,
} from './account-rows.js'
import type {Transaction, Value} from './database.js'

/** What of a row stands in columns of its own, beside the record, each with its type and where it is taken from. */
interface Column {
  readonly name: string
  readonly type: 'text' | 'date'
  readonly of: (record: Fields) => unknown
}
type Fields = Readonly<Record<string, unknown>>

const ID: Column = {name: 'id', type: 'text', of: ({id}) => id}
const CONSULTANT: Column = {name: 'consultant', type: 'text', of: ({consultant}) => consultant}
const DAY: Column = {
  name: 'day',
  type: 'date',
  of: ({start}) => (typeof start === 'string' ? dayOf(start as Instant) : undefined),
}
const NUMBER: Column = {name: 'number', type: 'text', of: record => numberIn(record)}

export const COLUMNS: Readonly<Record<ListName, readonly Column[]>> = {
  entries: [ID, CONSULTANT, DAY],
  credits: [ID],
  reversals: [],
  creditReversals: [],
  requestRecords: [NUMBER],
}

/** Which request a record of a page is about. */
const numberIn = ({number, facts, request}: Fields): unknown =>
  number ?? (facts as Fields | undefined)?.number ?? (request as Fields | undefined)?.number

/** What the database can look for: no text of its has the character zero. */
export const searchable = (text: string): string => text.replaceAll('\0', '\ufffd')

const columnValue = (value: unknown): string | null => (typeof value === 'string' ? searchable(value) : null)

/** Writes what a change made of an account, and of that only what differs from what is stored. */
export async function writeAccount(
  transaction: Transaction,
  pages: AccountPages,
  before: Account,
  after: Account,
): Promise<void> {
  const {id} = after.contract
  if (after.contract !== before.contract)
    await writeContract(transaction, after.contract, pages.contractRows, pages.pathOf())
  for (const page of changedPages(before, after)) {
    const place = pages.pathOf(page.month)
    if (page.status === 'open')
      await writeOpen(transaction, id, page.month, {
        before: pages.openRows(page.month),
        after: pageRows(page, id, place),
      })
    else await closePage(transaction, id, page, {place, isNew: pages.openRows(page.month) !== undefined})
  }
  await transaction.change('UPDATE $schema.account SET changes = changes + 1 WHERE id = $1', id)
}

/** Writes a new account, in which nothing is closed. */
export async function writeNew(transaction: Transaction, account: Account, place: string): Promise<void> {
  const {contract, open} = account
  await writeContract(transaction, contract, undefined, place)
  for (const page of open) {
    const after = pageRows(page as OpenPage, contract.id, place)
    await writeOpen(transaction, contract.id, page.month, {before: undefined, after})
  }
}

async function writeContract(
  {change}: Transaction,
  contract: Contract,
  before: Parted | undefined,
  place: string,
): Promise<void> {
  await writeContractRows({change}, contract.id, before, contractRows(contract, place))
}

async function writeContractRows(
  {change}: Pick<Transaction, 'change'>,
  id: ContractId,
  before: Parted | undefined,
  {rest, lists}: Parted,
): Promise<void> {
  if (rest !== before?.rest)
    await change(
      'INSERT INTO $schema.contract (account, record) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET record = EXCLUDED.record',
      id,
      rest,
    )
  const terms = lists.get('terms') ?? []
  const {changed, surplus} = differences(before?.lists.get('terms') ?? [], terms)
  if (changed.length > 0)
    await change(
      'INSERT INTO $schema.terms (account, position, month, record) SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::json[]) ON CONFLICT (account, position) DO UPDATE SET month = EXCLUDED.month, record = EXCLUDED.record',
      id,
      changed,
      changed.map(index => columnValue(recordAt(terms, index).from)),
      changed.map(index => terms[index] ?? null),
    )
  if (surplus !== null)
    await change('DELETE FROM $schema.terms WHERE account = $1 AND position >= $2', id, surplus)
}

/** Writes an open page: what of it is not stored like that already. */
async function writeOpen(
  {change}: Pick<Transaction, 'change'>,
  id: ContractId,
  month: Month,
  {before, after}: {readonly before: Parted | undefined; readonly after: Parted},
): Promise<void> {
  if (before === undefined)
    await change(
      'INSERT INTO $schema.open_page (account, month, record) VALUES ($1, $2, $3)',
      id,
      month,
      after.rest,
    )
  else if (before.rest !== after.rest)
    await change(
      'UPDATE $schema.open_page SET record = $3 WHERE account = $1 AND month = $2',
      id,
      month,
      after.rest,
    )
  for (const name of LIST_NAMES) {
    const rows = after.lists.get(name) ?? []
    const {changed, surplus} = differences(before?.lists.get(name) ?? [], rows)
    if (changed.length > 0) await writeRows({change}, id, month, name, rows, changed)
    if (surplus !== null)
      await change(
        `DELETE FROM $schema.${TABLE_OF[name]} WHERE account = $1 AND month = $2 AND position >= $3`,
        ...[id, month, surplus],
      )
  }
}

async function writeRows(
  {change}: Pick<Transaction, 'change'>,
  id: ContractId,
  month: Month,
  name: ListName,
  rows: readonly string[],
  changed: readonly number[],
): Promise<void> {
  const columns = COLUMNS[name]
  const records = changed.map(index => recordAt(rows, index))
  if (name === 'requestRecords') await indexNumbers({change}, id, records.map(numberIn))
  const names = ['record', ...columns.map(each => each.name)]
  const types = ['integer', 'json', ...columns.map(each => each.type)]
  const values: readonly Value[] = columns.map(({of}) => records.map(record => columnValue(of(record))))
  await change(
    `INSERT INTO $schema.${TABLE_OF[name]} (account, month, position, ${names.join(', ')})
SELECT $1, $2, * FROM unnest(${types.map((type, index) => `$${index + 3}::${type}[]`).join(', ')})
ON CONFLICT (account, month, position) DO UPDATE SET ${names.map(each => `${each} = EXCLUDED.${each}`).join(', ')}`,
    ...[id, month, changed, changed.map(index => rows[index] ?? null), ...values],
  )
}

/** Enters an account as one that has requests of these numbers. */
async function indexNumbers(
  {change}: Pick<Transaction, 'change'>,
  id: ContractId,
  numbers: readonly unknown[],
): Promise<void> {
  const texts = numbers.filter(each => typeof each === 'string')
  if (texts.length === 0) return
  await change(
    'INSERT INTO $schema.request (number, account) SELECT DISTINCT number, $1 FROM unnest($2::text[]) AS number ON CONFLICT DO NOTHING',
    id,
    texts,
  )
}

async function closePage(
  transaction: Transaction,
  id: ContractId,
  page: ClosedPage,
  {place, isNew}: {readonly place: string; readonly isNew: boolean},
): Promise<void> {
  const text = closedText(page, id)
  const [stored] = isNew
    ? []
    : await transaction.ask(
        'SELECT page FROM $schema.closed_page WHERE account = $1 AND month = $2',
        ...[id, page.month],
      )
  if (stored === undefined) {
    await transaction.change(
      'DELETE FROM $schema.open_page WHERE account = $1 AND month = $2',
      id,
      page.month,
    )
    await writeClosed(transaction, id, page.month, text, place)
  } else if (stored.page !== text)
    throw new StoreDamagedError(place, {kind: 'closed-before', line: sealLineOf(page)})
}

async function writeClosed(
  {change}: Pick<Transaction, 'change'>,
  id: ContractId,
  month: Month,
  text: string,
  place: string,
): Promise<void> {
  const {number, seal, closedAt, bookings, requests} = closedColumns(parseJson(text, place), place)
  await change(
    'INSERT INTO $schema.closed_page (account, month, number, seal, closed_at, page) VALUES ($1, $2, $3, $4, $5, $6)',
    ...[id, month, number, seal, closedAt, text],
  )
  if (bookings.length > 0)
    await change(
      'INSERT INTO $schema.closed_booking (account, month, kind, id, consultant, day) SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::date[])',
      ...[id, month, bookings.map(each => each.kind), bookings.map(each => each.id)],
      ...[bookings.map(each => each.consultant), bookings.map(each => each.day)],
    )
  await indexNumbers({change}, id, requests)
}

/** What of a closed page stands in columns. @throws StoreDamagedError it has no number, seal or time */
export function closedColumns(page: object, place: string) {
  const fields = page as Fields
  const seal = (fields.seal as Fields | undefined)?.sha256
  const {number, closedAt} = fields
  if (typeof number !== 'string' || typeof seal !== 'string' || typeof closedAt !== 'string')
    throw new StoreDamagedError(place, {
      kind: 'invalid-fields',
      problems: [{path: 'seal', message: 'the seal of a closed page, with its number and time'}],
    })
  const requests = recordsOf(fields, 'requestRecords').flatMap(record => columnValue(numberIn(record)) ?? [])
  return {number, seal, closedAt, bookings: closedBookings(fields), requests}
}

/** What of a row of an open page stands in columns, in their order. */
export const columnsOf = (list: ListName, row: string): readonly (string | null)[] => {
  const record: Fields = JSON.parse(row)
  return COLUMNS[list].map(({of}) => columnValue(of(record)))
}

/** What is looked for in closed pages. */
export interface ClosedBooking {
  readonly kind: 'entries' | 'credits'
  readonly id: string | null
  readonly consultant: string | null
  readonly day: string | null
}

export const closedBookings = (page: Fields): readonly ClosedBooking[] => [
  ...recordsOf(page, 'entries').map(entry => ({
    kind: 'entries' as const,
    id: columnValue(entry.id),
    consultant: columnValue(entry.consultant),
    day: columnValue(DAY.of(entry)),
  })),
  ...recordsOf(page, 'credits').map(({id}) => ({
    ...{kind: 'credits' as const, id: columnValue(id)},
    ...{consultant: null, day: null},
  })),
]

const recordsOf = (page: Fields, list: string): readonly Fields[] => {
  const records = page[list]
  return Array.isArray(records) ? records.filter(each => typeof each === 'object' && each !== null) : []
}

const recordAt = (rows: readonly string[], index: number): Fields => JSON.parse(rows[index] ?? '{}')

/** Which rows differ, and from where on there are too many. */
function differences(
  before: readonly string[],
  after: readonly string[],
): {readonly changed: readonly number[]; readonly surplus: number | null} {
  return {
    changed: after.flatMap((row, index) => (row === before[index] ? [] : [index])),
    surplus: before.length > after.length ? after.length : null,
  }
}

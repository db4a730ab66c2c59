import type {Month} from '../../domain/calendar.js'
import type {Contract, ContractId} from '../../domain/contract.js'
import type {ClosedPage, OpenPage} from '../../domain/page.js'
import type {Scope} from '../../domain/scope.js'
import type {StoredPage} from '../../schema/page.js'
import {decodeContract, decodePage, encodeContract, encodePage, type PageSource} from '../account-codec.js'
import {valid} from '../damage.js'
import {StoreDamagedError} from '../store-errors.js'
import {fileOfMonth} from '../store-files.js'
import {formatJson, hasHalfLetter, parseJson} from '../stored-json.js'
import type {Row, Session} from './database.js'

/** The lists of an open page whose members are rows of their own, and the table that each is in. */
export const TABLE_OF = {
  entries: 'entry',
  credits: 'credit',
  reversals: 'reversal',
  creditReversals: 'credit_reversal',
  requestRecords: 'request_event',
} as const
export type ListName = keyof typeof TABLE_OF
export const LIST_NAMES = Object.keys(TABLE_OF) as readonly ListName[]

/** A record whose lists have rows of their own: what is left of it, with an empty list for each, and the rows, as JSON. */
export interface Parted {
  readonly rest: string
  readonly lists: ReadonlyMap<string, readonly string[]>
}

/** Takes the lists out of a record. @throws StoreDamagedError one of them is no list of records */
export function parted(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
  place: string,
): Parted {
  const lists = names.map(name => {
    const list = record[name] ?? []
    if (!Array.isArray(list) || list.some(each => typeof each !== 'object' || each === null))
      throw new StoreDamagedError(place, {
        kind: 'invalid-fields',
        problems: [{path: name, message: 'a list of records'}],
      })
    return [name, list.map(jsonOf)] as const
  })
  const emptied = names.filter(name => name in record).map(name => [name, []] as const)
  return {
    rest: jsonOf({...record, ...Object.fromEntries(emptied)}),
    lists: new Map(lists),
  }
}

/** Puts the lists back: the record as it was taken apart, its keys in their order. */
export function joined({rest, lists}: Parted, place: string): object {
  const record = parseJson(rest, place)
  const filled = [...lists]
    .filter(([name, rows]) => name in record || rows.length > 0)
    .map(([name, rows]) => [name, rows.map(row => parseJson(row, place))] as const)
  return {...record, ...Object.fromEntries(filled)}
}

/** @throws TypeError where a text has half a letter, which every input refuses */
export function jsonOf(value: unknown): string {
  const json = JSON.stringify(value)
  if (hasHalfLetter(json)) throw new TypeError('a text with half a letter is not stored')
  return json
}

/** What is stored of one account. */
export interface AccountRows {
  /** Without one the account is damaged. */
  readonly contract: Parted | undefined
  readonly open: ReadonlyMap<Month, Parted>
  readonly closedMonths: readonly Month[]
}

const PART = (list: ListName) =>
  `SELECT '${list}', account, month, position, record::text FROM $schema.${TABLE_OF[list]} WHERE account = ANY ($1)`

/** All but the closed pages, in one statement: by it an account is as it was at one moment. */
const ROWS = `SELECT 'account' AS part, id AS account, NULL AS month, 0 AS position, NULL AS record FROM $schema.account WHERE id = ANY ($1)
UNION ALL SELECT 'contract', account, NULL, 0, record::text FROM $schema.contract WHERE account = ANY ($1)
UNION ALL SELECT 'terms', account, month, position, record::text FROM $schema.terms WHERE account = ANY ($1)
UNION ALL SELECT 'open', account, month, 0, record::text FROM $schema.open_page WHERE account = ANY ($1)
UNION ALL SELECT 'closed', account, month, 0, NULL FROM $schema.closed_page WHERE account = ANY ($1)
UNION ALL ${LIST_NAMES.map(PART).join('\nUNION ALL ')}`

/** What is stored of accounts, by id; of one that is not there, nothing. */
export async function readRows(
  {ask}: Session,
  ids: readonly ContractId[],
): Promise<ReadonlyMap<ContractId, AccountRows>> {
  const byAccount = new Map<string, Row[]>()
  for (const row of await ask(ROWS, ids)) {
    const rows = byAccount.get(row.account ?? '')
    if (rows === undefined) byAccount.set(row.account ?? '', [row])
    else rows.push(row)
  }
  return new Map([...byAccount].map(([id, rows]) => [id, accountRows(rows)]))
}

function accountRows(rows: readonly Row[]): AccountRows {
  const records = new Map<string, string[]>()
  for (const {part, month, record} of rows.toSorted((a, b) => Number(a.position) - Number(b.position))) {
    const key = `${part} ${part === 'terms' ? '' : (month ?? '')}`
    const known = records.get(key)
    if (known === undefined) records.set(key, [record ?? ''])
    else known.push(record ?? '')
  }
  const monthsOf = (wanted: string) =>
    rows.flatMap(({part, month}) => (part === wanted ? [month as Month] : [])).sort()
  const recordsOf = (part: string, month = '') => records.get(`${part} ${month}`) ?? []
  const [contract] = recordsOf('contract')
  return {
    contract:
      contract === undefined ? undefined : {rest: contract, lists: new Map([['terms', recordsOf('terms')]])},
    open: new Map(
      monthsOf('open').map(month => [
        month,
        {
          rest: recordsOf('open', month)[0] ?? '',
          lists: new Map(LIST_NAMES.map(name => [name, recordsOf(name, month)])),
        },
      ]),
    ),
    closedMonths: monthsOf('closed'),
  }
}

/** Which closed pages a scope names, with their text. */
const CLOSED = `SELECT month, page FROM $schema.closed_page WHERE account = $1 AND NOT month = ANY ($7) AND (
  month >= $2 OR month = ANY ($3) OR ($4 AND month = (SELECT max(month) FROM $schema.closed_page WHERE account = $1))
  OR (month >= $5 AND EXISTS (SELECT FROM unnest($6::text[]) AS named WHERE strpos(page, named) > 0)))`
const NO_MONTH = 'never'

/** Where an account, or the page of a month, is kept. */
export type Locate = (contract: ContractId, month?: Month) => string

/**
 * What was read of one account, page by page. Closed pages are read when a scope names them, and as texts: which they are is
 * asked of the database, which need not send the others.
 */
export class AccountPages implements PageSource {
  readonly #id: ContractId
  readonly #rows: AccountRows
  readonly #closed = new Map<Month, string>()
  readonly #pages = new Map<Month, StoredPage>()
  readonly #known = new Set<string>()
  readonly #locate: Locate
  #lacking: Scope | undefined

  constructor(id: ContractId, rows: AccountRows, locate: Locate) {
    this.#id = id
    this.#rows = rows
    this.#locate = locate
  }

  get months(): readonly Month[] {
    return [...this.#rows.open.keys(), ...this.#rows.closedMonths].sort()
  }

  /** @throws StoreDamagedError also `missing` */
  readContract(): Contract {
    const place = this.#locate(this.#id)
    const {contract} = this.#rows
    if (contract === undefined) throw new StoreDamagedError(place, 'missing')
    return valid(place, () => decodeContract(joined(contract, place), this.#id))
  }

  read(month: Month): StoredPage {
    const known = this.#pages.get(month)
    if (known !== undefined) return known
    const page = valid(this.pathOf(month), () => decodePage(this.#valueOf(month), this.#id, month))
    this.#pages.set(month, page)
    return page
  }

  /** Only where the page was read: where it names the entry, it was. */
  mentions(month: Month, entryId: string): boolean {
    return this.#closed.get(month)?.includes(JSON.stringify(entryId)) ?? false
  }

  /** A scope as far as its pages were read; of one that was not, nothing, and it is what is {@link lacking}. */
  within(scope: Scope): Scope {
    if (!namesClosed(scope) || this.#known.has(JSON.stringify(scope))) return scope
    this.#lacking = scope
    return {}
  }

  /** What has to be read before the account can be put together once more. */
  get lacking(): Scope | undefined {
    return this.#lacking
  }

  /** Reads the closed pages that a scope names. */
  async load({ask}: Session, scope: Scope): Promise<void> {
    this.#lacking = undefined
    this.#known.add(JSON.stringify(scope))
    if (!namesClosed(scope)) return
    const {
      closedFrom = NO_MONTH,
      closedMonths = [],
      lastClosed = false,
      namedFrom = '',
      entryIds = [],
    } = scope
    const named = entryIds.map(id => JSON.stringify(id))
    const loaded = [...this.#closed.keys()]
    const rows = await ask(CLOSED, this.#id, closedFrom, closedMonths, lastClosed, namedFrom, named, loaded)
    for (const {month, page} of rows) this.#closed.set(month as Month, page ?? '')
  }

  /** How an open page is stored; undefined where there is none. */
  openRows(month: Month): Parted | undefined {
    return this.#rows.open.get(month)
  }

  /** How the contract is stored. */
  get contractRows(): Parted | undefined {
    return this.#rows.contract
  }

  /** The text of a closed page that was read. */
  closedText(month: Month): string | undefined {
    return this.#closed.get(month)
  }

  /** Where the page of a month is; without one, the account. */
  readonly pathOf = (month?: Month): string => this.#locate(this.#id, month)

  #valueOf(month: Month): object {
    const place = this.pathOf(month)
    const open = this.#rows.open.get(month)
    if (open !== undefined && this.#rows.closedMonths.includes(month))
      throw new StoreDamagedError(place, {kind: 'closed-without-next', month})
    if (open !== undefined) return joined(open, place)
    const text = this.#closed.get(month)
    if (text === undefined) throw new NotRead(month)
    return parseJson(text, place)
  }
}

/** A closed page is needed that no scope names, as the account is not what it should be. */
export class NotRead extends Error {
  override readonly name = 'NotRead'
  readonly month: Month

  constructor(month: Month) {
    super(month)
    this.month = month
  }
}

const namesClosed = ({closedFrom, closedMonths, lastClosed, entryIds}: Scope): boolean =>
  closedFrom !== undefined ||
  lastClosed === true ||
  (closedMonths?.length ?? 0) > 0 ||
  (entryIds?.length ?? 0) > 0

/** A contract as it is stored. */
export const contractRows = (contract: Contract, place: string): Parted =>
  parted({...encodeContract(contract)}, ['terms'], place)

/** An open page as it is stored. */
export const pageRows = (page: OpenPage, contract: ContractId, place: string): Parted =>
  parted({...encodePage(page, contract)}, LIST_NAMES, place)

/** A closed page as it is stored: the bytes that it would have in a folder. */
export const closedText = (page: ClosedPage, contract: ContractId): string =>
  formatJson(encodePage(page, contract))

/** What the files of an account say, as a folder would have them. */
export function* filesOf(
  pages: AccountPages,
  contractFile: string,
): Generator<readonly [name: string, text: string]> {
  const {contractRows: contract} = pages
  if (contract !== undefined) yield [contractFile, formatJson(joined(contract, pages.pathOf()))]
  for (const month of pages.months) {
    const open = pages.openRows(month)
    const text = open === undefined ? pages.closedText(month) : formatJson(joined(open, pages.pathOf(month)))
    if (text !== undefined) yield [fileOfMonth(month), text]
  }
}

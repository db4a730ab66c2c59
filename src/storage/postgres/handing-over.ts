import type {Month} from '../../domain/calendar.js'
import type {ContractId} from '../../domain/contract.js'
import {WHOLE_HISTORY} from '../../domain/scope.js'
import {parseWitness} from '../../schema/witness.js'
import type {StoreFile} from '../store.js'
import {StoreDamagedError} from '../store-errors.js'
import {
  CONTRACT_FILE,
  CONTRACTS,
  HOLIDAYS,
  LOGOS,
  monthOfFile,
  STORE_FILE,
  TARIFFS,
  WITNESS_FILE,
} from '../store-files.js'
import {formatJson, parseJson} from '../stored-json.js'
import {isTimerFolder, TIMER_FILE, TIMERS, timerFolder} from '../timer-place.js'
import {
  AccountPages,
  filesOf,
  jsonOf,
  LIST_NAMES,
  type Locate,
  type Parted,
  parted,
  readRows,
  TABLE_OF,
} from './account-rows.js'
import {closedColumns, columnsOf, searchable} from './account-writing.js'
import {BulkRows} from './bulk-rows.js'
import type {Session, Transaction} from './database.js'
import {inspectWitness} from './witness-rows.js'

/** How many accounts are read at a time. */
const AT_ONCE = 100

/** Hands over all that a session sees, as the files of a store in a folder. */
export async function handOver(
  session: Session,
  take: (file: StoreFile) => Promise<void>,
  locate: Locate,
): Promise<void> {
  const {ask} = session
  const give = (name: string, text: string) => take({name, bytes: Buffer.from(text)})
  const again = (record: string | null | undefined, place: string) =>
    formatJson(parseJson(record ?? '', place))
  const [store] = await ask('SELECT profile FROM $schema.store')
  await give(STORE_FILE, again(store?.profile, STORE_FILE))
  await give(WITNESS_FILE, (await inspectWitness(session, WITNESS_FILE)).text)
  for (const {consultant, record} of await ask(
    'SELECT consultant, record FROM $schema.timer WHERE record IS NOT NULL ORDER BY consultant',
  ))
    await give(`${timerFolder('', consultant ?? '').replace(/^\//, '')}/${TIMER_FILE}`, again(record, TIMERS))
  const ids = (await ask('SELECT id FROM $schema.account ORDER BY id')).map(({id}) => id ?? '')
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    for (const [id, rows] of await readRows(session, some)) {
      const pages = new AccountPages(id, rows, locate)
      await pages.load(session, WHOLE_HISTORY)
      for (const [name, text] of filesOf(pages, CONTRACT_FILE)) await give(`${CONTRACTS}/${id}/${name}`, text)
    }
  }
  for (const {region, record} of await ask('SELECT region, record FROM $schema.holidays ORDER BY region'))
    await give(`${HOLIDAYS}/${region}.json`, again(record, HOLIDAYS))
  for (const {name} of await ask('SELECT name FROM $schema.logo ORDER BY name')) {
    const [logo] = await ask(
      "SELECT encode(image, 'base64') AS image FROM $schema.logo WHERE name = $1",
      name ?? '',
    )
    await take({name: `${LOGOS}/${name}`, bytes: Buffer.from(logo?.image ?? '', 'base64')})
  }
  for (const {name, source} of await ask('SELECT name, source FROM $schema.tariff ORDER BY name'))
    await give(`${TARIFFS}/${name}.json`, source ?? '')
}

/** Takes the files of a store, in any order, into tables that have nothing in them yet. */
export class Intake {
  readonly #transaction: Transaction
  readonly #rows = new BulkRows()
  readonly #accounts = new Set<ContractId>()

  constructor(transaction: Transaction) {
    this.#transaction = transaction
  }

  /** @throws StoreDamagedError it is so damaged that no table can have it */
  async take({name, bytes}: StoreFile): Promise<void> {
    const {change} = this.#transaction
    const [room = '', key = '', file = ''] = name.split('/')
    if (room === LOGOS) await change('INSERT INTO $schema.logo (name, image) VALUES ($1, $2)', key, bytes)
    else if (room === CONTRACTS) await this.#takeOfAccount(key, file, textOf(bytes, name), name)
    else await this.#takeText(room, key, textOf(bytes, name), name)
  }

  async #takeText(room: string, key: string, text: string, name: string): Promise<void> {
    const {change} = this.#transaction
    const ownName = key.replace(/\.json$/, '')
    if (room === STORE_FILE) await this.#takeProfile(text, name)
    else if (room === WITNESS_FILE) await this.#takeWitness(text, name)
    else if (room === HOLIDAYS)
      await change(
        'INSERT INTO $schema.holidays (region, record) VALUES ($1, $2)',
        ...[ownName, jsonOf(parseJson(text, name))],
      )
    else if (room === TARIFFS)
      await change('INSERT INTO $schema.tariff (name, source) VALUES ($1, $2)', ownName, text)
    else if (room === TIMERS && isTimerFolder(key)) {
      const timer = parseJson(text, name)
      const consultant = 'consultant' in timer && typeof timer.consultant === 'string' ? timer.consultant : ''
      await change(
        'INSERT INTO $schema.timer (consultant, record) VALUES ($1, $2)',
        ...[searchable(consultant), jsonOf(timer)],
      )
    }
  }

  async #takeProfile(text: string, place: string): Promise<void> {
    const profile = parseJson(text, place)
    const format = 'format' in profile && typeof profile.format === 'number' ? profile.format : 1
    await this.#transaction.change(
      'INSERT INTO $schema.store (format, profile) VALUES ($1, $2)',
      ...[format, jsonOf(profile)],
    )
  }

  /** Line by line as it is, whatever is in it. */
  async #takeWitness(text: string, place: string): Promise<void> {
    const {change} = this.#transaction
    const {rest} = parseWitness(text)
    if (rest !== '') throw new StoreDamagedError(place, 'cut-short')
    const said = text.split('\n').slice(0, -1)
    for (const [index, line] of said.entries()) {
      this.#rows.add('witness', index + 1, /"contract":"([^"]*)"/.exec(line)?.[1] ?? '', line)
      await this.#rows.flushIfMany(this.#transaction)
    }
    await change("UPDATE $schema.latch SET count = $1 WHERE name = 'witness'", said.length)
  }

  async #takeOfAccount(id: ContractId, file: string, text: string, place: string): Promise<void> {
    const rows = this.#rows
    if (!this.#accounts.has(id)) {
      this.#accounts.add(id)
      rows.add('account', id)
    }
    const month = monthOfFile(file)
    const record = parseJson(text, place) as Readonly<Record<string, unknown>>
    if (file === CONTRACT_FILE) this.#addContract(id, parted(record, ['terms'], place))
    else if (month === undefined) throw new StoreDamagedError(place, 'stranger')
    else if (record.status === 'closed') this.#addClosed(id, month, text, closedColumns(record, place))
    else this.#addOpen(id, month, parted(record, LIST_NAMES, place))
    await rows.flushIfMany(this.#transaction)
  }

  #addContract(id: ContractId, {rest, lists}: Parted): void {
    this.#rows.add('contract', id, rest)
    for (const [index, row] of (lists.get('terms') ?? []).entries()) {
      const {from}: {readonly from?: unknown} = JSON.parse(row)
      this.#rows.add('terms', id, index, typeof from === 'string' ? from : null, row)
    }
  }

  #addOpen(id: ContractId, month: Month, {rest, lists}: Parted): void {
    this.#rows.add('open_page', id, month, rest)
    for (const name of LIST_NAMES)
      for (const [index, row] of (lists.get(name) ?? []).entries()) {
        const columns = columnsOf(name, row)
        this.#rows.add(TABLE_OF[name], id, month, index, row, ...columns)
        if (name === 'requestRecords') this.#addRequest(id, columns[0] ?? null)
      }
  }

  #addClosed(
    id: ContractId,
    month: Month,
    text: string,
    {number, seal, closedAt, bookings, requests}: ReturnType<typeof closedColumns>,
  ): void {
    this.#rows.add('closed_page', id, month, number, seal, closedAt, text)
    for (const booking of bookings)
      this.#rows.add('closed_booking', id, month, booking.kind, booking.id, booking.consultant, booking.day)
    for (const each of requests) this.#addRequest(id, each)
  }

  #addRequest(id: ContractId, number: string | null): void {
    this.#rows.add('request', number, id)
  }

  /** Sends what was taken last. */
  async finish(): Promise<void> {
    await this.#rows.flush(this.#transaction)
  }
}

function textOf(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch (cause) {
    throw new StoreDamagedError(place, 'not-utf-8', cause)
  }
}

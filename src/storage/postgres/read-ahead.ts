import type {ContractId} from '../../domain/contract.js'
import {type AccountRows, readRows} from './account-rows.js'
import {searchable} from './account-writing.js'
import type {Session} from './database.js'

/** How many accounts are read at once. Their rows are some hundred kilobytes. */
const AT_ONCE = 100

type Rows = ReadonlyMap<ContractId, AccountRows>

/**
 * Reads the rows of accounts; of many, where one after the other is asked for in the order in which they were listed: then
 * the next are on their way while one is worked on. Each account is as it was at one moment, a little earlier than it
 * was asked for, and is given once. What is written by ourselves ends it.
 */
export class ReadAhead {
  readonly #session: Session
  #order: ReadonlyMap<ContractId, number> = new Map()
  #ids: readonly ContractId[] = []
  #last = -2
  #batch: {readonly until: number; readonly rows: Promise<Rows>; readonly next: Promise<Rows>} | undefined

  constructor(session: Session) {
    this.#session = session
  }

  /** The accounts as they were listed. */
  expect(ids: readonly ContractId[]): void {
    this.forget()
    this.#ids = ids
    this.#order = new Map(ids.map((id, index) => [id, index]))
  }

  /** From here on all is read anew. */
  forget(): void {
    this.#batch = undefined
    this.#last = -2
  }

  /** What is stored of an account; undefined where there is none. */
  async rowsOf(id: ContractId): Promise<AccountRows | undefined> {
    const index = this.#order.get(id) ?? -2
    const isNext = index === this.#last + 1 && index > 0
    this.#last = index
    if (!isNext) {
      this.#batch = undefined
      return (await readRows(this.#session, [searchable(id)])).get(id)
    }
    if (this.#batch === undefined || index >= this.#batch.until) {
      const rows = this.#batch?.next ?? this.#read(index)
      const until = index + AT_ONCE
      this.#batch = {until, rows, next: this.#read(until)}
    }
    return (await this.#batch.rows).get(id)
  }

  #read(from: number): Promise<Rows> {
    const ids = this.#ids.slice(from, from + AT_ONCE)
    const rows = ids.length === 0 ? Promise.resolve(new Map()) : readRows(this.#session, ids)
    rows.catch(() => {}) // told to who asks for them, if anybody does
    return rows
  }
}

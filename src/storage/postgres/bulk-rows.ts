import {TABLE_OF} from './account-rows.js'
import {COLUMNS} from './account-writing.js'
import type {Transaction, Value} from './database.js'

/** How many rows are sent at once, about. */
const AT_ONCE = 2000

type Cell = string | number | null

const ofList = (name: keyof typeof TABLE_OF) =>
  [
    TABLE_OF[name],
    [
      ...['account text', 'month text', 'position integer', 'record json'],
      ...COLUMNS[name].map(({name: column, type}) => `${column} ${type}`),
    ],
  ] as const

/** The tables that are filled with many rows, each after those that it refers to, with their columns. */
const TABLES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['account', ['id text']],
  ['contract', ['account text', 'record json']],
  ['terms', ['account text', 'position integer', 'month text', 'record json']],
  ['open_page', ['account text', 'month text', 'record json']],
  ['request', ['number text', 'account text']],
  ofList('entries'),
  ofList('credits'),
  ofList('reversals'),
  ofList('creditReversals'),
  ofList('requestRecords'),
  [
    'closed_page',
    ['account text', 'month text', 'number text', 'seal text', 'closed_at timestamptz', 'page text'],
  ],
  ['closed_booking', ['account text', 'month text', 'kind text', 'id text', 'consultant text', 'day date']],
  ['witness', ['line bigint', 'account text', 'said text']],
]

/** Rows for tables that have nothing in them yet: gathered, and sent many at a time. */
export class BulkRows {
  readonly #rows = new Map<string, (readonly Cell[])[]>()
  #count = 0

  /** @param cells in the order of the table's columns here */
  add(table: string, ...cells: readonly Cell[]): void {
    const rows = this.#rows.get(table)
    if (rows === undefined) this.#rows.set(table, [cells])
    else rows.push(cells)
    this.#count++
  }

  async flushIfMany(transaction: Pick<Transaction, 'change'>): Promise<void> {
    if (this.#count >= AT_ONCE) await this.flush(transaction)
  }

  async flush({change}: Pick<Transaction, 'change'>): Promise<void> {
    for (const [table, columns] of TABLES) {
      const rows = this.#rows.get(table) ?? []
      if (rows.length === 0) continue
      const names = columns.map(column => column.split(' ')[0])
      const arrays = columns.map((column, index) => `$${index + 1}::${column.split(' ')[1]}[]`)
      const values: readonly Value[] = columns.map((_, index) => rows.map(row => row[index] ?? null))
      // Only a request may be there already: it is opened once, and goes on for months.
      await change(
        `INSERT INTO $schema.${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})${
          table === 'request' ? ' ON CONFLICT DO NOTHING' : ''
        }`,
        ...values,
      )
    }
    this.#rows.clear()
    this.#count = 0
  }
}

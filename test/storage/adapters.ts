import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, onTestFinished} from 'vitest'
import {FileStore} from '../../src/storage/files/file-store.js'
import {PostgresStore} from '../../src/storage/postgres/postgres-store.js'
import type {Store} from '../../src/storage/store.js'
import {MemoryStore} from '../support/memory-store.js'
import {hasPostgres, PostgresServer} from '../support/postgres-server.js'

/** A store in a place of its own, not made yet; what it takes up is gone when the test has ended. */
interface Opened {
  readonly store: Store
  /** Puts a tariff where a provider would. */
  readonly putTariff: (name: string, text: string) => void
}

/** All that the contract of the port is held to: one more adapter is one more of these. */
export const ADAPTERS: readonly {
  readonly kind: string
  readonly open: () => Opened
  readonly isThere: boolean
}[] = [
  {kind: 'in files', open: inFiles, isThere: true},
  {kind: 'in memory', open: inMemory, isThere: true},
  {kind: 'in PostgreSQL', open: inPostgres, isThere: hasPostgres},
]

function inFiles(): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'hourbank-store-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const putTariff = (name: string, text: string) => {
    mkdirSync(join(folder, 'tariffs'), {recursive: true})
    writeFileSync(join(folder, 'tariffs', `${name}.json`), text)
  }
  return {store: new FileStore(folder, 10), putTariff}
}

function inMemory(): Opened {
  const store = new MemoryStore()
  return {store, putTariff: (name, text) => store.putTariff(name, text)}
}

let server: PostgresServer | undefined
let schemas = 0
/** Those of a test that may be in use: a server has so many connections, and a property thousands of stores. */
const opened: Store[] = []
const OPEN_AT_ONCE = 20
afterAll(() => server?.stop())

function inPostgres(): Opened {
  server ??= new PostgresServer()
  const running = server
  const schema = `store_${++schemas}`
  const store = new PostgresStore(running.url(schema), 10)
  onTestFinished(() => store.close())
  opened.push(store)
  if (opened.length > OPEN_AT_ONCE) void opened.shift()?.close()
  return {
    store,
    putTariff: (name, text) => {
      running.sql(`INSERT INTO ${schema}.tariff VALUES ('${name}', '${text.replaceAll("'", "''")}')`)
    },
  }
}

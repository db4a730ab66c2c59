import type {Client, DatabaseError} from 'pg'
import {codeOf, FaultError, OutcomeUnknownError} from '../../disk/fault.js'
import type {StoreUser} from '../store.js'
import {MigrationNeededError, NewerFormatError, NoStoreError, StoreBusyError} from '../store-errors.js'
import {shownStore} from '../store-url.js'
import {type ConnectionSettings, connectionSettings} from './connection-settings.js'
import {MIGRATIONS, SCHEMA_VERSION} from './migrations.js'
import {FOR_OTHERS} from './roles.js'

/** A row as the server sends it: every value as text. */
export type Row = Readonly<Record<string, string | null>>

/** What a parameter of a statement may be. */
export type Value = string | number | boolean | null | Uint8Array | readonly (string | number | null)[]

/** A transaction, or a snapshot, while it lasts. */
export interface Session {
  /** Asks something. `$schema` in the text stands for the schema of the store. */
  readonly ask: (text: string, ...values: readonly Value[]) => Promise<readonly Row[]>
}

export interface Transaction extends Session {
  /** Changes something: without one there is nothing to commit. */
  readonly change: (text: string, ...values: readonly Value[]) => Promise<readonly Row[]>
  /** All that was changed in it is taken back when it ends. */
  readonly discard: () => void
}

/** The schema, as a transaction that makes or drops schemas has it. */
export interface Workshop extends Transaction {
  /** The statements of a script, one after the other. */
  readonly runScript: (text: string) => Promise<void>
}

const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
const TRANSACTION = 'BEGIN ISOLATION LEVEL READ COMMITTED'

/** The server could not have it so at the same time as others; once more, it may. */
const AGAIN = new Set(['40001', '40P01'])
const LOCKED = '55P03'
const NO_SUCH = new Set(['3D000', '3F000', '42P01'])
/** The server has no room or no time for one more connection yet. */
const NOT_YET = new Set(['53300', '57P03'])
/** Milliseconds between two attempts: at least, and at most as many more. */
const [PAUSE, JITTER] = [5, 50]

/**
 * The connections of one store to its database: made when they are needed, one for each transaction at a time, so usually one.
 */
export class Database {
  /** The store as it may be shown. */
  readonly place: string
  readonly schema: string
  readonly #settings: ConnectionSettings
  readonly #waitSeconds: number
  readonly #idle: Client[] = []
  /** What is going on with connections that are not idle. */
  readonly #active = new Set<Promise<unknown>>()
  /** The end of the single statement that came last: each waits for the one before, and a transaction for all of them. */
  #lastAsked: Promise<unknown> = Promise.resolve()
  readonly #isChecked: boolean
  #user: StoreUser | undefined

  /** @param schema another one than the URL names; it is not asked which version it has */
  constructor(store: string, waitSeconds: number, schema?: string) {
    this.place = shownStore(store)
    this.#settings = connectionSettings(store, process.env)
    this.schema = schema ?? this.#settings.schema
    this.#isChecked = schema !== undefined
    this.#waitSeconds = waitSeconds
  }

  /** One statement, which sees what was committed when it began. */
  readonly ask: Session['ask'] = (text, ...values) => {
    const asked = this.#lastAsked.then(() => this.#use(true, client => this.#send(client, text, values)))
    this.#lastAsked = asked.catch(() => {})
    return asked
  }

  /** Runs an action on all as it was at one moment. It waits for nobody, and nobody waits for it. */
  async read<T>(action: (session: Session) => Promise<T>): Promise<T> {
    return this.#with(true, async client => {
      const began = this.#send(client, SNAPSHOT)
      began.catch(() => {}) // told by what is asked next
      try {
        return await action({ask: (text, ...values) => this.#send(client, text, values)})
      } finally {
        await began
        await this.#send(client, 'COMMIT')
      }
    })
  }

  /**
   * Runs an action in a transaction. Where the server has to have it once more, so is the action, which must do nothing
   * but ask, calculate and change.
   *
   * @throws StoreBusyError others held it for too long · OutcomeUnknownError the connection was lost while it was committed
   */
  async write<T>(action: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#repeating(AGAIN, () => this.writeOnce(action))
  }

  /** The same for an action that must not be repeated. */
  async writeOnce<T>(action: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#with(true, client => this.#transaction(client, action))
  }

  /** The same, whether there is a store or not, with all that makes and drops schemas. */
  async build<T>(action: (workshop: Workshop) => Promise<T>): Promise<T> {
    return this.#with(false, client =>
      this.#transaction(client, transaction =>
        action({
          ...transaction,
          runScript: async text => {
            await this.#send(client, `SET LOCAL search_path TO ${this.quotedSchema}`)
            await transaction.change(text)
          },
        }),
      ),
    )
  }

  /** Whom the server takes us for. */
  async user(): Promise<StoreUser> {
    if (this.#user === undefined) await this.ask('SELECT')
    return this.#user ?? {name: '', mayActForOthers: false}
  }

  /** Which version the tables have; null where there are none. */
  async version(): Promise<number | null> {
    try {
      const [row] = await this.#with(false, client => this.#send(client, VERSION))
      return Number(row?.number ?? 0)
    } catch (error) {
      if (error instanceof NoStoreError) return null
      throw error
    }
  }

  /** Ends all connections. The store can be used all the same, with new ones. */
  async close(): Promise<void> {
    while (this.#active.size > 0) await Promise.allSettled(this.#active)
    await this.#lastAsked
    await Promise.all(this.#idle.splice(0).map(client => client.end().catch(() => {})))
  }

  /** The store that is in another schema of this database, as it may be named and shown. */
  placeOf(schema: string): string {
    const [path = '', query = ''] = this.place.split('?')
    const others = query.split('&').filter(pair => pair !== '' && !pair.startsWith('schema='))
    return `${path}?${[...others, `schema=${encodeURIComponent(schema)}`].join('&')}`
  }

  async schemasBeginning(text: string): Promise<readonly string[]> {
    const rows = await this.#with(false, client =>
      this.#send(client, 'SELECT nspname FROM pg_namespace WHERE strpos(nspname, $1) = 1', [text]),
    )
    return rows.map(({nspname}) => nspname ?? '')
  }

  get quotedSchema(): string {
    return quoted(this.schema)
  }

  async #transaction<T>(client: Client, action: (transaction: Transaction) => Promise<T>): Promise<T> {
    let isChanged = false
    let isDiscarded = false
    const ask: Session['ask'] = (text, ...values) => this.#send(client, text, values)
    const transaction: Transaction = {
      ask,
      change: (text, ...values) => {
        isChanged = true
        return ask(text, ...values)
      },
      discard: () => {
        isDiscarded = true
      },
    }
    await this.#send(client, TRANSACTION)
    let result: T
    try {
      result = await action(transaction)
    } catch (error) {
      if (!isLost(client)) await this.#send(client, 'ROLLBACK').catch(() => {})
      throw error
    }
    if (isChanged && !isDiscarded) await this.#commit(client)
    else await this.#send(client, 'ROLLBACK')
    return result
  }

  /** From when it is asked for until the answer is there, nobody here knows whether it is done. */
  async #commit(client: Client): Promise<void> {
    try {
      await this.#send(client, 'COMMIT')
    } catch (error) {
      if (error instanceof FaultError && isLost(client))
        throw new OutcomeUnknownError(error.place, error.code, error.cause)
      throw error
    }
  }

  async #with<T>(isMade: boolean, action: (client: Client) => Promise<T>): Promise<T> {
    const using = this.#lastAsked.then(() => this.#use(isMade, action))
    this.#active.add(using)
    try {
      return await using
    } finally {
      this.#active.delete(using)
    }
  }

  async #use<T>(isMade: boolean, action: (client: Client) => Promise<T>): Promise<T> {
    const client = this.#idle.pop() ?? (await this.#connect())
    try {
      if (isMade) await this.#check(client)
      return await action(client)
    } finally {
      if (!isLost(client)) this.#idle.push(client)
    }
  }

  /** Once for each connection: whether the tables are those that this program knows. */
  async #check(client: Client): Promise<void> {
    if (this.#isChecked || CHECKED.has(client)) return
    const [row] = await this.#send(client, CHECK)
    const version = Number(row?.number ?? 0)
    this.#user = {name: row?.name ?? '', mayActForOthers: row?.may_act === 't'}
    if (version > SCHEMA_VERSION) throw new NewerFormatError(this.place, version)
    if (version < SCHEMA_VERSION) throw new MigrationNeededError(this.place, version, SCHEMA_VERSION)
    CHECKED.add(client)
  }

  async #connect(): Promise<Client> {
    return this.#repeating(NOT_YET, async () => {
      try {
        return await this.#connectWith(this.#settings.config)
      } catch (error) {
        const isPlain = error instanceof Error && /does not support SSL/.test(error.message)
        if (!(this.#settings.mayBePlain && isPlain)) throw this.#explained(error)
        const {connectionString = ''} = this.#settings.config
        const plain = new URL(connectionString)
        plain.searchParams.set('sslmode', 'disable')
        return this.#connectWith({...this.#settings.config, connectionString: plain.href})
      }
    })
  }

  async #connectWith(config: ConnectionSettings['config']): Promise<Client> {
    // Not imported above: a store in a folder does not need it.
    const {default: pg} = await import('pg')
    const client = new pg.Client({...config, types: {getTypeParser: () => (value: string) => value}})
    // An idle connection may be lost at any time; who asks next is told.
    client.on('error', () => LOST.add(client))
    client.on('end', () => LOST.add(client))
    try {
      await client.connect()
      await client.query(`SET lock_timeout = ${Math.max(1, this.#waitSeconds * 1000)}; SET datestyle = ISO`)
      return client
    } catch (error) {
      LOST.add(client)
      client.end().catch(() => {})
      throw error
    }
  }

  async #send(client: Client, text: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    const sql = text.replaceAll('$schema', this.quotedSchema)
    try {
      const {rows} =
        values.length === 0
          ? await client.query<Row>(sql)
          : await client.query<Row>({text: sql, values: values.map(asParameter)})
      return rows
    } catch (error) {
      if (isFatal(error)) LOST.add(client)
      throw this.#explained(error)
    }
  }

  /** What goes wrong with a server, as what goes wrong with a store. */
  #explained(error: unknown): unknown {
    const code = stateOf(error)
    if (code === undefined) return error
    if (code === LOCKED) return new StoreBusyError(this.place, this.#waitSeconds)
    if (NO_SUCH.has(code)) return new NoStoreError(this.place)
    return new FaultError(this.place, code, error)
  }

  /** Tries once more what the server could not do for one of these reasons, as long as one waits. */
  async #repeating<T>(reasons: ReadonlySet<string>, action: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.#waitSeconds * 1000
    for (;;) {
      try {
        return await action()
      } catch (error) {
        const isWorthIt = error instanceof FaultError && reasons.has(error.code)
        if (!isWorthIt) throw error
        if (performance.now() >= until) throw new StoreBusyError(this.place, this.#waitSeconds)
        await new Promise(resolve => setTimeout(resolve, PAUSE + Math.random() * JITTER))
      }
    }
  }

  /** Makes the tables, or brings them to today's version. @returns the version they had */
  async migrate({runScript, ask, change}: Workshop): Promise<number> {
    const [found] = await ask('SELECT 1 FROM pg_namespace WHERE nspname = $1', this.schema)
    if (found === undefined) await change(`CREATE SCHEMA ${this.quotedSchema}`)
    await change(
      'CREATE TABLE IF NOT EXISTS $schema.migration (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now(), applied_by text NOT NULL DEFAULT session_user)',
    )
    // Others who do the same wait here.
    await change('LOCK TABLE $schema.migration IN SHARE ROW EXCLUSIVE MODE')
    const [row] = await ask(VERSION)
    const version = Number(row?.number ?? 0)
    if (version > SCHEMA_VERSION) throw new NewerFormatError(this.place, version)
    for (const [index, script] of MIGRATIONS.entries()) {
      if (index < version) continue
      await runScript(script)
      await change('INSERT INTO $schema.migration (number) VALUES ($1)', index + 1)
    }
    return version
  }
}

const VERSION = 'SELECT max(number) AS number FROM $schema.migration'
/** Where nobody has made the role, everybody is taken at their word, as in a folder. */
const CHECK = `SELECT max(number) AS number, session_user AS name, coalesce((
  SELECT pg_has_role(session_user, oid, 'member') FROM pg_roles WHERE rolname = '${FOR_OTHERS}'), true) AS may_act
FROM $schema.migration`

/** Connections that are no more. */
const LOST = new WeakSet<Client>()
/** Connections whose tables were looked at. */
const CHECKED = new WeakSet<Client>()

const isLost = (client: Client): boolean => LOST.has(client)

/** A name of the database's, whatever is in it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const asParameter = (value: Value): unknown => (value instanceof Uint8Array ? Buffer.from(value) : value)

/** What a server or the way to it reports: an SQLSTATE, or the word of the operating system. */
function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const {code} = error as Partial<DatabaseError>
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  return codeOf(error) ?? (isOfConnection(error) ? 'ECONNRESET' : tlsCodeOf(code))
}

/** `pg` has no code for a connection that ended. */
const isOfConnection = ({message}: Error): boolean =>
  /^(?:Connection terminated|Client (?:has encountered a connection error|was closed)|timeout expired|The server does not support SSL)/.test(
    message,
  )

/** What Node says of a certificate. */
const tlsCodeOf = (code: unknown): string | undefined =>
  typeof code === 'string' && /CERT|SIGNATURE|^ERR_(?:TLS|SSL|OSSL)/.test(code) ? code : undefined

/** Whether the connection is over with it. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const {severity} = error as Partial<DatabaseError>
  return severity === undefined ? stateOf(error) !== undefined : severity === 'FATAL' || severity === 'PANIC'
}

import {existsSync, readFileSync} from 'node:fs'
import {homedir, userInfo} from 'node:os'
import {join} from 'node:path'
import type {ClientConfig} from 'pg'
import {FaultError} from '../store-errors.js'
import {shownStore} from '../store-url.js'

/** Where PostgreSQL has its socket where nobody says another place. */
const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp']
/** What of a URL is ours alone. */
const SCHEMA = 'schema'
const USUAL_SCHEMA = 'hourbank'
/** In milliseconds, where neither the URL nor the environment says. */
const CONNECT_TIMEOUT = 10_000

/** How to reach a database, as `psql` would. */
export interface ConnectionSettings {
  readonly config: ClientConfig
  /** The schema that the store's tables are in. */
  readonly schema: string
  /** Whether a server without TLS is well enough. */
  readonly mayBePlain: boolean
}

/**
 * What a URL says, and where it says nothing the service file, then the environment: the ways of `libpq`, of which `pg`
 * itself knows the variables and `.pgpass`.
 *
 * @throws FaultError it is no URL, or names a service or a certificate that is not there
 */
export function connectionSettings(store: string, env: NodeJS.ProcessEnv): ConnectionSettings {
  const url = parsed(store)
  const {searchParams: said} = url
  const schema = said.get(SCHEMA) ?? USUAL_SCHEMA
  said.delete(SCHEMA)
  addService(url, env, store)
  const port = url.port || said.get('port') || env.PGPORT || '5432'
  const host = said.get('host') ?? (url.hostname || env.PGHOST)
  const folder = host ? undefined : SOCKET_FOLDERS.find(each => existsSync(join(each, `.s.PGSQL.${port}`)))
  if (folder !== undefined) said.set('host', folder)
  const mode = said.get('sslmode') ?? env.PGSSLMODE
  if ((host ?? folder)?.startsWith('/') || mode === 'disable') said.set('sslmode', 'disable')
  else if (mode === 'allow') said.delete('sslmode')
  else if (mode !== undefined) said.set('sslmode', mode)
  said.set('uselibpqcompat', 'true')
  const seconds = Number(said.get('connect_timeout') ?? env.PGCONNECT_TIMEOUT)
  return {
    schema,
    mayBePlain: mode === 'prefer',
    config: {
      connectionString: url.href,
      // What libpq takes where nobody says who it is.
      user: env.PGUSER ?? userInfo().username,
      application_name: env.PGAPPNAME ?? 'hourbank',
      connectionTimeoutMillis: seconds > 0 ? seconds * 1000 : CONNECT_TIMEOUT,
      keepAlive: true,
    },
  }
}

function parsed(store: string): URL {
  // libpq takes a user without a host, which is no URL elsewhere.
  const hostless =
    /^(?<scheme>[a-z]+:\/\/)(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@(?<rest>[/?].*|)$/is.exec(store)
  const {scheme = '', user, password, rest = ''} = hostless?.groups ?? {}
  const text = hostless === null ? store : scheme + rest
  if (!URL.canParse(text)) throw new FaultError(shownStore(store), 'ERR_INVALID_URL')
  const url = new URL(text)
  if (user) url.searchParams.set('user', decodeURIComponent(user))
  if (password) url.searchParams.set('password', decodeURIComponent(password))
  return url
}

/** What a service file says of the service that is named, as far as the URL does not say it. */
function addService(url: URL, env: NodeJS.ProcessEnv, store: string): void {
  const {searchParams: said} = url
  const service = said.get('service') ?? env.PGSERVICE
  said.delete('service')
  if (!service) return
  const files = [
    env.PGSERVICEFILE ?? join(env.HOME ?? homedir(), '.pg_service.conf'),
    join(env.PGSYSCONFDIR ?? '/etc/postgresql-common', 'pg_service.conf'),
  ]
  const found = files
    .filter(file => existsSync(file))
    .map(file => serviceIn(readFileSync(file, 'utf8'), service))
    .find(each => each !== undefined)
  if (found === undefined) throw new FaultError(shownStore(store), 'ERR_NO_SERVICE')
  for (const [name, value] of found) {
    if (name === 'dbname') {
      if (url.pathname.length <= 1) url.pathname = `/${encodeURIComponent(value)}`
    } else if (name === 'host' && url.hostname !== '') continue
    else if (name === 'port' && url.port !== '') continue
    else if (name === 'user' && url.username !== '') continue
    else if (name === 'password' && url.password !== '') continue
    else if (!said.has(name)) said.set(name, value)
  }
}

/** The settings of one service; undefined where the file does not name it. */
export function serviceIn(text: string, service: string): ReadonlyMap<string, string> | undefined {
  const lines = text.split(/\r?\n/).map(each => each.trim())
  const start = lines.indexOf(`[${service}]`)
  if (start === -1) return undefined
  const rest = lines.slice(start + 1)
  const end = rest.findIndex(each => each.startsWith('['))
  const own = (end === -1 ? rest : rest.slice(0, end)).filter(each => each !== '' && !each.startsWith('#'))
  return new Map(
    own.flatMap(each => {
      const at = each.indexOf('=')
      return at === -1 ? [] : [[each.slice(0, at).trim(), each.slice(at + 1).trim()] as const]
    }),
  )
}

import {type SpawnSyncReturns, spawnSync} from 'node:child_process'
import {chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir, userInfo} from 'node:os'
import {join} from 'node:path'

/** Debian's PostgreSQL, the newest there is; undefined where there is none. */
const programs = existsSync('/usr/lib/postgresql')
  ? readdirSync('/usr/lib/postgresql')
      .map(version => join('/usr/lib/postgresql', version, 'bin'))
      .filter(folder => existsSync(join(folder, 'initdb')))
      .sort()
      .at(-1)
  : undefined

/** PostgreSQL does not run as root: then it is Debian's own user for it. */
const isRoot = userInfo().uid === 0
const serverUser = isRoot ? readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m) : null

/** Whether tests can have a server. Those that need one say by name that they are skipped. */
export const hasPostgres = programs !== undefined && (!isRoot || serverUser !== null)
export const NEEDS_POSTGRES = hasPostgres ? '' : ' (skipped: PostgreSQL is not installed)'

/** The one user who is asked for a password. */
export const WITH_PASSWORD = 'paula'

const ATTEMPTS = 20

/**
 * A PostgreSQL server of its own in a temporary folder, on a free port and a socket, as its own user. Nothing of it is synced
 * to the disk: what tests kill are processes, not machines.
 */
export class PostgresServer {
  readonly folder: string
  readonly port: number
  readonly #settings: readonly string[]

  /**
   * @param settings more of them, as `name=value`
   * @param copied a server that this one follows, until it is promoted
   */
  constructor(settings: readonly string[] = [], copied?: PostgresServer) {
    this.folder = mkdtempSync(join(tmpdir(), 'hourbank-pg-'))
    if (serverUser) chownSync(this.folder, Number(serverUser[1]), Number(serverUser[2]))
    this.#settings = settings
    if (copied !== undefined) {
      const from = ['-h', copied.folder, '-p', String(copied.port), '-U', 'postgres']
      succeeded(this.#run('pg_basebackup', '-D', this.data, ...from, '-R', '-c', 'fast'))
      this.port = this.#startSomewhere()
      return
    }
    succeeded(
      this.#run('initdb', '-D', this.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'),
    )
    const rules = join(this.data, 'pg_hba.conf')
    const asked = `host all ${WITH_PASSWORD} 127.0.0.1/32 scram-sha-256\n`
    writeFileSync(rules, asked + readFileSync(rules, 'utf8'))
    this.port = this.#startSomewhere()
  }

  get data(): string {
    return join(this.folder, 'data')
  }

  /** @param schema each has a store of its own */
  url(schema = 'hourbank', user = 'postgres'): string {
    return `postgres://${user}@127.0.0.1:${this.port}/postgres?schema=${schema}`
  }

  /** Runs SQL as the owner of everything, and gives what it prints. */
  sql(text: string): string {
    const args = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-d', 'postgres']
    const ran = spawnSync(join(programs ?? '', 'psql'), [...args, '-XAtq', '-v', 'ON_ERROR_STOP=1'], {
      ...{input: text, encoding: 'utf8'},
    })
    return succeeded(ran).stdout.trim()
  }

  start(port = this.port): void {
    succeeded(this.#start(port))
  }

  /** A server that follows another takes changes from then on. */
  promote(): void {
    succeeded(this.#run('pg_ctl', '-D', this.data, '-w', 'promote'))
  }

  /** All its processes are gone at once, as where a machine loses its power. */
  kill(): void {
    const [pid = ''] = readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }

  /** Starts it after it was killed: as soon as the last of its processes has noticed. */
  startAgain(): void {
    for (let attempt = 1; ; attempt++) {
      const started = this.#start(this.port)
      if (started.status === 0) return
      if (attempt === ATTEMPTS) throw new Error(`not started again: ${started.stderr}`)
      spawnSync('sleep', ['0.2'])
    }
  }

  stop(): void {
    this.#run('pg_ctl', '-D', this.data, '-m', 'immediate', '-w', 'stop')
    rmSync(this.folder, {recursive: true, force: true})
  }

  #startSomewhere(): number {
    for (let attempt = 1; ; attempt++) {
      const port = 20_000 + Math.floor(Math.random() * 12_000)
      const started = this.#start(port)
      if (started.status === 0) return port
      if (attempt === ATTEMPTS) throw new Error(`no server: ${started.stderr}${started.stdout}`)
    }
  }

  #start(port: number): SpawnSyncReturns<string> {
    const settings = [
      ...['fsync=off', 'full_page_writes=off', 'max_connections=200', 'listen_addresses=127.0.0.1'],
      ...[`port=${port}`, `unix_socket_directories=${this.folder}`, ...this.#settings],
    ]
    const options = settings.map(each => `-c ${each}`).join(' ')
    return this.#run('pg_ctl', '-D', this.data, '-l', join(this.folder, 'log'), '-o', options, '-w', 'start')
  }

  #run(program: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    const command = [join(programs ?? '', program), ...args]
    const [first = '', ...rest] = serverUser ? ['runuser', '-u', 'postgres', '--', ...command] : command
    return spawnSync(first, rest, {cwd: '/', encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe']})
  }
}

function succeeded(ran: SpawnSyncReturns<string>): SpawnSyncReturns<string> {
  if (ran.status !== 0) throw new Error(`${ran.stderr}${ran.stdout}`)
  return ran
}

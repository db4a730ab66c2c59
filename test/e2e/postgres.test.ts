import {spawn, spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, onTestFinished, test} from 'vitest'
import {PostgresStore} from '../../src/storage/postgres/postgres-store.js'
import {hasPostgres, NEEDS_POSTGRES, PostgresServer, WITH_PASSWORD} from '../support/postgres-server.js'
import {type CommandLine, executable, type Outcome, Program, programFor, root} from '../support/program.js'

let server: PostgresServer | undefined
let schemas = 0
afterAll(() => server?.stop())

const running = (): PostgresServer => {
  server ??= new PostgresServer()
  return server
}

/** A program whose store is in a database; `user` is who it logs in as. */
class TeamProgram extends Program {
  readonly schema = `team_${++schemas}`

  constructor(now?: string) {
    super(now)
    this.as('postgres')
  }

  as(user: string): this {
    this.env = {...this.env, HOURBANK_STORE: running().url(this.schema, user)}
    return this
  }

  sql(text: string): string {
    return running().sql(`SET search_path TO ${this.schema};\n${text}`)
  }

  override remove(): void {
    this.sql(`DROP SCHEMA IF EXISTS ${this.schema} CASCADE`)
    super.remove()
  }
}

const INIT: CommandLine = ['init', '--provider', 'Muster IT GmbH', '--by', 'J. Weber']
const ACME: CommandLine = [
  ...['contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-08-01'],
  ...['--credit', '10h', '--cap', '15h', '--overdraft', '5h', '--beyond', 'charge', '--rate', '120'],
]
const LOG: CommandLine = ['log', 'acme', '1h', 'Printer', '--at', '2026-09-15 9:00', '--id', 'first']

const teamProgram = (...more: readonly CommandLine[]): TeamProgram => {
  const program = programFor(() => new TeamProgram()) as TeamProgram
  program.okAll(INIT, ACME, ...more)
  return program
}

describe.skipIf(!hasPostgres)(`a store in a database${NEEDS_POSTGRES}`, () => {
  test('gives the answers that a store in a folder gives, from the first command to the closed month', () => {
    const day: readonly CommandLine[] = [
      ['balance'],
      INIT,
      INIT,
      ACME,
      ACME,
      LOG,
      LOG,
      ['log', 'acme', '2h', 'Server', '--at', '2026-11-20 9:00', '--id', 'second', '--ticket', '7'],
      ['log', 'nobody', '1h', 'x'],
      ['ticket', 'open', 'acme', 'Printer is stuck', '--number', '4711', '--at', '2026-11-20 10:00'],
      ['ticket', 'respond', '4711', '--at', '2026-11-20 10:30'],
      ['credit', 'acme', '2h', '--reason', 'sorry', '--kind', 'goodwill', '--id', 'sorry'],
      ['start', 'acme', 'Backup', '--at', '14:30'],
      ['status'],
      ['rollover', '--dry-run'],
      ['rollover'],
      ['rollover'],
      ['entry', 'void', 'first', '--reason', 'wrong customer'],
      ['entry', 'correct', 'second', '3h', '--reason', 'longer'],
      ['entry', 'show', 'sec'],
      ['stop', '--id', 'timed'],
      ['entries', 'acme'],
      ['statement', 'acme', '--month', '2026-10'],
      ['statement', 'acme', '--month', 'this', '--json'],
      ['contract', 'amend', 'acme', '--from', '2026-12', '--credit', '12h'],
      ['contract', 'show', 'acme'],
      ['sla', 'acme', '--month', '2026-11'],
      ['ticket', 'show', '4711'],
      ['billing', '--month', '2026-10'],
      ['export', 'jsonl', 'acme'],
      ['export', 'hledger', 'acme'],
      ['config', 'set', 'consultants', 'Jana Weber = jw'],
      ['config', 'set', 'consultants', 'J. Weber = jw; Max Muster'],
      ['balance', '--json'],
      ['remind', '--dry-run'],
      ['contract', 'add', 'zeta', '--customer', 'Z', '--from', '2026-11-01', '--credit', '1h'],
      ['entry', 'move', 'timed', 'zeta', '--reason', 'is theirs'],
      ['contract', 'remove', 'zeta'],
      ['contract', 'remove', 'acme'],
      ['undo'],
      ['verify'],
    ]
    const [folder, team] = [programFor(() => new Program()), programFor(() => new TeamProgram())]
    const said = ({code, stdout, stderr}: Outcome, program: Program) => {
      const text = `${code}\n${stdout}\n${stderr}`.replaceAll(/\b[0-9a-z]{12}\b/g, 'ID')
      return text.replaceAll(program.env.HOURBANK_STORE ?? '', 'STORE')
    }
    const answers = (program: Program) =>
      program.runAll(day).map((outcome, index) => `${day[index]?.join(' ')}: ${said(outcome, program)}`)
    expect(answers(team)).toEqual(answers(folder))
  })

  test('is copied to a folder and back, seal by seal, and nothing else is there afterwards', () => {
    const program = teamProgram(LOG, ['rollover'])
    const database = program.env.HOURBANK_STORE ?? ''
    const other = programFor(() => new TeamProgram()).env.HOURBANK_STORE ?? ''
    const copied = program.ok('store', 'copy', database, program.store, '--json').json.copy
    expect(copied).toMatchObject({contracts: 1, wasThere: false, replaced: null})
    program.ok('store', 'copy', program.store, other)
    expect(program.ok('store', 'copy', program.store, other).stdout).toContain('all of it is there already')
    const again = join(program.folder, 'again')
    program.ok('store', 'copy', other, again)
    const contents = (folder: string) =>
      readdirSync(folder, {recursive: true, encoding: 'utf8', withFileTypes: true})
        .filter(each => each.isFile() && !each.name.endsWith('lock'))
        .map(({parentPath, name}) => {
          const path = join(parentPath, name)
          return `${path.slice(folder.length)}: ${readFileSync(path, 'utf8')}`
        })
        .sort()
    expect(contents(again)).toEqual(contents(program.store))
    expect(contents(again).join()).toContain('"status": "closed"')
    const answers = [database, other, again].map(store => program.ok('balance', '--store', store).stdout)
    expect(new Set(answers).size).toBe(1)
  })

  test('is not copied over something else, nor where it is damaged', () => {
    const program = teamProgram(LOG, ['rollover'])
    const other = teamProgram(['log', 'acme', '1h', 'x', '--id', 'other'])
    const [from, to] = [program, other].map(({env}) => env.HOURBANK_STORE ?? '')
    const refused = program.run('store', 'copy', from ?? '', to ?? '', '--json')
    expect(refused.code).toBe(3)
    expect(refused.json.error).toMatchObject({code: 'COPY_LACKS', details: {lacking: [{contract: 'acme'}]}})
    expect(other.ok('entries', 'acme').stdout).toContain('x')
    program.sql(`UPDATE entry SET record = replace(record::text, 'Printer', 'Scanner')::json`)
    program.sql(
      `SET session_replication_role = replica; UPDATE closed_page SET page = replace(page, '"number"', '"numbers"')`,
    )
    expect(program.run('store', 'copy', from ?? '', program.store).code).toBe(3)
    expect(existsSync(program.store)).toBe(false)
  })

  test('is backed up and restored, also where the backup is of a folder, and the old one is kept', () => {
    const program = teamProgram(LOG, ['rollover'])
    program.ok('backup', 'team.tar.gz')
    program.ok('log', 'acme', '1h', 'later', '--id', 'later')
    expect(program.run('restore', 'team.tar.gz').code).toBe(3)
    const {replaced} = program.ok('restore', 'team.tar.gz', '--replace', '--json').json.restore
    expect(program.run('entry', 'show', 'later').code).not.toBe(0)
    expect(program.ok('entry', 'show', 'later', '--store', replaced).stdout).toContain('later')
    program.ok('verify')
    program.ok('restore', 'team.tar.gz', '--store', program.store)
    program.ok('backup', 'folder.tar.gz', '--store', program.store)
    expect(program.ok('restore', 'folder.tar.gz').stdout).toContain('1 contract')
    program.ok('verify')
    const schemas = program.sql('SELECT nspname FROM pg_namespace')
    expect(schemas).not.toContain('making')
  })

  test('is made in an empty PostgreSQL by the five lines of README and page, as they stand', () => {
    const lines = ['README.md', 'docs/team.md'].map(page => {
      const text = readFileSync(join(root, page), 'utf8')
      return /```sh\n(createdb [\s\S]*?)```/.exec(text)?.[1] ?? ''
    })
    expect(lines[0]).toBe(lines[1])
    expect(lines[0]?.trim().split('\n')).toHaveLength(5)
    const program = programFor(() => new TeamProgram())
    const {folder, port} = running()
    const env = {PGHOST: folder, PGPORT: String(port), PGUSER: 'postgres'}
    const typed = spawnSync(
      'bash',
      ['-ec', `hb() { '${process.execPath}' '${executable}' "$@"; }\n${lines[0]}`],
      {
        ...{env: {...program.env, ...env}, cwd: program.folder, encoding: 'utf8'},
      },
    )
    expect([typed.status, typed.stderr]).toEqual([0, ''])
    expect(typed.stdout).toContain('✔ acme  0:45 worked')
  })

  test('never shows a password', () => {
    const program = programFor(() => new TeamProgram())
    const open = program.env.HOURBANK_STORE ?? ''
    const secret = open.replace('postgres@', 'postgres:gehe%40im@')
    const odd = open.replace('postgres@', 'postgres:ge:he/im@')
    const closed = 'postgres://postgres:geheim@127.0.0.1:1/hours'
    const param = `${open}&password=geheim`
    const commands: readonly CommandLine[] = [
      ...[['balance'], INIT, INIT, ['config'], ['config', '--json'], ['log', 'acme', '1h', 'x'], ['verify']],
      ['backup', 'b.tar.gz'],
      ['restore', 'b.tar.gz'],
      ['store', 'migrate'],
      ['store', 'copy', secret, join(program.folder, 'copy')],
      ['balance', '--nonsense'],
    ]
    for (const store of [secret, odd, closed, param]) {
      const answers = program.runAll(commands, {...program.env, HOURBANK_STORE: store, HOURBANK_DEBUG: '1'})
      const told = answers.map(({stdout, stderr}) => stdout + stderr).join('\n')
      expect(told.toLowerCase()).not.toMatch(/gehe|ge:he|%40im/)
    }
    expect(readFileSync(join(running().folder, 'log'), 'utf8')).not.toContain('geheim')
  })

  test('of a newer program is refused, and one of an older waits for who says that it is to be migrated', () => {
    const program = teamProgram()
    program.sql(
      `UPDATE store SET format = 3, profile = (profile::jsonb #- '{defaults,witness}' #- '{signingKeys}' || '{"format": 3}')::json`,
    )
    expect(program.ok('balance').stdout).toContain('acme')
    const refused = program.run('log', 'acme', '1h', 'x', '--json')
    expect(refused.code).toBe(2)
    expect(refused.json.error).toMatchObject({
      code: 'STORE_OLDER',
      hint: expect.stringContaining('store migrate'),
    })
    expect(program.ok('store', 'migrate', '--json').json).toMatchObject({isMigrated: true})
    program.ok('log', 'acme', '1h', 'x')
    expect(program.ok('store', 'migrate').stdout).toContain('already')
    program.sql('INSERT INTO migration (number) VALUES (99)')
    const newer = program.run('balance', '--json')
    expect(newer.code).toBe(5)
    expect(newer.json.error).toMatchObject({code: 'STORE_NEWER'})
  })

  test('whose server is not there, or does not let anybody in, says so with the code of a fault', () => {
    const program = programFor(() => new TeamProgram())
    const codes = (store: string) => {
      const {code, json} = program.runWith({env: {HOURBANK_STORE: store}}, 'balance', '--json')
      return [code, json.error.code]
    }
    expect(codes('postgres://127.0.0.1:1/hours')).toEqual([1, 'SERVER_FAULT'])
    expect(codes(running().url('x', 'stranger'))).toEqual([1, 'SERVER_FAULT'])
    expect(codes(running().url('nothing'))).toEqual([2, 'NO_STORE'])
    expect(codes('postgres://[')).toEqual([2, 'SERVER_FAULT'])
  })
})

describe.skipIf(!hasPostgres)(`closed pages in a database${NEEDS_POSTGRES}`, () => {
  test('are changed by nobody, and who could all the same is found out', () => {
    const program = teamProgram(LOG, ['rollover'])
    for (const change of [
      `UPDATE closed_page SET page = ''`,
      'DELETE FROM closed_page',
      'TRUNCATE closed_page CASCADE',
      'DELETE FROM witness',
      'UPDATE closed_booking SET id = id',
    ])
      expect(() => program.sql(change)).toThrow(/only ever added/)
    expect(program.run('contract', 'remove', 'acme').code).toBe(3)
    const verify = () => program.run('verify', '--json')
    const tamper = (sql: string) => {
      program.sql(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)
      const {code, json} = verify()
      expect([sql, code]).toEqual([sql, 5])
      return JSON.stringify(json)
    }
    expect(
      tamper(`UPDATE closed_page SET page = replace(page, '"number": "1/2026"', '"number": "9/2026"')`),
    ).toContain('2026-08')
    program.sql(
      `SET session_replication_role = replica; UPDATE closed_page SET page = replace(page, '"number": "9/2026"', '"number": "1/2026"')`,
    )
    expect(verify().code).toBe(0)
    tamper(`UPDATE closed_page SET seal = repeat('0', 64) WHERE month = '2026-08'`)
    tamper(`DELETE FROM closed_booking`)
    tamper(`DELETE FROM witness WHERE line = 2`)
    tamper(`DELETE FROM closed_page WHERE month = '2026-09'`)
  })

  test.each([
    [
      'a row of an open month',
      `UPDATE entry SET record = replace(record::text, '"chargedMinutes":60', '"chargedMinutes":30')::json`,
    ],
    ['a column of it', `UPDATE entry SET consultant = 'M. Muster'`],
    ['its page', `UPDATE open_page SET record = replace(record::text, '"minutes":0', '"minutes":6')::json`],
    ['a row less', 'DELETE FROM entry'],
    ['the contract', `UPDATE contract SET record = replace(record::text, '"EUR"', '"E"')::json`],
    ['the terms', 'DELETE FROM terms'],
  ])('are told from %s, which verify finds where somebody changed it by hand', (_, sql) => {
    const program = teamProgram(['log', 'acme', '1h', 'x', '--at', '2026-08-15 9:00', '--id', 'x'])
    expect(program.run('verify').code).toBe(0)
    program.sql(sql)
    expect(program.run('verify').code).toBe(5)
  })
})

describe.skipIf(!hasPostgres)(`the roles of a database${NEEDS_POSTGRES}`, () => {
  /** With somebody in each role, whose names only their own server knows. */
  function teamWithRoles(): TeamProgram {
    const program = teamProgram(LOG, ['log', 'acme', '1h', 'x', '--at', '2026-11-19 9:00', '--id', 'open'])
    const script = program.ok('store', 'roles').stdout
    program.sql(script)
    program.sql(script) // again at any time
    program.sql(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rita') THEN
        CREATE ROLE rita LOGIN IN ROLE hourbank_reader;
        CREATE ROLE kurt LOGIN IN ROLE hourbank_consultant;
        CREATE ROLE mona LOGIN IN ROLE hourbank_manager;
      END IF; END $$`)
    program.env = {...program.env, HOURBANK_BY: ''}
    return program
  }
  const codeOf = (program: Program, args: CommandLine) => program.runAll([[...args]])[0]?.code

  test('let a reader run every command that reads, and none that writes', () => {
    const program = teamWithRoles().as('rita')
    const reading: readonly CommandLine[] = [
      ...[['balance'], ['entries', 'acme'], ['statement', 'acme', '--month', 'this'], ['verify']],
      ...[
        ['contract', 'list'],
        ['contract', 'show', 'acme'],
        ['contract', 'tariffs'],
        ['credits', 'acme'],
      ],
      ...[['entry', 'show', 'open'], ['check'], ['status'], ['sla', 'acme', '--month', 'this'], ['config']],
      ...[
        ['rollover', '--dry-run'],
        ['remind', '--dry-run'],
        ['billing', '--month', '2026-11'],
        ['ticket', 'list'],
      ],
      ...[
        ['export', 'csv', 'acme'],
        ['advise', 'acme'],
        ['quote', 'acme', '1h'],
        ['backup', 'rita.tar.gz'],
      ],
      ['levels', 'acme'],
    ]
    const ran = program.runAll(reading).map(({code, stderr}, index) => ({
      ...{command: reading[index]?.join(' ')},
      isDenied: /right to do/.test(stderr) || code === 1,
    }))
    expect(ran.filter(({isDenied}) => isDenied)).toEqual([])
    for (const args of [
      ['log', 'acme', '1h', 'x'],
      ['rollover'],
      ['config', 'set', 'phone', '1'],
      ['contract', 'remove', 'acme'],
    ])
      expect([args, codeOf(program, args)]).toEqual([args, 1])
  })

  test('let a consultant record work, and not close, credit, change terms or remove', () => {
    const program = teamWithRoles().as('kurt')
    const denied: readonly CommandLine[] = [
      ['rollover'],
      ['credit', 'acme', '1h', '--reason', 'x', '--kind', 'goodwill'],
      ['contract', 'amend', 'acme', '--from', '2026-12', '--credit', '12h'],
      ['contract', 'add', 'other', '--customer', 'O', '--from', '2026-11-01', '--credit', '1h'],
      ['config', 'set', 'phone', '1'],
    ]
    for (const args of denied) {
      const [outcome] = program.runAll([[...args, '--json']])
      expect([args, outcome?.code, outcome?.stdout.includes('right to do this')]).toEqual([args, 1, true])
    }
    const allowed: readonly CommandLine[] = [
      ['log', 'acme', '1h', 'y', '--id', 'mine'],
      ['entry', 'correct', 'mine', '2h', '--reason', 'longer'],
      ['entry', 'void', 'open', '--reason', 'wrong'],
      ['ticket', 'open', 'acme', 'Printer', '--number', '12'],
      ['ticket', 'respond', '12'],
      ['start', 'acme', 'z', '--at', '14:00'],
      ['stop'],
    ]
    for (const args of allowed) expect([args, codeOf(program, args)]).toEqual([args, 0])
    program.as('mona')
    for (const args of denied) expect([args, codeOf(program, args)]).toEqual([args, 0])
    program.as('kurt')
    expect(codeOf(program, ['entry', 'void', 'first', '--reason', 'closed by now'])).toBe(0)
    expect(program.as('postgres').run('verify').code).toBe(0)
  })

  test('say who recorded something: whoever logged in, unless they may act for others', () => {
    const program = teamWithRoles().as('kurt')
    const recordedBy = (id: string) => program.ok('entry', 'show', id, '--json').json.entry.recordedBy
    program.okAll(['log', 'acme', '1h', 'y', '--id', 'mine'])
    program.env = {...program.env, HOURBANK_BY: 'J. Weber'}
    program.okAll(['log', 'acme', '1h', 'y', '--id', 'still-mine'])
    expect(['mine', 'still-mine'].map(recordedBy)).toEqual(['kurt', 'kurt'])
    const [refused] = program.runAll([['log', 'acme', '1h', 'y', '--by', 'J. Weber', '--json']])
    expect(refused?.code).toBe(3)
    expect(refused?.json.error.code).toBe('NOT_FOR_OTHERS')
    program.as('mona').okAll(['log', 'acme', '1h', 'y', '--by', 'J. Weber', '--id', 'for-weber'])
    expect(recordedBy('for-weber')).toBe('J. Weber')
    program.okAll(['config', 'set', 'consultants', 'Kurt Klein = kurt; J. Weber'])
    program.as('kurt').okAll(['log', 'acme', '1h', 'y', '--id', 'known'])
    expect(recordedBy('known')).toBe('Kurt Klein')
  })
})

describe.skipIf(!hasPostgres)(`what the way to a database says${NEEDS_POSTGRES}`, () => {
  test('is taken from the environment, the service file and .pgpass, as psql takes it', () => {
    const program = teamProgram()
    const {port, folder} = running()
    const schema = `?schema=${program.schema}`
    writeFileSync(
      join(program.folder, '.pg_service.conf'),
      `[other]\nhost=nowhere\n[hours]\nhost=127.0.0.1\nport=${port}\ndbname=postgres\nuser=postgres\n`,
    )
    const balance = (store: string, env: Readonly<Record<string, string>> = {}) =>
      program.runWith({env: {HOURBANK_STORE: store, ...env}}, 'balance').code
    expect(balance(`postgres:///${schema}&service=hours`)).toBe(0)
    expect(balance(`postgres:///${schema}`, {PGSERVICE: 'hours'})).toBe(0)
    expect(balance(`postgres:///${schema}&service=missing`)).toBe(2)
    const env = {PGHOST: folder, PGPORT: String(port), PGUSER: 'postgres', PGDATABASE: 'postgres'}
    expect(balance(`postgres:///postgres${schema}`, env)).toBe(0)
    expect(balance(`postgresql://postgres@/postgres${schema}&host=${folder}&port=${port}`)).toBe(0)
    expect(balance(`postgres://postgres@127.0.0.1:${port}/postgres${schema}&sslmode=prefer`)).toBe(0)
    expect(balance(`postgres://postgres@127.0.0.1:${port}/postgres${schema}&sslmode=require`)).toBe(1)
    const secret = 'ein: "geheimes" @Wort'
    program.sql(`CREATE ROLE ${WITH_PASSWORD} LOGIN SUPERUSER PASSWORD '${secret}'`)
    const named = `postgres://${WITH_PASSWORD}@127.0.0.1:${port}/postgres${schema}`
    expect(balance(named)).toBe(1)
    expect(balance(named, {PGPASSWORD: 'another'})).toBe(1)
    expect(balance(named, {PGPASSWORD: secret})).toBe(0)
    expect(balance(named.replace('@', `:${encodeURIComponent(secret)}@`))).toBe(0)
    const line = `127.0.0.1:${port}:*:${WITH_PASSWORD}:${secret.replace(':', '\\:')}\n`
    writeFileSync(join(program.folder, '.pgpass'), line, {mode: 0o600})
    expect(balance(named)).toBe(0)
  })
})

describe.skipIf(!hasPostgres)(`what goes wrong at a server${NEEDS_POSTGRES}`, () => {
  const LATER: CommandLine = ['log', 'acme', '1h', 'later', '--id', 'later', '--json']

  /** Somebody else who holds the lock of acme until the test has ended. */
  async function holdAcme(program: TeamProgram): Promise<void> {
    const {port} = running()
    const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-X']
    const held = `BEGIN; SELECT 1 FROM ${program.schema}.account FOR UPDATE; SELECT pg_sleep(600)`
    const holder = spawn('psql', [...args, '-c', held], {stdio: 'ignore'})
    onTestFinished(() => {
      holder.kill()
      program.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)'")
    })
    const isHeld = () =>
      program.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'").trim() !== '0'
    while (!isHeld()) await new Promise(resolve => setTimeout(resolve, 20))
  }

  test('an account that somebody else holds is busy, and one that may not be waited for so long a fault', async () => {
    const program = teamProgram()
    await holdAcme(program)
    const busy = program.run(...LATER, '--wait', '0')
    expect([busy.code, busy.json.error.code]).toEqual([4, 'STORE_BUSY'])
    const store = `${program.env.HOURBANK_STORE}&statement_timeout=100`
    const slow = program.run(...LATER, '--wait', '600', '--store', store)
    expect([slow.code, slow.json.error.details.state]).toEqual([1, '57014'])
    // Who reads waits for nobody.
    expect(program.run('balance', 'acme', '--wait', '0').code).toBe(0)
    expect(program.run('entries', 'acme').stdout).not.toContain('later')
  })

  test.each([
    ['53100', 'The disk of the server is full'],
    ['53200', 'no memory left'],
    ['57P01', 'shutting down'],
    ['XX000', 'The server reports XX000'],
  ])('a server that reports %s has changed nothing, and it is said in words', (state, words) => {
    const program = teamProgram()
    program.sql(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'as it is tested' USING ERRCODE = '${state}'; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON entry EXECUTE FUNCTION fail()`)
    const {code, json} = program.run(...LATER)
    expect([code, json.error.code, json.error.details.state]).toEqual([1, 'SERVER_FAULT', state])
    expect(json.error.message).toContain(words)
    program.sql('DROP TRIGGER fail ON entry')
    expect(program.run('entries', 'acme').stdout).not.toContain('later')
    expect(program.run(...LATER).code).toBe(0)
  })

  test('what the server could not have at the same time as others is tried again, unseen', () => {
    const program = teamProgram()
    program.sql(`CREATE SEQUENCE tries;
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        CASE nextval('${program.schema}.tries')
          WHEN 1 THEN RAISE EXCEPTION 'as it is tested' USING ERRCODE = '40001';
          WHEN 2 THEN RAISE EXCEPTION 'as it is tested' USING ERRCODE = '40P01';
          ELSE RETURN NEW;
        END CASE; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION fail()`)
    expect(program.run(...LATER).code).toBe(0)
    program.sql(`DROP TRIGGER fail ON entry`)
    expect(program.ok('entries', 'acme', '--json').json.entries).toHaveLength(1)
  })

  test('a session that is ended while it waits within a transaction has told nothing', async () => {
    const program = teamProgram()
    const store = new PostgresStore(`${program.env.HOURBANK_STORE}`, 10)
    onTestFinished(() => store.close())
    await store.readProfile()
    program.sql('ALTER ROLE postgres SET idle_in_transaction_session_timeout = 50')
    onTestFinished(() => void program.sql('ALTER ROLE postgres RESET idle_in_transaction_session_timeout'))
    const other = new PostgresStore(`${program.env.HOURBANK_STORE}`, 10)
    onTestFinished(() => other.close())
    const isThere = () =>
      program.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'").trim() !== '0'
    const telling = other.updateReminded(async before => {
      while (isThere()) await new Promise(resolve => setTimeout(resolve, 20))
      return [...before, {what: 'a', level: 90, until: null}]
    })
    await expect(telling).rejects.toMatchObject({name: 'FaultError'})
    expect(await store.readReminded()).toEqual([])
  })

  test('a server that only follows another gives all answers and takes no changes, until it takes its place', () => {
    const program = teamProgram(LOG)
    const follower = new PostgresServer([], running())
    onTestFinished(() => follower.stop())
    const store = ['--store', follower.url(program.schema)]
    expect(program.ok('balance', ...store).stdout).toBe(program.ok('balance').stdout)
    program.ok('backup', 'follower.tar.gz', ...store)
    const refused = program.run(...LATER, ...store)
    expect([refused.code, refused.json.error.details.state]).toEqual([1, '25006'])
    follower.promote()
    expect(program.run(...LATER, ...store).code).toBe(0)
    program.ok('verify', ...store)
  })
})

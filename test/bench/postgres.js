// How a store in a PostgreSQL database compares: `log` and `balance` with `psql -c 'select 1'`, an account of very many with one of
// few, and all balances and a month's closing with a loop that sends the same statements through pg and does nothing else.
// On a server of its own in a temporary folder, with Debian's settings. What is compared takes turns; medians count.
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const MANY = Number(process.env.HOURBANK_BENCH_ACCOUNTS ?? 100_000)
const FEW = 10
const CLOSED = Math.min(MANY / 2, 2000)
const NOW = '2026-11-20T12:00:00+01:00'
const ROUNDS = Number(process.env.HOURBANK_BENCH_ROUNDS ?? 15)

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/run.js')
const print = line => process.stdout.write(`${line}\n`)
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]

/** What fills stores and asks them, as one module. */
const load = async () => {
  const folder = join(root, 'node_modules/.cache/bench')
  const outfile = join(folder, 'postgres.mjs')
  mkdirSync(folder, {recursive: true})
  const modules = [
    ...['src/operations/log-entry', 'src/operations/close-month', 'src/render/statement-view'],
    ...['src/storage/open-store', 'src/storage/account-codec', 'test/support/postgres-server'],
    ...['src/operations/change-contract', 'src/schema/witness', 'src/storage/stored-json'],
  ]
  await build({
    stdin: {
      contents: modules.map(name => `export * from './${name}.js'`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    ...{outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error'},
    loader: {'.sql': 'text'},
  })
  return import(pathToFileURL(outfile).href)
}

const {PostgresServer, hasPostgres, openStore, formatJson, ...made} = await load()
if (!hasPostgres) {
  print('PostgreSQL is not installed: nothing to measure')
  process.exit(0)
}

const server = new PostgresServer(['fsync=on', 'full_page_writes=on'])
const folder = mkdtempSync(join(tmpdir(), 'hourbank-bench-'))
process.on('exit', () => {
  server.stop()
  rmSync(folder, {recursive: true, force: true})
})

const environment = store => ({
  ...process.env,
  ...{HOURBANK_STORE: store, HOURBANK_NOW: NOW, HOURBANK_BY: 'Bench'},
})

/** Runs a program; returns its milliseconds. A run that fails ends the benchmark. */
const timed = (file, args, env = process.env) => {
  const begin = process.hrtime.bigint()
  const {status, stderr} = spawnSync(file, args, {env, encoding: 'utf8', maxBuffer: 1e9})
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return milliseconds
}
const hourbank = (store, ...args) => timed(process.execPath, [program, ...args], environment(store))
const psql = sql =>
  timed('psql', ['-h', '127.0.0.1', '-p', String(server.port), '-U', 'postgres', '-Xc', sql])

/** The files of a store with so many accounts, of which each has an entry in October, which is due, and one in November. */
async function fill(url, count) {
  const place = join(folder, `one-${count}-${Math.random()}`)
  for (const args of [
    ['init', '--provider', 'Muster IT GmbH'],
    [
      'contract',
      'add',
      'a000000',
      '--customer',
      'ACME GmbH',
      '--from',
      '2026-10-01',
      '--credit',
      '10h',
      '--beyond',
      'allow',
    ],
    ['log', 'a000000', '1h', 'Printer', '--at', '2026-10-15 9:00', '--id', 'a000000-1'],
    ['log', 'a000000', '1h', 'Printer', '--at', '2026-11-15 9:00', '--id', 'a000000-2'],
  ])
    hourbank(place, ...args)
  const files = []
  const one = await openStore(place, 10)
  await one.handOver(async file => void files.push(file))
  const account = await one.readAccount('a000000')
  const target = await openStore(url, 10)
  const feed = async take => {
    for (const file of files.filter(({name}) => !name.startsWith('contracts') && name !== 'seals.jsonl'))
      await take(file)
    const ids = Array.from({length: count}, (_, index) => `a${String(index).padStart(6, '0')}`)
    const lines = ids.map(contract => ({event: 'opened', contract}))
    await take({name: 'seals.jsonl', bytes: Buffer.from(made.formatWitness(lines))})
    for (const id of ids) {
      const contract = {...account.contract, id}
      await take({name: `contracts/${id}/contract.json`, bytes: bytesOf(made.encodeContract(contract))})
      for (const page of account.open) {
        // A consultant has some of the accounts, not all.
        const entries = page.entries.map(entry => ({
          ...entry,
          id: entry.id.replace('a000000', id),
          consultant: `Consultant ${Number(id.slice(1)) % 997}`,
        }))
        const bytes = bytesOf(made.encodePage({...page, entries}, id))
        await take({name: `contracts/${id}/${page.month}.json`, bytes})
      }
    }
  }
  const noCheck = async () => {}
  await target.replaceBy(feed, {check: noCheck, lastLook: noCheck, keptAs: 'before'})
  await target.close()
  server.sql('VACUUM ANALYZE')
}
const bytesOf = value => Buffer.from(formatJson(value))

const rate = (count, milliseconds) => `${Math.round((count * 1000) / milliseconds)} accounts/s`
const ratio = (one, other) => `${(one / other).toFixed(2)} ×`

const [few, many] = [server.url('few'), server.url('many')]
for (const [url, count] of [
  [few, FEW],
  [many, MANY],
]) {
  const begin = Date.now()
  await fill(url, count)
  print(`${count} accounts were put into a database in ${Math.round((Date.now() - begin) / 1000)} s`)
}
const size = schema =>
  server.sql(
    `SELECT pg_size_pretty(sum(pg_total_relation_size(c.oid))) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '${schema}' AND relkind IN ('r')`,
  )
print(`they take up ${size('many')}`)

const times = {psql: [], folder: [], balance: [], log: [], logOfMany: [], balanceOfMany: []}
const place = join(folder, 'beside')
hourbank(place, 'init', '--provider', 'Muster IT GmbH')
hourbank(
  place,
  'contract',
  'add',
  'a000000',
  '--customer',
  'A',
  '--from',
  '2026-10-01',
  '--credit',
  '10h',
  '--beyond',
  'allow',
)
for (let round = 0; round < ROUNDS; round++) {
  const work = ['1m', 'work', '--at', '2026-11-20 9:00']
  times.psql.push(psql('select 1'))
  times.folder.push(hourbank(place, 'log', 'a000000', ...work))
  times.balance.push(hourbank(few, 'balance', 'a000003'))
  times.log.push(hourbank(few, 'log', 'a000003', ...work))
  times.logOfMany.push(hourbank(many, 'log', 'a000007', ...work))
  times.balanceOfMany.push(hourbank(many, 'balance', 'a000007'))
}
const ms = name => median(times[name])
print(`psql -c 'select 1': ${ms('psql').toFixed(0)} ms; log in a folder: ${ms('folder').toFixed(0)} ms`)
print(
  `log: ${ratio(ms('log'), ms('psql'))} psql, ${ratio(ms('log'), ms('folder'))} a folder; balance: ${ratio(ms('balance'), ms('psql'))} psql`,
)
print(
  `log beside ${MANY} accounts: ${ratio(ms('logOfMany'), ms('log'))} that beside ${FEW}; balance: ${ratio(ms('balanceOfMany'), ms('balance'))}`,
)

/** The statements that the server was sent while something was done, with their parameters, as pg sends them. */
const {default: pg} = await import('pg')
async function recorded(action) {
  const sent = []
  const {query} = pg.Client.prototype
  pg.Client.prototype.query = function (...args) {
    const [first] = args
    sent.push(typeof first === 'string' ? {text: first} : {text: first.text, values: first.values})
    return query.apply(this, args)
  }
  try {
    await action()
  } finally {
    pg.Client.prototype.query = query
  }
  return sent
}

/** Milliseconds of sending the same statements, one after the other, and taking the rows as text. */
async function bare(statements) {
  const client = new pg.Client({
    connectionString: server.url('many').split('?')[0],
    types: {getTypeParser: () => value => value},
  })
  await client.connect()
  const begin = process.hrtime.bigint()
  for (const statement of statements) await client.query(statement)
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6
  await client.end()
  return milliseconds
}

async function elapsed(action) {
  const begin = process.hrtime.bigint()
  await action()
  return Number(process.hrtime.bigint() - begin) / 1e6
}

process.env.TZ = 'Europe/Berlin'
const store = await openStore(many, 10)
const readAll = async () => {
  for (const id of await store.listContracts()) await store.readAccount(id)
}
const sentToRead = await recorded(readAll)
// A loop that asks for each account by itself.
const rowsOf = sentToRead.find(({values}) => Array.isArray(values?.[0]))
const oneByOne = (await store.listContracts()).map(id => ({...rowsOf, values: [[id]]}))
const [reading, bareReading, bareOneByOne] = [[], [], []]
for (let round = 0; round < 3; round++) {
  reading.push(await elapsed(readAll))
  bareReading.push(await bare(sentToRead))
  bareOneByOne.push(await bare(oneByOne))
}
const percent = (one, other) => `${Math.round((100 * one) / other)} %`
const read = median(reading)
print(`all balances: ${rate(MANY, read)}`)
print(
  `  a loop that asks account by account: ${rate(MANY, median(bareOneByOne))}, of which that is ${percent(median(bareOneByOne), read)}`,
)
print(
  `  the same statements alone, a hundred accounts in each: ${rate(MANY, median(bareReading))}, ${percent(median(bareReading), read)}`,
)
const whole = hourbank(many, 'balance', '--json')
print(`the command, from its start to its end: ${rate(MANY, whole)}`)

/** How many entries a second so many writers record in this process, each with a connection of its own, for some seconds. */
async function entriesPerSecond(writers, accountOf) {
  const until = performance.now() + SECONDS * 1000
  let count = 0
  const write = async number => {
    const own = await openStore(many, 60)
    while (performance.now() < until) {
      const written = await own.updateAccount(accountOf(number, count), {}, account => {
        const page = account.open.at(-1)
        const entries = [
          ...page.entries,
          {...page.entries[0], id: `${Math.random().toString(36).slice(2)}-e`},
        ]
        return {
          ok: true,
          value: {account: {...account, open: [...account.open.slice(0, -1), {...page, entries}]}},
        }
      })
      if (!written.ok) throw new Error(JSON.stringify(written.refusal))
      count++
    }
    await own.close()
  }
  await Promise.all(Array.from({length: writers}, (_, number) => write(number)))
  return count / SECONDS
}
const SECONDS = 5
const idOf = number => `a${String(number).padStart(6, '0')}`
for (const writers of [1, 8, 40]) {
  const onOne = await entriesPerSecond(writers, () => idOf(MANY - 1 - writers))
  const onMany = await entriesPerSecond(writers, (number, count) =>
    idOf((number * 4999 + count * 61) % (MANY / 2)),
  )
  print(`${writers} writers: ${Math.round(onOne)} entries/s on one account, ${Math.round(onMany)} on many`)
}

/** Closes October of so many accounts. */
const {provider} = await store.readProfile()
const closing = {provider, now: NOW, print: made.statementView}
const ids = (await store.listContracts()).slice(0, CLOSED * 2)
const close = async some => {
  for (const id of some) {
    const closed = await store.updateAccount(id, made.NEEDED_TO_CLOSE, account =>
      made.closeDueMonths(account, '2026-10', closing),
    )
    if (!closed.ok) throw new Error(JSON.stringify(closed.refusal))
  }
}
const sentToClose = await recorded(() => close(ids.slice(0, CLOSED)))
const closingTime = await elapsed(() => close(ids.slice(CLOSED)))
// The same rows once more, in a schema of their own that has the accounts still open.
await fill(server.url('again'), CLOSED)
const again = sentToClose.map(({text, values}) => ({text: text.replaceAll('"many"', '"again"'), values}))
const bareClosing = await bare(again)
print(
  `closing a month: ${rate(CLOSED, closingTime)}; the same statements alone: ${rate(CLOSED, bareClosing)} (${Math.round((100 * bareClosing) / closingTime)} %)`,
)
await store.close()

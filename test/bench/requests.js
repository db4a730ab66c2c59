// Whether a contract with ten thousand requests that are over takes longer to open, show and list one than a contract with
// ten. Commands take turns, so that a machine that gets slower or faster does so for both; medians count.
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const OVER = [10, 10_000]
const OPEN = 10
const MONTHS = [
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
]
const NOW = '2026-11-20T12:00:00+01:00'
const WARM_UPS = 3
const ROUNDS = 21

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/run.js')
const print = line => process.stdout.write(`${line}\n`)
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]

/** What makes requests, as one module: to type ten thousand of them would take an hour. */
const load = async () => {
  const folder = join(root, 'node_modules/.cache/bench')
  const outfile = join(folder, 'requests.mjs')
  mkdirSync(folder, {recursive: true})
  const modules = [
    'operations/record-request',
    'operations/close-month',
    'render/statement-view',
    'storage/open-store',
  ]
  await build({
    stdin: {
      contents: modules.map(name => `export * from './src/${name}.js'`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    ...{outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error'},
  })
  return import(pathToFileURL(outfile).href)
}

const environment = store => ({
  ...process.env,
  HOURBANK_STORE: store,
  HOURBANK_NOW: NOW,
  HOURBANK_BY: 'Bench',
})

/** Runs the program; returns its milliseconds. A run that fails ends the benchmark. */
const timed = (store, ...args) => {
  const begin = process.hrtime.bigint()
  const {status, stderr} = spawnSync(process.execPath, [program, ...args], {
    env: environment(store),
    encoding: 'utf8',
  })
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return milliseconds
}

const accepted = result => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

const NEW = {
  ...{
    channel: null,
    requester: null,
    kind: null,
    priority: null,
    address: null,
    isEmergency: false,
    note: null,
  },
  subject: 'Printer queue stuck',
}

/** A contract with so many requests that are over, in ten closed months, and ten that are open. */
const makeStore = async (
  {openStore, openRequest, recordEvent, closeDueMonths, statementView},
  store,
  count,
) => {
  timed(store, 'init', '--provider', 'Bench IT', '--timezone', 'Europe/Berlin', '--locale', 'de')
  const terms = ['--from', '2026-01-01', '--credit', '10h', '--tariff', 'response-levels']
  timed(store, 'contract', 'add', 'acme', '--customer', 'ACME GmbH', ...terms)
  const opened = await openStore(store, 10)
  let number = 0
  for (const month of MONTHS) {
    const numbers = Array.from({length: count / MONTHS.length}, () => String(++number))
    await opened.indexRequests(numbers, 'acme')
    await opened.updateAccount('acme', {lastClosed: true}, account => {
      const at = `${month}-10T10:00:00+01:00`
      const recording = {by: 'Bench', now: at}
      // Each is recorded in an account without the others, which is quicker; its records are put together.
      const records = numbers.flatMap(each => {
        const {account: one} = accepted(openRequest(account, {...NEW, number: each, at}, recording))
        const event = {number: each, kind: 'closed', at, note: null, expected: null, escalate: null}
        const {account: over} = accepted(recordEvent(one, event, recording))
        return over.open.find(page => page.month === month).requestRecords
      })
      const pages = account.open.map(page =>
        page.month === month ? {...page, requestRecords: records} : page,
      )
      const provider = {name: 'Bench IT', address: [], closingText: null}
      return closeDueMonths({...account, open: pages}, month, {
        provider: {...UNSAID, ...provider},
        now: `${month}-28T23:00:00+01:00`,
        print: statementView,
      })
    })
  }
  for (let open = 1; open <= OPEN; open += 1) timed(store, 'ticket', 'open', 'acme', `Open ${open}`)
}

const UNSAID = {
  ...{
    taxNumber: null,
    vatNumber: null,
    register: null,
    bank: null,
    phone: null,
    email: null,
    web: null,
    logo: null,
  },
}

const folder = mkdtempSync(join(tmpdir(), 'hourbank-bench-'))
try {
  const modules = await load()
  const stores = OVER.map(count => ({count, store: join(folder, `store-${count}`)}))
  for (const {store, count} of stores) await makeStore(modules, store, count)
  const cases = stores.flatMap(({store, count}) =>
    [
      ['ticket open acme', () => ['ticket', 'open', 'acme', 'Printer queue stuck']],
      ['ticket show', () => ['ticket', 'show', String(count + 1)]],
      ['ticket list acme', () => ['ticket', 'list', 'acme']],
      ['ticket show, of one that is over', () => ['ticket', 'show', '5']],
    ].map(([name, args]) => ({name, args, store, count, times: []})),
  )
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    for (const {store, args, times} of cases) {
      const milliseconds = timed(store, ...args())
      if (round >= 0) times.push(milliseconds)
    }
  }
  print(
    `Node ${process.versions.node}, a contract with ${OPEN} open requests and so many that are over, ${ROUNDS} rounds`,
  )
  for (const name of new Set(cases.map(each => each.name))) {
    const [few, many] = cases.filter(each => each.name === name).map(({times}) => median(times))
    print(
      `${name.padEnd(34)} ${OVER[0]}: ${few.toFixed(1)} ms   ${OVER[1]}: ${many.toFixed(1)} ms   ${(many / few).toFixed(2)} ×`,
    )
  }
} finally {
  rmSync(folder, {recursive: true, force: true})
}

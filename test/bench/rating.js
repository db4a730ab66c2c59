// How many entries a second are rated with bands and public holidays, beside a loop that only parses their dates.
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const COUNT = 100_000
const ROUNDS = 3
const TIMEZONE = 'Europe/Berlin'
const REGION = {country: 'DE', state: 'BY'}
const FIRST_MINUTE = Date.UTC(2024, 0, 1) / 60_000
const MINUTES_OF_YEARS = (366 + 365 + 365) * 1440

const root = fileURLToPath(new URL('../..', import.meta.url))
const print = line => process.stdout.write(`${line}\n`)

/** The TypeScript that is measured, as one module. */
const load = async () => {
  const folder = join(root, 'node_modules/.cache/bench')
  const outfile = join(folder, 'rating.mjs')
  mkdirSync(folder, {recursive: true})
  const contents = ['domain/calendar', 'domain/rating', 'holidays/public-holidays']
    .map(module => `export * from './src/${module}.js'`)
    .join('\n')
  await build({
    stdin: {contents, resolveDir: root, loader: 'ts'},
    ...{outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error'},
  })
  return import(pathToFileURL(outfile).href)
}

/** Numbers from 0 up to below 1, the same in every run. */
const randomNumbers = seed => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const terms = {
  increment: {minutes: 15, minimum: 15, per: 'entry', overrides: []},
  bands: {
    list: [
      {name: 'core', days: weekdays, from: '08:00', to: '18:00', factor: 1},
      {name: 'evening', days: weekdays, from: '18:00', to: '22:00', factor: 1.25},
    ],
    otherwise: {name: 'off-hours', factor: 1.5},
    holiday: {name: 'holiday', factor: 2},
    holidays: REGION,
  },
  emergency: null,
  vatPercent: 19,
}

/** Work at any time of three years, of up to eight hours. */
const anyWork = instantAt => {
  const random = randomNumbers(1)
  const common = {class: 'extended', cause: 'customer', activity: null, place: 'remote', channel: 'phone'}
  return Array.from({length: COUNT}, (_, index) => ({
    id: `e${index}`,
    start: instantAt((FIRST_MINUTE + Math.floor(random() * MINUTES_OF_YEARS)) * 60_000, TIMEZONE),
    workedMinutes: 1 + Math.floor(random() * 480),
    ...common,
  }))
}

/** The best of some rounds in milliseconds: what else runs on the machine only adds to it. */
const best = work => {
  const times = Array.from({length: ROUNDS}, () => {
    const begin = performance.now()
    work()
    return performance.now() - begin
  })
  return Math.min(...times)
}

const {epochMs, instantAt, publicHolidays, rate} = await load()
const years = {}
for (const year of [2024, 2025, 2026, 2027]) years[year] = await publicHolidays(REGION, year)
const basis = {terms, timezone: TIMEZONE, holidays: [{region: REGION, years}], ticketDay: null}
const entries = anyWork(instantAt)

// Kept and printed, so that no loop is optimised away.
let latest = 0
let chargedMinutes = 0
const parsing = best(() => {
  for (const {start} of entries) latest = Math.max(latest, epochMs(start))
})
const rating = best(() => {
  chargedMinutes = 0
  for (const work of entries) chargedMinutes += rate(work, basis).chargedMinutes
})

const figures = milliseconds =>
  `${milliseconds.toFixed(0).padStart(7)} ms  ${Math.round((COUNT / milliseconds) * 1000).toLocaleString('en')} a second`
print(
  `\nNode ${process.versions.node}, ${COUNT.toLocaleString('en')} entries with bands and holidays in ${TIMEZONE}`,
)
print(`the last on ${instantAt(latest, TIMEZONE).slice(0, 10)}, charged ${chargedMinutes} minutes`)
print(`dates parsed    ${figures(parsing)}`)
print(`entries rated   ${figures(rating)}  (${(rating / parsing).toFixed(1)} × parsing)`)

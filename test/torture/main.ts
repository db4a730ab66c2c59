import {cpus} from 'node:os'
import {parseArgs} from 'node:util'
import type {Campaign} from './campaign.js'
import {CAMPAIGNS} from './campaigns.js'
import {Random} from './random.js'
import {FINDING_KINDS, Tally} from './tally.js'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

const USAGE = `npm run torture [-- NAME…] [--rounds N] [--seed N] [--large] [--short]
npm run torture -- --list`

async function main(): Promise<void> {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      ...{rounds: {type: 'string'}, seed: {type: 'string'}},
      ...{
        large: {type: 'boolean'},
        short: {type: 'boolean'},
        list: {type: 'boolean'},
        help: {type: 'boolean'},
      },
    },
  })
  if (values.help) return print(USAGE)
  if (values.list) return print(CAMPAIGNS.map(listed).join('\n'))
  const {large: isLarge = false, short: isShort = false} = values
  const chosen = chooseCampaigns(positionals, isLarge)
  const seed = wholeNumber('--seed', values.seed) ?? Math.floor(Math.random() * 2 ** 32)
  const said = wholeNumber('--rounds', values.rounds)
  print(`Node ${process.versions.node}, ${cpus().length} cores, --seed ${seed}`)
  const outcomes: Outcome[] = []
  for (const campaign of chosen) {
    const {short, long, large} = campaign.rounds
    const rounds = said ?? (isLarge ? (large ?? short) : isShort ? short : long)
    outcomes.push(await runOne(campaign, {rounds, seed, isLarge}))
  }
  printTable(outcomes)
  if (outcomes.some(({tally}) => tally !== null && !tally.isClean)) process.exitCode = 1
}

const listed = ({name, about, unit, rounds, missing}: Campaign): string => {
  const why = missing()
  const large = rounds.large === undefined ? '' : `, ${rounds.large} in a large store`
  return `${name.padEnd(10)} ${about}\n${' '.repeat(11)}${rounds.long} ${unit}, ${rounds.short} in npm test${large}${why === null ? '' : ` (cannot run here: ${why})`}`
}

function chooseCampaigns(names: readonly string[], isLarge: boolean): readonly Campaign[] {
  const known = CAMPAIGNS.map(({name}) => name)
  const unknown = names.filter(name => !known.includes(name))
  if (unknown.length > 0) throw new Error(`no campaign ${unknown.join(', ')}; there are ${known.join(', ')}`)
  const able = CAMPAIGNS.filter(({rounds}) => !isLarge || rounds.large !== undefined)
  return names.length === 0 ? able : able.filter(({name}) => names.includes(name))
}

function wholeNumber(flag: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  if (!/^\d{1,10}$/.test(typed)) throw new Error(`${flag} ${typed} is no whole number`)
  return Number(typed)
}

interface Outcome {
  readonly name: string
  /** Null where it could not run. */
  readonly tally: Tally | null
  readonly seconds: number
  readonly why: string | null
}

interface Extent {
  readonly rounds: number
  readonly seed: number
  readonly isLarge: boolean
}

async function runOne(campaign: Campaign, {rounds, seed, isLarge}: Extent): Promise<Outcome> {
  const {name, unit, run} = campaign
  const why = campaign.missing()
  if (why !== null) {
    print(`${name}: SKIPPED, ${why}`)
    return {name, tally: null, seconds: 0, why}
  }
  print(`${name}: ${rounds} ${unit}${isLarge ? ', in a large store' : ''}`)
  const tally = new Tally()
  const start = performance.now()
  await run(tally, {rounds, random: new Random(seed), isLarge, watch: progressOf(name)})
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  const seconds = (performance.now() - start) / 1000
  for (const [figure, count] of tally.figures) print(`  ${String(count).padStart(8)}  ${figure}`)
  for (const what of tally.told) print(`  ✘ ${what}`)
  return {name, tally, seconds, why}
}

const progressOf =
  (name: string) =>
  (done: number, all: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name} ${done}/${all}`)
  }

function printTable(outcomes: readonly Outcome[]): void {
  print(`\n${'campaign'.padEnd(10)} ${FINDING_KINDS.map(kind => kind.padStart(7)).join('')}  seconds`)
  for (const {name, tally, seconds, why} of outcomes) {
    const cells =
      tally === null
        ? ` SKIPPED: ${why}`
        : `${FINDING_KINDS.map(kind => String(tally.findings.get(kind) ?? 0).padStart(7)).join('')}  ${seconds.toFixed(0).padStart(7)}`
    print(`${name.padEnd(10)} ${cells}`)
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`)
  process.exitCode = 2
}
// What answers commands in one process, and the threads of the fonts, would keep this one waiting.
process.exit()

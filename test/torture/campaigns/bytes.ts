import {readFileSync, writeFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import {isDeepStrictEqual} from 'node:util'
import type {Program} from '../../support/program.js'
import {type Campaign, RUNS_ANYWHERE} from '../campaign.js'
import {makeStore} from '../deeds.js'
import {leaveJournal} from '../left-journal.js'
import type {Random} from '../random.js'
import type {Tally} from '../tally.js'

const FILES = [
  ...['contracts/acme/2026-08.json', 'contracts/acme/2026-09.json', 'contracts/acme/2026-10.json'],
  ...['contracts/acme/2026-11.json', 'contracts/acme/contract.json', 'seals.jsonl', 'store.json'],
]
const JOURNAL = 'contracts/acme/pending.json'
/** The profile has no witness: whoever may write into the folder may say who the provider is. */
const WITHOUT_WITNESS = 'store.json'

const CHANGES: Readonly<Record<string, (bytes: Buffer, at: number, random: Random) => Buffer>> = {
  flipped: (bytes, at, random) => {
    const flipped = Buffer.from(bytes)
    flipped[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    return flipped
  },
  deleted: (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
  inserted: (bytes, at, random) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.of(32 + random.below(95)), bytes.subarray(at)]),
}

/** Changes single bytes of what is stored. */
export const bytes: Campaign = {
  name: 'bytes',
  about: 'every byte of pages, contract, profile, witness and journal flipped, deleted, inserted',
  unit: 'bytes of each file at most',
  rounds: {short: 12, long: 1_000_000, large: 1},
  missing: RUNS_ANYWHERE,
  run(tally, {rounds, random, isLarge, watch}) {
    const store = makeStore(isLarge)
    const killed = store.copy()
    leaveJournal(killed, ['rollover', 'acme'], 'acme')
    try {
      const spoilt = [...FILES.map(name => ({program: store, name})), {program: killed, name: JOURNAL}]
      spoilt.forEach(({program, name}, index) => {
        watch(index, spoilt.length)
        spoilBytes(tally, program, name, {rounds, random})
      })
    } finally {
      store.remove()
      killed.remove()
    }
  },
}

function spoilBytes(
  tally: Tally,
  program: Program,
  name: string,
  {rounds, random}: {readonly rounds: number; readonly random: Random},
): void {
  const path = join(program.store, name)
  const whole = readFileSync(path)
  const at = random.sampleBelow(whole.length, rounds)
  for (const place of at) {
    for (const [how, change] of Object.entries(CHANGES)) {
      const changed = change(whole, place, random)
      writeFileSync(path, changed)
      judge(tally, program, {name, how: `byte ${place} ${how}`, whole, changed})
    }
  }
  writeFileSync(path, whole)
}

interface Spoilt {
  readonly name: string
  readonly how: string
  readonly whole: Buffer
  readonly changed: Buffer
}

function judge(tally: Tally, program: Program, {name, how, whole, changed}: Spoilt): void {
  const {code, stdout, stderr} = program.run('verify', '--json')
  const kind = name.replace(/.*\//, '')
  tally.count('attempts')
  if (code === 0) {
    if (isSameJson(whole, changed)) tally.count(`${kind}: white space only`)
    else if (name === WITHOUT_WITNESS) tally.count(`${kind}: not found`)
    else tally.found('unseen', `${name}, ${how}: ${around(whole, changed)}`)
    return
  }
  const said = stdout + stderr
  if (code !== 5 || /^\s+at .*:\d+/m.test(said))
    tally.found('exit', `${name}, ${how}: exit ${code}: ${said.slice(0, 300)}`)
  const {problems, error} = JSON.parse(stdout || '{}')
  const found: readonly {readonly file: string; readonly what: string}[] = problems ?? [
    {file: error?.details?.file ?? '', what: error?.message ?? ''},
  ]
  if (!found.some(({file, what}) => namesPlace(relative(program.store, file), name) || what.includes(name)))
    tally.found('lie', `${name}, ${how}: another file is named: ${JSON.stringify(found).slice(0, 300)}`)
  tally.count(`${kind}: found by ${witnessOf(found[0]?.what ?? '')}`)
}

/** The file, its folder, or the page before or after it, which no longer fits. */
const namesPlace = (file: string, name: string): boolean =>
  file === name ||
  (name === WITHOUT_WITNESS && file.endsWith('The profile')) ||
  name.startsWith(`${file}/`) ||
  (file !== '' && file.replace(/[^/]*$/, '') === name.replace(/[^/]*$/, ''))

const WITNESSES: readonly (readonly [RegExp, string])[] = [
  [/not valid JSON|no text|same key twice|other than an object/, 'its form'],
  [/says that/, 'the witness of the store'],
  [/is not one that this program wrote|cut short/, 'the form of a line'],
  [/checksum/, 'its checksum'],
  [/seal/, 'its seal'],
  [/journal|would change closed months/, 'what a journal may do'],
  [/"rollover"|--repair/, 'what the witness was not told'],
]
const witnessOf = (what: string): string => WITNESSES.find(([words]) => words.test(what))?.[1] ?? 'its schema'

function isSameJson(one: Buffer, other: Buffer): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(one.toString()), JSON.parse(other.toString()))
  } catch {
    return false
  }
}

function around(whole: Buffer, changed: Buffer): string {
  let at = 0
  while (at < whole.length && whole[at] === changed[at]) at += 1
  return JSON.stringify(changed.subarray(Math.max(0, at - 40), at + 20).toString())
}

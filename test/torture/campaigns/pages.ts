import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {isDeepStrictEqual} from 'node:util'
import type {CommandLine, Outcome, Program} from '../../support/program.js'
import {type Campaign, RUNS_ANYWHERE} from '../campaign.js'
import {makeStore} from '../deeds.js'
import {leaveJournal} from '../left-journal.js'
import type {Random} from '../random.js'
import type {Tally} from '../tally.js'

type Json = ReturnType<typeof JSON.parse>

const FILES = [
  ...['contracts/acme/2026-09.json', 'contracts/acme/2026-10.json', 'contracts/acme/2026-11.json'],
  ...['contracts/acme/contract.json', 'contracts/acme/pending.json', 'seals.jsonl', 'store.json'],
]

/** What a value is replaced with, as JSON. */
const VALUES: readonly string[] = [
  ...[
    'null',
    'true',
    '""',
    '[]',
    '{}',
    '0',
    '-1',
    '-0',
    '1.5',
    '1e400',
    '-1e400',
    '1e21',
    '9007199254740993',
  ],
  ...['123456789012345678901234567890', '1e-7', '"2026-02-30"', '"2026-13"', '"9999-12-31T23:59:59Z"'],
  ...[String.raw`"\ud83d"`, String.raw`"\u0000"`, String.raw`"\u001b[2J"`, '"__proto__"', '"constructor"'],
  ...[
    '{"__proto__": {"x": 1}}',
    '{"toString": 1}',
    '[[[[[[[[]]]]]]]]',
    '"../../etc/passwd"',
    '"acme"',
    '"beta"',
  ],
  ...[`"${'x'.repeat(100_000)}"`, `${'['.repeat(5000)}${']'.repeat(5000)}`, `"${'\\"'.repeat(60_000)}"`],
]

/** What is done to the bytes, whatever they mean. */
const BYTES: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  bytes => Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]),
  bytes => Buffer.concat([bytes, bytes]),
  (bytes, random) => inserted(bytes, random, Buffer.of(0xff, 0xfe)),
  (bytes, random) => inserted(bytes, random, Buffer.of(0)),
  (bytes, random) => inserted(bytes, random, Buffer.of(0xc0, 0x80)),
  (bytes, random) => inserted(bytes, random, Buffer.from('\u2028')),
  bytes => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  () => Buffer.alloc(0),
  () => Buffer.alloc(4096),
  () => Buffer.from('['.repeat(200_000)),
  () => Buffer.from(`{"a":`.repeat(100_000)),
  () => Buffer.from(`"${'\\u0041'.repeat(6_000_000 / 100)}"`),
]

function inserted(bytes: Buffer, random: Random, more: Buffer): Buffer {
  const at = random.below(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
}

const COMMANDS: readonly CommandLine[] = [
  ['log', 'acme', '10', 'Text', '--id', 'new'],
  ['balance'],
  ['balance', 'acme', '--month', '2026-09'],
  ['rollover'],
  ['statement', 'acme', '--month', '2026-09'],
  ['entries', '--json'],
  ['entry', 'show', 'sep'],
  ['entry', 'void', 'nov', '--reason', 'wrong'],
  ['contract', 'show', 'acme'],
  ['contract', 'amend', 'acme', '--from', '2026-11', '--credit', '4h'],
  ['ticket', 'list'],
  ['history', 'acme'],
  ['export', 'jsonl'],
  ['config'],
  ['advise', 'acme', '--hour-price', '100'],
]

/** Replaces what is stored by what nobody ever wrote. */
export const pages: Campaign = {
  name: 'pages',
  about:
    'malformed pages, contracts, profiles, witnesses and journals: named, exit 5, no stack trace, left alone',
  unit: 'malformed files',
  rounds: {short: 100, long: 5000, large: 5},
  missing: RUNS_ANYWHERE,
  run(tally, {rounds, random, isLarge, watch}) {
    const store = makeStore(isLarge)
    const killed = store.copy()
    leaveJournal(killed, ['rollover', 'acme'], 'acme')
    try {
      for (let round = 0; round < rounds; round += 1) {
        watch(round, rounds)
        const name = random.one(FILES)
        const program = (name.endsWith('pending.json') ? killed : store).copy()
        spoil(tally, program, name, random)
        program.remove()
      }
    } finally {
      store.remove()
      killed.remove()
    }
  },
}

function spoil(tally: Tally, program: Program, name: string, random: Random): void {
  const path = join(program.store, name)
  const whole = readFileSync(path)
  const malformed = random.fraction() < 0.25 ? random.one(BYTES)(whole, random) : mutated(whole, name, random)
  if (malformed.equals(whole)) return
  const contract = program.run(...SHOW).stdout
  writeFileSync(path, malformed)
  const before = program.fingerprint()
  const verify = program.run('verify', '--json')
  const where = `${name} with ${difference(whole, malformed)}`
  tally.count('attempts')
  tally.count(verify.code === 0 ? 'taken for whole' : 'found')
  judge(tally, where, {name, args: ['verify'], answer: verify})
  if (verify.code === 0 && !isSame(whole, malformed) && !isWithoutMeaning(program, name, contract))
    tally.found('unseen', where)
  if (program.fingerprint() !== before) tally.found('broken', `${where}: verify has changed the store`)
  const args = random.one(COMMANDS)
  const answer = program.run(...args)
  judge(tally, where, {name, args, answer})
  tally.count(`commands: exit ${answer.code}`)
  if (answer.code === 5 && args[0] !== 'rollover' && program.fingerprint() !== before)
    tally.found('broken', `${where}: ${args.join(' ')} has changed the store`)
}

interface Answered {
  readonly name: string
  readonly args: CommandLine
  readonly answer: Outcome
}

function judge(tally: Tally, where: string, {name, args, answer}: Answered): void {
  const {code, stdout, stderr} = answer
  const said = stdout + stderr
  const short = said.replaceAll(/\s+/g, ' ').slice(0, 300)
  const command = args.join(' ')
  if (/^\s+at .*:\d+/m.test(said)) tally.found('exit', `${where}: ${command}: a stack trace: ${short}`)
  const isOfWitness = name === 'store.json' && said.includes('NO_FILE')
  if (![0, 3, 5].includes(code ?? -1) && !isOfWitness)
    tally.found('exit', `${where}: ${command}: exit ${code}: ${short}`)
  const file = name.replace(/.*\//, '')
  // A journal stands for the files in it; the time zone of the profile is looked at where there are no files.
  const isNamed =
    said.includes(file) ||
    (file === 'store.json' && said.includes('The profile')) ||
    (file === 'pending.json' && said.includes('contracts/acme'))
  if (code === 5 && !isNamed && !/contracts\/acme/.test(said))
    tally.found('lie', `${where}: ${command} does not name it: ${short}`)
}

/** One value, key or order of a JSON document changed, or one line of several. */
function mutated(bytes: Buffer, name: string, random: Random): Buffer {
  if (name.endsWith('.jsonl')) {
    const lines = bytes.toString().trimEnd().split('\n')
    const at = random.below(lines.length)
    const line = mutatedJson(lines[at] ?? '', random)
    return Buffer.from(
      `${[...lines.slice(0, at), line.replaceAll('\n', ' '), ...lines.slice(at + 1)].join('\n')}\n`,
    )
  }
  return Buffer.from(mutatedJson(bytes.toString(), random))
}

function mutatedJson(text: string, random: Random): string {
  const document: Json = JSON.parse(text)
  const places = placesIn(document)
  const place = random.one(places)
  const {parent, key} = place
  const mark = `@@${random.below(1e9)}@@`
  const choice = random.below(5)
  if (choice === 0) delete parent[key]
  else if (choice === 1 && Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]))
  else if (choice === 2) parent[mark] = 1
  else parent[key] = mark
  const mutated = JSON.stringify(document, null, 2)
  if (choice === 2)
    return mutated.replace(`"${mark}"`, random.isHeads() ? '"unheard-of"' : JSON.stringify(key))
  return mutated.replace(`"${mark}"`, () => random.one(VALUES))
}

interface Place {
  readonly parent: Json
  readonly key: string
}

function placesIn(value: Json): readonly Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).flatMap(key => [{parent: value, key}, ...placesIn(value[key])])
}

const SHOW = ['contract', 'show', 'acme', '--json']

/**
 * Nothing stands against the profile, of which nothing is closed but what its months keep. A contract says the same where
 * what is usual is left out. A journal in which nothing is left was of a change that nobody was told of.
 */
function isWithoutMeaning(program: Program, name: string, contract: string): boolean {
  if (name === 'store.json') return true
  if (name.endsWith('contract.json')) return program.run(...SHOW).stdout === contract
  return (
    name.endsWith('pending.json') &&
    isDeepStrictEqual(JSON.parse(readFileSync(join(program.store, name), 'utf8')).files, {})
  )
}

function isSame(one: Buffer, other: Buffer): boolean {
  // Of a witness, which is told once more of what it says already, each line counts once.
  const read = (bytes: Buffer): Json => {
    const text = bytes.toString().trimEnd()
    return text.includes('\n{') ? [...new Set(text.split('\n'))] : JSON.parse(text)
  }
  try {
    return isDeepStrictEqual(read(one), read(other))
  } catch {
    return false
  }
}

function difference(whole: Buffer, malformed: Buffer): string {
  let at = 0
  while (at < whole.length && whole[at] === malformed[at]) at += 1
  return JSON.stringify(malformed.subarray(Math.max(0, at - 40), at + 40).toString())
}

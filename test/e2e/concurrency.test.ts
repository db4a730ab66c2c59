import {readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {withLock} from '../../src/storage/files/lock.js'
import {type Outcome, Program, programFor, type Running} from '../support/program.js'

// The figures of the full campaign: HOURBANK_CAMPAIGN=20 npx vitest run test/e2e/concurrency.test.ts
const SIZE = Number(process.env.HOURBANK_CAMPAIGN ?? 2)
const WRITERS = 20
const KILLS_OF_ROLLOVERS = SIZE * 2
const KILLS_OF_WRITERS = SIZE * 4
const KILLS_OF_STOPS = SIZE * 2

const ENTRIES = ['entries', 'acme', '--json']
const VERIFY = ['verify', '--json']
const idsIn = (entries: Outcome | undefined): readonly string[] =>
  entries?.json.entries.map(({id}: {id: string}) => id).sort()

const sleep = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** How long a command takes, from start to exit. */
async function timeOf(program: Program, ...args: readonly string[]): Promise<number> {
  const start = performance.now()
  await program.start(...args).finished
  return performance.now() - start
}

/** Kills a command at a random moment of its second half, as the first is Node’s; returns its exit code, if it had one. */
async function killedWithin(
  wholeMs: number,
  program: Program,
  ...args: readonly string[]
): Promise<number | null> {
  const {process: child, finished} = program.start(...args)
  const timer = setTimeout(() => child.kill('SIGKILL'), (wholeMs / 2) * (1 + Math.random()))
  const {code} = await finished
  clearTimeout(timer)
  return code
}

/** Waiting is not what these tests are about: on a slow machine twenty writers wait for longer than the ten usual seconds. */
const PATIENTLY = ['--wait', '300']

test(`of ${WRITERS} processes that log ${SIZE} entries each, while months are closed, all that was confirmed is there once`, async () => {
  const program = programFor(() => Program.withAcme())
  program.ok('log', 'acme', '1h', '--at', '2026-01-15 9:00', '--id', 'first')
  const confirmed: string[] = []
  const write = async (writer: number) => {
    for (let number = 1; number <= SIZE; number++) {
      const id = `w${writer}-${number}`
      // Some in months that are being closed: those become late entries.
      const at = number % 2 === 0 ? '2026-11-20 9:00' : `2026-0${(writer % 9) + 1}-15 9:00`
      const words = ['log', 'acme', '10m', '--at', at, '--id', id, '--json', ...PATIENTLY]
      const {code, stderr, json} = await program.start(...words).finished
      expect({code, stderr}).toEqual({code: 0, stderr: ''})
      confirmed.push(json.entry.id)
    }
  }
  const close = async () => {
    const closed: string[] = []
    for (const through of ['2026-03', '2026-06', '2026-10', '2026-10']) {
      const {code, json} = await program.start('rollover', '--through', through, '--json', ...PATIENTLY)
        .finished
      expect(code).toBe(0)
      closed.push(...json.closed.map(({month}: {month: string}) => month))
      await sleep(300)
    }
    return closed
  }
  const [closed] = await Promise.all([
    close(),
    ...Array.from({length: WRITERS}, (_, writer) => write(writer + 1)),
  ])

  expect(closed).toEqual(
    ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map(month => `2026-${month}`),
  )
  expect(confirmed).toHaveLength(WRITERS * SIZE)
  const [entries, verify] = program.okAll(ENTRIES, VERIFY)
  expect(idsIn(entries)).toEqual([...confirmed, 'first'].sort())
  expect(verify?.json).toMatchObject({ok: true, months: 10, entries: WRITERS * SIZE + 1, problems: []})
})

test(`after ${KILLS_OF_WRITERS} writers were killed at random moments, what was confirmed is there, the store verifies, and the next command works at once`, async () => {
  const program = programFor(() => Program.withAcme())
  const confirmed = ['whole']
  const write = (id: string) => ['log', 'acme', '10m', '--at', '2026-11-20 9:00', '--id', id]
  const ids = Array.from({length: KILLS_OF_WRITERS}, (_, index) => `k${index + 1}`)
  const wholeMs = await timeOf(program, ...write('whole'))
  for (const id of ids) {
    if ((await killedWithin(wholeMs, program, ...write(id))) === 0) confirmed.push(id)
  }
  const [present, verify] = program.okAll(ENTRIES, VERIFY)
  expect(idsIn(present)).toEqual(expect.arrayContaining(confirmed))
  expect(verify?.json).toMatchObject({ok: true, problems: []})

  // Whoever does not know whether it was recorded just says it again.
  const unknown = ids.filter(each => !confirmed.includes(each))
  expect(idsIn(program.okAll(...unknown.map(write), ENTRIES).at(-1))).toEqual([...ids, 'whole'].sort())
})

test('a rollover that was killed is simply run again: each month is closed once, and none is missing', async () => {
  const program = programFor(() => Program.withAcme())
  const months = Array.from({length: 9}, (_, index) => `2026-0${index + 1}`)
  const dryRun = ['rollover', '--dry-run', '--json']
  const logs = months.map(month => ['log', 'acme', '3h', '--at', `${month}-15 9:00`])
  const expected = program.okAll(...logs, dryRun).at(-1)?.json.closed
  const wholeMs = await timeOf(program, ...dryRun)
  for (let round = 1; round <= KILLS_OF_ROLLOVERS; round++) {
    const through = `2026-${String(Math.min(round + 1, 10)).padStart(2, '0')}`
    await killedWithin(wholeMs, program, 'rollover', '--through', through)
    expect(program.ok(...VERIFY).json.problems).toEqual([])
  }
  const october = ['statement', 'acme', '--month', '2026-10', '--json']
  const [, statement, verify] = program.okAll(['rollover'], october, VERIFY)
  expect(statement?.json.statements).toMatchObject([
    {number: '10/2026', closing: {minutes: expected.at(-1).closingMinutes}},
  ])
  expect(verify?.json).toMatchObject({ok: true, months: 10, entries: 9})
})

test(`a timer whose stop was killed is simply stopped again: ${KILLS_OF_STOPS} of them are as many entries`, async () => {
  const program = programFor(() => Program.withAcme())
  program.okAll(['start', 'acme', 'Whole', '--at', '-10m'])
  const wholeMs = await timeOf(program, 'stop')
  for (let kill = 1; kill <= KILLS_OF_STOPS; kill++) {
    program.okAll(['start', 'acme', `Work ${kill}`, '--at', '-10m'])
    await killedWithin(wholeMs, program, 'stop')
    const {code, stderr} = program.run('stop', '--text', 'once more')
    // It was over, or it is now.
    if (code !== 0)
      expect({code, stderr}).toMatchObject({code: 3, stderr: expect.stringContaining('No timer')})
    const [entries, status] = program.okAll(ENTRIES, ['status', '--json'])
    expect(entries?.json.entries).toHaveLength(kill + 1)
    expect(status?.json.timer).toBeNull()
  }
  expect(program.ok(...VERIFY).json.problems).toEqual([])
})

test('two rollovers at once close each month once', async () => {
  const program = programFor(() => Program.withAcme())
  const runs = await Promise.all([1, 2, 3].map(() => program.start('rollover', '--json').finished))
  expect(runs.map(({code}) => code)).toEqual([0, 0, 0])
  expect(runs.flatMap(({json}) => json.closed)).toHaveLength(10)
  expect(program.ok(...VERIFY).json).toMatchObject({ok: true, months: 10})
})

test('of writers who send the same id at once, one records it and the others see that it is there', async () => {
  const program = programFor(() => Program.withAcme())
  const args = ['log', 'acme', '10m', 'once', '--at', '2026-11-20 9:00', '--id', 'same', '--json']
  const runs = await Promise.all(Array.from({length: 5}, () => program.start(...args).finished))
  expect(runs.map(({code}) => code)).toEqual(Array(5).fill(0))
  expect(idsIn(program.ok(...ENTRIES))).toEqual(['same'])
})

test('a contract that is removed while others write to it is gone, or has all that was confirmed', async () => {
  const program = programFor(() => Program.withAcme())
  for (const id of ['new-1', 'new-2']) {
    program.ok('contract', 'add', id, '--customer', 'Neu', '--from', '2026-11-01', '--credit', '10h')
    const lock = join(program.store, 'contracts', id, 'lock')
    const log = () => program.start('log', id, '10m', '--json', ...PATIENTLY).finished
    const {removed, logged} = await withLock(lock, {waitSeconds: 5}, async () => {
      const first = log()
      const removed = program.start('contract', 'remove', id, '--json', ...PATIENTLY).finished
      const running = {removed, logged: [first, log(), log()]}
      await sleep(700)
      return running
    })
    const {code, json} = await removed
    const written = (await Promise.all(logged)).filter(each => each.code === 0)
    const confirmed = written.map(each => each.json.entry.id).sort()
    if (code === 0) {
      expect(confirmed).toEqual([])
      expect(readdirSync(dirname(lock))).toEqual(['lock'])
    } else {
      expect(json.error.code).toBe('CONTRACT_USED')
      expect(confirmed).toHaveLength(3)
      expect(idsIn(program.ok('entries', id, '--json'))).toEqual(confirmed)
    }
  }
  expect(program.ok(...VERIFY).json.ok).toBe(true)
})

test('who cannot get the lock in time exits with 4 and writes nothing; who waits for it gets it', async () => {
  const program = programFor(() => Program.withAcme())
  const lock = join(program.store, 'contracts', 'acme', 'lock')
  const before = program.fingerprint()
  let waiting: Running | undefined
  await withLock(lock, {waitSeconds: 0}, async () => {
    const {code, json} = program.run('log', 'acme', '10m', '--wait', '0', '--json')
    expect({code, error: json.error}).toMatchObject({
      code: 4,
      error: {code: 'STORE_BUSY', details: {waitSeconds: 0, holder: {pid: process.pid}}},
    })
    expect(json.error.message).toMatch(/longer than 0 seconds: .*\(process \d+\), since \d+ \w+ \d{4}/)
    expect(program.fingerprint()).toBe(before)
    waiting = program.start('log', 'acme', '10m', '--id', 'late', ...PATIENTLY)
    await sleep(300)
    expect(waiting.process.exitCode).toBe(null)
  })
  expect((await waiting?.finished)?.code).toBe(0)
  expect(idsIn(program.ok(...ENTRIES))).toEqual(['late'])
})

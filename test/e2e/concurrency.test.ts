import {readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {withLock} from '../../src/storage/files/lock.js'
import {type Outcome, Program, programFor, type Running} from '../support/program.js'

// Many writers at once, and kills, are campaigns: test/torture.

const ENTRIES = ['entries', 'acme', '--json']
const VERIFY = ['verify', '--json']
const idsIn = (entries: Outcome | undefined): readonly string[] =>
  entries?.json.entries.map(({id}: {id: string}) => id).sort()

const sleep = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Waiting is not what these tests are about: on a slow machine twenty writers wait for longer than the ten usual seconds. */
const PATIENTLY = ['--wait', '300']

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

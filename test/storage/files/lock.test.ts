import {mkdirSync, readFileSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {readConsistently} from '../../../src/storage/files/commit.js'
import {withLock} from '../../../src/storage/files/lock.js'
import {readText} from '../../../src/storage/files/text-file.js'
import {StoreBusyError} from '../../../src/storage/store-errors.js'
import {buildWorker, makeTemporaryFolder, sizeOf, startWorker} from './run-worker.js'

let worker: ReturnType<typeof buildWorker>
let folder: string
let lockFile: string

beforeAll(() => {
  worker = buildWorker()
})

afterAll(() => worker.remove())

beforeEach(() => {
  folder = makeTemporaryFolder()
  lockFile = join(folder, 'lock')
})

afterEach(() => rmSync(folder, {recursive: true, force: true}))

describe('a lock', () => {
  test('gives back what the action gives, and is free again', async () => {
    expect(await withLock(lockFile, {waitSeconds: 0}, () => 1)).toBe(1)
    expect(await withLock(lockFile, {waitSeconds: 0}, async () => 2)).toBe(2)
  })

  test('is free again after the action has thrown', async () => {
    const failing = withLock(lockFile, {waitSeconds: 0}, () => {
      throw new Error('from the action')
    })
    await expect(failing).rejects.toThrow('from the action')
    expect(await withLock(lockFile, {waitSeconds: 0}, () => 'free')).toBe('free')
  })

  test('is refused at once with no time to wait', async () => {
    await withLock(lockFile, {waitSeconds: 0}, async () => {
      const second = withLock(lockFile, {waitSeconds: 0}, () => 'both')
      await expect(second).rejects.toThrow(StoreBusyError)
      await expect(second).rejects.toMatchObject({place: lockFile, waitSeconds: 0})
    })
  })

  test('says who holds it and since when to whoever waits in vain, as far as that is known', async () => {
    await withLock(lockFile, {waitSeconds: 0}, async () => {
      const second = () => withLock(lockFile, {waitSeconds: 0}, () => 'both')
      await expect(second()).rejects.toMatchObject({
        holder: {pid: process.pid, since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/)},
      })
      for (const unknown of ['', 'somebody', '{}', '{"pid": 1, "since": "lately"}', '[]', 'null']) {
        writeFileSync(lockFile, unknown)
        await expect(second()).rejects.toMatchObject({holder: undefined})
      }
    })
    await withLock(lockFile, {waitSeconds: 0}, () => {
      expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toMatchObject({pid: process.pid})
    })
  })

  test('is refused after the wait, in which the processor rests', async () => {
    await withLock(lockFile, {waitSeconds: 0}, async () => {
      const start = performance.now()
      const cpu = process.cpuUsage()
      await expect(withLock(lockFile, {waitSeconds: 1}, () => 'both')).rejects.toThrow(StoreBusyError)
      const {user, system} = process.cpuUsage(cpu)
      expect(performance.now() - start).toBeGreaterThanOrEqual(1000)
      expect((user + system) / 1000).toBeLessThan(300)
    })
  })

  test('passes to one who waits', async () => {
    let waiting: Promise<string> | undefined
    await withLock(lockFile, {waitSeconds: 0}, async () => {
      waiting = withLock(lockFile, {waitSeconds: 5}, () => 'mine')
      await new Promise(resolve => setTimeout(resolve, 50))
    })
    expect(await waiting).toBe('mine')
  })

  test('lets nobody in beside the holder of a new file when the old one was deleted', async () => {
    let late: Promise<string> | undefined
    await withLock(lockFile, {waitSeconds: 0}, async () => {
      late = withLock(lockFile, {waitSeconds: 5}, () => 'late')
      unlinkSync(lockFile)
      await withLock(lockFile, {waitSeconds: 0}, async () => {
        await expect(withLock(lockFile, {waitSeconds: 0}, () => 'both')).rejects.toThrow(StoreBusyError)
      })
    })
    expect(await late).toBe('late')
  })

  test('keeps its file, private whatever the umask, and as long as it is', async () => {
    const before = process.umask(0)
    await withLock(lockFile, {waitSeconds: 0}, () => undefined).finally(() => process.umask(before))
    expect(statSync(lockFile).mode & 0o777).toBe(0o600)
    expect(statSync(lockFile).size).toBe(256) // it does not grow
  })

  test('refuses a link and a folder in place of its file', async () => {
    symlinkSync(join(folder, 'elsewhere'), lockFile)
    await expect(withLock(lockFile, {waitSeconds: 0}, () => 1)).rejects.toMatchObject({defect: 'link'})
    const other = join(folder, 'folder')
    mkdirSync(other)
    await expect(withLock(other, {waitSeconds: 0}, () => 1)).rejects.toMatchObject({
      place: other,
      defect: 'not-a-file',
    })
  })

  test('says that a platform has no locks instead of going without', async () => {
    vi.spyOn(process, 'arch', 'get').mockReturnValue('s390x')
    const attempt = withLock(lockFile, {waitSeconds: 0}, () => 1)
    await expect(attempt).rejects.toMatchObject({
      name: 'LockUnsupportedError',
      platform: expect.stringContaining('s390x'),
    })
    vi.restoreAllMocks()
    expect(readText(lockFile)).toBeUndefined()
  })
})

// Longer: HOURBANK_TEST_PROCESSES=50 HOURBANK_TEST_WRITES=40
const PROCESSES = sizeOf('HOURBANK_TEST_PROCESSES', 8)
const WRITES = sizeOf('HOURBANK_TEST_WRITES', 25)

test(`${PROCESSES} processes with ${WRITES} changes each lose none and make none twice`, async () => {
  const workers = Array.from({length: PROCESSES}, (_, i) =>
    startWorker(worker.path, ['increment', folder, `w${i}`, `${WRITES}`]),
  )
  const ended = await Promise.all(workers.map(one => one.ended))
  expect(ended.map(one => one.errors).join('')).toBe('')
  const counter = JSON.parse(readText(join(folder, 'counter.json')) ?? '')
  expect(counter.total).toBe(PROCESSES * WRITES)
  expect(Object.values(counter.byWorker)).toEqual(Array.from({length: PROCESSES}, () => WRITES))
  const waits = ended.flatMap(one => one.lines).map(line => Number(line.split(' ')[0]))
  expect(Math.max(...waits)).toBeLessThan(10_000)
}, 120_000)

// Longer: HOURBANK_TEST_KILLS=200
const KILLS = sizeOf('HOURBANK_TEST_KILLS', 8)

test(`${KILLS} writers killed at a random moment lose nothing confirmed and never hold up the next`, async () => {
  let confirmed = 0
  const takeovers: number[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const running = startWorker(worker.path, ['pairs', folder])
    while (running.lines().length === 0) await new Promise(resolve => setTimeout(resolve, 2))
    await new Promise(resolve => setTimeout(resolve, Math.random() * 30))
    running.kill()
    const killed = performance.now()
    await withLock(lockFile, {waitSeconds: 10}, () => takeovers.push(performance.now() - killed))
    const {signal, lines} = await running.ended
    expect(signal).toBe('SIGKILL')
    confirmed = Number(lines.at(-1) ?? confirmed)
    const [a, b] = readPair()
    expect(a).toBe(b)
    expect([confirmed, confirmed + 1]).toContain(a)
  }
  takeovers.sort((a, b) => a - b)
  if (process.env.HOURBANK_TEST_KILLS) {
    process.stderr.write(`takeover ms: median ${takeovers[KILLS >> 1]}, longest ${takeovers.at(-1)}\n`)
  }
  expect(takeovers.at(-1)).toBeLessThan(2000)
}, 600_000)

function readPair(): readonly number[] {
  return readConsistently(folder, view =>
    ['a.json', 'b.json'].map(name => JSON.parse(view.read(name) ?? '{"n":0}').n),
  )
}

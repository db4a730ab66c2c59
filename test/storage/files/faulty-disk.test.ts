import {execFileSync, spawnSync} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {makeFolderDurably, writeDurably} from '../../../src/disk/durable-file.js'
import {FaultError} from '../../../src/disk/fault.js'
import {readConsistently, recover, updateFolder} from '../../../src/storage/files/commit.js'
import {withLock} from '../../../src/storage/files/lock.js'
import {backUp} from '../../../src/storage/files/migration.js'
import {readText} from '../../../src/storage/files/text-file.js'
import {buildWorker, makeTemporaryFolder, startWorker} from './run-worker.js'

const BLOCK = 4096
let root: string
let disk: string

beforeEach(() => {
  root = makeTemporaryFolder()
  disk = join(root, 'disk')
  mkdirSync(disk)
})

afterEach(() => rmSync(root, {recursive: true, force: true}))

const canMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = makeTemporaryFolder()
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder]).status === 0
  if (isMounted) spawnSync('umount', [folder])
  rmSync(folder, {recursive: true})
  return isMounted
})()

const canInject =
  process.platform === 'linux' &&
  spawnSync('strace', ['-qq', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO', 'true']).status === 0

const onSmallDisk = canMount ? describe : describe.skip
const skipped = canMount ? '' : ' (skipped: cannot mount a file system here)'

onSmallDisk(`a small disk${skipped}`, () => {
  beforeEach(() => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk])
  })

  afterEach(() => {
    execFileSync('umount', [disk])
  })

  test('has the backup of a store within the store where nothing can be written beside it', async () => {
    const store = join(disk, 'store')
    mkdirSync(store)
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', store])
    try {
      writeFileSync(join(store, 'store.json'), '{"format": 1}')
      execFileSync('mount', ['-o', 'remount,ro', disk])
      const backup = await backUp(store, 1)
      expect(backup).toMatch(/\/store\/store-format-1-[0-9a-f]{8}\.tar\.gz$/)
      expect(readdirSync(store).sort()).toEqual([basename(backup), 'store.json'])
    } finally {
      execFileSync('umount', [store])
    }
  })

  // All but so many blocks are taken.
  const fillAllBut = (blocks: number): void => {
    rmSync(join(disk, 'filler'), {force: true})
    const filler = statfsSync(disk).bavail - blocks
    writeFileSync(join(disk, 'filler'), Buffer.alloc(filler * BLOCK))
  }

  test('holds the old content or the new, whole, at every level of free space', () => {
    const path = join(disk, 'page.json')
    const outcomes = new Set<string>()
    for (let free = 0; free <= 16; free++) {
      rmSync(join(disk, 'filler'), {force: true})
      writeDurably(path, 'old '.repeat(5000))
      fillAllBut(free)
      const text = 'new! '.repeat(6000)
      let outcome = 'written'
      try {
        writeDurably(path, text)
      } catch (error) {
        expect(error).toBeInstanceOf(FaultError)
        expect(error).toMatchObject({place: path, code: 'ENOSPC'})
        outcome = 'refused'
      }
      outcomes.add(outcome)
      expect(readText(path)).toBe(outcome === 'written' ? text : 'old '.repeat(5000))
      expect(readdirSync(disk).sort()).toEqual(['filler', 'page.json'])
    }
    expect([...outcomes]).toEqual(['refused', 'written'])
  })

  test('takes a change of two files whole or not at all, at every level of free space', () => {
    const read = (): readonly (string | undefined)[] =>
      readConsistently(disk, view => ['a.json', 'b.json'].map(view.read))
    const outcomes = new Set<string>()
    for (let free = 0; free <= 24; free++) {
      rmSync(join(disk, 'filler'), {force: true})
      const write = (text: string): void =>
        updateFolder(disk, draft => {
          for (const name of ['a.json', 'b.json']) draft.write(name, text)
        })
      const [old, text] = ['old '.repeat(2500), 'new! '.repeat(3000)]
      write(old)
      fillAllBut(free)
      let isRefused = false
      try {
        write(text)
      } catch (error) {
        expect(error).toMatchObject({code: 'ENOSPC'})
        isRefused = true
      }
      expect(read()).toEqual(isRefused ? [old, old] : [text, text])
      outcomes.add(
        `${isRefused ? 'refused' : 'taken'} ${readdirSync(disk).includes('pending.json') ? 'later' : ''}`,
      )
      // Once there is space again the next writer finishes what was taken.
      rmSync(join(disk, 'filler'))
      recover(disk)
      expect(read()).toEqual(isRefused ? [old, old] : [text, text])
      expect(readdirSync(disk).sort()).toEqual(['a.json', 'b.json'])
    }
    expect([...outcomes]).toEqual(['refused ', 'taken later', 'taken '])
  })

  test('that is read-only can be read, and every writer names the file', async () => {
    writeDurably(join(disk, 'page.json'), 'old')
    execFileSync('mount', ['-o', 'remount,ro', disk])
    expect(readConsistently(disk, view => view.read('page.json'))).toBe('old')
    for (const [name, write] of [
      ['page.json', () => writeDurably(join(disk, 'page.json'), 'new')],
      ['folder', () => makeFolderDurably(join(disk, 'folder'))],
    ] as const) {
      expect(write).toThrow(expect.objectContaining({code: 'EROFS', place: join(disk, name)}))
    }
    const locking = withLock(join(disk, 'lock'), {waitSeconds: 0}, () => 1)
    await expect(locking).rejects.toMatchObject({code: 'EROFS', place: join(disk, 'lock')})
  })
})

// The calls of a durable write and how often it makes them, failed by the kernel itself.
const CALLS = [
  ['pwrite64', 1],
  ['fsync', 2],
  ['rename', 1],
] as const
// Node has no name for a disk quota.
const CODES = [
  ['ENOSPC', 'ENOSPC'],
  ['EIO', 'EIO'],
  ['EROFS', 'EROFS'],
  ['EDQUOT', '(EDQUOT|UNKNOWN|Unknown system error -122)'],
] as const
const FAULTS = CALLS.flatMap(([call, times]) => CODES.map(([code, named]) => ({call, times, code, named})))
const injected = canInject ? describe : describe.skip

injected(`faults of the kernel${canInject ? '' : ' (skipped: strace cannot inject faults here)'}`, () => {
  let worker: ReturnType<typeof buildWorker>

  beforeAll(() => {
    worker = buildWorker()
  })

  afterAll(() => worker.remove())

  test.each(FAULTS)('at $call, $code leaves the old content, or the new one with an unknown outcome', async ({
    call,
    times,
    code,
    named,
  }) => {
    const path = join(disk, 'a.json')
    for (let when = 1; when <= times; when++) {
      writeFileSync(path, 'old')
      const trace = ['strace', '-qq', '-o', '/dev/null', '-e', `trace=${call}`]
      const under = [...trace, '-e', `inject=${call}:error=${code}:when=${when}`]
      const {lines} = await startWorker(worker.path, ['replace', disk], {under}).ended
      const isUnknown = when === 2
      expect(lines[0]).toMatch(new RegExp(`^${isUnknown ? 'OutcomeUnknownError' : 'FaultError'} ${named}$`))
      expect(readFileSync(path, 'utf8')).toBe(isUnknown ? 'new '.repeat(500) : 'old')
      expect(readdirSync(disk)).toEqual(['a.json'])
    }
  })
})

import {closeSync, constants, fstatSync, openSync, readFileSync, statSync, writeSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname} from 'node:path'
import {raiseMode, sharedMode} from '../../disk/durable-file.js'
import {codeOf, onFile} from '../../disk/fault.js'
import {type LockHolder, LockUnsupportedError, StoreBusyError, StoreDamagedError} from '../store-errors.js'

const FIRST_PAUSE_MS = 1
const LONGEST_PAUSE_MS = 25
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0

/**
 * Runs `action` while this process alone holds `lockFile`, a permanent file in an existing folder, with nothing in it but who
 * held it last.
 * The kernel drops the lock when the holder ends, however it ends, so no lock is ever stale.
 * Not re-entrant: asking for a lock that one holds waits in vain.
 *
 * @param waitSeconds how long to wait for another holder, 0 or more; 0 tries once
 * @throws StoreBusyError after the wait
 * @throws LockUnsupportedError before anything is touched
 * @throws FaultError, StoreDamagedError when the lock file cannot be opened, or is a link
 * @example await withLock('/store/contracts/acme/lock', {waitSeconds: 10}, () => updateFolder(…))
 */
export async function withLock<T>(
  lockFile: string,
  {waitSeconds}: {readonly waitSeconds: number},
  action: () => T | Promise<T>,
): Promise<T> {
  const descriptor = await acquire(lockFile, waitSeconds, loadLocks())
  sign(descriptor)
  try {
    return await action()
  } finally {
    release(descriptor)
  }
}

/** As long as what a holder writes of itself, so that nothing is left of the one before. */
const SIGNATURE_BYTES = 256

/** Says in the lock file who holds it, for those who wait in vain. It decides nothing: the lock is the kernel's. */
function sign(descriptor: number): void {
  const {pid, env, argv} = process
  const command = argv
    .slice(2)
    .filter(word => /^[a-z]+$/.test(word))
    .slice(0, 2)
    .join(' ')
  const holder = {pid, user: (env.USER ?? env.USERNAME ?? '').slice(0, 32), command: command.slice(0, 40)}
  const text = JSON.stringify({...holder, since: new Date().toISOString()})
  try {
    writeSync(descriptor, text.padEnd(SIGNATURE_BYTES - 1).concat('\n'), 0)
  } catch {
    // Nobody has to know it.
  }
}

/** Who says that it holds a lock; undefined where that cannot be read. */
function holderOf(lockFile: string): LockHolder | undefined {
  try {
    const {pid, user, command, since}: Readonly<Record<string, unknown>> = JSON.parse(
      readFileSync(lockFile, 'utf8').slice(0, SIGNATURE_BYTES),
    )
    if (typeof pid !== 'number' || typeof since !== 'string' || Number.isNaN(Date.parse(since)))
      return undefined
    return {pid, since, user: String(user), command: String(command)}
  } catch {
    return undefined
  }
}

/** What the action did stands, so a fault here must not say that it does not; the kernel drops the lock all the same. */
function release(descriptor: number): void {
  try {
    closeSync(descriptor)
  } catch {
    // Nothing was written through it.
  }
}

async function acquire(lockFile: string, waitSeconds: number, locks: Locks): Promise<number> {
  const deadline = nowMs() + waitSeconds * 1000
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const descriptor = onFile(lockFile, () => tryAcquire(lockFile, locks))
    if (descriptor !== undefined) return descriptor
    const leftMs = deadline - nowMs()
    if (leftMs <= 0) throw new StoreBusyError(lockFile, waitSeconds, holderOf(lockFile))
    // Who has little time left asks more often, so that nobody is passed over until it is too late. Random, so
    // that waiters do not come back together.
    await sleep(Math.min(pauseMs, leftMs / 200) * (0.5 + Math.random()))
  }
}

function tryAcquire(lockFile: string, locks: Locks): number | undefined {
  const descriptor = openLockFile(lockFile)
  try {
    if (tryLock(locks, descriptor) && isStillAt(lockFile, descriptor)) return descriptor
  } catch (cause) {
    closeSync(descriptor)
    throw cause
  }
  closeSync(descriptor)
  return undefined
}

function tryLock(locks: Locks, descriptor: number): boolean {
  try {
    // The whole file: macOS knows no other lock.
    locks.tryLock(descriptor, 0, 0, true)
    return true
  } catch (cause) {
    if (codeOf(cause) === 'EAGAIN' || codeOf(cause) === 'EACCES') return false
    throw cause
  }
}

function openLockFile(lockFile: string): number {
  const mode = sharedMode(dirname(lockFile), 0o600)
  const descriptor = openRefusingLinks(lockFile, mode)
  try {
    if (!fstatSync(descriptor).isFile()) throw new StoreDamagedError(lockFile, 'not-a-file')
    raiseMode(descriptor, mode)
    return descriptor
  } catch (cause) {
    closeSync(descriptor)
    throw cause
  }
}

function openRefusingLinks(lockFile: string, mode: number): number {
  try {
    return openSync(lockFile, constants.O_RDWR | constants.O_CREAT | NO_FOLLOW, mode)
  } catch (cause) {
    if (codeOf(cause) === 'ELOOP') throw new StoreDamagedError(lockFile, 'link', cause)
    if (codeOf(cause) === 'EISDIR') throw new StoreDamagedError(lockFile, 'not-a-file', cause)
    throw cause
  }
}

// Somebody who deletes the lock file must not let two writers in, each with a file of its own.
function isStillAt(lockFile: string, descriptor: number): boolean {
  const locked = fstatSync(descriptor, {bigint: true})
  const found = statSync(lockFile, {bigint: true, throwIfNoEntry: false})
  return found?.ino === locked.ino && found.dev === locked.dev
}

interface Locks {
  readonly tryLock: (descriptor: number, offset: number, length: number, isExclusive: boolean) => void
}

// The package's own entry walks through a resolver and costs 7 to 9 ms; the binary it ends at costs 1 ms.
function loadLocks(): Locks {
  const binary = `fs-native-extensions/prebuilds/${process.platform}-${process.arch}/fs-native-extensions.node`
  try {
    return createRequire(import.meta.url)(binary)
  } catch (cause) {
    throw new LockUnsupportedError(cause)
  }
}

/** Monotonic; the global `performance` would load a module of Node's for a millisecond. */
function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}

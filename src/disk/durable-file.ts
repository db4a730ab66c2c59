import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {codeOf, FaultError, OutcomeUnknownError, onFile} from './fault.js'

// Synchronous calls throughout: a command is one-shot, and a synchronous durable write of 2 KB is a quarter
// faster than an asynchronous one. Numbers for temporary names come from Math.random, because loading
// node:crypto costs more than the write and O_EXCL already makes a guessed name harmless.

const IS_WINDOWS = process.platform === 'win32'
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0
const CREATE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW
const SETGID = 0o2000
const LEFTOVER = /^\..+\.[0-9a-z]+\.tmp$/

/**
 * Replaces the file at `path`, whole or not at all, and returns once the new content would survive a power cut.
 * The file gets `mode` whatever the umask, in a setgid folder (a team's) also for the group.
 *
 * Several writers of one path must hold a lock. A killed writer leaves a file for {@link removeLeftovers}.
 *
 * @throws FaultError the old content stands (a `path` that is a link is refused as `ELOOP`)
 * @throws OutcomeUnknownError the new content stands for now
 * @example writeDurably('/store/store.json', '{"format": 1}\n')
 */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o600): void {
  const folder = dirname(path)
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  onFile(path, () => {
    // Opened first, so that a folder we may not open fails before anything has changed.
    const folderDescriptor = openFolder(folder)
    try {
      requireReplaceable(path)
      const temporary = temporaryFor(path)
      try {
        const size = writeNew(temporary, bytes, sharedMode(folder, mode))
        if (size !== bytes.length) throw new FaultError(path, 'EIO')
        renameSync(temporary, path)
      } catch (cause) {
        removeQuietly(temporary)
        throw cause
      }
      flushFolder(folderDescriptor, path)
    } finally {
      closeQuietly(folderDescriptor)
    }
  })
}

/**
 * Makes a file where there is none, of `mode` whatever the umask and the folder, and returns once it would survive a power cut.
 *
 * @throws FaultError there is none: also `EEXIST`, where something has the name · OutcomeUnknownError it is there for now
 */
export function createDurably(path: string, content: string, mode: number): void {
  const bytes = Buffer.from(content)
  onFile(path, () => {
    const folderDescriptor = openFolder(dirname(path))
    try {
      const descriptor = openNew(path, mode)
      try {
        writeAll(descriptor, bytes, 0)
        if (flushed(descriptor) !== bytes.length) throw new FaultError(path, 'EIO')
      } catch (cause) {
        removeQuietly(path)
        throw cause
      } finally {
        closeQuietly(descriptor)
      }
      flushFolder(folderDescriptor, path)
    } finally {
      closeQuietly(folderDescriptor)
    }
  })
}

/**
 * Adds to a file that is there, and returns once that would survive a power cut: all of it, or nothing.
 *
 * Several writers of one path must hold a lock.
 *
 * @param from how many of its bytes stand; what is behind them, a killed writer left unfinished
 * @throws FaultError nothing was added · OutcomeUnknownError it stands for now
 */
export function appendDurably(path: string, content: string, from: number): void {
  const bytes = Buffer.from(content)
  onFile(path, () => {
    const descriptor = openSync(path, constants.O_RDWR | NO_FOLLOW)
    try {
      if (!fstatSync(descriptor).isFile()) throw new FaultError(path, 'ENOTSUP')
      ftruncateSync(descriptor, from)
      try {
        writeAll(descriptor, bytes, from)
        if (flushed(descriptor) !== from + bytes.length) throw new FaultError(path, 'EIO')
      } catch (cause) {
        takeBack(descriptor, path, from)
        throw cause
      }
    } finally {
      closeQuietly(descriptor)
    }
  })
}

/** Whoever cannot take back what was half written does not know what a power cut would leave of it. */
function takeBack(descriptor: number, path: string, from: number): void {
  try {
    ftruncateSync(descriptor, from)
  } catch (cause) {
    throw new OutcomeUnknownError(path, codeOf(cause) ?? 'EIO', cause)
  }
}

/** Writes a content piece by piece, and says in the end whether it takes the place of the old one. */
export type WriteInPieces = (append: (piece: string | Uint8Array) => void) => Promise<'replace' | 'keep-old'>

/**
 * Does the same with a content that is too large to be held. Where `write` throws, the old content stands.
 *
 * @throws what {@link writeDurably} throws
 */
export async function writeDurablyInPieces(path: string, write: WriteInPieces, mode = 0o600): Promise<void> {
  const folder = dirname(path)
  const folderDescriptor = onFile(path, () => openFolder(folder))
  const temporary = temporaryFor(path)
  removeLeftoversOf(path)
  try {
    onFile(path, () => requireReplaceable(path))
    try {
      const descriptor = onFile(path, () => openNew(temporary, sharedMode(folder, mode)))
      if ((await fill(descriptor, path, write)) === 'keep-old') return removeQuietly(temporary)
      onFile(path, () => renameSync(temporary, path))
    } catch (cause) {
      removeQuietly(temporary)
      throw cause
    }
    onFile(path, () => flushFolder(folderDescriptor, path))
  } finally {
    closeQuietly(folderDescriptor)
  }
}

/** Fills an open file piece by piece, flushes and closes it. */
async function fill(descriptor: number, path: string, write: WriteInPieces) {
  let size = 0
  try {
    const outcome = await write(piece => {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
      onFile(path, () => writeAll(descriptor, bytes, size))
      size += bytes.length
    })
    onFile(path, () => {
      if (flushed(descriptor) !== size) throw new FaultError(path, 'EIO')
    })
    return outcome
  } finally {
    closeSync(descriptor)
  }
}

const temporaryFor = (path: string): string => join(dirname(path), `.${basename(path)}.${randomPart()}.tmp`)

/**
 * Removes the file at `path`, and returns once it would not come back after a power cut. One that is not there is removed.
 *
 * Several writers of one path must hold a lock.
 *
 * @throws FaultError it stands
 * @throws OutcomeUnknownError it is gone for now
 */
export function removeDurably(path: string): void {
  onFile(path, () => {
    const folderDescriptor = openFolder(dirname(path))
    try {
      rmSync(path, {force: true})
      flushFolder(folderDescriptor, path)
    } finally {
      closeQuietly(folderDescriptor)
    }
  })
}

/**
 * Makes a private folder (0700 whatever the umask; 02770 inside a setgid folder) and any parent that is missing.
 * Returns false when it was there already.
 *
 * @throws FaultError also when something else has the name (`ENOTDIR`)
 */
export function makeFolderDurably(path: string): boolean {
  return onFile(path, () => {
    if (isFolder(path)) return false
    const parent = dirname(path)
    if (parent !== path) makeFolderDurably(parent)
    try {
      mkdirSync(path, {mode: 0o700})
    } catch (cause) {
      // Another process may have been quicker.
      if (codeOf(cause) === 'EEXIST' && isFolder(path)) return false
      throw cause
    }
    chmodSync(path, isShared(parent) ? SETGID | 0o770 : 0o700)
    syncFolder(parent)
    return true
  })
}

/** Whether a file has the name of one that a killed writer left. */
export const isLeftover = (name: string): boolean => LEFTOVER.test(name)

/** Removes what killed writers left in `folder`. Only for the holder of the folder's lock. */
export function removeLeftovers(folder: string): void {
  onFile(folder, () => {
    for (const name of readdirSync(folder)) if (isLeftover(name)) rmSync(join(folder, name), {force: true})
  })
}

/** A writer who is at work has touched his file within the last minute. */
const ABANDONED_AFTER_MS = 60_000

/**
 * Removes what killed writers of one file left beside it, where there is no lock to say whether one is at work. Of what
 * cannot be removed nothing depends.
 */
export function removeLeftoversOf(path: string): void {
  const folder = dirname(path)
  const beginning = `.${basename(path)}.`
  try {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(beginning) || !isLeftover(name)) continue
      const left = join(folder, name)
      const found = lstatSync(left)
      if (found.isFile() && found.mtimeMs < Date.now() - ABANDONED_AFTER_MS) rmSync(left, {force: true})
    }
  } catch {
    // The next one tries again.
  }
}

/** Makes names that were added to or removed from `folder` survive a power cut. @throws FaultError they may not */
export function syncFolder(folder: string): void {
  onFile(folder, () => {
    const descriptor = openFolder(folder)
    try {
      flushFolder(descriptor, folder)
    } catch (cause) {
      // An empty folder is no change that anybody was promised: what was to be written into it is not written.
      throw cause instanceof OutcomeUnknownError ? new FaultError(folder, cause.code, cause) : cause
    } finally {
      closeQuietly(descriptor)
    }
  })
}

/** `mode`, and the same for the group when `folder` is a team's (setgid). */
export function sharedMode(folder: string, mode: number): number {
  return isShared(folder) ? mode | ((mode & 0o700) >> 3) : mode
}

/** Gives an open file the bits of `mode` that the umask withheld. */
export function raiseMode(descriptor: number, mode: number): void {
  // Only where bits are missing: file systems without permissions refuse any chmod.
  if ((fstatSync(descriptor).mode & mode) !== mode) fchmodSync(descriptor, mode)
}

// The size of the file as the system sees it once everything is flushed.
function writeNew(path: string, bytes: Uint8Array, mode: number): number {
  const descriptor = openNew(path, mode)
  try {
    writeAll(descriptor, bytes, 0)
    return flushed(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function openNew(path: string, mode: number): number {
  const descriptor = openSync(path, CREATE_NEW, mode)
  try {
    raiseMode(descriptor, mode)
    return descriptor
  } catch (cause) {
    closeSync(descriptor)
    throw cause
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  let written = 0
  let taken = -1
  // A nearly full disk takes part of a write and reports success; the next one then fails.
  while (written < bytes.length && taken !== 0) {
    taken = writeSync(descriptor, bytes, written, bytes.length - written, position + written)
    written += taken
  }
}

function flushed(descriptor: number): number {
  fsyncSync(descriptor)
  return fstatSync(descriptor).size
}

// Windows has no way to flush a folder; NTFS journals its names.
function openFolder(folder: string): number | undefined {
  return IS_WINDOWS ? undefined : openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY)
}

/** Closes what was only read, or flushed: whether that can be done changes nothing of it. */
function closeQuietly(descriptor: number | undefined): void {
  try {
    if (descriptor !== undefined) closeSync(descriptor)
  } catch {
    // The system has let go of it all the same.
  }
}

function flushFolder(descriptor: number | undefined, path: string): void {
  if (descriptor === undefined) return
  try {
    fsyncSync(descriptor)
  } catch (cause) {
    // Some network and FUSE file systems cannot flush a folder at all, which is no fault of this change.
    if (codeOf(cause) === 'EINVAL') return
    throw new OutcomeUnknownError(path, codeOf(cause) ?? 'EIO', cause)
  }
}

/** Only a file is replaced, or nothing: not a link, a folder, a device or a pipe, however the system takes a new name for it. */
function requireReplaceable(path: string): void {
  const found = lstatSync(path, {throwIfNoEntry: false})
  if (found === undefined || found.isFile()) return
  throw new FaultError(path, found.isSymbolicLink() ? 'ELOOP' : found.isDirectory() ? 'EISDIR' : 'ENOTSUP')
}

function isFolder(path: string): boolean {
  const found = statSync(path, {throwIfNoEntry: false})
  if (found !== undefined && !found.isDirectory()) throw new FaultError(path, 'ENOTDIR')
  return found !== undefined
}

function isShared(folder: string): boolean {
  return (statSync(folder).mode & SETGID) !== 0
}

function randomPart(): string {
  return `${process.pid.toString(36)}${Math.random().toString(36).slice(2)}`
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, {force: true})
  } catch {
    // The fault that brought us here is the one to report; the leftover has a name that gives it away.
  }
}

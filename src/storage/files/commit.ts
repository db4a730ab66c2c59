import {lstatSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {removeDurably, removeLeftovers, writeDurably} from '../../disk/durable-file.js'
import {codeOf, FaultError, onFile} from '../../disk/fault.js'
import {NeverStillError, StoreDamagedError} from '../store-errors.js'
import {formatJson, parseJson} from '../stored-json.js'
import {readText} from './text-file.js'

export const JOURNAL = 'pending.json'
const FILE_NAME = /^[a-z0-9][a-z0-9.-]*\.json$/
const READ_ATTEMPTS = 60
const LONGEST_READ_PAUSE_MS = 20

/** The files of one folder at one moment. */
export interface FolderView {
  readonly pathOf: (name: string) => string
  /** The names of the files, sorted. */
  readonly list: () => readonly string[]
  readonly read: (name: string) => string | undefined
}

/** The files of one folder with the changes made so far, none of which is on disk yet. */
export interface FolderDraft extends FolderView {
  readonly write: (name: string, text: string) => void
  readonly remove: (name: string) => void
}

/** A view or a draft: what is only read is read from both. */
export type Folder = FolderView & Partial<FolderDraft>

/** The files that change, by name: what is in each from then on, or null where it is removed. */
export type Changes = ReadonlyMap<string, string | null>

/**
 * Whether a journal that was found may be played: somebody else may have put it there. What it is played upon is read by
 * `read` and listed by `list`, without the journal.
 */
export type JournalCheck = (changes: Changes, on: Pick<FolderView, 'list' | 'read'>) => boolean

const ANY_JOURNAL: JournalCheck = () => true

/**
 * Changes files of `folder` together: all that `change` wrote and removed, or none of it. If it throws, nothing is written.
 * Only for the holder of the folder's lock.
 *
 * @throws FaultError nothing changed · OutcomeUnknownError · StoreDamagedError
 * @example updateFolder('/store/contracts/acme', draft => draft.write('2026-11.json', '{}\n'))
 */
export function updateFolder<T>(
  folder: string,
  change: (draft: FolderDraft) => T,
  mayPlay: JournalCheck = ANY_JOURNAL,
): T {
  recover(folder, mayPlay)
  const changes = new Map<string, string | null>()
  const result = change({
    pathOf: name => join(folder, name),
    list: () => namesAfter(changes, namesIn(folder)),
    read: name => {
      const changed = changes.get(checkName(name))
      return changed === undefined ? readText(join(folder, name)) : (changed ?? undefined)
    },
    write: (name, text) => {
      changes.set(checkName(name), text)
    },
    remove: name => {
      changes.set(checkName(name), null)
    },
  })
  commitFiles(folder, changes)
  return result
}

/**
 * Changes the files together. A single one is replaced or removed as it is; several first go into a journal, so that a
 * writer who dies in between has either changed nothing or left the rest of the work to the next writer.
 * Only for the holder of the folder's lock, after {@link recover}.
 */
function commitFiles(folder: string, changes: Changes): void {
  refuseLinkedFolder(folder)
  for (const name of changes.keys()) checkName(name)
  if (changes.size < 2) {
    play(folder, changes)
    return
  }
  writeDurably(join(folder, JOURNAL), formatJson({format: 1, files: Object.fromEntries(changes)}))
  try {
    replay(folder, changes)
  } catch (cause) {
    // The journal is on disk, so the change is made and every reader sees it. To report a failure now would
    // be wrong; the next writer finishes the work, or reports what is in the way.
    if (!(cause instanceof FaultError)) throw cause
  }
}

/**
 * Finishes what a killed writer began and removes its temporary files.
 * Only for the holder of the folder's lock, before it reads.
 *
 * @throws StoreDamagedError `not-a-journal` when the journal is not one of ours, `planted-journal` when it may not be played
 */
export function recover(folder: string, mayPlay: JournalCheck = ANY_JOURNAL): void {
  refuseLinkedFolder(folder)
  removeLeftovers(folder)
  const pending = journalOn(folder, mayPlay)
  if (pending.size > 0) replay(folder, pending)
}

/**
 * Reads files of `folder` as they all were at one moment, without the lock: a change of several files is seen
 * whole or not at all. `read` may run more than once. A folder that is missing is empty.
 *
 * @throws NeverStillError when writers never left a moment for it
 * @example readConsistently('/store/contracts/acme', view => view.list().map(view.read))
 */
export function readConsistently<T>(
  folder: string,
  read: (view: FolderView) => T,
  mayPlay: JournalCheck = ANY_JOURNAL,
): T {
  refuseLinkedFolder(folder)
  for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt++) {
    const collected = new Collection(folder)
    const outcome = outcomeOf(() => read(collected.view(mayPlay)))
    if (collected.isUnchanged()) return outcome()
    pause(Math.random() * Math.min(attempt, LONGEST_READ_PAUSE_MS))
  }
  throw new NeverStillError(folder)
}

/**
 * What one attempt has read. If all of it is the same when read once more, it was there together at the moment
 * between the two readings. Times and inode numbers would be cheaper to compare, but clocks tick too slowly
 * (up to 10 ms) and inode numbers are reused.
 */
class Collection {
  readonly #folder: string
  readonly #texts = new Map<string, string | undefined>()
  #names: readonly string[] | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  view(mayPlay: JournalCheck): FolderView {
    const list = () => {
      this.#names ??= namesIn(this.#folder)
      return this.#names
    }
    const pending = readJournal(this.#folder, path => this.#readOnce(path))
    const read = (name: string) => this.#readOnce(join(this.#folder, name))
    requirePlayable(this.#folder, pending, mayPlay, {list, read})
    return {
      pathOf: name => join(this.#folder, name),
      list: () => namesAfter(pending, list()),
      read: name => {
        const changed = pending.get(checkName(name))
        return changed === undefined ? read(name) : (changed ?? undefined)
      },
    }
  }

  isUnchanged(): boolean {
    for (const [path, text] of this.#texts) if (readText(path) !== text) return false
    return this.#names === undefined || `${this.#names}` === `${namesIn(this.#folder)}`
  }

  #readOnce(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, readText(path))
    return this.#texts.get(path)
  }
}

function replay(folder: string, changes: Changes): void {
  play(folder, changes)
  // Durably, before the next change: an old journal that came back after a power cut would undo it.
  removeDurably(join(folder, JOURNAL))
}

function play(folder: string, changes: Changes): void {
  for (const [name, text] of changes) {
    const path = join(folder, name)
    if (text === null) removeDurably(path)
    else writeDurably(path, text)
  }
}

function readJournal(folder: string, read: (path: string) => string | undefined): Changes {
  const path = join(folder, JOURNAL)
  const text = read(path)
  if (text === undefined) return new Map()
  const journal = parseJson(text, path)
  const isKnown = 'format' in journal && journal.format === 1 && 'files' in journal
  if (!isKnown || typeof journal.files !== 'object' || journal.files === null || Array.isArray(journal.files))
    throw notAJournal(path)
  return new Map(
    Object.entries(journal.files).map(([name, content]) => {
      if (!isFileName(name) || (typeof content !== 'string' && content !== null)) throw notAJournal(path)
      return [name, content]
    }),
  )
}

/** What a killed writer left to be done in `folder`. */
function journalOn(folder: string, mayPlay: JournalCheck): Changes {
  const pending = readJournal(folder, readText)
  requirePlayable(folder, pending, mayPlay, {
    list: () => namesIn(folder),
    read: name => readText(join(folder, name)),
  })
  return pending
}

/** @throws StoreDamagedError `planted-journal` */
function requirePlayable(
  folder: string,
  pending: Changes,
  mayPlay: JournalCheck,
  on: Pick<FolderView, 'list' | 'read'>,
): void {
  if (pending.size > 0 && !mayPlay(pending, on))
    throw new StoreDamagedError(join(folder, JOURNAL), 'planted-journal')
}

function notAJournal(path: string): StoreDamagedError {
  return new StoreDamagedError(path, 'not-a-journal')
}

function isFileName(name: string): boolean {
  return FILE_NAME.test(name) && name !== JOURNAL
}

function checkName(name: string): string {
  if (!isFileName(name)) throw new RangeError(`not a name for a file of the store: ${name}`)
  return name
}

const namesIn = (folder: string): readonly string[] =>
  onFile(folder, () => readNames(folder).filter(isFileName).sort())

function namesAfter(changes: Changes, names: readonly string[]): readonly string[] {
  if (changes.size === 0) return names
  return [...new Set([...names, ...changes.keys()])].filter(name => changes.get(name) !== null).sort()
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return []
    throw cause
  }
}

/**
 * All that is in a folder once the journal that a killed writer left is played, whosever it is: the names, but for that
 * journal.
 *
 * @throws as the file system does; StoreDamagedError `not-a-journal`, `planted-journal`
 */
export function namesLeftIn(folder: string, mayPlay: JournalCheck = ANY_JOURNAL): readonly string[] {
  const names = readdirSync(folder)
  const pending = names.includes(JOURNAL) ? journalOn(folder, mayPlay) : new Map()
  return namesAfter(pending, names).filter(name => name !== JOURNAL)
}

/** The root of the store may be reached through a link; a folder inside it never is. @throws StoreDamagedError `link` */
export function refuseLinkedFolder(folder: string): void {
  const isLink = onFile(folder, () => lstatSync(folder, {throwIfNoEntry: false})?.isSymbolicLink())
  if (isLink) throw new StoreDamagedError(folder, 'link')
}

// An error from a half-seen change is as worthless as a value from one, so it waits for the check too.
function outcomeOf<T>(action: () => T): () => T {
  try {
    const value = action()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

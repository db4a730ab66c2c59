import {existsSync, lstatSync, readdirSync, realpathSync, renameSync, rmSync} from 'node:fs'
import {basename, dirname, join, relative, sep} from 'node:path'
import {makeFolderDurably, syncFolder, writeDurably} from '../../disk/durable-file.js'
import {onFile} from '../../disk/fault.js'
import type {Replacing, Store, StoreFile} from '../store.js'
import {StoreBusyError} from '../store-errors.js'
import {foldersOf, stillFilesOf} from './archive.js'
import {withLock} from './lock.js'

/** Made anew where they are missing, or of this place alone. */
const NOT_HANDED_OVER = /^(?:re(?:quests|minders)\/.*|backup\.json|seals\.lock|.*\.tar\.gz)$/

/**
 * What is read first. A timer that stops becomes an entry before it is gone: so timers come before accounts, or a backup
 * could have neither. What accounts refer to is there before they do, so all else comes after them.
 */
const FIRST = ['', 'timers', 'contracts']

/** Hands over the files of a store, folder by folder, each as it was at one moment. */
export async function handOver(store: string, take: (file: StoreFile) => Promise<void>): Promise<void> {
  const placeOf = (folder: string) =>
    (FIRST.indexOf(nameIn(store, folder).split('/')[0] ?? '') + FIRST.length + 1) % (FIRST.length + 1)
  const folders = foldersOf(store).toSorted((a, b) => placeOf(a) - placeOf(b))
  for (const folder of folders) {
    if (!existsSync(folder)) continue // a contract that was removed meanwhile
    for (const {path, bytes} of stillFilesOf(folder)) {
      const name = nameIn(store, path)
      if (!NOT_HANDED_OVER.test(name)) await take({name, bytes})
    }
  }
}

const nameIn = (store: string, path: string): string => relative(store, path).split(sep).join('/')

export interface Replacement<S extends Store> extends Omit<Replacing, 'mark'> {
  readonly feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>
  readonly openAt: (folder: string) => S
  readonly mark: (made: S) => Promise<void>
  readonly waitSeconds: number
}

/**
 * Puts a store of other files in the place of one. It is made beside it, and looked at there; then every lock of the old
 * one is taken, so that whoever writes has written into the old one, and who waits finds the new one.
 *
 * @returns where the old one is; null where there was none
 */
export async function replaceStore<S extends Store>(
  place: string,
  {feed, check, mark, lastLook, keptAs, openAt, waitSeconds}: Replacement<S>,
): Promise<string | null> {
  const store = existsSync(place) ? onFile(place, () => realpathSync(place)) : place
  makeFolderDurably(dirname(store))
  await removeAbandoned(store)
  const fresh = `${store}${MAKING}${Math.random().toString(36).slice(2)}`
  makeFolderDurably(fresh)
  return withLock(join(fresh, 'lock'), {waitSeconds: 0}, async () => {
    try {
      makeFolderDurably(join(fresh, 'contracts'))
      await feed(async ({name, bytes}) => {
        const path = join(fresh, ...name.split('/'))
        makeFolderDurably(dirname(path))
        writeDurably(path, bytes)
      })
      const made = openAt(fresh)
      // What was closed while the backup was taken: its witness is in there as it was before.
      await made.completeWitness()
      await check(made)
      await mark(made)
      if (!existsSync(store)) return swap(store, fresh, null)
      // Contracts are added under the store's lock, so that all of them are seen under it.
      return await withLock(join(store, 'lock'), {waitSeconds}, () => {
        const within = foldersOf(store).filter(folder => folder !== store)
        const locks = within.map(folder => join(folder, 'lock'))
        return holding(locks, waitSeconds, async () => {
          await lastLook(made)
          return swap(store, fresh, `${store}-${keptAs}`)
        })
      })
    } finally {
      rmSync(fresh, {recursive: true, force: true}) // after the swap there is none
    }
  })
}

const MAKING = '.restoring-'

/** Runs an action under all these locks, taken in their order: those of accounts come last. */
const holding = <T>(locks: readonly string[], waitSeconds: number, action: () => Promise<T>): Promise<T> =>
  locks
    .toSorted((a, b) => Number(isOfAccount(a)) - Number(isOfAccount(b)))
    .reduceRight<() => Promise<T>>((inner, lock) => () => withLock(lock, {waitSeconds}, inner), action)()

const isOfAccount = (lock: string): boolean => basename(dirname(dirname(lock))) === 'contracts'

function swap(store: string, fresh: string, wanted: string | null): string | null {
  return onFile(store, () => {
    const isEmpty = wanted !== null && readdirSync(store).every(name => name === 'lock')
    const kept = wanted === null || isEmpty ? null : freeName(wanted)
    if (isEmpty) rmSync(store, {recursive: true})
    if (kept !== null) renameSync(store, kept)
    try {
      renameSync(fresh, store)
    } catch (cause) {
      if (kept !== null) renameSync(kept, store)
      throw cause
    }
    syncFolder(dirname(store))
    return kept
  })
}

/** A name that nothing has yet: of two within a second the later one is called `…-2`. */
function freeName(name: string, count = 1): string {
  const tried = count === 1 ? name : `${name}-${count}`
  return lstatSync(tried, {throwIfNoEntry: false}) === undefined ? tried : freeName(name, count + 1)
}

/** The folders in which a store is or was being made for this place. */
export function beingMadeFor(store: string): readonly string[] {
  const beginning = `${basename(store)}${MAKING}`
  const names = onFile(dirname(store), () => readdirSync(dirname(store)))
  return names.filter(name => name.startsWith(beginning)).map(name => join(dirname(store), name))
}

/** Removes those of processes that are not there any more: they would hold its lock. */
export async function removeAbandoned(store: string): Promise<void> {
  for (const folder of beingMadeFor(store)) {
    try {
      await withLock(join(folder, 'lock'), {waitSeconds: 0}, () =>
        rmSync(folder, {recursive: true, force: true}),
      )
    } catch (error) {
      if (!(error instanceof StoreBusyError)) throw error
    }
  }
}

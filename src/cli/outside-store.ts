import {existsSync, realpathSync} from 'node:fs'
import {basename, dirname, join, resolve, sep} from 'node:path'
import {isDatabase} from '../storage/store-url.js'
import {UsageError} from './failure.js'

/**
 * Refuses a place for what is written that is in the store itself, however it is reached: a page could be overwritten there, and
 * whatever else is put there is damage.
 */
export function requireOutside(named: string, store: string): void {
  if (!isInStore(named, store)) return
  throw new UsageError('OUTPUT_IN_STORE', `${named} is in the store itself.`, 'Name a place outside of it.', {
    file: named,
  })
}

/** Whether a path leads into the store, links and `..` resolved. */
export const isInStore = (path: string, store: string): boolean =>
  !isDatabase(store) && `${real(resolve(path))}${sep}`.startsWith(`${real(resolve(store))}${sep}`)

/** The path without links, as far as it is there. */
const real = (path: string): string =>
  existsSync(path) ? realpathSync(path) : join(real(dirname(path)), basename(path))

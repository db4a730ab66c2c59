import {basename, dirname, join} from 'node:path'
import type {Leftover} from '../storage/defect.js'
import type {Store} from '../storage/store.js'
import type {BackupHead} from './archive.js'
import {fileFor, stampOf, writeBackup} from './take-backup.js'

/** What was put in order, and where the store as it was before is kept; null where there was nothing to do. */
export interface Repaired {
  readonly repaired: readonly Leftover[]
  readonly backup: string | null
}

/**
 * Puts in order what killed writers left, once a backup has all of the store as it was.
 * @param file where that goes; beside the store, if it is not said
 */
export async function repairStore(
  store: Store,
  head: Omit<BackupHead, 'format'>,
  file?: string,
): Promise<Repaired> {
  if ((await store.inspectLeftovers()).length === 0) return {repaired: [], backup: null}
  const beside = join(
    dirname(head.store),
    `${basename(head.store)}-before-repair-${stampOf(head.takenAt)}.tar.gz`,
  )
  const backup = fileFor(file ?? beside, head.store, head.takenAt).file
  await writeBackup(store, backup, head, () => {})
  return {repaired: await store.clearLeftovers(), backup}
}

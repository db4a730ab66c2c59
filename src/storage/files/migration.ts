import {basename, dirname, join} from 'node:path'
import {writeDurably} from '../../disk/durable-file.js'
import {FaultError} from '../../disk/fault.js'
import {FIRST_WITH_WITNESS, WITNESS_FILE} from '../store-files.js'
import {archiveOf} from './archive.js'
import {WITNESS_LOCK} from './witness-file.js'

/** A folder's owner who may not write beside it. */
const NOT_BESIDE = new Set(['EACCES', 'EPERM', 'EROFS'])
const HASH_LETTERS = 8

/** Archives that were kept within, and the witness, which a migration makes before it is over. */
const isOfMigration = (name: string, format: number): boolean =>
  /-format-\d+-[0-9a-f]+\.tar\.gz$/.test(name) ||
  (format < FIRST_WITH_WITNESS && (name === WITNESS_FILE || name === WITNESS_LOCK))

/**
 * Keeps a store in an earlier format as one archive beside it, or in it where nothing may be written beside it. The name
 * is made from what is in it, so that who was killed and begins again leaves one archive and not two.
 *
 * @returns the path of the archive, which is on disk by then
 * @throws FaultError
 */
export async function backUp(folder: string, format: number): Promise<string> {
  const archive = await archiveOf(folder, name => !isOfMigration(name, format))
  const {createHash} = await import('node:crypto')
  const hash = createHash('sha256').update(archive).digest('hex').slice(0, HASH_LETTERS)
  const name = `${basename(folder)}-format-${format}-${hash}.tar.gz`
  const beside = join(dirname(folder), name)
  try {
    writeDurably(beside, archive)
    return beside
  } catch (cause) {
    if (!(cause instanceof FaultError && NOT_BESIDE.has(cause.code))) throw cause
    const within = join(folder, name)
    writeDurably(within, archive)
    return within
  }
}

import {basename, dirname, join} from 'node:path'
import {writeDurably} from '../../disk/durable-file.js'
import {FaultError} from '../../disk/fault.js'
import {archiveOf} from './archive.js'

/** A folder's owner who may not write beside it. */
const NOT_BESIDE = new Set(['EACCES', 'EPERM', 'EROFS'])
const HASH_LETTERS = 8

/**
 * Keeps a store in an earlier format as one archive beside it, or in it where nothing may be written beside it. The name
 * is made from what is in it, so that who was killed and begins again leaves one archive and not two.
 *
 * @returns the path of the archive, which is on disk by then
 * @throws FaultError
 */
export async function backUp(folder: string, format: number): Promise<string> {
  const archive = await archiveOf(folder)
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

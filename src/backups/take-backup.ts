import {existsSync, lstatSync, readdirSync, rmSync, statSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {UsageError} from '../cli/failure.js'
import {requireOutside} from '../cli/outside-store.js'
import {readChunks} from '../cli/read-file.js'
import {makeFolderDurably, writeDurablyInPieces} from '../disk/durable-file.js'
import {onFile} from '../disk/fault.js'
import {epochMs, type Instant} from '../domain/calendar.js'
import type {Store} from '../storage/store.js'
import {type BackupHead, type Contents, readArchive, readHead, writeArchive} from './archive.js'

export interface TakenBackup extends Pick<Contents, 'contracts' | 'files'> {
  readonly file: string
  readonly sha256: string
}

/** The pieces of a file, each a copy. */
export async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  for (const piece of readChunks(path)) yield Buffer.from(piece)
}

/**
 * Takes a backup of a store into a new file, and reads it once more from the disk before it says so.
 *
 * @param onContract told of each contract that is in it
 */
export async function takeBackup(
  store: Store,
  file: string,
  head: Omit<BackupHead, 'format'>,
  onContract: (id: string) => void,
): Promise<TakenBackup> {
  const taken = await writeBackup(store, file, head, onContract)
  await store.noteBackup({takenAt: head.takenAt, place: file})
  return taken
}

/** Does so without its being the last backup: of a store as it should not be restored. */
export async function writeBackup(
  store: Store,
  file: string,
  head: Omit<BackupHead, 'format'>,
  onContract: (id: string) => void,
): Promise<TakenBackup> {
  const {createHash} = await import('node:crypto')
  const hash = createHash('sha256')
  let written: Contents | undefined
  await writeDurablyInPieces(file, async append => {
    written = await writeArchive(
      head,
      take =>
        store.handOver(async each => {
          await take(each)
          const [, contract, name] = each.name.split('/')
          if (contract !== undefined && name === 'contract.json') onContract(contract)
        }),
      piece => {
        hash.update(piece)
        append(piece)
      },
    )
    return 'replace'
  })
  const read = await readArchive(piecesOf(file), async () => {})
  if (read.files !== written?.files) throw new Error(`${file} was written and cannot be read back`)
  return {file, sha256: hash.digest('hex'), contracts: read.contracts, files: read.files}
}

/**
 * Where a backup goes: a file that is not there yet, or a new one in a folder, named by the store and the time. Refused: a file
 * that is there, and whatever is in the store itself.
 */
export function fileFor(
  named: string,
  store: string,
  takenAt: Instant,
): {readonly file: string; readonly folder: string | null} {
  const path = resolve(named)
  const isFolder = /[/\\]$/.test(named) || (existsSync(path) && statSync(path).isDirectory())
  const file = isFolder ? join(path, `${nameOf(store)}-${stampOf(takenAt)}.tar.gz`) : path
  requireOutside(file, store)
  if (lstatSync(file, {throwIfNoEntry: false}) !== undefined)
    throw new UsageError(
      'FILE_EXISTS',
      `${file} is there already.`,
      'A backup replaces nothing: name another file, or a folder.',
    )
  makeFolderDurably(dirname(file))
  return {file, folder: isFolder ? path : null}
}

/** `20261126T213100Z` */
export const stampOf = (at: Instant): string =>
  new Date(epochMs(at)).toISOString().replaceAll(/[-:]|\.\d+/g, '')

const nameOf = (store: string): string => basename(resolve(store)).replaceAll(/[^A-Za-z0-9._-]/g, '-')

/**
 * Removes all but the newest archives of a store from a folder: only files that are named like ours, begin like ours, and say
 * that they are of this store.
 *
 * @returns what was removed
 */
export async function removeOlder(folder: string, store: string, keep: number): Promise<readonly string[]> {
  const pattern = /^.+-\d{8}T\d{6}Z\.tar\.gz$/
  const names = onFile(folder, () => readdirSync(folder)).filter(name => pattern.test(name))
  const ours: {readonly path: string; readonly takenAt: number}[] = []
  for (const path of names.map(name => join(folder, name))) {
    if (!lstatSync(path).isFile()) continue
    const head = await readHead(piecesOf(path))
    if (head?.store === store) ours.push({path, takenAt: epochMs(head.takenAt)})
  }
  const older = ours.toSorted((a, b) => b.takenAt - a.takenAt).slice(keep)
  for (const {path} of older) onFile(path, () => rmSync(path))
  return older.map(({path}) => path)
}

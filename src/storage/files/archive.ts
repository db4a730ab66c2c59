import {readdirSync, readFileSync, statSync} from 'node:fs'
import {basename, join, relative, sep} from 'node:path'
import {isLeftover} from '../../disk/durable-file.js'
import {onFile} from '../../disk/fault.js'
import {NeverStillError} from '../store-errors.js'

const READ_ATTEMPTS = 20
const LOCK = /^(?:lock|.+\.lock)$/

/** A file as it is, whatever is in it: damaged ones are kept as well. */
interface KeptFile {
  readonly path: string
  readonly bytes: Uint8Array
  /** Seconds since 1970. */
  readonly modified: number
}

/**
 * All files of a store as one compressed tar archive, the same bytes for the same files. Locks, links and what killed
 * writers left are passed over. Writers need not wait: each folder is read until two readings of it agree.
 *
 * @param isKept of names in the folder itself: what a later format has there is of nobody's making but a killed migration's
 * @throws FaultError · NeverStillError
 */
export async function archiveOf(
  folder: string,
  isKept: (name: string) => boolean = () => true,
): Promise<Uint8Array> {
  // Not imported above: one command in a lifetime needs them.
  const [{packTar}, {gzipSync}] = await Promise.all([import('modern-tar'), import('node:zlib')])
  const root = basename(folder)
  const entries = foldersOf(folder)
    .flatMap(stillFilesOf)
    .filter(({path}) => isKept(relative(folder, path)))
    .map(({path, bytes, modified}) => ({
      header: {
        name: [root, ...relative(folder, path).split(sep)].join('/'),
        size: bytes.length,
        mode: 0o600,
        mtime: new Date(modified * 1000),
      },
      body: bytes,
    }))
  return gzipSync(await packTar(entries))
}

/** A folder and all in it. */
export function foldersOf(folder: string): readonly string[] {
  const found = onFile(folder, () => readdirSync(folder, {withFileTypes: true}))
  const names = found.filter(each => each.isDirectory()).map(({name}) => name)
  return [folder, ...names.sort().flatMap(name => foldersOf(join(folder, name)))]
}

/** The files of one folder as they were together at one moment; locks, links and what killed writers left are none. */
export function stillFilesOf(folder: string): readonly KeptFile[] {
  let files = filesOf(folder)
  for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt++) {
    const again = filesOf(folder)
    if (isSame(files, again)) return files
    files = again
  }
  throw new NeverStillError(folder)
}

function filesOf(folder: string): readonly KeptFile[] {
  return onFile(folder, () => {
    const found = readdirSync(folder, {withFileTypes: true})
    const names = found.filter(each => each.isFile() && !LOCK.test(each.name) && !isLeftover(each.name))
    return names
      .map(({name}) => join(folder, name))
      .sort()
      .map(path => ({path, bytes: readFileSync(path), modified: Math.floor(statSync(path).mtimeMs / 1000)}))
  })
}

const isSame = (some: readonly KeptFile[], others: readonly KeptFile[]): boolean =>
  some.length === others.length &&
  some.every(({path, bytes}, index) => {
    const other = others[index]
    return other?.path === path && Buffer.compare(other.bytes, bytes) === 0
  })

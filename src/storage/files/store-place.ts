import {existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import type {PlaceThreat} from '../defect.js'

/** File systems that are on another machine, by the names that Linux has for them. */
const OF_OTHERS =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|lustre|davfs2?|fuse\.(?:sshfs|rclone|s3fs|davfs2?|glusterfs|curlftpfs|gvfsd-fuse))$/

/** What the folders of programs that copy are called, and what they leave in them. */
const COPYING: readonly {readonly by: string; readonly name: RegExp; readonly mark?: RegExp}[] = [
  {by: 'Dropbox', name: /^Dropbox(?: \(.+\))?$/i, mark: /^\.dropbox(?:\.cache)?$/},
  {by: 'OneDrive', name: /^OneDrive(?: - .+)?$/i},
  {by: 'Nextcloud', name: /^Nextcloud\d*$/i, mark: /^\.(?:nextcloudsync|owncloudsync)\.log$/},
  {by: 'ownCloud', name: /^ownCloud\d*$/i},
  {by: 'Google Drive', name: /^(?:Google ?Drive|GoogleDrive-.+|My Drive)$/i},
  {by: 'iCloud Drive', name: /^(?:iCloud ?Drive|Mobile Documents|com~apple~CloudDocs)$/i},
  {by: 'Syncthing', name: /^Syncthing$/i, mark: /^\.stfolder$/},
]

/** What is around a folder: itself and all above it, with the names in each, and the kind of file system it is on. */
export interface Surroundings {
  readonly folders: readonly {readonly path: string; readonly names: readonly string[]}[]
  readonly fileSystem: string | undefined
}

/** What can happen to a store where it is; nothing is known of most places. */
export function threatsIn({folders, fileSystem}: Surroundings): readonly PlaceThreat[] {
  const copied = COPYING.flatMap(({by, name, mark}): readonly PlaceThreat[] => {
    const found = folders.find(
      ({path, names}) =>
        name.test(basename(path)) || (mark !== undefined && names.some(each => mark.test(each))),
    )
    return found === undefined ? [] : [{kind: 'copied', by, folder: found.path}]
  })
  const versioned = folders.find(({names}) => names.includes('.git'))
  return [
    ...(fileSystem !== undefined && OF_OTHERS.test(fileSystem)
      ? [{kind: 'on-network', fileSystem} as const]
      : []),
    ...copied.slice(0, 1),
    ...(versioned === undefined ? [] : [{kind: 'versioned', folder: versioned.path} as const]),
  ]
}

/** Looks around a folder. What cannot be read tells nothing. */
export function surroundingsOf(folder: string): Surroundings {
  const path = existsSync(folder) ? realpathSync(folder) : resolve(folder)
  return {
    folders: upwards(path).map(each => ({path: each, names: namesIn(each)})),
    fileSystem: fileSystemOf(path),
  }
}

const upwards = (path: string): readonly string[] =>
  dirname(path) === path ? [path] : [path, ...upwards(dirname(path))]

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** As Linux says; elsewhere it is not known. */
function fileSystemOf(path: string): string | undefined {
  try {
    return fileSystemIn(readFileSync('/proc/self/mounts', 'utf8'), path)
  } catch {
    return undefined
  }
}

/** The kind of the file system that is mounted nearest above a path, of the last mounted where there are several. */
export function fileSystemIn(mounts: string, path: string): string | undefined {
  let nearest: {readonly at: string; readonly kind: string} | undefined
  for (const line of mounts.split('\n')) {
    const [, at = '', kind = ''] = line.split(' ')
    const place = at.replace(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    )
    const isAbove = place !== '' && (path === place || path.startsWith(join(place, '/')))
    if (isAbove && place.length >= (nearest?.at.length ?? 0)) nearest = {at: place, kind}
  }
  return nearest?.kind
}

import type {PlaceThreat} from '../storage/defect.js'

/** What can happen to a store where it is, and what to do instead, in English. */
export function placeThreatText(threat: PlaceThreat): string {
  switch (threat.kind) {
    case 'on-network':
      return `The store is on a network file system (${threat.fileSystem}). Where its locks do not work between machines, two of them can write at once and lose what the other recorded. Keep it on a disk of one machine, and let others work there.`
    case 'copied':
      return `${threat.by} copies ${threat.folder} to and fro. It can put an older page over a newer one, or keep both of two that changed at once, and what was recorded is lost. Keep the store elsewhere, and copy it with "hourbank backup".`
    case 'versioned':
      return `The store is in ${threat.folder}, a work tree of git. Unless git ignores it, a checkout or a merge puts old pages back, and what was recorded since is lost. Keep the store elsewhere, and copy it with "hourbank backup".`
  }
}

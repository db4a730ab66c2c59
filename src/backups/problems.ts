import {UsageError} from '../cli/failure.js'
import type {ArchiveDefect} from './archive.js'

const WORDS: {readonly [K in ArchiveDefect['kind']]: (of: Extract<ArchiveDefect, {kind: K}>) => string} = {
  'not-a-backup': () => 'is no backup of hourbank, or is damaged',
  'cut-short': () => 'ends too early: it was cut short',
  'not-as-listed': () => 'is damaged: what is in it is not what its list says',
  'newer-backup': ({format}) => `is of format ${format}, which is newer than this program knows`,
  'unsafe-member': ({member}) => `has something in it that no store has: ${member}`,
  'member-twice': ({member}) => `has a file twice: ${member}`,
}

/** Says what is wrong with an archive that somebody named. */
export function archiveError(file: string, defect: ArchiveDefect): UsageError {
  const words = WORDS[defect.kind] as (of: ArchiveDefect) => string
  const {kind, ...details} = defect
  const code = kind === 'newer-backup' ? 'BACKUP_NEWER' : 'INVALID_BACKUP'
  return new UsageError(code, `${file} ${words(defect)}.`, 'Nothing was changed. Take another backup.', {
    ...{file, what: kind},
    ...details,
  })
}

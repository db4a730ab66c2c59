import {Args, Flags} from '@oclif/core'
import {damagedIn} from '../backups/restore-backup.js'
import {fileFor, removeOlder, takeBackup} from '../backups/take-backup.js'
import {BaseCommand} from '../cli/base-command.js'
import {EXIT, UsageError} from '../cli/failure.js'
import {showProgress} from '../cli/progress.js'
import {many} from '../render/counted.js'

export default class Backup extends BaseCommand {
  static override summary = 'Keep all of the store in one archive'
  static override description =
    'Others may go on writing. The archive is a gzipped tar with the hashes of all files at its end; it is read back before it counts. FILE may be a folder: then the archive is named by the time. With --keep the older archives of this store in that folder are removed, but not while the store is damaged.'
  static override examples = [
    '<%= config.bin %> backup hours.tar.gz',
    '<%= config.bin %> backup backups/ --keep 30',
  ]
  static override args = {
    file: Args.string({ignoreStdin: true, required: true, description: 'A new file, or a folder'}),
  }
  static override flags = {
    keep: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 100_000,
      description: 'Keep the newest N archives of this store in the folder, and remove the older ones',
    }),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Backup)
    const {store, now: takenAt} = await this.openContext(flags)
    const place = this.storePlace(flags)
    const {file, folder} = fileFor(args.file, place, takenAt)
    if (flags.keep !== undefined && folder === null)
      throw new UsageError(
        'CONTRADICTION',
        '--keep needs a folder, in which older archives are.',
        'Name a folder instead of a file.',
      )
    const ids = await store.listContracts()
    const progress = showProgress(
      ids.length * (flags.keep === undefined ? 1 : 2),
      process.stderr,
      this.isQuiet(),
    )
    const head = {program: this.config.userAgent.split(' ')[0] ?? '', takenAt, store: place}
    const backup = await takeBackup(store, file, head, progress.step)
    const isDamaged = flags.keep !== undefined && (await damagedIn(store, progress.step)).length > 0
    progress.end()
    const removed =
      folder === null || flags.keep === undefined || isDamaged
        ? []
        : await removeOlder(folder, place, flags.keep)
    this.show(`✔ ${file}  ${many(backup.contracts, 'contract')}, ${many(backup.files, 'file')}`)
    if (removed.length > 0) this.show(`  removed ${removed.length} older`)
    if (isDamaged) {
      this.tell('! The store is damaged ("hourbank verify" says where), so no older archive was removed.')
      process.exitCode = EXIT.damaged
    }
    return {backup, removed}
  }

  /** A cron job is told what was kept, not each contract. */
  private isQuiet(): boolean {
    return this.jsonEnabled() || !process.stderr.isTTY
  }
}

import {Args, Flags} from '@oclif/core'
import {restoreBackup} from '../backups/restore-backup.js'
import {stampOf} from '../backups/take-backup.js'
import {BaseCommand} from '../cli/base-command.js'
import {authorIn, readClock} from '../cli/context.js'
import {type Progress, showProgress} from '../cli/progress.js'
import type {SigningKey} from '../domain/signing-key.js'
import {many} from '../render/counted.js'
import {fingerprintOf} from '../signatures/public-key.js'
import type {Store} from '../storage/store.js'
import {NoStoreError, StoreDamagedError} from '../storage/store-errors.js'

export default class Restore extends BaseCommand {
  static override summary = 'Put a backup in the place of the store'
  static override description =
    'It is unpacked beside the store and verified there first. Refused where the store has what the backup lacks, unless --replace is given. The store as it was is kept beside the new one.'
  static override examples = [
    '<%= config.bin %> restore hours.tar.gz',
    '<%= config.bin %> restore hours.tar.gz --replace',
  ]
  static override args = {
    file: Args.string({ignoreStdin: true, required: true, description: 'The archive'}),
  }
  static override flags = {
    replace: Flags.boolean({
      description: 'Also where the store has what the backup lacks',
      default: false,
    }),
    damaged: Flags.boolean({
      description: 'Also where accounts of the backup do not verify',
      default: false,
    }),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Restore)
    const store = await this.openStore(flags)
    const isQuiet = this.jsonEnabled() || !process.stderr.isTTY
    const at = readClock(process.env, 'UTC')
    const keys = await signingKeysIn(store)
    let progress: Progress | undefined
    const {contracts, files, replaced, head} = await restoreBackup(store, args.file, {
      ...{at, by: authorIn(process.env)},
      keptAs: `replaced-${stampOf(at)}`,
      mayLose: flags.replace,
      mayBeDamaged: flags.damaged,
      watch: total => {
        progress = showProgress(total, process.stderr, isQuiet)
        return progress.step
      },
    }).finally(() => progress?.end())
    this.show(
      `✔ ${this.storeName(flags)}  ${many(contracts, 'contract')}, ${many(files, 'file')}, as of ${head.takenAt}`,
    )
    if (replaced !== null) this.show(`  as it was before it is in ${replaced}`)
    const known = (await signingKeysIn(store)).map(({publicKey}) => publicKey)
    for (const {publicKey} of keys.filter(each => !known.includes(each.publicKey)))
      this.tell(
        `! The backup does not know the key ${fingerprintOf(publicKey)}, so nothing is signed with it: "hourbank key --use FILE" takes it up again.`,
      )
    return {restore: {file: args.file, takenAt: head.takenAt, contracts, files, replaced}}
  }
}

/** With which keys statements are signed, as far as a profile can be read. */
async function signingKeysIn(store: Store): Promise<readonly SigningKey[]> {
  try {
    return (await store.readProfile()).signingKeys
  } catch (error) {
    if (error instanceof NoStoreError || error instanceof StoreDamagedError) return []
    throw error
  }
}

import {Args} from '@oclif/core'
import {copyStore} from '../../backups/copy-store.js'
import {stampOf} from '../../backups/take-backup.js'
import {BaseCommand} from '../../cli/base-command.js'
import {readClock} from '../../cli/context.js'
import {UsageError} from '../../cli/failure.js'
import {type Progress, showProgress} from '../../cli/progress.js'
import {many} from '../../render/counted.js'

export default class StoreCopy extends BaseCommand {
  static override summary = 'Copy a store to another place: a folder or a database'
  static override description =
    'FROM is verified first; the copy is made beside what is at TO, verified there and compared seal by seal before it takes the place. Refused where TO holds something that FROM does not have. What was interrupted is begun again with the same command.'
  static override examples = [
    '<%= config.bin %> store copy hours postgres://weber@db.example/hours',
    '<%= config.bin %> store copy postgres://weber@db.example/hours hours',
  ]
  static override args = {
    from: Args.string({ignoreStdin: true, required: true, description: 'A folder, or the URL of a database'}),
    to: Args.string({ignoreStdin: true, required: true, description: 'Another one'}),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(StoreCopy)
    const names = {from: this.storeName({store: args.from}), to: this.storeName({store: args.to})}
    if (args.from === args.to)
      throw new UsageError(
        'CONTRADICTION',
        `${names.to} is the store itself.`,
        'Name another place to copy it to.',
      )
    const from = await this.openStore({...flags, store: args.from})
    const to = await this.openOther({...flags, store: args.to})
    let progress: Progress | undefined
    const copied = await copyStore(from, to, {
      names,
      keptAs: `replaced-${stampOf(readClock(process.env, 'UTC'))}`,
      watch: total => {
        progress = showProgress(total, process.stderr, this.jsonEnabled() || !process.stderr.isTTY)
        return progress.step
      },
    }).finally(() => progress?.end())
    const {contracts, files, wasThere, replaced} = copied
    this.show(
      wasThere
        ? `✔ ${names.to}  ${many(contracts, 'contract')}: all of it is there already`
        : `✔ ${names.to}  ${many(contracts, 'contract')}, ${many(files, 'file')}, as in ${names.from}`,
    )
    if (replaced !== null) this.show(`  as it was before it is in ${replaced}`)
    return {copy: {...names, ...copied}}
  }
}

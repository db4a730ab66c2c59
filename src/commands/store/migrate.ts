import {BaseCommand} from '../../cli/base-command.js'

export default class StoreMigrate extends BaseCommand {
  static override summary = "Bring the store to today's format"
  static override description =
    'A folder is brought to it by whoever writes to it first, after a backup. A database is shared with others, whose programs may be older and refuse it from then on: so it takes this command.'
  static override examples = ['<%= config.bin %> store migrate']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(StoreMigrate)
    const store = await this.openStore(flags)
    const isMigrated = await store.migrate()
    const name = this.storeName(flags)
    this.showLines(isMigrated ? `${name} is in today's format now.` : `${name} is in today's format already.`)
    return {store: name, isMigrated}
  }
}

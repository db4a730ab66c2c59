import {BaseCommand} from '../../cli/base-command.js'
import {UsageError} from '../../cli/failure.js'

export default class StoreRoles extends BaseCommand {
  static override summary = 'Print the SQL that makes the roles of a database'
  static override description =
    'hourbank_reader may read everything; hourbank_consultant also record work and requests; hourbank_manager also close months, book credits, change terms and remove contracts. A member of hourbank_for_others may record in the name of somebody else; all others are recorded as who they log in as. To be run by the owner of the tables, and again after a migration.'
  static override examples = ['<%= config.bin %> store roles --store postgres:///hours']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(StoreRoles)
    const script = (await this.openStore(flags)).rolesScript()
    if (script === null)
      throw new UsageError(
        'NO_ROLES',
        `${this.storeName(flags)} is a folder, which has no roles.`,
        'Name a database: --store postgres://user@host/database.',
      )
    this.show(script.trimEnd())
    return {script}
  }
}

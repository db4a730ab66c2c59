import {BaseCommand} from '../../cli/base-command.js'
import {listSettings} from '../../cli/settings.js'
import {line} from '../../render/text.js'

export default class Config extends BaseCommand {
  static override summary = "Show the provider's profile and the defaults"
  static override examples = ['<%= config.bin %> config']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Config)
    const {profile} = await this.openContext(flags)
    const settings = listSettings(profile)
    const width = Math.max(...settings.map(({key}) => key.length))
    this.show(settings.map(({key, value}) => line`${key.padEnd(width)}  ${value}`.trimEnd()).join('\n'))
    return {store: this.storeName(flags), ...profile}
  }
}

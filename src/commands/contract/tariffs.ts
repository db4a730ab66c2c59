import {BaseCommand} from '../../cli/base-command.js'
import {listTariffs} from '../../cli/tariffs.js'
import {line} from '../../render/text.js'

export default class ContractTariffs extends BaseCommand {
  static override summary = 'List the tariffs that "contract add --tariff" takes'
  static override description =
    'A provider keeps its own as NAME.json in the folder "tariffs" of the store: {"summary": …, "terms": {…}}.'
  static override examples = ['<%= config.bin %> contract tariffs']

  async run(): Promise<unknown> {
    const {flags} = await this.parse(ContractTariffs)
    const tariffs = await listTariffs(await this.openStore(flags))
    const own = (file: string | null) => (file === null ? '' : ` (${file})`)
    this.show(
      tariffs.flatMap(({name, summary, file}) => [line`${name}${own(file)}`, line`  ${summary}`]).join('\n'),
    )
    return {tariffs}
  }
}

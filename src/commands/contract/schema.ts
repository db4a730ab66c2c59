import {BaseCommand} from '../../cli/base-command.js'

export default class ContractSchema extends BaseCommand {
  static override summary = 'Print the JSON Schema of what "contract add --file" takes'
  static override examples = ['<%= config.bin %> contract schema']

  async run(): Promise<unknown> {
    await this.parse(ContractSchema)
    const {contractJsonSchema} = await import('../../schema/contract-json-schema.js')
    const schema = contractJsonSchema()
    this.show(JSON.stringify(schema, null, 2))
    return schema
  }
}

import {BaseCommand} from '../../cli/base-command.js'
import {readHelpPage} from '../../cli/help-page.js'
import {drawMarkdown} from '../../render/markdown.js'

export default class HelpConcepts extends BaseCommand {
  static override summary = 'Tell how an account goes, and what the words mean'
  static override examples = ['<%= config.bin %> help concepts']

  async run(): Promise<unknown> {
    await this.parse(HelpConcepts)
    const page = readHelpPage('concepts')
    this.show(drawMarkdown(page, this.look()))
    return {page}
  }
}

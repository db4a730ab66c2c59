import {BaseCommand} from '../../cli/base-command.js'
import {readHelpPage, sectionOf} from '../../cli/help-page.js'
import {drawMarkdown} from '../../render/markdown.js'

export default class HelpFormats extends BaseCommand {
  static override summary = 'Tell how durations, times, ranges, days and months can be typed'
  static override examples = ['<%= config.bin %> help formats']

  async run(): Promise<unknown> {
    await this.parse(HelpFormats)
    const page = sectionOf(readHelpPage('formats'), 'What people type')
    this.show(drawMarkdown(page, this.look()))
    return {page}
  }
}

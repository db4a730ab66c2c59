import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {causeFlag, channelFlag, classFlag} from '../cli/choice-flags.js'
import {chooseContracts, findAccount, findContract} from '../cli/contracts.js'
import {readMonth, withTexts} from '../cli/text-values.js'
import {CAUSES, CHANNELS, ENTRY_CLASSES} from '../domain/contract.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import {listEntries} from '../operations/list-entries.js'
import {entryJson} from '../render/entry-json.js'
import {renderEntries} from '../render/entry-table.js'
import {WHOLE_HISTORY} from '../storage/store.js'

/** An empty one would be a part of every name. */
const NAMES = {
  by: MAX_NAME_LENGTH,
  for: MAX_NAME_LENGTH,
  where: MAX_NAME_LENGTH,
  ticket: MAX_NAME_LENGTH,
}

export default class Entries extends BaseCommand {
  static override summary = 'List entries'
  static override examples = [
    '<%= config.bin %> entries acme --month this',
    '<%= config.bin %> entries --ticket 12345',
    '<%= config.bin %> entries --by weber --month last',
  ]
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract; all if none is named'}),
  }
  static override flags = {
    month: Flags.string({helpValue: 'M', description: 'Booked in this month: 2026-10, oct, last, this'}),
    by: Flags.string({helpValue: 'CONSULTANT', description: 'Done by: a part of the name is enough'}),
    for: Flags.string({helpValue: 'REQUESTER', description: 'Done for: a part of the name is enough'}),
    where: Flags.string({helpValue: 'remote|SITE', description: 'Done there: a part of the name is enough'}),
    ticket: Flags.string({helpValue: 'N', description: 'Of this ticket'}),
    how: channelFlag({description: `Through this channel: ${CHANNELS.join(', ')}`}),
    class: classFlag({description: `Of this class: ${ENTRY_CLASSES.join(', ')}`}),
    cause: causeFlag({description: `With this cause: ${CAUSES.join(', ')}`}),
    voided: Flags.boolean({description: 'Also those that were voided', default: false}),
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(Entries)
    const flags = withTexts(typed, NAMES)
    const {store, now, profile} = await this.openContext(flags)
    if (flags.month !== undefined) await readMonth(flags.month, now, profile.defaults)
    const filter = {
      consultant: flags.by ?? null,
      requester: flags.for ?? null,
      place: flags.where ?? null,
      ticket: flags.ticket ?? null,
      channel: flags.how ?? null,
      class: flags.class ?? null,
      cause: flags.cause ?? null,
      withVoided: flags.voided,
    }
    const listed = []
    const entries = []
    for (const id of await chooseContracts(store, args.contract === undefined ? [] : [args.contract])) {
      const contract = await findContract(store, id)
      const month = flags.month === undefined ? null : await readMonth(flags.month, now, contract)
      const account = await findAccount(store, id, month === null ? WHOLE_HISTORY : {closedFrom: month})
      for (const {entry, bookedMonth} of listEntries(account, {...filter, month})) {
        const surroundings = {contract: id, timezone: contract.timezone, bookedMonth}
        listed.push({contract: id, entry, bookedMonth})
        entries.push(entryJson(entry, surroundings))
      }
    }
    this.show(renderEntries(listed, this.look()))
    return {entries}
  }
}

import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {causeFlag, channelFlag, classFlag} from '../cli/choice-flags.js'
import {chooseContracts, findAccount} from '../cli/contracts.js'
import {type Period, periodFlags, periodReader} from '../cli/period-flags.js'
import {withTexts} from '../cli/text-values.js'
import {CAUSES, CHANNELS, ENTRY_CLASSES} from '../domain/contract.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../domain/entry.js'
import {
  type BookedEntry,
  type EntryFilter,
  listEntries,
  neededToListEntries,
} from '../operations/list-entries.js'
import {SUM_KEYS, sumEntries} from '../operations/sum-entries.js'
import {entryJson} from '../render/entry-json.js'
import {renderEntries, renderEntrySums} from '../render/entry-table.js'
import type {EntrySurroundings} from '../render/statement-view.js'

/** An empty one would be a part of every name and text. */
const NAMES = {
  by: MAX_NAME_LENGTH,
  for: MAX_NAME_LENGTH,
  where: MAX_NAME_LENGTH,
  ticket: MAX_NAME_LENGTH,
  search: MAX_TEXT_LENGTH,
}

export default class Entries extends BaseCommand {
  static override summary = 'List entries, or what they come to'
  static override examples = [
    '<%= config.bin %> entries acme --month this',
    '<%= config.bin %> entries --ticket 12345',
    '<%= config.bin %> entries --by weber --month last',
    '<%= config.bin %> entries acme --from 1.11. --to 15.11. --search drucker',
    '<%= config.bin %> entries --week --sum day',
  ]
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contract; all if none is named'}),
  }
  static override flags = {
    ...periodFlags,
    by: Flags.string({helpValue: 'CONSULTANT', description: 'Done by: a part of the name is enough'}),
    for: Flags.string({helpValue: 'REQUESTER', description: 'Done for: a part of the name is enough'}),
    where: Flags.string({helpValue: 'remote|SITE', description: 'Done there: a part of the name is enough'}),
    ticket: Flags.string({helpValue: 'N', description: 'Of this ticket'}),
    search: Flags.string({helpValue: 'TEXT', description: 'With this in the text, in any case'}),
    how: channelFlag({description: `Through this channel: ${CHANNELS.join(', ')}`}),
    class: classFlag({description: `Of this class: ${ENTRY_CLASSES.join(', ')}`}),
    cause: causeFlag({description: `With this cause: ${CAUSES.join(', ')}`}),
    voided: Flags.boolean({description: 'Also those that were voided', default: false}),
    sum: Flags.option({
      options: SUM_KEYS,
      description: `What they come to, instead of each: ${SUM_KEYS.join(', ')}`,
    })(),
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(Entries)
    const flags = withTexts(typed, NAMES)
    const {store, now, profile} = await this.openContext(flags)
    const period = await periodReader(flags, now)
    period(profile.defaults)
    const listed: Listed[] = []
    for (const id of await chooseContracts(store, args.contract === undefined ? [] : [args.contract])) {
      const account = await findAccount(store, id, neededToListEntries(period))
      const {timezone} = account.contract
      const found = listEntries(account, {...filterOf(flags), ...period(account.contract)})
      listed.push(...found.map(each => ({...each, contract: id, timezone})))
    }
    const entries = listed.map(({entry, ...surroundings}) => entryJson(entry, surroundings))
    if (flags.sum === undefined) {
      this.show(renderEntries(listed, this.look()))
      return {entries}
    }
    const sums = sumEntries(listed, flags.sum)
    this.show(renderEntrySums(sums, {by: flags.sum, entries: listed}, this.look()))
    return {entries, sums}
  }
}

type Listed = BookedEntry & EntrySurroundings

/** What the flags say, but for the period. */
const filterOf = (
  flags: Interfaces.InferredFlags<typeof Entries.flags>,
): Omit<EntryFilter, keyof Period> => ({
  consultant: flags.by ?? null,
  requester: flags.for ?? null,
  place: flags.where ?? null,
  ticket: flags.ticket ?? null,
  search: flags.search ?? null,
  channel: flags.how ?? null,
  class: flags.class ?? null,
  cause: flags.cause ?? null,
  withVoided: flags.voided,
})

import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {findAccount, findEntry} from '../../cli/contracts.js'
import {RefusalError} from '../../cli/failure.js'
import {dayIn} from '../../domain/calendar.js'
import {findBookedEntry} from '../../operations/list-entries.js'
import {readBalance} from '../../operations/read-balance.js'
import {balanceJson} from '../../render/balance-json.js'
import {renderEntry} from '../../render/entry-detail.js'
import {entryJson} from '../../render/entry-json.js'

export default class EntryShow extends BaseCommand {
  static override summary = 'Show everything about one entry, with the explanation of its charge step by step'
  static override examples = ['<%= config.bin %> entry show k3f9x2mp7q4d']
  static override args = {
    id: Args.string({ignoreStdin: true, description: 'Entry: its id or a beginning of it', required: true}),
  }
  static override flags = {
    contract: Flags.string({
      helpValue: 'ID',
      description: 'Its contract, if several have an entry with this id',
    }),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(EntryShow)
    const {store, now} = await this.openContext(flags)
    const {id, contract: contractId} = await findEntry(store, args.id, flags.contract)
    const account = await findAccount(store, contractId, {entryIds: [id]})
    const booked = findBookedEntry(account, id)
    if (booked === undefined) throw new RefusalError({kind: 'unknown-entry', entry: id})
    const {id: contract, timezone, currency} = account.contract
    const inFull = {...booked, contract, timezone, currency}
    this.show(renderEntry(inFull, this.look()))
    const balance = readBalance(account, dayIn(now, timezone))
    return {entry: entryJson(booked.entry, inFull), balance: balanceJson(balance), warnings: []}
  }
}

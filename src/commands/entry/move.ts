import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {changeAccount} from '../../cli/change-account.js'
import {personOf} from '../../cli/context.js'
import {findAccount, findContract, findEntry} from '../../cli/contracts.js'
import {isThereAlready, RefusalError, UnfinishedError} from '../../cli/failure.js'
import {takingBackFlags, takingBackOf, withTakingBack} from '../../cli/taking-back-flags.js'
import {withTexts} from '../../cli/text-values.js'
import {withWorkElsewhere} from '../../cli/work-elsewhere.js'
import {monthOf} from '../../domain/calendar.js'
import type {ContractId} from '../../domain/contract.js'
import {type Entry, MAX_NAME_LENGTH, type TakingBack} from '../../domain/entry.js'
import {findBookedEntry} from '../../operations/list-entries.js'
import {isMovedTo, movedId, receiveEntry, sendEntry} from '../../operations/move-entry.js'
import {neededToTakeBack, voidEntry} from '../../operations/void-entry.js'
import {balanceJson} from '../../render/balance-json.js'
import {entryJson, loggedJson} from '../../render/entry-json.js'
import {renderReceipt, renderVoided} from '../../render/receipt.js'
import type {FoundBooking, Store} from '../../storage/store.js'

export default class EntryMove extends BaseCommand {
  static override summary = 'Move an entry that was booked to the wrong contract'
  static override description =
    'It is recorded there first, by the terms of that contract and whatever its overdraft limit is, and then voided here; each names the other. If that is interrupted, the same command finishes it.'
  static override examples = ['<%= config.bin %> entry move k3f9x2mp7q4d beta --reason "Wrong customer"']
  static override args = {
    id: Args.string({ignoreStdin: true, description: 'Entry: its id or a beginning of it', required: true}),
    contract: Args.string({ignoreStdin: true, description: 'Contract it belongs to', required: true}),
  }
  static override flags = {
    ...takingBackFlags,
    by: Flags.string({helpValue: 'NAME', description: 'Who moves it (else HOURBANK_BY, else the profile)'}),
    from: Flags.string({
      helpValue: 'ID',
      description: 'The contract it is in, if several have an entry with this id',
    }),
  }

  protected override async questions() {
    return (await import('../../cli/ask-entry.js')).moveQuestions
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(EntryMove)
    const flags = withTakingBack(withTexts(typed, {by: MAX_NAME_LENGTH}))
    const context = await this.openContext(flags)
    const {store, now} = context
    const by = await personOf(flags.by, context, 'who moves it')
    const from = await findEntry(store, args.id, flags.from)
    const target = await findContract(store, args.contract)
    const old = await entryToMove(store, from, target.id)
    const taking = {...takingBackOf(flags), at: now, by}
    const {sent, received: moved} = await store.together(() =>
      move(store, {old, from, to: target.id, taking}),
    )
    const received = await withWorkElsewhere(moved, context)
    this.showLines(renderVoided(sent, this.look()))
    this.showLines(renderReceipt(received, target, this.look()))
    await this.warnOf(received.warnings)
    const {timezone} = sent.account.contract
    const surroundings = {contract: from.contract, timezone, bookedMonth: sent.bookedMonth}
    const {repeated, ...recorded} = loggedJson(received)
    return {
      // Whoever finishes what was interrupted has done something.
      ...(repeated && old.voided !== null ? {repeated} : {}),
      from: {entry: entryJson(sent.entry, surroundings), balance: balanceJson(sent.balance)},
      ...recorded,
    }
  }
}

/** The entry as it was before it moved; refused where it is there already, or was taken back otherwise. */
async function entryToMove(store: Store, from: FoundBooking, to: ContractId): Promise<Entry> {
  const {id, contract} = from
  if (to === contract) throw isThereAlready(id, to)
  const old = findBookedEntry(await findAccount(store, contract, {entryIds: [id]}), id)?.entry
  if (old === undefined) throw new RefusalError({kind: 'unknown-entry', entry: id})
  if (old.voided !== null && !isMovedTo(old, {contract: to, id: movedId(from, to)})) {
    throw new RefusalError({kind: 'entry-already-voided', entry: id, replacedBy: old.voided.replacedBy})
  }
  return old
}

interface Move {
  readonly old: Entry
  readonly from: FoundBooking
  readonly to: ContractId
  readonly taking: TakingBack
}

/** Records it there first: whoever is killed in between has lost nothing, and repeats the command. */
async function move(store: Store, {old, from, to, taking}: Move) {
  const id = movedId(from, to)
  const scope = {closedFrom: monthOf(old.start), entryIds: [id]}
  const moving = {from: {contract: from.contract, id: from.id}, now: taking.at, by: taking.by}
  const received = await changeAccount(store, to, scope, account => receiveEntry(account, old, moving))
  try {
    const sent = await changeAccount(store, from.contract, neededToTakeBack(from.id), account =>
      sendEntry(account, {id: from.id, ...taking}, {contract: to, id}),
    )
    return {sent, received}
  } catch (error) {
    if (!(error instanceof RefusalError)) throw new UnfinishedError(error, halfMoved(from.contract, to))
    // Somebody else has taken it back meanwhile: then there was nothing to move.
    await changeAccount(store, to, scope, account => voidEntry(account, {id, ...taking}))
    throw error
  }
}

const halfMoved = (from: ContractId, to: ContractId): string =>
  `The entry is in ${to} now, and perhaps still in ${from} too. Type the same command once more: it finishes what was begun.`

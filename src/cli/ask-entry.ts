import {addMonths, epochMs, monthOf} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {bookedEntries, findBookedEntry} from '../operations/list-entries.js'
import {draftMoved} from '../operations/move-entry.js'
import type {RecordedEntry} from '../operations/undo-entry.js'
import type {ChoiceQuestion} from './ask.js'
import {chooseContract} from './ask-contract.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {personQuestion, reasonQuestion} from './ask-person.js'
import {confirmationQuestion} from './confirmation.js'
import type {Context} from './context.js'
import {chooseContracts, findAccount, findEntry} from './contracts.js'
import {accepted, isThereAlready, RefusalError, UsageError} from './failure.js'

/**
 * Which entry: one that can still be taken back.
 * @param inContract the flag that names its contract
 */
const entryQuestionOf = (inContract: string): Question => ({
  name: 'id',
  read: async (text, said) => {
    const {store} = await said.context()
    const {id, contract} = await findEntry(store, text, saidText(said, inContract))
    const booked = findBookedEntry(await findAccount(store, contract, {entryIds: [id]}), id)
    const voided = booked?.entry.voided
    if (voided)
      throw new RefusalError({kind: 'entry-already-voided', entry: id, replacedBy: voided.replacedBy})
  },
  ask: said => chooseEntry(said, saidText(said, inContract)),
})

export const entryQuestion: Question = entryQuestionOf('contract')

/** How many months back are looked through: who means an older one has its id from a list. */
const MONTHS_BACK = 2

async function chooseEntry(said: Said, contract: string | undefined): Promise<ChoiceQuestion> {
  const {store, now} = await said.context()
  const ids = await chooseContracts(store, contract === undefined ? [] : [contract])
  const scope = {closedFrom: addMonths(monthOf(now), -MONTHS_BACK)}
  const accounts = await Promise.all(ids.map(id => findAccount(store, id, scope)))
  const entries = accounts
    .flatMap(account => bookedEntries(account).map(({entry}) => ({entry, contract: account.contract.id})))
    .filter(({entry}) => entry.voided === null)
    .toSorted((a, b) => epochMs(b.entry.start) - epochMs(a.entry.start))
  if (entries.length === 0) {
    throw new UsageError(
      'NO_ENTRIES',
      'There is no entry of the last three months that could be taken back.',
      'An older one is named by its id, which "hourbank entries" lists.',
    )
  }
  return {
    message: 'Entry',
    choices: entries.map(({entry, contract: of}) => ({name: lineOf(entry, of), value: entry.id})),
  }
}

const lineOf = ({start, workedMinutes, text}: Entry, contract: ContractId): string =>
  `${formatInstant(start, en)}  ${contract}  ${formatDuration(workedMinutes)}  ${text}`

/** What `entry void` asks for. */
export const voidQuestions: readonly Question[] = [
  entryQuestion,
  reasonQuestion('Why is it taken back (only you read it)'),
  personQuestion('Who takes it back'),
]

/** Which contract an entry is moved to: another one, whose terms take it. */
const targetQuestion: Question = {
  name: 'contract',
  needs: ['id'],
  read: async (text, said) => {
    const {store, now} = await said.context()
    const {entry, contract} = await entryToMove(said)
    const target = await findAccount(store, text)
    if (text === contract) throw isThereAlready(entry.id, text)
    accepted(draftMoved(target, entry, {from: {contract, id: entry.id}, now, by: ''}))
  },
  ask: async said => {
    const {contract} = await entryToMove(said)
    const {choices} = await chooseContract(await said.context(), ({id}) => id !== contract)
    if (choices.length > 0) return {message: 'Contract it belongs to', choices}
    throw new UsageError(
      'NO_CONTRACTS',
      'There is no other contract.',
      'Open one with: hourbank contract add',
    )
  },
}

/** The entry that was named, and where it is. */
async function entryToMove(said: Said): Promise<{readonly entry: Entry; readonly contract: ContractId}> {
  const {store} = await said.context()
  const {id, contract} = await findEntry(store, saidText(said, 'id') ?? '', saidText(said, 'from'))
  const booked = findBookedEntry(await findAccount(store, contract, {entryIds: [id]}), id)
  if (booked === undefined) throw new RefusalError({kind: 'unknown-entry', entry: id})
  return {entry: booked.entry, contract}
}

/** What `entry move` asks for. */
export const moveQuestions: readonly Question[] = [
  entryQuestionOf('from'),
  targetQuestion,
  reasonQuestion('Why is it moved (only you read it)'),
  personQuestion('Who moves it'),
]

/**
 * What `undo` asks for.
 * @param find the entry that would be undone
 */
export const undoQuestions = (
  find: (context: Context, by: string | undefined) => Promise<RecordedEntry>,
): readonly Question[] => [
  personQuestion('Whose last entry'),
  confirmationQuestion(['by'], async said => {
    const {entry, contract} = await find(await said.context(), saidText(said, 'by'))
    return {
      message: `Take back ${lineOf(entry, contract.id)}?`,
      ...{yes: 'Yes, take it back', no: 'No, keep it', isYesFirst: true},
    }
  }),
]

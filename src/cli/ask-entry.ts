import {addMonths, epochMs, monthOf} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {bookedEntries, findBookedEntry} from '../operations/list-entries.js'
import type {RecordedEntry} from '../operations/undo-entry.js'
import type {ChoiceQuestion} from './ask.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {personQuestion, reasonQuestion} from './ask-person.js'
import {confirmationQuestion} from './confirmation.js'
import type {Context} from './context.js'
import {chooseContracts, findAccount, findEntry} from './contracts.js'
import {RefusalError, UsageError} from './failure.js'

/** Which entry: one that can still be taken back. */
export const entryQuestion: Question = {
  name: 'id',
  read: async (text, said) => {
    const {store} = await said.context()
    const {id, contract} = await findEntry(store, text, saidText(said, 'contract'))
    const booked = findBookedEntry(await findAccount(store, contract, {entryIds: [id]}), id)
    const voided = booked?.entry.voided
    if (voided)
      throw new RefusalError({kind: 'entry-already-voided', entry: id, replacedBy: voided.replacedBy})
  },
  ask: chooseEntry,
}

/** How many months back are looked through: who means an older one has its id from a list. */
const MONTHS_BACK = 2

async function chooseEntry(said: Said): Promise<ChoiceQuestion> {
  const {store, now} = await said.context()
  const contract = saidText(said, 'contract')
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

import {addMonths, dayOf, type Instant, inZone, monthOf} from '../domain/calendar.js'
import {type Entry, MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import type {Account} from '../domain/page.js'
import {readTyped} from '../domain/read-typed.js'
import type {RefusalOf} from '../domain/refusal.js'
import {parseTime} from '../domain/time-text.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {findBookedEntry} from '../operations/list-entries.js'
import {draftEntry} from '../operations/log-entry.js'
import {quoteCallOut} from '../operations/quote.js'
import {countingEntries, type RecentField, recentValues, recentWork} from '../operations/recent-work.js'
import {callOutContractQuestion, contractQuestion} from './ask-contract.js'
import {entryQuestion} from './ask-entry.js'
import {contractIn, type Question, type Said, saidText} from './ask-missing.js'
import {personQuestion, reasonQuestion} from './ask-person.js'
import {findAccount, findEntry} from './contracts.js'
import {accepted, RefusalError} from './failure.js'
import {notTooLong, readDuration} from './text-values.js'
import {type SaidWork, workFlags, workReader} from './work-flags.js'

/** The account that the work is for, and what the command takes where nothing is said. */
type AccountOf = (said: Said) => Promise<Account>

const namedAccount: AccountOf = async said => {
  const {store} = await said.context()
  return findAccount(store, saidText(said, 'contract') ?? '')
}

const accountOfEntry: AccountOf = async said => {
  const {store} = await said.context()
  const {id, contract} = await findEntry(store, saidText(said, 'id') ?? '', saidText(said, 'contract'))
  return findAccount(store, contract, {entryIds: [id]})
}

/** The words behind the contract or the entry: how long or since when, and the text. */
const workWords = ({words}: Said): readonly string[] => words.slice(1)

/** What the words say, or that they say a time without its day that has not come yet. */
async function understood(
  words: readonly string[],
  said: Said,
  account: Account,
): Promise<SaidWork | RefusalOf<'not-yet'>> {
  try {
    const read = await workReader({words, at: saidText(said, 'at'), text: undefined}, await said.context())
    return read(account.contract)
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.kind === 'not-yet') return error.refusal
    throw error
  }
}

/** How long it took, or since when. A time of a day that has to be asked for is taken. */
const workQuestion = (accountOf: AccountOf, isMissing: (said: Said) => boolean): Question => ({
  name: 'work',
  needs: [accountOf === namedAccount ? 'contract' : 'id'],
  isMissing,
  saidIn: said => (workWords(said).length === 0 ? undefined : workWords(said).join(' ')),
  read: async (text, said) => {
    const account = await accountOf(said)
    const work = await understood([text], said, account)
    if ('kind' in work) return
    const {now, profile} = await said.context()
    const request = {workedMinutes: work.minutes, consultant: '', text: work.text}
    const draft = {id: '', now, by: '', forcedBecause: null, defaults: profile.defaults}
    accepted(draftEntry(account, work.start === null ? request : {...request, start: work.start}, draft))
  },
  ask: () => ({message: 'How long', example: '45, 1h30, 14:00-15:30 or gestern 9-10:30'}),
})

/** Which of the two days, of a time without one that has not come yet today. */
const dayQuestion = (accountOf: AccountOf): Question => ({
  name: 'at',
  needs: ['work'],
  isMissing: async said => 'kind' in (await saidWork(said, accountOf)),
  saidIn: () => undefined, // it is read with the words
  ask: async said => {
    const refusal = await saidWork(said, accountOf)
    if (!('kind' in refusal)) throw new TypeError('asked for a day that is known')
    const {value, yesterday, today} = refusal
    const asTyped = (start: Instant) => (saidText(said, 'at') === undefined ? dayOf(start) : start)
    const choice = (day: string, start: Instant) => ({
      name: `${day}, ${formatInstant(start, en)}`,
      value: asTyped(start),
    })
    return {
      message: `"${value}" has not come yet today. Which day is meant?`,
      choices: [...(yesterday ? [choice('yesterday', yesterday)] : []), choice('today', today)],
    }
  },
})

async function saidWork(said: Said, accountOf: AccountOf): Promise<SaidWork | RefusalOf<'not-yet'>> {
  const account = await accountOf(said)
  const words = workWords(said)
  return understood(words.length > 0 ? words : ['1'], said, account)
}

/** What was said of the last pieces of work in the contract, by whomever. */
async function recentIn(said: Said, field: RecentField): Promise<readonly string[]> {
  const {store, now} = await said.context()
  const scope = {closedFrom: addMonths(monthOf(now), -1)}
  const account = await findAccount(store, saidText(said, 'contract') ?? '', scope)
  return recentValues(recentWork(countingEntries(account, () => true)), field)
}

/** Asked for only beside other questions, and where there is something to offer: nobody has to say it. */
const offeredQuestion = (name: string, field: RecentField, message: string): Question => ({
  name,
  needs: ['text'],
  isMissing: async said =>
    said.answers.size > 0 && saidText(said, name) === undefined && (await recentIn(said, field)).length > 0,
  read: text => notTooLong(message, text, MAX_NAME_LENGTH),
  ask: async said => ({message, isOptional: true, recent: await recentIn(said, field)}),
})

/** What `log` asks for. */
export const logQuestions: readonly Question[] = [
  contractQuestion('contract'),
  workQuestion(namedAccount, said => workWords(said).length === 0),
  dayQuestion(namedAccount),
  {
    name: 'text',
    needs: ['work', 'at'],
    isMissing: async said => {
      if (saidText(said, 'text') !== undefined) return false
      const work = await saidWork(said, namedAccount)
      return 'kind' in work || work.text === ''
    },
    read: text => notTooLong('The text', text, MAX_TEXT_LENGTH),
    ask: async said => {
      const {customer} = await contractIn(said)
      const recent = await recentIn(said, 'text')
      return {message: `What was done for ${customer.name}`, isOptional: true, recent}
    },
  },
  offeredQuestion('for', 'requester', 'For whom'),
  offeredQuestion('ticket', 'ticket', 'Ticket number'),
  reasonQuestion(
    'Why is it forced',
    said => said.flags.force === true && saidText(said, 'reason') === undefined,
  ),
  personQuestion('Who did the work'),
]

/** What `entry correct` asks for. */
export const correctionQuestions: readonly Question[] = [
  entryQuestion,
  {
    ...workQuestion(accountOfEntry, said => {
      const isSaid = Object.keys(workFlags).some(name => name !== 'force' && name in said.flags)
      return workWords(said).length === 0 && !isSaid
    }),
    ask: async said => {
      const account = await accountOfEntry(said)
      const entry = findBookedEntry(account, await idOf(said))?.entry
      return {
        message: `What is right${wasOf(entry)}`,
        example: '45 or 14:00-15:30, with another text behind it',
      }
    },
  },
  dayQuestion(accountOfEntry),
  reasonQuestion('Why is it corrected'),
]

const idOf = async (said: Said): Promise<string> => {
  const {store} = await said.context()
  return (await findEntry(store, saidText(said, 'id') ?? '', saidText(said, 'contract'))).id
}

const wasOf = (entry: Entry | undefined): string =>
  entry === undefined
    ? ''
    : `, instead of ${formatDuration(entry.workedMinutes)} from ${formatInstant(entry.start, en)}`

/** When a call-out would start: now, if nothing else is said. */
async function quotedStart(text: string, said: Said): Promise<Instant> {
  const {timezone} = await contractIn(said)
  const context = {now: inZone((await said.context()).now, timezone), timezone, reading: 'next'} as const
  return accepted(await readTyped(dates => parseTime(text, {...context, dates}))).instant
}

/** What `quote` asks for. */
export const quoteQuestions: readonly Question[] = [
  callOutContractQuestion('contract'),
  {
    name: 'at',
    needs: ['contract'],
    isMissing: said => saidText(said, 'at') === undefined && saidText(said, 'minutes') === undefined,
    read: quotedStart,
    ask: () => ({message: 'When would it start', example: '16:50 or tomorrow 9:00', fallback: 'now'}),
  },
  {
    name: 'minutes',
    needs: ['contract'],
    read: async (text, said) => {
      const start = await quotedStart(saidText(said, 'at') ?? 'now', said)
      accepted(quoteCallOut(await contractIn(said), {start, workedMinutes: readDuration(text) ?? 0}))
    },
    ask: () => ({message: 'How long would it take', example: '40 or 1h30'}),
  },
]

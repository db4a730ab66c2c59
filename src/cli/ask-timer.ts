import type {Instant} from '../domain/calendar.js'
import {MAX_TEXT_LENGTH} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import type {Refusal} from '../domain/refusal.js'
import {type Timer, timedMinutes} from '../domain/timer.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {refuseToStop, requireTimer} from '../operations/run-timer.js'
import {contractQuestion} from './ask-contract.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {personQuestion, reasonQuestion} from './ask-person.js'
import {confirmationQuestion} from './confirmation.js'
import {findContract} from './contracts.js'
import {accepted, RefusalError} from './failure.js'
import {notTooLong} from './text-values.js'
import {endReader, timerOwner} from './timers.js'

/** What `start` asks for. */
export const startQuestions: readonly Question[] = [
  contractQuestion('contract'),
  personQuestion('Who does the work'),
]

const ownerQuestion = personQuestion('Whose timer is it')

async function timerIn(said: Said): Promise<Timer> {
  const context = await said.context()
  const owner = await timerOwner(saidText(said, 'by'), context)
  return accepted(requireTimer(await context.store.readTimer(owner), owner))
}

/** Why the timer cannot be recorded with this end, or with none. */
async function refusalOf(end: Instant | null, said: Said): Promise<Refusal | null> {
  const {store, now} = await said.context()
  const timer = await timerIn(said)
  const {timezone} = await findContract(store, timer.contract)
  return refuseToStop(timer, end, {now, timezone})
}

/** When the work ended, where the timer was probably forgotten. */
const endQuestion: Question = {
  name: 'at',
  needs: ['by'],
  isMissing: async said => {
    if (saidText(said, 'at') !== undefined) return false
    const refusal = await refusalOf(null, said)
    if (refusal?.kind === 'timer-too-short') throw new RefusalError(refusal)
    return refusal !== null
  },
  read: async (text, said) => {
    const context = await said.context()
    const timer = await timerIn(said)
    const read = await endReader(text, timer, context)
    const refusal = await refusalOf(read(await findContract(context.store, timer.contract)).end, said)
    if (refusal !== null) throw new RefusalError(refusal)
  },
  ask: async said => {
    const {now} = await said.context()
    const timer = await timerIn(said)
    const counted = formatDuration(timedMinutes(timer, now))
    const isTooLong = (await refusalOf(null, said))?.kind === 'timer-too-long'
    return {
      message: `${timer.contract} has counted ${counted} since ${formatInstant(timer.startedAt, en)}. When did the work end`,
      example: isTooLong ? '17:30' : `17:30, or "now" if all ${counted} was work`,
    }
  },
}

/** What `stop` asks for. */
export const stopQuestions: readonly Question[] = [
  ownerQuestion,
  endQuestion,
  {
    name: 'text',
    needs: ['by', 'at'],
    isMissing: async said =>
      said.words.length === 0 && saidText(said, 'text') === undefined && (await timerIn(said)).text === '',
    saidIn: said => saidText(said, 'text'),
    read: text => notTooLong('The text', text, MAX_TEXT_LENGTH),
    ask: async said => {
      const {store} = await said.context()
      const {customer} = await findContract(store, (await timerIn(said)).contract)
      return {message: `What was done for ${customer.name}`, isOptional: true}
    },
    asTyped: answer => [`--text=${answer}`],
  },
  reasonQuestion(
    'Why is it forced',
    said => said.flags.force === true && saidText(said, 'reason') === undefined,
  ),
]

/** What `cancel` asks for. */
export const cancelQuestions: readonly Question[] = [
  ownerQuestion,
  confirmationQuestion(['by'], async said => {
    const {now} = await said.context()
    const timer = await timerIn(said)
    return {
      message: `Drop the timer of ${timer.contract}, ${formatDuration(timedMinutes(timer, now))} since ${formatInstant(timer.startedAt, en)}?`,
      ...{yes: 'Yes, drop it', no: 'No, let it run', isYesFirst: false},
    }
  }),
]
